"""The written forms by which a note says that two names mean one thing."""

from mdcheck.patterns import regex

_COUNT = r"(?:的)?(?:样本)?(?:数量|个数|数目|数|样本|率值)?"
_ALIAS = (
    r"也叫做?|也称(?:为|作|之为)?|又称(?:为|作)?|又叫做?|亦称(?:为|作)?|或称|又名|别名|等同于|"
    r"(?i:a\.?k\.?a\.?|(?:is |are )?(?:also (?:known as|called|termed|referred to as|named)|otherwise known as|another name for)|or equivalently)"
)
_NAMING = (
    r"即(?:为|是)?|就是|也就是|简称(?:为)?|缩写(?:为|是)?|简写(?:为|成)?|英文(?:为|名)?|记(?:为|作|成)|称(?:为|作|之为)|叫(?:做|作)?|指(?:的)?(?:是)?|(?:用来)?表示(?:的是)?|代表(?:的是)?|是|为|"
    r"(?i:i\.?e\.?|that is|namely|in short|abbreviated(?: as| to)?|short for|stands? for|denotes?|means?|is called|are called|is|are|refers? to|represents?|denoted(?: by| as)?)"
)
_ARTICLE = r"(?i:(?:所谓的?|所有的?|the|a|an)?\s*(?:(?:total )?(?:number|count) of(?: the)?)?)"

OPENING = regex(rf"\s*{_COUNT}\s*[（(\[【]\s*(?:{_NAMING}|{_ALIAS}|或)?\s*[:：,，]?\s*(?:the )?")
"""``真阳性（TP``: a bracket opens between the two names."""

NEXT = regex(rf"\s*{_COUNT}\s*[,，、/;；|]\s*(?:{_NAMING}|{_ALIAS}|或)?\s*[:：,，]?\s*(?:{_ARTICLE})\s*")
"""``(True Positive Rate, TPR``: one more name in the same brackets."""

DASH = regex(r"\s*(?:-{1,3}|[–—－~]{1,2})\s*")
COLON = regex(rf"\s*[)）]?\s*[:：]\s*{_ARTICLE}\s*")
EQUALS = regex(rf"\s*(?:=|:=|≡)\s*{_ARTICLE}\s*")

ALIAS = regex(rf"\s*{_COUNT}\s*[)）]?\s*[,，(（]?\s*(?:{_ALIAS})\s*[:：]?\s*")
"""``召回率，也叫查全率``: names of one series may be compared too."""

NAMING = regex(rf"\s*{_COUNT}\s*[)）]?\s*[,，(（]?\s*(?:{_NAMING})\s*[:：,，]?\s*{_ARTICLE}\s*")
"""``TP 表示真正例``, ``FN（False Negatives）为漏报数``."""

ENDING = regex(
    rf"\s*{_COUNT}\s*(?:$|[\n,，。.;；、:：!)）\]】(（|/=]|和|以及|或|而|and\b|or\b|while\b|[-–—]\s)"
)
"""What may follow the second name: anything else (``假阳性的反面``) makes it part of a longer phrase."""

OPERATOR_BEFORE = regex(
    r"(?:[+*/×÷^<>≤≥·]|[\d)]\s*[-−]|减去?|加上?|除以|乘以|(?i:\b(?:minus|plus|over|times)))\s*$"
)
OPERATOR_AFTER = regex(r"\s*(?:[+*/×÷^<>≤≥·−]|-\s*\d|=(?!=?\s*[A-Za-z\u4e00-\u9fff]))")
"""Beside these a name is a quantity in a formula."""

LIST_SEPARATOR = regex(
    r"\s*(?:[,，、/;；]\s*(?:以及|和|与|及|and\b|or\b)?|以及|和|与|及|and\b)\s*(?:the\s+)?"
)
RESPECTIVELY = regex(
    rf"\s*[,，]?\s*(?:(?:依次|分别)(?:{_NAMING}|对应(?:于|着)?)|(?i:are|denote|stand for|mean|represent|refer to|correspond to)(?:\s+respectively)?)"
    rf"\s*[:：,，]?\s*{_ARTICLE}\s*"
)
"""``TP, FP and FN denote true positives, ..``: two lists read in pairs."""
