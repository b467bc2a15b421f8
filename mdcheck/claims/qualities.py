"""What a section says of its names: symmetric, one-hot, one of -1 and 1, independent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from mdcheck.claims.declarations import KINDS, qualities
from mdcheck.claims.evidence import listed
from mdcheck.claims.sections import Place, Section
from mdcheck.expr.scope import Scope
from mdcheck.expr.stream import meaningful
from mdcheck.latex import parse

_MEMBERS = re.compile(
    r"(?P<names>[A-Za-z\\_{}^0-9(),\s]{1,40}?)\\in\s*(?:\\left)?\\[{]\s*"
    r"(?P<numbers>[-+\\pm0-9,\s./]{1,24}?)\s*(?:\\right)?\\[}]"
)
_INDEX = re.compile(r"[_^]\s*(?:\{[^{}]*\}|[A-Za-z0-9])")
INDEPENDENT = re.compile(
    r"(?<![不非未])(?<!条件)(?:相互|彼此|两两|互相)?独立(?!性|成分|集)|"
    r"\b(?<!not )(?<!conditionally )independent\b",
    re.IGNORECASE,
)
"""Random variables are said to be independent."""


def described(scope: Scope, place: Place) -> Scope:
    """The scope with what the paragraph of a formula says of its names: "a symmetric matrix $S$"."""
    told = qualities(place.raw)
    if not told:
        return scope
    holding, sorts = dict(scope.holding), dict(scope.sorts)
    for text, quality in told.items():
        for name in listed(meaningful(parse(text))):
            holding[name] = quality
            if quality in KINDS:
                sorts.setdefault(name, KINDS[quality])
    return replace(scope, holding=holding, sorts=sorts)


def values_of(section: Section) -> Mapping[str, tuple[Fraction, ...]]:
    r"""By name: the numbers that it is said to be one of, ``y_i \in \{-1, +1\}``."""
    return {
        name: numbers
        for place in section.places
        for found in _MEMBERS.finditer(place.parsed.text)
        if (numbers := tuple(dict.fromkeys(read_numbers(found["numbers"]))))
        for name in listed(meaningful(parse(_INDEX.sub("", found["names"]))))
    }


def read_numbers(text: str) -> Iterator[Fraction]:
    """The numbers of a list; none if it holds anything else."""
    found: list[Fraction] = []
    for part in text.replace(" ", "").split(","):
        number = re.fullmatch(r"(?P<sign>[+-]|\\pm)?(?P<value>\d+(?:\.\d+)?)", part)
        if number is None:
            return
        value = Fraction(number["value"])
        found += [value, -value] if number["sign"] == r"\pm" else [-value if number["sign"] == "-" else value]
    yield from found


def is_independent(place: Place) -> bool:
    """Whether the sentences up to a formula say that random variables are independent."""
    mark = place.paragraph.marks[place.number] if place.paragraph.marks else 0
    return any(INDEPENDENT.search(text) for text in (place.paragraph.text[:mark], place.lead.unfinished))
