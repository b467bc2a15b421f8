"""What the literature says of methods that come in pairs, and how sentences say it: one record a topic.

A sentence is read if its clause consists of a subject, cues, values and words of no weight alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    r"""A question with an answer for each of several methods.

    Patterns are case-insensitive; in those of words, a blank stands for any white space or hyphen.

    Attributes:
        subjects: Method to the pattern of its names.
        slots: What is asked, to the cue that a value follows: ``output`` to ``predicts``.
        values: Answer to the pattern of its names.
        truth: For each method, slot to the answers that are right, and the slot's answer in words.
        source: Where that is written.
        hints: A passage that holds none of these, in small letters, names no subject.
        filler: Words of no weight in this topic.
        directed: Whether a value belongs to the cue before it; else a clause has one cue somewhere.
        bare: Whether a value needs no cue at all.
    """

    subjects: Mapping[str, str]
    slots: Mapping[str, str]
    values: Mapping[str, str]
    truth: Mapping[str, Mapping[str, tuple[str, ...]]]
    source: str
    hints: tuple[str, ...]
    filler: str = ""
    directed: bool = False
    bare: bool = False


FILLER = (
    r"的|地|得|了|着|这种|这个|该|其|它们?|一个|一种|是|为|则|而|且|并且?|就|主要|来|去|会|用来|以|让|使得?|把|模型|算法|方法|任务|分别|时|中|里|词?向量|思想|目标|本质上|"
    r"a|an|the|is|are|it|its|that|which|this|of|to|in|by|for|as|and|while|but|model|models|algorithm|method|approach|mainly|primarily|tries|trained|works|one|we"
)
"""Words that change nothing about what a clause says."""

_CONTEXT = (
    r"上下文(?:的?(?:单词|词语?))?|(?:周围|周边|邻近|前后|附近)的?(?:单词|词语?|上下文)?|"
    r"(?:surrounding|context|neighbou?ring|nearby)(?: words?)?(?: words?)?|(?:word's )?contexts?"
)
_CENTRE = r"(?:中心|目标|当前|中间)的?(?:单词|词语?)|cent(?:er|re|ral)(?: word)?|(?:target|current|middle)(?: word)?"

TOPICS = (
    Topic(
        subjects={
            "CBOW": r"CBOW(?:模型)?|(?:连续)?词袋模型CBOW|continuous bag of words",
            "skip-gram": r"skip[ -]?gram(?:模型)?|跳字模型|跳元模型",
        },
        slots={
            "output": r"预测|输出(?:是|为)?|predicts?|predicting|outputs?|to predict|guesses",
            "input": r"根据|通过|利用|使用|用|由|给定|基于|从|输入(?:是|为)?|from|given|using|uses?|based on|takes?|inputs?(?: is)?|conditioned on|on the basis of",
        },
        values={"the context": _CONTEXT, "the centre word": _CENTRE},
        truth={
            "CBOW": {"output": ("the centre word",), "input": ("the context",)},
            "skip-gram": {"output": ("the context",), "input": ("the centre word",)},
        },
        source="Mikolov et al., 2013",
        hints=("cbow", "skip", "跳字", "跳元", "bag"),
        filler=r"词|words?|as input|as inputs|作为?输入|作输入|推断|出",
        directed=True,
    ),
    Topic(
        subjects={
            "lasso": r"lasso(?:回归| regression)?|套索(?:回归)?",
            "ridge regression": r"岭回归|ridge(?: regression)?",
        },
        slots={
            "penalty": r"使用|采用|加(?:上|入)?|用|对应|等价于|添加|引入|uses?|adds?|with|corresponds to|applies|has|employs|imposes"
        },
        values={
            "L1": r"\$?L_?\{?1\}?\$?(?:范数|正则化?|惩罚)?项?|\$?\\ell_1\$?(?:范数|正则化?)?|L1 (?:norm|penalty|regulari[sz]ation|regulari[sz]er)|绝对值(?:之和)?",
            "L2": r"\$?L_?\{?2\}?\$?(?:范数|正则化?|惩罚)?项?|\$?\\ell_2\$?(?:范数|正则化?)?|L2 (?:norm|penalty|regulari[sz]ation|regulari[sz]er)|平方和",
        },
        truth={"lasso": {"penalty": ("L1",)}, "ridge regression": {"penalty": ("L2",)}},
        source="Tibshirani, 1996; Hoerl and Kennard, 1970",
        hints=("lasso", "套索", "岭回归", "ridge"),
        filler=r"惩罚项?|范数|正则化?项?|penalty|norm|regulari[sz]ation|regression|回归|权重|on weights|weights",
    ),
    Topic(
        subjects={
            "BERT": r"(?<![A-Za-z])BERT(?!score)|RoBERTa",
            "GPT": r"GPT(?:-?[1-4])?",
        },
        slots={
            "part": r"使用|采用|用|基于|只有|仅有|由|属于|uses?|based on|built on|consists? of|is|are|stacks?|employs"
        },
        values={
            "the encoder": r"(?:(?:Transformer|transformer) ?的?)?(?:only the )?编码器(?:部分|结构|堆叠|架构)?|(?:transformer )?encoders?(?: (?:only|stack|part|blocks?|layers?))?",
            "the decoder": r"(?:(?:Transformer|transformer) ?的?)?(?:only the )?解码器(?:部分|结构|堆叠|架构)?|(?:transformer )?decoders?(?: (?:only|stack|part|blocks?|layers?))?",
        },
        truth={"BERT": {"part": ("the encoder",)}, "GPT": {"part": ("the decoder",)}},
        source="Devlin et al., 2019; Radford et al., 2018",
        hints=("bert", "gpt"),
        filler=r"Transformer|transformer|只|仅|only|部分|结构|堆叠|架构|单纯|stack|architecture|layers",
        bare=True,
    ),
    Topic(
        subjects={
            "BERT": r"(?<![A-Za-z])BERT(?!score)",
            "GPT": r"GPT(?:-?[1-4])?",
        },
        slots={"reads": r"是|使用|采用|属于|is|are|uses?"},
        values={
            "both ways": r"双向(?:的)?(?:语言模型|编码|注意力)?|bidirectional(?: attention| context)?",
            "left to right": r"单向(?:的)?(?:语言模型|注意力)?|自回归(?:的)?(?:语言模型)?|unidirectional|autoregressive|left to right|causal(?: attention)?",
        },
        truth={"BERT": {"reads": ("both ways",)}, "GPT": {"reads": ("left to right",)}},
        source="Devlin et al., 2019; Radford et al., 2018",
        hints=("bert", "gpt"),
        filler=r"Transformer|transformer|language|语言|预训练|pre trained|attention",
        bare=True,
    ),
    Topic(
        subjects={
            "a type I error": r"第一类错误|第Ⅰ类错误|第 ?I ?类错误|一类错误|type (?:I|1|one) errors?",
            "a type II error": r"第二类错误|第Ⅱ类错误|第 ?II ?类错误|二类错误|type (?:II|2|two) errors?",
        },
        slots={
            "is": r"对应于?|就?是指?|即|等于|称为|叫做?|又称|指的是|is|are|means?|corresponds? to|equals?|refers? to"
        },
        values={
            "a false positive": r"假(?:阳性|正例|阳)|误报|弃真|(?<![A-Za-z])FP(?![A-Za-z])|false (?:positives?|alarms?)|reject(?:s|ing)? a true null(?: hypothesis)?",
            "a false negative": r"假(?:阴性|反例|负例|阴)|漏报|[取存纳]伪|(?<![A-Za-z])FN(?![A-Za-z])|false negatives?|miss(?:es)?|(?:fails|failing) to reject a false null(?: hypothesis)?",
        },
        truth={
            "a type I error": {"is": ("a false positive",)},
            "a type II error": {"is": ("a false negative",)},
        },
        source="Neyman and Pearson, 1933",
        hints=("类错误", "type"),
        filler=r"错误|误差|error",
        bare=True,
    ),
    Topic(
        subjects={
            "high bias": r"高偏差|偏差(?:过|太|较|很)?(?:高|大)|(?:a )?(?:high|large) bias",
            "high variance": r"高方差|方差(?:过|太|较|很)?(?:高|大)|(?:a )?(?:high|large) variance",
        },
        slots={
            "shows as": r"导致|意味着|对应于?|引起|造成|表现为|说明|往往是|means?|leads? to|causes?|indicates?|implies|results in|corresponds? to|→"
        },
        values={
            "underfitting": r"欠拟合|under ?fitting|underfits?",
            "overfitting": r"过拟合|over ?fitting|overfits?",
        },
        truth={
            "high bias": {"shows as": ("underfitting",)},
            "high variance": {"shows as": ("overfitting",)},
        },
        source="Geman, Bienenstock and Doursat, 1992",
        hints=("偏差", "方差", "bias", "variance"),
        filler=r"模型|model|出现|发生",
    ),
    Topic(
        subjects={
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "logistic regression": r"逻辑(?:斯[谛蒂])?回归|对数几率回归|logistic regression",
            "AdaBoost": r"AdaBoost",
            "linear regression": r"线性回归|(?:ordinary )?linear regression",
        },
        slots={
            "loss": r"使用|采用|用|对应于?|最小化|的损失函数(?:是|为)|损失(?:是|为)|uses?|minimi[sz]es?|corresponds to|is based on|employs"
        },
        values={
            "the hinge loss": r"hinge ?(?:损失|loss)(?:函数)?|合页损失(?:函数)?|铰链损失(?:函数)?",
            "the log loss": r"对数(?:似然)?损失(?:函数)?|逻辑损失|交叉熵(?:损失)?(?:函数)?|log(?:istic)? loss|cross entropy(?: loss)?",
            "the exponential loss": r"指数损失(?:函数)?|exponential loss",
            "the squared loss": r"(?:均方|平方)(?:误差)?损失(?:函数)?|均方误差|squared? (?:error )?loss|mean squared error",
        },
        truth={
            "a support vector machine": {"loss": ("the hinge loss",)},
            "logistic regression": {"loss": ("the log loss",)},
            "AdaBoost": {"loss": ("the exponential loss",)},
            "linear regression": {"loss": ("the squared loss",)},
        },
        source="Hastie, Tibshirani and Friedman, 2009, sections 3.2, 4.4, 10.4 and 12.3",
        hints=("支持向量", "svm", "support vector", "回归", "regression", "adaboost"),
        filler=r"损失|loss|函数|function",
    ),
    Topic(
        subjects={
            "naive Bayes": r"朴素贝叶斯|naive bayes",
            "logistic regression": r"逻辑(?:斯[谛蒂])?回归|logistic regression",
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "a hidden Markov model": r"隐马尔可夫模型|HMM|hidden markov models?",
            "a conditional random field": r"条件随机场|CRF|conditional random fields?",
        },
        slots={"kind": r"是|属于|is|are|belongs? to"},
        values={
            "generative": r"生成(?:式)?(?:的)?(?:模型|方法|学习模型)|generative(?: (?:models?|classifiers?|methods?))?",
            "discriminative": r"判别(?:式)?(?:的)?(?:模型|方法|学习模型)|discriminative(?: (?:models?|classifiers?|methods?))?",
        },
        truth={
            "naive Bayes": {"kind": ("generative",)},
            "a hidden Markov model": {"kind": ("generative",)},
            "logistic regression": {"kind": ("discriminative",)},
            "a support vector machine": {"kind": ("discriminative",)},
            "a conditional random field": {"kind": ("discriminative",)},
        },
        source="Ng and Jordan, 2002; Lafferty, McCallum and Pereira, 2001",
        hints=(
            "贝叶斯",
            "bayes",
            "回归",
            "regression",
            "支持向量",
            "svm",
            "support vector",
            "隐马尔可夫",
            "hmm",
            "markov",
            "条件随机场",
            "crf",
            "random field",
        ),
        filler=r"典型|typical|classic",
    ),
    Topic(
        subjects={
            "k-means": r"K ?-?(?:means|均值)(?:聚类)?(?:算法)?",
            "nearest neighbours": r"K ?-?(?:近邻|NN)(?:算法)?|KNN|k nearest neighbou?rs?",
            "principal component analysis": r"主成分分析|PCA|principal components? analysis",
            "a support vector machine": r"支持向量机|SVMs?|support vector machines?",
            "linear discriminant analysis": r"线性判别分析|linear discriminant analysis",
        },
        slots={"kind": r"是|属于|is|are|belongs? to"},
        values={
            "unsupervised": r"(?:无|非)监督(?:的)?(?:学习|聚类|降维)?(?:算法|方法)?|unsupervised(?: learning)?(?: (?:methods?|algorithms?|techniques?))?",
            "supervised": r"(?:有)?监督(?:的)?(?:学习|分类|降维)?(?:算法|方法)?|supervised(?: learning)?(?: (?:methods?|algorithms?|techniques?))?",
        },
        truth={
            "k-means": {"kind": ("unsupervised",)},
            "principal component analysis": {"kind": ("unsupervised",)},
            "nearest neighbours": {"kind": ("supervised",)},
            "a support vector machine": {"kind": ("supervised",)},
            "linear discriminant analysis": {"kind": ("supervised",)},
        },
        source="Bishop, 2006, chapters 2, 4, 7, 9 and 12",
        hints=(
            "means",
            "均值",
            "近邻",
            "nn",
            "nearest",
            "主成分",
            "pca",
            "principal",
            "支持向量",
            "svm",
            "support vector",
            "判别分析",
            "discriminant",
        ),
        filler=r"算法|方法|学习|technique|learning|dimensionality reduction|clustering|降维|聚类|分类",
    ),
    Topic(
        subjects={
            "β > 1": r"(?:beta|β|\$?\\beta\$?)\s*(?:>|大于)\s*1|β ?越大|(?:a )?larger β|F_?\{?2\}?(?![.\d])(?:[- ]?(?:score|分数|值))?",
            "β < 1": r"(?:beta|β|\$?\\beta\$?)\s*(?:<|小于)\s*1|β ?越小|(?:a )?smaller β|F_?\{?0\.5\}?(?:[- ]?(?:score|分数|值))?",
        },
        slots={
            "weighs": r"更(?:加)?(?:重视|看重|侧重|偏重|偏向|关注|强调)于?|越(?:重视|看重|侧重|偏重|偏向|关注)于?|(?:赋予|给|给予)|偏向|weighs?|weights|favou?rs|emphasi[sz]es|puts? more (?:weight|emphasis) on|gives? more (?:weight|importance) to|prioriti[sz]es"
        },
        values={
            "recall": r"(?:recall|召回率|查全率)(?: more(?: heavily| highly)? than (?:the )?precision)?(?:更(?:大|高)的权重|高于精确率)?",
            "precision": r"(?:precision|精确率|查准率|精准率)(?: more(?: heavily| highly)? than (?:the )?recall)?(?:更(?:大|高)的权重|高于召回率)?",
        },
        truth={"β > 1": {"weighs": ("recall",)}, "β < 1": {"weighs": ("precision",)}},
        source="van Rijsbergen, 1979, chapter 7",
        hints=("β", "beta", "f_", "f2", "f0.5", "f 2"),
        filler=r"F_?β|\$?F_\{?\\beta\}?\$?|F[- ]?beta|\$|score|measure|分数|值|指标|with|当|if|when|取|权重|对",
    ),
    Topic(
        subjects={
            "a high temperature": r"高温度?|温度(?:较|很|更)?高|(?:a )?(?:high|higher|large|larger)(?: softmax)? temperatures?|温度趋(?:于|向)(?:正?无穷大?|∞)",
            "a low temperature": r"低温度?|温度(?:较|很|更)?低|(?:a )?(?:low|lower|small|smaller)(?: softmax)? temperatures?|温度趋(?:于|向)(?:零|0)",
        },
        slots={
            "makes": r"使得?|让|得到|产生|导致|变得|更(?:加)?|makes?|produces?|gives?|yields?|leads? to|results? in|→"
        },
        values={
            "flat": r"平滑|平坦|均匀|平缓|柔和|(?:flat|soft|smooth)(?:ter|er)?|(?:more|closer to) uniform",
            "sharp": r"尖锐|陡峭|集中|尖|(?:sharp|peak|hard)(?:er|ier|ed)?|(?:more|closer to) (?:peaked|one hot|concentrated)|peakier",
        },
        truth={
            "a high temperature": {"makes": ("flat",)},
            "a low temperature": {"makes": ("sharp",)},
        },
        source="Hinton, Vinyals and Dean, 2015, section 2",
        hints=("温", "temperature"),
        filler=r"softmax|分布|概率分布|输出(?:分布|概率)?|更加?|变得?|distribution|output|outputs|probabilities|probability|more|logits",
    ),
    Topic(
        subjects={"BPE": r"BPE(?:算法)?|byte pair encoding|字节对编码"},
        slots={
            "merges": r"合并|merges?|merging",
        },
        values={
            "the most frequent pair": r"(?:出现)?(?:频率|频次|次数)?最(?:高|频繁|常见|多)(?:出现)?的?(?:相邻)?(?:的)?(?:符号|字符|字节|子词|词元)?对?|most (?:frequent|common)(?: adjacent)?(?: (?:symbol|byte|token|character))?(?: pairs?)?",
            "the least frequent pair": r"(?:出现)?(?:频率|频次|次数)?最(?:低|少|罕见)(?:出现)?的?(?:相邻)?(?:的)?(?:符号|字符|字节|子词|词元)?对?|least (?:frequent|common)(?: adjacent)?(?: (?:symbol|byte|token|character))?(?: pairs?)?|rarest(?: pairs?)?",
        },
        truth={"BPE": {"merges": ("the most frequent pair",)}},
        source="Sennrich, Haddow and Birch, 2016",
        hints=("bpe", "byte", "字节对"),
        filler=r"每次|每一步|迭代|反复|不断|语料|相邻|符号|字符|iteratively|repeatedly|always|each step|adjacent|pair|pairs|symbols|两个|at|step",
    ),
)
