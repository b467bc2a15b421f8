"""How sentences tell training from inference, and what layers do in each."""

import re

from mdcheck.claims.lexicon.word import Word
from mdcheck.patterns import regex

_TRAINING, _INFERENCE = "训练", "(?:推理|推断|测试|评估|预测)"
_WHEN = "(?:的)?(?:阶段|过程|期间|模式|时期?)(?:时|下|中|里)?"
_PHASE = "(?: (?:time|phase|mode|stage))?"
_TESTING = "(?:inference|test(?:ing)?|evaluation|eval|prediction)"
_STATISTICS = "(?:统计量|统计值|均值和方差|均值与方差|均值、方差)"
_MOMENTS = "(?:statistics|means? and variances?|averages?|estimates)"

MODES = frozenset({"training", "inference", "both modes"})
"""What a circumstance of this kind stands for."""

SWITCHING = frozenset({"batch normalization", "dropout", "inverted dropout"})
"""Layers that a section may speak of by their modes alone: "in training, batch statistics are used"."""

MODE_WORDS: tuple[Word, ...] = (
    Word("Y", "both modes", rf"(?:在|于)?{_TRAINING}{_WHEN.join('()')}?(?:和|与|及){_INFERENCE}{_WHEN.join('()')}?",
         rf"(?:during|at|in|between) (?:both )?(?:training|train){_PHASE} and (?:at |in |during )?{_TESTING}{_PHASE}"),
    Word("Y", "training", rf"(?:在|于)?{_TRAINING}{_WHEN}", rf"(?:during|at|in) (?:the )?(?:training|train){_PHASE}|(?:while|when) training|training(?= (?:uses|relies))"),
    Word("Y", "inference", rf"(?:在|于)?{_INFERENCE}{_WHEN}", rf"(?:during|at|in) (?:the )?{_TESTING}{_PHASE}|{_TESTING}(?= (?:uses|relies))"),
    Word("y", "only", r"只(?:有|会)?|仅仅?", "only"),
)  # fmt: skip

MODE_PHRASE = regex(
    rf"(?:在|于)?(?:{_TRAINING}|{_INFERENCE}){_WHEN}|\b(?:during|at|in) (?:the )?(?:training|train|{_TESTING}){_PHASE}\b"
    rf"|\b(?:training|{_TESTING})(?= (?:uses|relies))",
    re.IGNORECASE,
)
"""A mode beside a clause is no condition on it: the clause has its own."""

_KEPT = r"(?:the |its |all )?(?:kept |remaining |surviving |retained )?(?:activations?|outputs?|units?|values?|neurons?)"
_PROBABILITY = r"(?:the )?(?:keep|retention|retain) probability(?:,? (?:of )?1\s?[-−]\s?p)?|1\s?[-−]\s?p"
_KEPT_ZH = (
    "(?:[将把对])?(?:保留(?:下来)?的?|剩余的?|未被丢弃的?|所有)?(?:激活值?|输出|神经元|单元)?(?:的输出)?"
)
_PROBABILITY_ZH = r"(?:保留概率|保留率)(?:\s*1\s*[-−]\s*p)?|1\s*[-−]\s*p"

MODE_PROPERTIES: tuple[Word, ...] = (
    Word("P", "active", r"起作用|生效|启用|开启|使用|被?应用", "active|applied|enabled|turned on|used"),
    Word("P", "identity", r"不起(?:任何)?作用|不生效|被?(?:关闭|禁用|停用)|失效|恒等(?:映射|变换|函数)",
         "disabled|turned off|switched off|inactive|(?:the |an )?identity(?: (?:function|map|mapping))?|does nothing|no effect"),
    Word("P", "random", r"随机地?(?:丢弃|失活|置零|关闭)(?:一?部分|一些)?的?(?:神经元|单元|激活值?|节点)?",
         r"randomly (?:drops|zeroes|zeros|masks|deactivates|discards)(?: out)?(?: (?:some|part of the|a fraction of the|the))?(?: (?:units|neurons|activations|inputs))?"),
    Word("P", "rescaled", rf"{_KEPT_ZH}(?:除以|除)\s*(?:{_PROBABILITY_ZH})", rf"(?:divides|rescales|scales up) {_KEPT} by (?:{_PROBABILITY})"),
    Word("P", "shrunk", rf"{_KEPT_ZH}(?:乘以|乘)\s*(?:{_PROBABILITY_ZH})", rf"(?:multiplies|scales down) {_KEPT} by (?:{_PROBABILITY})"),
    Word("P", "running", rf"(?:使用|采用|用)?(?:训练(?:时|阶段|过程中|期间)?(?:累积|积累|保存|记录|统计|得到|估计)?[到出]?的?)?(?:全局|滑动平均|移动平均|滑动|移动|指数滑动平均|指数移动平均)(?:平均)?(?:值)?的?{_STATISTICS}?",
         rf"(?:uses?|relies on|normali[sz]es with)? ?(?:the |its )?(?:running|moving|population|stored|accumulated)(?: average)? {_MOMENTS}(?: (?:accumulated|collected|estimated|gathered) during training)?"),
    Word("P", "over-batch", rf"(?:使用|采用|用)?(?:当前|本|该)?(?:小?批次?|批量|mini-?batch|batch)(?:的|内的?|自身的?)?(?:数据的?|样本的?)?{_STATISTICS}",
         rf"(?:uses?|relies on|normali[sz]es with)? ?(?:the )?(?:{_MOMENTS} of the (?:current |present )?(?:mini ?)?batch|(?:current |present )?(?:mini ?)?batch {_MOMENTS})"),
    Word("P", "alike", r"的?(?:行为|计算方式|计算|表现)(?:是)?(?:完全)?(?:相同|一致|一样)的?", "behaves? (?:exactly )?(?:the same(?: way)?|identically)"),
    Word("P", "unlike", r"的?(?:行为|计算方式|计算|表现)(?:是)?(?:不同|不一样|不一致|有所?不同|有区别)的?", "behaves? differently"),
)  # fmt: skip
