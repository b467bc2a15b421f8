"""Words about what a contrastive loss sums over: the sample itself, its positive, the negatives."""

import re

from mdcheck.patterns import regex

PART_WORD = regex(r"分母|分子|(?i:denominator|numerator)")

LOSS = r"(?i:\bInfo-?NCE\b|\bNT-?Xent\b|\bSimCLR\b|\bMoCo\b|\bCPC\b|\bCLIP\b|(?<!non-)\bcontrastive loss\b)|(?<!非)对比(?:学习)?损失"
"""Losses and methods whose loss holds the positive against negatives."""

TOPIC = regex(rf"{LOSS}|(?i:(?<!non-)\bcontrastive\b)|对比学习")
"""Words for the subject that a denominator of positives and negatives belongs to."""

WITHOUT_NEGATIVES = regex(r"(?i:\b(?:BYOL|SimSiam|Barlow|VICReg|DINO|SwAV|non-contrastive)\b)|非对比")
"""Methods that learn without negatives."""

_ROLES = {
    "negative": r"负(?:样本对?|例对?|对)|(?i:\bnegatives?\b(?: (?:samples?|pairs?|examples?|keys?|terms?))?)",
    "positive": r"正(?:样本对?|例对?|对)|(?i:\bpositives?\b(?: (?:samples?|pairs?|examples?|keys?|terms?))?)",
    "self": (
        r"(?:样本|锚点|它|其)?(?:自身|自己|本身)(?:与自身|和自己)?|锚点(?:样本)?"
        r"|(?i:\b(?:(?:the )?(?:sample|anchor|query|example) itself|itself|(?:the )?anchor|self[- ](?:similarity|pairs?|comparisons?))\b)"
    ),
}
_FILLER = (
    r"(?:所有|全部|任何|一切|各个?|每个?|的|相似度|这些|该|项|之和|样本|那?一?个|当前)"
    r"|(?i:\b(?:all|any|one|the|every|of|its|similarit(?:y|ies)|terms?|samples?|pairs?|with|to|for|a|an|itself)\b)"
)
_AND = r"和|与|以及|及|、|还有|又(?:包含|包括|含)|也(?:包含|包括|含)|或|(?i:\b(?:and|or|as well as|plus|but also|nor)\b)"
_NOTHING = (
    r"(?:而|且|并)?(?:没有|不含|不包含|不包括)(?:任何)?负(?:样本对?|例对?|对)"
    r"|(?i:(?:and|but|with) no (?:other )?negatives?(?: (?:samples?|pairs?))?|without (?:any )?negatives?)"
)

OBJECTS = regex(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ROLES.items())
    + rf"|(?P<filler>{_FILLER})|(?P<nothing>{_NOTHING})|(?P<and>{_AND})|(?P<alone>(?i:\b(?:only|alone)\b))|(?P<blank>\s+)",
    re.ASCII,
)
"""The words that may stand after ``the denominator contains``; any other word leaves the clause unread."""

_EXCLUDES = (
    r"(?:并|也|都|里)?(?:不会?|没有?|未)(?:再)?(?:包含|包括|含有?|计入|考虑|使用|用到?|需要|依赖|涉及|存在|出现|有)|没有|不含|无需?|排除了?|去掉了?|剔除了?"
    r"|(?i:(?:does not|doesn't|do not|don't) (?:contain|include|count|cover|have|use|need|require|involve)|excludes|omits|leaves out|skips|lacks|uses no|needs no|(?:has|have|contains?|includes?) (?:no|zero)|without)"
)
_ONLY = (
    r"(?:只|仅|仅仅|只是)(?:包含|包括|含有?|有|使用|用到?|需要)了?|(?:只|仅)对|只由"
    r"|(?i:(?:sums|runs|goes|ranges) (?:only|solely) over|(?:only|solely|just) (?:contains|includes|has|uses|sums over|runs over|covers)|(?:contains|includes|has|uses|sums over|runs over|covers|consists of) (?:only|just|nothing but|solely))"
)
_INCLUDES = (
    r"(?:也|还|都|同时|既)?(?:包含|包括|含有?)了?"
    r"|(?i:(?:also )?(?:contains|includes|covers|(?:sums|runs|goes|ranges) over|consists of)(?: also| both| not only)?)"
)
_MODE = rf"(?:(?P<only>{_ONLY})|(?P<excludes>{_EXCLUDES})|(?P<includes>{_INCLUDES}))"
_REST = r"(?P<objects>[^，,。；;：:!！?？（(）).\n]+)"
_PART = r"(?P<part>分母|分子|(?i:\bdenominator\b|\bnumerator\b))"
_OF = rf"(?i: (?:of|in|for) (?:the )?(?:{LOSS})(?: loss| objective)?)?"
_THINGS = rf"(?P<objects>(?:{_FILLER}|{_AND}|{'|'.join(_ROLES.values())}|\s)+?)\s*"

CLAUSES = (
    regex(rf"{_PART}(?:中|里|部分|上|项|的?求和项?|(?i: sum| term)s?)*{_OF}\s*{_MODE}\s*{_REST}", re.ASCII),
    regex(
        rf"(?:{LOSS})(?:损失|函数|的|中|里|(?i: loss| objective| function))*\s*{_MODE}\s*{_REST}", re.ASCII
    ),
    regex(
        rf"(?P<only>只有|仅有)?{_THINGS}"
        r"(?:(?P<excludes>(?:都|也|并)?(?:不会?|没有|未)(?:出现|进入|计入|加入|参与)?[在到]?)|(?P<includes>(?:都|也)?(?:只|仅)?(?:会)?(?:(?:出现|位于)在?|(?:进入|计入|加入)到?)))"
        rf"\s*(?:(?:{LOSS})\s*(?:损失)?\s*的?)?\s*{_PART}",
        re.ASCII,
    ),
    regex(
        rf"(?i:(?P<only>\b(?:only|just) ))?(?<![\w-]){_THINGS}"
        r"(?i:(?P<excludes>(?:do|does|are|is)(?: not|n't) (?:appear |occur |enter |included |present |counted |show up |part )?|never (?:appear|occur|enter)s? |(?:are|is) (?:absent|excluded|missing|left out) )"
        r"|(?P<includes>(?:appears?|occurs?|enters?|are|is|stands?)(?: also| included| present)? ))"
        rf"(?i:(?:in |from |of |to )?the )(?:(?:{LOSS})(?i: loss)?(?:'s)? )?{_PART}",
        re.ASCII,
    ),
    regex(
        rf"(?P<excludes>(?i:\bno ))(?:(?i:other |more )?){_THINGS}(?i:(?:appear |are |is |occur )?in the )(?:(?:{LOSS})(?i: loss)?(?:'s)? )?{_PART}",
        re.ASCII,
    ),
)
"""Part before mode before objects, a loss for the part, and objects before the part, in both languages."""
