"""Words that say what was predicted, what is actual and whether the two agree, by the part they play."""

import re

from mdcheck.patterns import regex

_PARTS = {
    "irrelevant": r"不相关|无关|(?i:\birrelevant\b)",
    "relevant": r"相关(?!系数|性)|(?i:\brelevant\b)",
    "retrieved": r"检索到的?|检索出的?|返回的|(?i:\bretrieved\b)",
    "negation": r"不(?!正确|准确|对)|没|未|除了|(?i:\b(?:not|no(?= )|non|without|except|other than|neither|nor)\b|n't\b)",
    "mistaken": r"误判|误分|错判|错分|误认|误检|误标|错认|(?i:\bmis(?:classif|predict|label|identif|diagnos)\w*)",
    "wrong": r"不正确|不准确|不对|错误|判错|分错|错|误|(?i:\b(?:incorrect|wrong|false|mistaken|erroneous)ly\b|\b(?:incorrect|wrong)\b)",
    "right": r"正确|准确|成功|判对|分对|(?i:\b(?:correct|right|accurate|successful)(?:ly)?\b)",
    "forecast": r"(?i:\bpredictions?\b)",
    "judged": (
        r"(?:预测|判断|判定|判别|识别|分类器|分类|划分|检测|认定|归类|模型(?:认为|输出)|认为|判|分)(?:出来|出)?(?:的?(?:标签|值|结果|类别|类型|类标|输出))?"
        r"|(?i:\b(?:predict(?:ed|s)?|classif(?:ied|ies)|identified|detected|diagnosed|judged|recogni[sz]ed|flagged|(?<=wrongly )labell?ed|(?<=correctly )labell?ed|(?<=mistakenly )labell?ed"
        r"|(?:model|classifier) (?:says|outputs|predicts))\b(?: (?:label|class|value|outcome|condition)\b)?)"
    ),
    "actual": (
        r"(?:实际|真实|事实|本来|原本|其实|实则|真正|标签|标注)(?:上)?(?:的?(?:标签|值|结果|类别|情况|类标|类|label))?|实(?=为|是)|却(?=为|是)"
        r"|(?i:\b(?:actual(?:ly)?|truth|in (?:fact|reality)|really|truly|ground[- ]truth|gold"
        r"|true(?= (?:label|class|value|condition|outcome)))\b(?: (?:label|class|value|outcome|condition)\b)?|\blabel\b|\bbut (?:it )?(?:is|was|are|were)\b)"
    ),
    "positive": (
        r"正(?!确|好|是|在|常|如|则|负)(?:例|类|样本|样例)?|阳性?(?!率)|(?<![\d.+*/=^-])\+?1(?![\d.:：)）])|真(?!实|正|的)"
        r"|(?i:\b(?:positives?|true|yes)\b)"
    ),
    "negative": (
        r"负(?!责)(?:例|类|样本|样例)?|反(?:例|类|样本)|阴性?(?!率)|-1(?![\d.])|(?<![\d.+*/^-])0(?![\d.:：)）])|假(?!设|定|如)|(?i:\b(?:negatives?|false|no(?=[,.;]|$))\b)"
    ),
    "both": r"[均都]|(?i:\b(?:both|and the actual|also)\b)",
    "copula": r"[为成是到]|属于|(?i:\b(?:as|to be|is|are|was|were|be|belongs? to)\b)|[=:：]",
    "possessive": r"的",
    "break": r"[，,、；;。]|且|但|而|或|(?i:\b(?:and|but|while|although|or|yet|whereas)\b)",
}

PARTS = regex("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS.items()), re.ASCII)
"""ASCII word boundaries: a Latin word may stand right beside a Chinese one."""

_SHARE_ZH = r"(?:所占|占)?(?:的)?(?:比例|比率|概率|占比|百分比|比重)"
_SHARE_EN = r"(?:fraction|proportion|ratio|percentage|share|probability|rate)"
_ALL_ZH = r"(?:在|指|是|为|表示|即|衡量|所有|全部|全体|的)*"

SHARES = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ALL_ZH}(?P<given>[^，。；;\n]{{1,30}}?)(?:中间?|里面?|之中|当中)[，,]?\s*(?P<counted>[^，。；;\n]{{1,30}}?){_SHARE_ZH}",
        rf"{_ALL_ZH}(?P<given>[^，。；;\n]{{1,30}}?)(?:中间?|里面?|之中|当中)[，,]?\s*有多少(?:比例|百分比)?(?P<counted>[^，。；;\n]{{1,30}})",
        rf"{_ALL_ZH}(?P<counted>[^，。；;\n]{{1,30}}?)占{_ALL_ZH}(?P<given>[^，。；;\n]{{1,30}}?){_SHARE_ZH}",
        rf"\b{_SHARE_EN} of (?:all )?(?:the )?(?P<given>[^.;,\n]{{3,60}}?) (?:that|which|who) (?:are|were|is|was|have been|get) (?P<counted>[^.;,\n]{{3,50}})",
        rf"\b(?:out of|of|among) (?:all )?(?:the )?(?P<given>[^.;,\n]{{3,60}}?), (?:the |what )?(?:{_SHARE_EN}|how many)(?P<counted>[^.;,\n]{{3,50}})",
    )
)
"""``the share of Y among X``: what a rate counts, and among what."""

DEFINING = regex(
    r"\s*(?:的)?(?:样本)?(?:数量|个数|数目|数|样本)?\s*[)）]?\s*"
    r"(?:[:：=(（]|[—–]{1,2}|\s-{1,2}\s|[,，]?\s*(?:就是|即|是|为|指(?:的是)?|表示(?:的是)?|代表(?:的是)?|衡量(?:的是)?|描述(?:的是)?"
    r"|(?i:(?:is|are|was|means?|denotes?|measures?|represents?|refers to|counts?|(?:occurs?|happens?|arises?) when|i\.e\.,?)(?=\s))))(?!\s*\d+\s*[，,。.]?)"
)
"""What leads from a name to its description."""

CALLED = regex(
    r"(?:[（(]|[,，]\s*(?:这)?(?:就)?(?:即为?|是|为)|的(?:样本|情况|数量|个数|数目|数)?\s*(?:就)?(?:即|为|是)|(?:被)?(?:称为|称作|称之为|叫做?|记为|记作)"
    r"|(?i:\b(?:is|are) (?:called|known as|termed)|, (?:i\.e\.,?|that is,?)|^\W*(?:a|an) [^,]+ is an?))\s*(?i:an? |the )?$"
)
"""What leads from a description to its name."""

STOP = regex(r"[。；;\n!！]|\.(?=\s|$)")
"""Where a description ends at the latest."""
