"""The numbers that headings begin with."""

from collections.abc import Iterator, Mapping
from typing import Final

from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.rules.outline import Section, sections

Number = tuple[int, ...]

# `2.1.1 Title`, `2.1.1Title`; `2. Title`, `2、标题`, `2 标题`, `第 2 章`, `二、标题`.
# Not `0-1 loss`, `3D`, `2020 年`, `1x1`, `3.5%`.
_MARKUP: Final = r"[\s*_\[#§]*"
_DOTTED: Final = regex(_MARKUP + r"(?P<number>\d{1,2}(?:\.\d{1,3})+)(?![\d\-–/%:=+]|\.\d)")
_SINGLE: Final = regex(
    _MARKUP + r"第?\s*(?P<number>\d{1,2}|[一二三四五六七八九]|十[一二三四五六七八九]?)"
    r"(?P<mark>[.、．](?!\d)|(?<=\d)\s+(?=[^\W\d_])|\s*[章节讲](?!\w))"
)
# A heading that is nothing but a number names a formula or a release.
_WORDS: Final = regex(r"[^\W\d_]|[$`]")
_CHINESE: Final = {
    **{digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)},
    **{f"十{digit}": value for value, digit in enumerate("一二三四五六七八九", start=11)},
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered section.

    Attributes:
        number: Its parts, in full.
        span: Where the number is written.
        parent: The number of the nearest section around it with fewer parts; None if there is none.
        scope: What the numbers are counted in: one whole page, part of it, or a run of neighbours.
    """

    number: Number
    span: Span
    parent: Number | None
    scope: int


def written(number: Number) -> str:
    """A number as in a heading: ``2.1.1``."""
    return ".".join(map(str, number))


def numbered_sections(document: Document) -> Iterator[Numbered]:
    """Every section whose heading begins with a number.

    Numbers of several parts are counted through the page, or through the unnumbered section around them.
    Single numbers are counted among neighbours only, and only where these begin with 0 or 1: headings such
    as ``2 层网络`` begin with a number by chance.
    """
    every = sections(document)
    numbers: dict[int, tuple[Number, Span]] = {}
    for section in every:
        if found := _number(section):
            numbers[section.start] = (_in_full(found[0], section, numbers), found[1])
    runs = _runs(every, numbers)
    for section in every:
        if section.start in numbers:
            number, span = numbers[section.start]
            scope = runs.get(section.start) if len(number) == 1 else _part(section, numbers)
            if scope is not None:
                yield Numbered(number, span, _parent(section, numbers), scope)


_Numbers = Mapping[int, tuple[Number, Span]]


def _number(section: Section) -> tuple[Number, Span] | None:
    """The number that a title begins with, and its place."""
    title = section.heading.title
    match = _DOTTED.match(title.text) or _SINGLE.match(title.text)
    if match is None or not _WORDS.search(title.text, match.end()):
        return None
    parts = match["number"].split(".")
    number = tuple(int(part) if part.isdecimal() else _CHINESE[part] for part in parts)
    return number, title.locate(Span(*match.span("number")))


def _in_full(number: Number, section: Section, numbers: _Numbers) -> Number:
    """``4.1`` below 17.9.4 is short for 17.9.4.1."""
    around = next((numbers[above.start][0] for above in section.above() if above.start in numbers), ())
    short = 1 < len(number) <= len(around) and number[:-1] == around[1 - len(number) :]
    return (*around, number[-1]) if short else number


def _parent(section: Section, numbers: _Numbers) -> Number | None:
    size = len(numbers[section.start][0])
    above = (numbers[around.start][0] for around in section.above() if around.start in numbers)
    return next((number for number in above if len(number) < size), None)


def _part(section: Section, numbers: _Numbers) -> int:
    return next((around.start for around in section.above() if around.start not in numbers), -1)


def _runs(every: tuple[Section, ...], numbers: _Numbers) -> dict[int, int]:
    """Where each single number's run of neighbours begins; runs that begin above 1 are left out.

    A neighbour without number ends a run.
    """
    first: dict[tuple[int, int], int | None] = {}
    runs: dict[int, int] = {}
    for section in every:
        family = (section.parent.start if section.parent else -1, section.heading.level)
        number = numbers[section.start][0] if section.start in numbers else None
        if number is None:
            first.pop(family, None)
        elif len(number) == 1:
            start = first.setdefault(family, section.start if number[0] < 2 else None)
            if start is not None:
                runs[section.start] = start
    return runs
