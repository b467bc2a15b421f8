"""Words by which a note says that an equation holds in general: a law, a rule, for all, always."""

import re

from mdcheck.claims.link import Link
from mdcheck.patterns import regex

GENERAL = regex(
    r"恒等|恒成立|恒有|总有|总成立|任意|任何|一切|所有|法则|公式|性质|定理|定律|运算律|[分结交]\w律|规律|"
    r"\b(?:identit(?:y|ies)|always|in general|generally|for (?:all|any|every|each|arbitrary)|laws?|rules?|"
    r"formulas?|formulae|theorems?|lemmas?|propert(?:y|ies))\b",
    re.IGNORECASE,
)
PASSING = regex(r"[:：]\s*$")


def is_general(link: Link) -> bool:
    """Whether the sentence, the heading, the column or the line that introduces a list says so."""
    place = link.place
    introduction = place.above if PASSING.search(place.above) else ""
    said = (place.before, place.behind, place.title, place.column, place.beside, introduction)
    return any(GENERAL.search(text) for text in said)
