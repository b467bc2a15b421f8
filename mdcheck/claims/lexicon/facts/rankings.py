"""Which of two methods has more of something: ``MAE is less sensitive to outliers than MSE``."""

from collections.abc import Mapping

from mdcheck.claims.lexicon.facts.topic import Topic

_THAN = {"than": r"than|比(?!较|例)"}


def _ranked(*tiers: tuple[str, ...]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The truth of every pair, from tiers that have less and less of it."""
    height = {name: -at for at, tier in enumerate(tiers) for name in tier}
    return {
        one: {
            f"than {other}": ("more",) if height[one] > height[other] else ("less",)
            for other in height
            if height[one] != height[other]
        }
        for one in height
    }


def _ranking(
    subjects: Mapping[str, str],
    tiers: tuple[tuple[str, ...], ...],
    *,
    more: str,
    less: str,
    filler: str,
    source: str,
    hints: tuple[str, ...],
) -> Topic:
    return Topic(
        subjects=subjects,
        slots=_THAN,
        values={"less": less, "more": more},
        truth=_ranked(*tiers),
        source=source,
        hints=hints,
        filler=filler,
        compared=True,
        titled=False,
    )


TOPICS = (
    _ranking(
        {
            "the squared error": r"(?:the )?(?:R?MSE|均方(?:根)?误差|平方(?:误差)?损失|squared (?:error|loss)(?: loss)?|mean squared error|L2 损失|L2 loss)",
            "the absolute error": r"(?:the )?(?:MAE|平均绝对误差|绝对(?:值|误差)?损失|absolute (?:error|loss)(?: loss)?|mean absolute error|L1 损失|L1 loss)",
            "the Huber loss": r"(?:the )?Huber(?: ?(?:loss|损失))?|smooth L1(?: ?(?:loss|损失))?",
        },
        (("the squared error",), ("the Huber loss",), ("the absolute error",)),
        more=r"更(?:加)?(?:敏感|容易受)|(?:much )?more sensitive|less robust|更不(?:鲁棒|稳健)",
        less=r"更?不(?:那么)?敏感|更(?:加)?(?:鲁棒|稳健)|(?:much )?less sensitive|(?:much )?more robust",
        filler=r"对|(?:异常|离群)(?:值|点|样本)|(?:to|against|of) outliers|outliers|影响|损失|loss",
        source="Huber, 1964",
        hints=("outlier", "异常", "离群"),
    ),
    _ranking(
        {
            "fp32": r"fp32|float32|单精度",
            "bf16": r"bf16|bfloat16",
            "fp16": r"fp16|float16|半精度",
        },
        (("fp32",), ("fp16",), ("bf16",)),
        more=r"精度(?:更|较)?高|(?:is )?more (?:precise|accurate)|(?:a )?(?:higher|better|finer) precision|more mantissa bits|尾数位?更多",
        less=r"精度(?:更|较)?低|(?:is )?less (?:precise|accurate)|(?:a )?(?:lower|worse|coarser) precision|fewer mantissa bits|尾数位?更少",
        filler=r"has|的|格式|format",
        source="IEEE 754-2019; the definition of bfloat16",
        hints=("bf16", "bfloat16", "fp16", "float16"),
    ),
    _ranking(
        {
            "bf16": r"bf16|bfloat16",
            "fp16": r"fp16|float16|半精度",
        },
        (("bf16",), ("fp16",)),
        more=r"(?:动态|表示|数值)?范围(?:更|较)?[大宽广]|(?:a )?(?:larger|wider|greater|bigger)(?: dynamic)? range|more exponent bits|指数位?更多",
        less=r"(?:动态|表示|数值)?范围(?:更|较)?[小窄]|(?:a )?(?:smaller|narrower)(?: dynamic)? range|fewer exponent bits|指数位?更少",
        filler=r"has|covers|的|格式|format",
        source="IEEE 754-2019; the definition of bfloat16",
        hints=("bf16", "bfloat16"),
    ),
    _ranking(
        {
            "an LSTM": r"(?:an? |the )?LSTMs?",
            "a GRU": r"(?:an? |the )?GRUs?",
            "a plain RNN": r"(?:an? |the )?(?:vanilla |plain |simple |普通(?:的)? ?)?RNNs?",
        },
        (("an LSTM",), ("a GRU",), ("a plain RNN",)),
        more=r"(?:参数|门|计算量)(?:量|数)?更?[多大]|more (?:parameters|weights|gates)|更(?:复杂|慢)|slower|more complex",
        less=r"(?:参数|门|计算量)(?:量|数)?更?[少小]|fewer (?:parameters|weights|gates)|更(?:简单|快)|faster|simpler",
        filler=r"has|have|is|的|训练|计算|to train|结构",
        source="Cho et al., 2014: blocks of weights, four, three and one",
        hints=("lstm", "gru"),
    ),
    _ranking(
        {
            "Adam": r"Adam ?W?",
            "SGD with momentum": r"(?:SGD(?: ?\+ ?| with ))?(?:momentum|动量(?:法)?)|SGDM",
            "SGD": r"(?:plain |vanilla |普通(?:的)? ?)?SGD",
        },
        (("Adam",), ("SGD with momentum",), ("SGD",)),
        more=r"(?:占用|消耗|需要|使用)?(?:更多|多)(?:的)?(?:显存|内存|状态)|(?:显存|内存|状态)(?:占用|开销)?更?[多大高]|more (?:memory|states?)",
        less=r"(?:占用|消耗|需要|使用)?(?:更少|少)(?:的)?(?:显存|内存|状态)|(?:显存|内存|状态)(?:占用|开销)?更?[少小低]|less memory|fewer states?",
        filler=r"needs?|uses?|takes?|keeps?|优化器|optimi[sz]er|占用|per parameter",
        source="Kingma and Ba, 2015: two moments a parameter",
        hints=("adam",),
    ),
    _ranking(
        {
            "sigmoid": r"(?:the )?sigmoid(?: ?函数)?",
            "tanh": r"(?:the )?tanh(?: ?函数)?",
            "ReLU": r"(?:the )?ReLU(?: ?函数)?",
        },
        (("sigmoid",), ("tanh",), ("ReLU",)),
        more=r"更(?:加)?(?:容易)(?:出现|导致|发生|造成)?(?:梯度)?(?:消失|饱和)|more (?:prone|likely) to (?:saturate|(?:suffer from )?vanishing gradients|vanish)",
        less=r"更?不(?:容)?易(?:出现|导致|发生|造成)?(?:梯度)?(?:消失|饱和)|less (?:prone|likely) to (?:saturate|(?:suffer from )?vanishing gradients|vanish)",
        filler=r"梯度|激活|gradients?",
        source="Glorot, Bordes and Bengio, 2011",
        hints=("relu", "sigmoid"),
    ),
    _ranking(
        {
            "Monte Carlo": r"(?:the )?(?:蒙特卡[洛罗](?:方法|估计)?|Monte Carlo(?: (?:methods?|estimates?|returns?))?|MC)",
            "temporal differences": r"(?:the )?(?:时[序间]差分(?:方法|估计)?|TD(?: ?(?:方法|learning|学习|methods?|estimates?|targets?))?|temporal differences?(?: learning)?)",
        },
        (("Monte Carlo",), ("temporal differences",)),
        more=r"方差更?[大高]|(?:a )?(?:higher|larger|more) variance",
        less=r"方差更?[小低]|(?:a )?(?:lower|smaller|less) variance",
        filler=r"has|have|的|估计|estimates?",
        source="Sutton and Barto, 2018, section 6.2",
        hints=("方差", "variance"),
    ),
)
"""The rankings."""
