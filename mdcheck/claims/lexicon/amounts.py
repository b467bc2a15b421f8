"""How notes write numbers, products of numbers, counts and totals."""

import re

from mdcheck.patterns import regex

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:万|亿|[KkMGT]i?B(?![A-Za-z])|[KkMBGT](?![A-Za-z])|%))?"
)
"""``28,331,552``, ``1.1亿``, ``110M``, ``3%``, ``150 kB``."""

BYTES = regex(r"(?P<number>[\d.]+)(?P<prefix>[KkMGT])(?P<binary>i?)B|(?P<whole>\d{4,})B")
"""A number of bytes, without its blanks; nobody counts thousands of billions."""

SCALES = {"万": 10**4, "亿": 10**8, "K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "G": 10**9, "T": 10**12}

_GAP = r"[ \t]{0,3}"
_OPERATOR = r"(?:\*\*|[+\-−*×·÷/^]|(?<=[\d\s])[xX](?=[\s\d]))"
_OPEN, _CLOSE = r"[(（]*", r"[)）]*"
_OPERAND = rf"{_OPEN}{_GAP}{NUMBER}{_GAP}{_CLOSE}"

EXPRESSION = regex(rf"(?<![\d.,]){_OPERAND}(?:{_GAP}{_OPERATOR}{_GAP}{_OPERAND})+")
"""Numbers joined by operators, at least one."""

EQUATION = regex(
    rf"(?P<left>{EXPRESSION.pattern}){_GAP}(?P<relation>=|≈|约等于|等于|(?i:\bequals\b)){_GAP}(?P<right>{_OPERAND}(?:{_GAP}{_OPERATOR}{_GAP}{_OPERAND})*)"
)

BEFORE = regex(
    r"[A-Za-z_]$|(?<![A-Za-z])[A-Za-z]\s+$|(?:log|ln|sin|cos|tan|exp|sqrt|max|min|floor|ceil|of)\s+$"
    r"|[\ufffc.^/*×·÷+\-−\[\])）}√]\s*$|\d\s*[,=]?\s*$"
)
"""Before an expression: it is the end of a longer one."""

AFTER = regex(
    r"[A-Za-z_]|\s+[A-Za-z](?![A-Za-z])|\s*(?:[\ufffc^/*×·÷+−!(（\[\]{°]|-\s*[\dA-Za-z(]|\.\d|,\d|余|…|\.\.\.|:\d)"
)
"""After an expression: it goes on."""

UNIT = regex(
    r"\s*(?i:params?|parameters|bytes?|[kmg]i?b\b|bits?|flops|tokens?|layers?|heads?|dimensions?|units?|weights|ms|s\b|in total)"
)
"""Words after a number that are its unit."""

OTHER_ARITHMETIC = regex(
    r"(?i:\bmod\b|modulo|xor|binary|octal|hexadecimal|integer division|floor|ceil|rounded (?:down|up)|about|roughly)|模(?!型|块|式|态|板|拟)|同余|异或|二进制|八进制|十六进制|取整|整除|补码|反码|余数|⊕|//"
)
"""Near these a sum may follow other rules."""

ROUNDING = regex(
    r"(?i:\b(?:bf16|fp16|fp8|fp32|float(?:16|32|64)?|half precision|machine epsilon|ulp)\b)|浮点|舍入|单精度|双精度|半精度"
)
"""Near these a number may be lost when it is added to a large one."""
ADDING = regex(r"[+−-]")

RELATION = regex(r"\d.*(?:[=≈]|等于|(?i:equals)).*\d")
PER = regex(r"\d.*(?:每|%|(?i:\beach\b|\bper\b)).*\d", re.DOTALL)
TOTAL_WORD = regex(r"(?:总|合计|共计|(?i:total|altogether|\bsum\b)).*\d", re.DOTALL)
"""What a passage must hold to be worth a closer look."""

COUNT = regex(
    r"(?:一共|共有?|总共|重复|堆叠|叠加)\s*(?P<a>\d+)\s*(?:个|层|份|块|次|组|头)|(?:×|\*|\bx)\s*(?P<b>\d+)\s*(?:个|层|份|块|次|组|layers?|blocks?|copies|times)?\s*$"
    r"|(?P<c>\d+)\s*(?:个|层|份|块|组|(?i:(?:identical |such |encoder |decoder |transformer )?(?:layers?|blocks?|copies|times|of them|of these)))",
    re.MULTILINE,
)
"""How many times an item occurs."""

TOTAL = regex(
    rf"(?:总(?:的)?(?:参数量?|参数个数|参数数量|数量?|量|和|计|共|参数量)|参数总(?:量|数)|合计|共计|总和|(?i:\b(?:(?:the |a )?(?:grand )?total(?: number of parameters| parameter count| parameters| params| count| number)?|in total|altogether|sum)\b))"
    rf"\s*(?:为|是|有|约为|约|：|:|=|≈|(?i:is|of|are|comes to))?\s*(?:about |约)?(?P<total>{NUMBER})(?!\s*[*×/+^\\]|\s*-\s*\d|[.,]?\d)"
)
"""``总参数量为 28,331,552``, ``total: 85M``."""

_SCALED = r"\d+(?:\.\d+)?\s?(?:万|亿|[MBK](?![A-Za-z]))"
_OF = r"(?:\s?个?(?:参数|parameters?))?"

CONVERSION = regex(
    rf"(?<![\d.,*×/^+])(?P<left>{_SCALED}){_OF}\s*(?:[，,]?\s*(?:即|也就是|等于|相当于|(?:大)?约为|≈|=|i\.e\.,?|that is,?)|[（(]\s*(?:即|也就是|约|=|≈|i\.e\.,?|that is,?)?)"
    rf"\s*(?:约|about )?(?P<right>{_SCALED})(?!\s*[*×/+^\\-])",
    re.IGNORECASE,
)
"""``1.1 亿（即 110M）``: one number in two units."""

_WHOLE = r"\d{1,3}(?:,\d{3})+|\d{5,}"
_COUNTED = (
    r"\s?个?(?:参数|parameters?\b|params?\b|weights?\b|权重|次(?:运算|乘法|加法)|FLOPs\b|bytes?\b|字节)"
)

ROUNDED = regex(
    rf"(?<![\d.,])(?P<left>{_WHOLE})(?P<counted>{_COUNTED})?\s*(?:[，,(（]\s*)?(?:也?即|也就是|or|i\.e\.,?|that is,?|which is)?\s*(?:大?约(?:为|是|等于)?|≈|近似(?:为|于)?|about|approximately|roughly|around|nearly|some)"
    rf"\s*(?P<right>\d+(?:\.\d+)?\s?(?:万|亿|[KkMBG](?![A-Za-z])))(?P<again>{_COUNTED})?\s*(?=$|[，,。.；;)）\n])",
    re.IGNORECASE,
)
"""``23,440,896, about 23.4M``: an exact number, and the same rounded."""

EACH = (
    regex(
        rf"(?P<count>{NUMBER})\s*(?:个[^\d，。；;\n的中]{{0,6}})?(?:的|中(?:的|有)?)\s*(?P<each>\d+(?:\.\d+)?\s?%)\s*(?:就是|是|为|即|等于|=)\s*(?P<total>{NUMBER})(?!\s*[*×/+^\\-]|[.,]?\d)"
    ),
    regex(
        rf"(?P<each>\d+(?:\.\d+)?\s?%) of (?:the )?(?P<count>{NUMBER})(?: [a-z]+)? (?:is|are|equals|gives|makes) (?P<total>{NUMBER})(?!\s*[*×/+^\\-]|[.,]?\d)"
    ),
    regex(
        rf"(?P<count>\d+)\s*(?:个|层|头|块|组|条|份)[^\d。；;\n]{{0,20}}?[，,]?\s*每(?:一)?(?:个|层|头|块|组|条|份)[^\d。；;\n]{{0,12}}?(?P<each>{NUMBER})[^\d。；;\n]{{0,16}}?(?:总共|总计|合计|一共|共计|共|总(?:参数量|数|量|维度)?)[^\d。；;\n]{{0,6}}?(?P<total>{NUMBER})(?!\s*[*×/+^\\]|[.,]?\d)"
    ),
    regex(
        rf"(?P<count>\d+) (?:\w+ ){{0,2}}?\w+s?,? (?:each )?(?:with|of|having|has|have) (?P<each>{NUMBER}) (?:\w+ ){{0,2}}?(?:each|per \w+)?[,;]?\s*(?:so |for |giving |which gives |that is |i\.e\.,? |making |and )*(?:a total of |in total |altogether )(?P<total>{NUMBER})(?!\s*[*×/+^\\]|[.,]?\d)"
    ),
    regex(
        rf"(?P<count>\d+) (?:\w+ ){{0,2}}?\w+s?,? (?:with|of|having|has|have) (?P<each>{NUMBER}) (?:\w+ ){{0,2}}?(?:each|per \w+)[,;] ?(?:so |or |i\.e\.,? )?(?P<total>{NUMBER}) (?:\w+ )?(?:in total|altogether|overall)"
    ),
)
"""``12 layers of 7,087,872 parameters each, a total of 85,054,464``."""
