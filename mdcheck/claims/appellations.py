"""What a formula is called behind it: "$..$ is called the cross entropy", "这就是条件熵的定义"."""

import re

from mdcheck.claims.sections import Place, plain
from mdcheck.claims.surroundings import MASK
from mdcheck.patterns import regex

_LEAD = (
    r"[\s,，、。.;；:：)）]*(?:(?:这|此|该|上)(?:个|式|公式|函数|量|值|里)?|上面的?|它们?|其|我们|通常|一般|经常|常|"
    r"把|将|也|又|被|可以?|便|就|则|which|that|this|it|they|(?:the )?(?:above|quantity|formula|function|"
    r"equation|expression|result|latter|value)|we|is|are|often|usually|also|commonly|simply|just|then|\s|,)*"
)
_CALLED = regex(
    _LEAD
    + r"(?:称为|称作|称之为|叫做|叫作|名为|就是|便是|即为|正是|(?<=这)是|(?<=式)是|call(?:ed|s)?|known as|"
    r"referred to as|termed|named|define[sd]?|is(?= the| what))\s*(?P<name>[^。;；:：!?！？\n]+)",
    re.IGNORECASE,
)
_CALLING = regex(r"\b(?:call|name|term)\s*$", re.IGNORECASE)
_APPOSED = regex(
    r"\s*(?:,\s*(?:i\.e\.,?\s*)?the|[,，]\s*(?:即|也就是))\s*(?P<name>[^。;；:：!?！？\n]+)", re.IGNORECASE
)
_STOP = regex(r"[,，]|\.(?=\s|$)|\b(?:between|because|since|and it|and is|when|if|where|which|in which)\b")
_ARTICLE = regex(r"^(?:the|an?|definition of|what (?:is|we) (?:called|call)|\s)+(?=\s)", re.IGNORECASE)
_RELATION = regex(r"\s+(?:of|for|in|with|over|on|under|at|as|by)\b.*$", re.IGNORECASE)


def called(place: Place) -> tuple[str, ...]:
    """What the words behind a formula say that it is called, in the spellings to look for."""
    behind = behind_of(place)
    match = _CALLED.match(behind)
    if match is None and _CALLING.search(place.before):
        return spellings(behind)
    return spellings(match["name"]) if match else ()


def apposed(place: Place) -> tuple[str, ...]:
    """What stands behind a formula as another word for it: "$..$, the cross entropy"."""
    match = _APPOSED.match(behind_of(place))
    return spellings(match["name"]) if match else ()


def behind_of(place: Place) -> str:
    """What the sentence of a formula goes on with; after a display that stands alone, the paragraph below."""
    behind = place.behind.replace(MASK, " ")
    if behind.strip(" ,，.。*") or not place.parsed.formula.display:
        return behind
    return plain(place.below)


def spellings(text: str) -> tuple[str, ...]:
    """A phrase, without what it is of, and from its last 的 on."""
    phrase = _ARTICLE.sub("", _STOP.split(text.strip(), maxsplit=1)[0]).strip(" *_“”\"'`")
    shorter = _RELATION.sub("", phrase)
    return tuple(dict.fromkeys(filter(None, (phrase, shorter, phrase.rpartition("的")[2].strip()))))
