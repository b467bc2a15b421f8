"""What sentences say of a concept, as patterns over the rest of the clause after its name, in both languages."""

import re

_NUMBER = r"[-−+]?\s*(?:\d+(?:\.\d+)?(?:/\d+)?|∞|无穷大?|infinity|inf|ln\s?2|log\s?2|log\s?n|ln\s?n|log\s?K|ln\s?K|零|一|zero|one)"
_LOW, _HIGH, _AT = (rf"(?P<{name}>{_NUMBER})" for name in ("low", "high", "value"))
_INTERVAL = rf"(?:[\[(（【]\s*{_LOW}\s*[,，]\s*{_HIGH}\s*[\])）】]|{_LOW.replace('low', 'low2')}\s*(?:到|至|~|～|和|与|to|and|-)\s*{_HIGH.replace('high', 'high2')})"
_NOT = r"(?P<neg>不|非|并不|并非|不是|不具有|不满足|没有)?"
_IS = r"(?:是|为|具有|满足|有|也是|都是)?(?:一个|一种)?"
_NOT_EN = r"(?:(?P<neg>is not|isn't|is neither|are not|does not|doesn't|not)|is|are|has|remains|being)?\s*(?:(?:an?|always|clearly|generally|also|itself|in fact|strictly)\s+)*"

PROPERTIES: tuple[tuple[str, str], ...] = (
    ("symmetric", rf"{_IS}{_NOT}{_IS}对称(?:的|性|函数|度量)?(?:的)?"),
    ("symmetric", rf"{_NOT_EN}symmetric(?:al)?(?: in its arguments| function| measure)?"),
    (
        "asymmetric",
        rf"{_NOT_EN}(?:asymmetric(?:al)?|non-?symmetric)(?: in its arguments| function| measure)?",
    ),
    (
        "nonnegative",
        rf"{_IS}{_NOT}(?:恒|总是|始终|一定)?(?:是)?(?:非负|大于(?:或)?等于\s*(?:0|零)|不小于\s*(?:0|零)|[≥]\s*0|>=\s*0)(?:的|性|值|数)?",
    ),
    (
        "nonnegative",
        rf"{_NOT_EN}(?:non-?negative|(?:at least|greater than or equal to|never less than) (?:0|zero)|never negative)",
    ),
    ("negative-somewhere", r"(?:的?值)?(?:可以|可能|能|会)(?:取|是|为)?(?:负数?|负值|小于\s*0)(?:的)?"),
    ("negative-somewhere", r"(?:can|may|could) (?:be|become|take) negative(?: values)?"),
    (
        "range",
        rf"(?:函数)?(?:的)?(?:取?值|输出)?(?:的)?(?:取值|输出)?(?:范围|值域|区间)\s*(?:是|为|在|：|:)?\s*{_INTERVAL}(?:之间)?",
    ),
    ("range", rf"(?:函数)?(?:的)?值域\s*(?:是|为|在|：|:)?\s*{_INTERVAL}"),
    (
        "range",
        rf"(?:has (?:a |the )?range(?: of)?|ranges|(?:takes|outputs?) values) (?:from|between|in|over)?\s*{_INTERVAL}",
    ),
    ("range", rf"'s (?:output )?range is\s*{_INTERVAL}"),
    (
        "within",
        rf"(?:的)?(?:取?值|输出值?|结果)?(?:都|总是|始终)?(?:介于|位于|落在|处于|压缩到|在|是|为)\s*{_INTERVAL}\s*(?:之间|内|区间内?)?(?:的)?",
    ),
    (
        "within",
        rf"(?:is|lies|falls|outputs? (?:a )?values?|squashes its input)\s*(?:always |strictly )?(?:bounded )?(?:between|in|into|within)\s*{_INTERVAL}",
    ),
    ("minimum", rf"(?:的)?(?:取值)?(?:最小值|下界|下限|最小)(?:是|为|等于|可以?达到|：|:)?\s*{_AT}"),
    (
        "minimum",
        rf"(?:has a (?:minimum|lower bound)(?: value)? of|(?:'s)? ?minimum(?: value)? (?:is|equals))\s*{_AT}",
    ),
    ("maximum", rf"(?:的)?(?:取值)?(?:最大值|上界|上限|最大)(?:是|为|等于|可以?达到|：|:)?\s*{_AT}"),
    (
        "maximum",
        rf"(?:has a (?:maximum|upper bound)(?: value)? of|(?:'s)? ?maximum(?: value)? (?:is|equals))\s*{_AT}",
    ),
    (
        "at-most",
        rf"(?:is bounded above by|is (?:always )?at most|never exceeds|is never (?:more|greater) than)\s*{_AT}",
    ),
    ("at-least", rf"(?:is bounded below by|is (?:always )?at least|is never less than)\s*{_AT}"),
    ("at-most", rf"(?:总|始终|一定)?(?:不超过|不大于|小于等于|≤|<=)\s*{_AT}"),
    ("at-least", rf"(?:总|始终|一定)?(?:不小于|不低于|大于等于|≥|>=)\s*{_AT}"),
    ("equals", rf"(?:值)?(?:为|是|等于|=)\s*{_AT}"),
    ("equals", rf"(?:has|achieves|gets|yields|gives) (?:an? )?(?:ROC[- ])?AUC (?:of |equal to |= ?)?{_AT}"),
    ("bounded", rf"{_IS}{_NOT}{_IS}有界(?:的|函数)?"),
    ("unbounded", r"(?:是)?无界(?:的|函数)?"),
    ("bounded", rf"{_NOT_EN}bounded"),
    ("unbounded", rf"{_NOT_EN}unbounded"),
    ("bounded-above", rf"{_NOT_EN}bounded (?:from )?above|(?:有上界)"),
    ("bounded-below", rf"{_NOT_EN}bounded (?:from )?below|(?:有下界)"),
    ("unbounded-above", rf"{_NOT_EN}unbounded (?:from )?above|(?:没有|无)上界"),
    ("unbounded-below", rf"{_NOT_EN}unbounded (?:from )?below|(?:没有|无)下界"),
    ("increasing", rf"{_IS}{_NOT}{_IS}(?:一个)?(?:严格)?单调(?:递增|增加|上升|增)(?:的|函数|的函数)?"),
    ("increasing", rf"{_NOT_EN}(?:monotonically |monotone |strictly )?increasing(?: function)?"),
    ("decreasing", rf"{_IS}{_NOT}{_IS}(?:一个)?(?:严格)?单调(?:递减|减少|下降|减)(?:的|函数|的函数)?"),
    ("decreasing", rf"{_NOT_EN}(?:monotonically |monotone |strictly )?decreasing(?: function)?"),
    ("monotone", rf"{_IS}{_NOT}{_IS}(?:一个)?单调(?:的|函数|的函数)?"),
    ("monotone", rf"{_NOT_EN}monoton(?:ic|e)(?: function)?"),
    ("convex-zh", rf"{_IS}{_NOT}{_IS}(?:一个)?凸(?:的|函数|的函数)"),
    ("convex", rf"{_NOT_EN}(?:a )?convex(?: function| loss)?"),
    ("nonconvex", rf"{_NOT_EN}(?:a )?non-?convex(?: function| loss)?"),
    ("concave", rf"{_NOT_EN}(?:a )?concave(?: function)?"),
    (
        "zero-centered",
        rf"{_IS}{_NOT}(?:是)?(?:以\s*(?:0|零)\s*为中心|零中心|零均值|zero-?centered|0均值)(?:的|化的|化)?(?:的)?",
    ),
    ("zero-centered", rf"(?:outputs? )?{_NOT_EN}zero-? ?cent(?:ered|red)"),
    ("odd", rf"{_IS}{_NOT}{_IS}奇函数"),
    ("odd", rf"{_NOT_EN}(?:an? )?odd(?: function)?"),
    ("even", rf"{_IS}{_NOT}{_IS}偶函数"),
    ("even", rf"{_NOT_EN}(?:an? )?even function"),
    ("differentiable", rf"(?:处处|在定义域内)?{_NOT}(?:是)?(?:处处)?可(?:导|微)(?:分)?(?:的)?"),
    ("differentiable", rf"{_NOT_EN}differentiable(?: everywhere)?"),
    (
        "differentiable-at-zero",
        rf"在\s*(?:0|零点?|原点|x\s*=\s*0)\s*(?:处|点)?{_NOT}(?:是)?可(?:导|微)(?:分)?(?:的)?",
    ),
    ("differentiable-at-zero", rf"{_NOT_EN}differentiable at (?:0|zero|the origin|x ?= ?0)"),
    (
        "sums-to-one",
        rf"(?:的)?(?:所有)?(?:输出)?(?:的)?(?:各个?|所有)?(?:分量|元素|概率|值|输出)?(?:的)?(?:之和|总和|和|加起来){_NOT}(?:为|是|等于)\s*(?:1|一)",
    ),
    (
        "sums-to-one",
        r"(?:'s)? ?(?:outputs?|probabilities|entries)? ?(?:always )?(?P<neg>do not |does not )?(?:sums?|adds? up) to (?:1|one)",
    ),
    (
        "shift-invariant",
        rf"(?:对输入)?{_IS}{_NOT}{_IS}(?:对输入|对)?(?:的)?(?:平移|加(?:上)?(?:一个)?常数)(?:具有)?(?:保持)?不变(?:性)?(?:的)?",
    ),
    (
        "shift-invariant",
        rf"{_NOT_EN}(?:(?:shift|translation)[- ]invariant|invariant (?:to|under) (?:adding a constant(?: to (?:all|every|its) (?:inputs?|logits?))?|shifts?(?: of its input)?|translations?))",
    ),
    (
        "scale-invariant",
        rf"(?:对输入)?{_IS}{_NOT}{_IS}(?:对输入|对|对向量)?(?:的)?(?:缩放|尺度|模长|长度)(?:具有)?(?:保持)?不变(?:性)?(?:的)?",
    ),
    (
        "scale-invariant",
        rf"{_NOT_EN}(?:scale[- ]invariant|invariant (?:to|under) (?:(?:re)?scaling(?: (?:of )?(?:its|the) (?:inputs?|logits?|vectors?))?|the lengths? of (?:its|the) vectors?))",
    ),
    ("metric", rf"{_IS}{_NOT}{_IS}(?:(?:真正|严格)(?:的|意义上的)?(?:距离度量|度量|距离)|距离度量)"),
    ("metric", r"(?P<neg>不是)(?:一个|一种)?(?:距离|度量)"),
    ("metric", rf"{_NOT_EN}(?:an? )?(?:(?:true |proper |real )(?:distance )?|distance )metric"),
    ("metric", r"(?P<neg>is not|isn't) a metric"),
    ("triangle", rf"{_NOT}(?:满足)?三角不等式"),
    ("triangle", r"(?P<neg>does not |doesn't )?(?:satisf(?:y|ies)|obeys?) the triangle inequality"),
    (
        "min-at-uniform",
        r"在均匀分布时(?:取(?:得|到)?)?(?:最小|最小值)|(?:is )?minimi[sz]ed by the uniform distribution",
    ),
    (
        "max-at-uniform",
        r"在均匀分布时(?:取(?:得|到)?)?(?:最大|最大值)|(?:is )?(?:maximi[sz]ed by|(?:largest|maximal) for) the uniform distribution",
    ),
)

_ADVERBS_ZH = (
    r"(?:函数|损失|本身|其实|总是?|一定|必然|恒|始终|都|也|均|显然|永远|则|就|还|同样|激活函数|指标)*"
)

SEPARATOR = re.compile(
    r"\s*(?:、|且|并且|而且|同时|以及|又|也|和|(?i:\band\b(?: it)?(?: is(?= not))?|\bbut(?: it is| is)?\b))\s*"
)
"""Between two properties of one subject in one clause."""

PROPERTY = tuple(
    (name, re.compile(rf"\s*{_ADVERBS_ZH}\s*{pattern}", re.IGNORECASE | re.ASCII))
    for name, pattern in PROPERTIES
)

RELATIONS: tuple[tuple[str, str], ...] = (
    (
        ">=",
        r"(?:总是?|恒|一定|始终|永远)?(?:大于(?:或)?等于|不小于|不低于|≥|>=)|(?:is|are) (?:always |never less than )?(?:at least|greater than or equal to|no (?:less|smaller) than)|upper[- ]bounds|is an upper bound (?:of|on|for)",
    ),
    (
        "<=",
        r"(?:总是?|恒|一定|始终|永远)?(?:小于(?:或)?等于|不大于|不超过|≤|<=)|(?:is|are) (?:always )?(?:at most|less than or equal to|no (?:more|greater|larger) than)|never exceeds|lower[- ]bounds|is a lower bound (?:of|on|for)",
    ),
    (">", r"(?:总是?|恒|一定|始终|永远)(?:大于|高于)|(?:is|are) always (?:greater|larger|higher) than"),
    ("<", r"(?:总是?|恒|一定|始终|永远)(?:小于|低于)|(?:is|are) always (?:smaller|less|lower) than"),
)

RELATION = tuple(
    (name, re.compile(rf"\s*{_ADVERBS_ZH}\s*(?:{pattern})\s*(?:the )?", re.IGNORECASE))
    for name, pattern in RELATIONS
)

PRONOUN = re.compile(
    r"\s*(?:但是?|而且|并且|同时)?\s*(?:它|其|该函数|该损失|(?i:(?:but|and) it|it)(?![a-z]))"
)
"""What stands for the subject of the clause before."""

LEAD = re.compile(
    r"\s*(?:\d+[.)、]\s*|[-*•]\s*)?(?:(?:注意|显然|事实上|我们知道|可以证明|众所周知|首先|其次|另外|此外|并且|而且|而|但是?|其中|由于|因为|即|同时|任意|完全|一般的?)[到，,:：]?\s*)*"
    r"(?i:(?:note that|recall that|also|moreover|in addition|but|because|since|as|however|that|clearly|obviously|in fact),?\s*)*(?i:(?:the|a|an)\s+)?$"
)
"""What may stand before the subject without limiting it."""
