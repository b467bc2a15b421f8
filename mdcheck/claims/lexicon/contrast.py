"""Words about what a contrastive loss sums over: the sample itself, its positive, the negatives."""

import re

PART = r"(?P<part>分母|分子|(?i:\bdenominator\b|\bnumerator\b))"

PART_WORD = re.compile(r"分母|分子|(?i:denominator|numerator)")

EXCLUDES = (
    r"(?:并|也|都)?(?:不包含|不包括|不含有?|没有包含|不计入?|不考虑|排除了?|去掉了?|剔除了?)"
    r"|(?i:(?:does not|doesn't|do not) (?:contain|include|count|cover)|excludes|omits|leaves out|skips)"
)
ONLY = (
    r"(?:中|里)?(?:只|仅|仅仅|只是)(?:包含|包括|含有?|有)了?|(?:只|仅)对|只由"
    r"|(?i:(?:sums|runs|goes) (?:only|solely) over|(?:only|solely|just) (?:contains|includes|sums over|runs over|covers)|(?:contains|includes|sums over|runs over|covers|consists of) (?:only|just|nothing but|solely))"
)
INCLUDES = r"(?:也|还|都|同时|既)?(?:包含|包括|含有?)了?|(?i:(?:also )?(?:contains|includes|covers)(?: also| both| not only)?)"

CLAUSE = re.compile(
    rf"{PART}(?:中|里|部分|上|项|的?求和项?|(?i: sum| term)s?)*\s*"
    rf"(?:(?P<only>{ONLY})|(?P<excludes>{EXCLUDES})|(?P<includes>{INCLUDES}))\s*(?P<objects>[^，,。；;：:!！?？（(）).\n]+)",
    re.ASCII,
)

_ROLES = {
    "negative": r"负(?:样本对?|例对?|对)|(?i:\bnegatives?\b(?: (?:samples?|pairs?|examples?|keys?|terms?))?)",
    "positive": r"正(?:样本对?|例对?|对)|(?i:\bpositives?\b(?: (?:samples?|pairs?|examples?|keys?|terms?))?)",
    "self": (
        r"(?:样本|锚点|它|其)?(?:自身|自己|本身)(?:与自身|和自己)?|锚点(?:样本)?"
        r"|(?i:\b(?:(?:the )?(?:sample|anchor|query|example) itself|itself|(?:the )?anchor|self[- ](?:similarity|pairs?|comparisons?))\b)"
    ),
    "filler": (
        r"(?:所有|全部|任何|一切|各个?|每个?|的|相似度|这些|该|项|之和|样本|那个|一个|当前)"
        r"|(?i:\b(?:all|any|the|every|of|its|similarit(?:y|ies)|terms?|samples?|pairs?|with|to|for|a|an|itself)\b)"
    ),
    "nothing": r"(?:而|且|并)?(?:没有|不含|不包含|不包括)(?:任何)?负(?:样本对?|例对?|对)|(?i:(?:and|but|with) no (?:other )?negatives?(?: (?:samples?|pairs?))?|without (?:any )?negatives?)",
    "and": r"和|与|以及|及|、|还有|又(?:包含|包括|含)|也(?:包含|包括|含)|或|(?i:\b(?:and|or|as well as|plus|but also|nor)\b)",
    "blank": r"\s+",
}

OBJECTS = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ROLES.items()), re.ASCII)
"""The words that may stand after ``the denominator contains``; any other word leaves the clause unread."""
