"""How sentences speak of the cost of a layer: its name, orders and words of growth."""

import re
from collections.abc import Mapping

from mdcheck.patterns import regex

LAYERS: Mapping[str, str] = {
    "self-attention": r"自注意力(?:机制|层)?|(?i:\bself-attention\b)",
    "recurrence": r"循环神经网络(?:层)?|循环层|(?i:\brecurrent(?: (?:layers?|(?:neural )?networks?))?\b|\bRNNs?\b)",
}
OTHER = regex(
    r"(?i:\b(?:linear(?:ized)? (?:self-)?attention|sparse|local|windowed|efficient|low-rank|flash|reduc\w+|instead|approximat\w+|restricted|per token|each token|per step|parallel|sequential|path)\b)"
    r"|线性(?:化)?(?:自)?注意力|稀疏|局部|窗口|降[低到为至]|减少|近似|改进|优化|单个|每个|每步|并行|串行|路径"
)
HINT = regex(
    r"(?:注意力|循环)[^。\n]*(?:复杂度|计算量|开销|代价|O\()|(?i:(?:attention|recurren|RNN).{0,80}(?:O\(|quadratic|linear|cubic|complexity|cost)|(?:complexity|cost).{0,40}(?:attention|recurren|RNN))"
)
"""What a passage must hold to be worth a closer look."""

_COST = r"(?:计算|时间|运算)?(?:的)?(?:复杂度|计算量|开销|代价)"
_COST_EN = r"(?:(?:time |computational )?(?:complexity|cost|compute|computation|running time))"
_BIG_O = r"\$?\s*\\?(?:mathcal)?\s*\{?O\}?\s*\(\s*(?P<order>[^()$]{1,20})\)\s*\$?"
_GROWTH_ZH = r"(?P<zh>二次|平方|线性|三次|立方|指数|正比)"
_GROWTH_EN = r"(?P<en>quadratic|linear|cubic|exponential)(?:al)?(?:ly)?"
_LENGTH = r"(?:(?:the )?(?:sequence |input )?length(?: of the (?:sequence|input))?|(?:the )?number of tokens|输入长度|序列(?:的)?长度|长度)"
_DASH = r"(?:每层|一层)?(?:的)?"

FORMS = tuple(
    regex(pattern.replace("LAYER", rf"(?P<layer>{'|'.join(LAYERS.values())})"), re.IGNORECASE)
    for pattern in (
        rf"LAYER{_DASH}{_COST}\s*(?:是|为|：|:)\s*{_BIG_O}",
        rf"LAYER(?: layer)?{_DASH}\s*[:：]\s*{_BIG_O}\s*(?:的)?(?:{_COST}|{_COST_EN}|时间|time|per layer)?(?![^，,。.;；\n]*[+/])",
        rf"LAYER (?:costs|takes|requires|has (?:an? )?{_COST_EN} of|is)\s*{_BIG_O}",
        rf"{_COST_EN} of (?:an? |the )?(?:single )?LAYER(?: layer)? is\s*{_BIG_O}",
        rf"LAYER{_DASH}{_COST}\s*(?:与|和|随|关于|对)?\s*(?:着)?{_LENGTH}\s*(?:的)?(?:呈|成|是)?\s*{_GROWTH_ZH}",
        rf"LAYER{_DASH}{_COST}(?:是|为){_LENGTH}的{_GROWTH_ZH}",
        rf"(?:{_COST_EN} of (?:an? |the )?)?LAYER(?: layer)? (?:is|grows|scales|increases)\s*{_GROWTH_EN} (?:in|with) {_LENGTH}",
        rf"LAYER(?:'s)? {_COST_EN} (?:is|grows|scales|increases)\s*{_GROWTH_EN} (?:in|with) {_LENGTH}",
    )
)
BIG_O = regex(_BIG_O)
ASKED = regex(r"复杂度|计算量|(?i:complexity|cost per layer|compute)")
OTHERWISE = regex(r"路径|顺序|串行|并行|空间|内存|显存|(?i:path|sequential|parallel|memory|space)")
"""Heads of a table's columns that are about the cost of a layer, and of those that are not."""

POWERS = {
    "线性": 1, "正比": 1, "二次": 2, "平方": 2, "三次": 3, "立方": 3, "linear": 1, "quadratic": 2, "cubic": 3,
}  # fmt: skip
FACTOR = regex(
    r"\s*(?:\\?cdot|×|\*)?\s*(?P<letter>[nNTLdDhHm])\s*(?:\^\s*\{?\s*(?P<power>\d)\s*\}?|(?P<square>²))?"
)
LETTERS = {"n": "n", "N": "n", "T": "n", "L": "n", "d": "d", "D": "d"}
