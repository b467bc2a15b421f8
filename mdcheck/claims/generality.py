"""Words by which a note says that an equation holds in general: a law, a rule, for all, always."""

import re

from mdcheck.claims.link import Link
from mdcheck.expr.nodes import free_names
from mdcheck.patterns import regex

GENERAL = regex(
    r"恒等|恒成立|恒有|总有|总成立|任意|任何|一切|所有|法则|公式|性质|定理|定律|运算律|[分结交]\w律|规律|"
    r"\b(?:identit(?:y|ies)|always|in general|generally|for (?:all|any|every|each|arbitrary)|laws?|rules?|"
    r"formulas?|formulae|theorems?|lemmas?|propert(?:y|ies))\b",
    re.IGNORECASE,
)
UNIVERSAL = regex(
    r"恒等|恒成立|总成立|任意|一切|所有|\b(?:identit(?:y|ies)|always|for (?:all|any|every|each|arbitrary))\b",
    re.IGNORECASE,
)
"""Those of them that nobody uses of an equation to be solved."""
PASSING = regex(r"[:：]\s*$")


SPACE = regex(r"\\in\s*\\(?:mathbb|mathbf|bf|Bbb)\s*\{?\s*R")
LETTER = regex(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")


def is_general(link: Link) -> bool:
    """Whether the sentence, the heading, the column or the line that introduces a list says so."""
    return is_quantified(link) or says(link, GENERAL)


def is_universal(link: Link) -> bool:
    """Whether it is said in words of which an equation for one unknown has no use."""
    return is_quantified(link) or says(link, UNIVERSAL)


def says(link: Link, words: re.Pattern[str]) -> bool:
    """Whether the words that speak of an equation are among some."""
    place = link.place
    introduction = place.above if PASSING.search(place.above) else ""
    said = (place.before, place.behind, place.title, place.column, place.beside, introduction)
    return any(words.search(text) for text in said)


def is_quantified(link: Link) -> bool:
    r"""Whether its sentence began with the space that its names are of: "for ``x, y \in \mathbb{R}^2``"."""
    paragraph = link.place.paragraph
    if not paragraph.marks or not link.readings:
        return False
    start = paragraph.sentence(paragraph.marks[link.place.number]).start
    before = zip(paragraph.marks[: link.place.number], paragraph.formulas, strict=False)
    spaces = (text for mark, text in before if mark >= start and SPACE.search(text))
    named = {letter for text in spaces for letter in LETTER.findall(text.partition("\\in")[0])}
    names = {name for name in free_names(link.readings[0]) if not name.startswith("const ")}
    return bool(named) and names <= named
