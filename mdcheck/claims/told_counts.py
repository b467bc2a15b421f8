"""Sentences that count something by a size: ``each view has 2N - 2 negatives``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mdcheck.claims.algebra import Algebra, algebra
from mdcheck.claims.fact_clauses import bounded
from mdcheck.claims.facts import written
from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around, sentence
from mdcheck.claims.lexicon.counts import COUNTS, Count
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_FORMULA = r"\$(?P<told>[^$\n]{1,60})\$"
_SIZE = regex(r"\$?(?<![A-Za-z_])([A-Za-z])\s*=\s*(\d+)\$?(?![\d.])")
_NUMBER = r"(?<![\d.,\w])(?P<number>\d[\d,]*)(?![\d.%])"
_LINK = r"\s*(?:的?(?:总数|个数|数量|数目|数))?\s*(?:一共|总共|共有?|有|为|是|等于|[:：]|is|are|:)*\s*"
_OTHER = regex(r"不同|重复|下界|至少|(?i:\b(?:at least|more than|up to|hard)\b)")
"""In a line with these something else may be counted."""
_DENIED = regex(r"(?:而不是|而非|代替|不是|(?i:\b(?:instead of|rather than|not)))\s*$")


@dataclass(frozen=True, slots=True)
class ToldCount:
    """A number of things, as a formula of sizes or as a number for a size that is given.

    Attributes:
        count: The quantity.
        told: The formula.
        sizes: The letters of the quantity's sizes, in order, as the note writes them.
        given: The size, where it is a number.
    """

    span: Span
    text: str
    count: Count
    told: Algebra
    sizes: tuple[str, ...]
    given: int | None = None


def told_counts(text: Text) -> Iterator[ToldCount]:
    """Every such number whose section says what its letter stands for."""
    sections: dict[tuple[str, ...], list[str]] = {}
    for passage in text.passages:
        sections.setdefault(passage.titles, []).append(passage.extract.text)
    for passage in text.passages:
        around = "\n".join((*passage.titles, passage.extract.text))
        for count in COUNTS:
            spoken = count.context.search(around) and re.search(count.noun, passage.text, re.IGNORECASE)
            if spoken and (not count.given or count.given.search("\n".join(sections[passage.titles]))):
                yield from _in_passage(passage, count)


def _in_passage(passage: Passage, count: Count) -> Iterator[ToldCount]:
    text = written(passage)
    for found in _forms(count).finditer(text):
        start, end = found.span()
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text))]
        denied = _DENIED.search(text, max(0, start - 20), start)
        if _OTHER.search(line) or denied or CONDITIONAL.search(sentence(text, start, end)):
            continue
        groups = found.groupdict()
        formula = next(filter(None, (groups.get("a_told"), groups.get("b_told"))), "")
        number = next(filter(None, (groups.get("a_number"), groups.get("b_number"))), "")
        if asserted_around(text, start, end, passage.titles):
            span, words = passage.locate(start, end), passage.written(start, end)
            for told, sizes, given in _read(formula, number, text, start, count):
                yield ToldCount(span, words, count, told, sizes, given)


def _read(
    formula: str, number: str, text: str, start: int, count: Count
) -> Iterator[tuple[Algebra, tuple[str, ...], int | None]]:
    told = algebra(formula or number.replace(",", ""))
    if formula and told:
        sizes = next((one for one in count.letters if told.letters and told.letters <= set(one)), None)
        if sizes and (len(sizes) == 1 or told.letters == set(sizes)):
            yield told, sizes, None
    elif told and len(count.letters[0]) == 1:
        begin = max(text.rfind(stop, 0, start) for stop in "。\n;；.")
        given = [one for one in _SIZE.findall(text, begin + 1, start) if (one[0],) in count.letters]
        if len(given) == 1:
            yield told, (given[0][0],), int(given[0][1])


@cache
def _forms(count: Count) -> re.Pattern[str]:
    noun = bounded(count.noun)
    before = rf"(?:{_FORMULA}|{_NUMBER})[\s-]*个?\s*(?:的)?{noun}".replace("(?P<", "(?P<a_")
    behind = rf"{noun}{_LINK}(?:{_FORMULA}|{_NUMBER})(?!\s*[-+*/^×A-Za-z0-9])".replace("(?P<", "(?P<b_")
    return re.compile(rf"{before}|{behind}", re.IGNORECASE)
