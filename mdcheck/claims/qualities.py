"""What a section says of its names: symmetric, one-hot, one of -1 and 1, independent."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mdcheck.claims.declarations import KINDS, QUALITIES, qualities
from mdcheck.claims.evidence import listed
from mdcheck.claims.sections import Place
from mdcheck.expr.scope import Scope
from mdcheck.expr.stream import meaningful
from mdcheck.latex import parse
from mdcheck.patterns import regex

_MEMBERS = regex(
    r"(?P<names>[A-Za-z\\_{}^0-9(),\s]{1,40}?)\\in\s*(?:\\left)?\\[{]\s*"
    r"(?P<numbers>[-+\\pm0-9,\s./]{1,24}?)\s*(?:\\right)?\\[}]"
)
_INDEX = regex(r"[_^]\s*(?:\{[^{}]*\}|[A-Za-z0-9])")
NORMALISED = regex(
    rf"(?:{QUALITIES['unit norm']})\s*(?:满足|有|[:：,，]|we have|satisfy|have)?\s*$", re.IGNORECASE
)
"""Right before a formula: its vectors are of length one."""
COMMANDS = regex(r"\\[A-Za-z]+|_\{[^{}]*\}|_[A-Za-z0-9]|\^\{?\\?(?:top|T)")
LETTER = regex(r"[a-hl-z]")
INDEPENDENT = regex(
    r"(?<![不非未])(?<!条件)(?:相互|彼此|两两|互相)?独立(?!性|成分|集)|"
    r"\b(?<!not )(?<!conditionally )independent\b",
    re.IGNORECASE,
)
"""Random variables are said to be independent."""


def described(scope: Scope, place: Place) -> Scope:
    """The scope with what the paragraph of a formula says of its names, in place of what was said before."""
    held = dict(told_of(place.raw)) | told_of_vectors(place)
    numbers = dict(values_in(place.raw))
    if not held and not numbers:
        return scope
    sorts = {**{name: KINDS[told] for name, told in held.items() if told in KINDS}, **scope.sorts}
    holding = {n: told for n, told in scope.holding.items() if n not in numbers}
    values = {n: told for n, told in scope.values.items() if n not in held}
    return replace(scope, sorts=sorts, holding={**holding, **held}, values={**values, **numbers})


def told_of(paragraph: str) -> Iterator[tuple[str, str]]:
    """Names with what words say of them: "a symmetric matrix $S$"."""
    for text, quality in qualities(paragraph).items():
        yield from ((name, quality) for name in listed(meaningful(parse(text))))


def told_of_vectors(place: Place) -> dict[str, str]:
    """What is said of all vectors of a formula: "for unit vectors ``|u - v|^2 = 2 - 2 u^T v``"."""
    if NORMALISED.search(place.before) is None or "=" not in place.parsed.text:
        return {}
    return dict.fromkeys(LETTER.findall(COMMANDS.sub(" ", place.parsed.text)), "unit norm")


def values_in(paragraph: str) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    r"""Names with the numbers that they are said to be one of, ``y_i \in \{-1, +1\}``."""
    for found in _MEMBERS.finditer(paragraph):
        if numbers := tuple(dict.fromkeys(read_numbers(found["numbers"]))):
            names = listed(meaningful(parse(_INDEX.sub("", found["names"].strip()))))
            yield from ((name, numbers) for name in names)


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
