"""Sums in running text and lists: ``3 * 4 = 12``, and a product whose total stands in the next item."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mdcheck.claims.lexicon import amounts
from mdcheck.claims.lexicon.caution import asserted_around, sentence
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers that are said to come to a number.

    Attributes:
        left: The expression as written.
        right: What it is said to come to.
        factors: Counts in the text by which the expression may be multiplied.
        exact: Whether ``=`` was written rather than ``≈``.
    """

    span: Span
    text: str
    left: str
    right: str
    factors: tuple[int, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Rounded:
    """An exact number and the figure that it is said to be about."""

    span: Span
    text: str
    left: str
    right: str


def sums(text: Text) -> Iterator[Sum | Rounded]:
    """Every sum of a note outside formulas, which are read elsewhere."""
    for passage in text.passages:
        if amounts.RELATION.search(passage.text):
            yield from _equations(passage)
        if amounts.PER.search(passage.text):
            yield from _each(passage)
        yield from _conversions(passage)
        yield from _rounded(passage)
        if amounts.TOTAL_WORD.search(passage.text):
            yield from _totals(passage, passage)
    for passage, follower in pairwise(text.passages):
        nested = follower.listed and follower.listed >= passage.listed
        if nested and amounts.TOTAL_WORD.search(follower.text):
            yield from _totals(passage, follower)


def _equations(passage: Passage) -> Iterator[Sum]:
    for found in amounts.EQUATION.finditer(passage.text):
        start, end = _trimmed(found[0], found.start())
        if _whole(passage.text, start, end) and _plain(passage, start, end):
            exact = found["relation"] not in ("≈", "约等于")
            left = passage.text[start : found.end("left")].strip()
            right = passage.text[found.start("right") : end].strip()
            yield Sum(passage.locate(start, end), passage.written(start, end), left, right, exact=exact)


def _trimmed(text: str, at: int) -> tuple[int, int]:
    """Where a match begins and ends without blanks and lone brackets around it."""
    excess = len(re.findall("[(（]", text)) - len(re.findall("[)）]", text))
    kept = text.lstrip(" \t(（" if excess > 0 else " \t")
    start = at + len(text) - len(kept)
    return start, start + len(kept.rstrip(" \t)）" if excess < 0 else " \t"))


def _each(passage: Passage) -> Iterator[Sum]:
    for pattern in amounts.EACH:
        for found in pattern.finditer(passage.text):
            if _plain(passage, *found.span()):
                product = f"{found['count']} * {found['each']}"
                yield Sum(passage.locate(*found.span()), found[0], product, found["total"])


def _conversions(passage: Passage) -> Iterator[Sum]:
    for found in amounts.CONVERSION.finditer(passage.text):
        if found["left"][-1] != found["right"][-1] and _plain(passage, *found.span()):
            span = passage.locate(*found.span())
            yield Sum(span, found[0], found["left"], found["right"], exact=False)


def _rounded(passage: Passage) -> Iterator[Rounded]:
    for found in amounts.ROUNDED.finditer(passage.maths):
        start, end = found.span()
        one_thing = not found["again"] or found["counted"] == found["again"]
        if one_thing and asserted_around(passage.maths, start, end, passage.titles):
            yield Rounded(
                passage.locate(start, end), passage.written(start, end), found["left"], found["right"]
            )


def _totals(passage: Passage, follower: Passage) -> Iterator[Sum]:
    """An item with one product, and its total in the same item or the next."""
    product = _only_product(passage)
    if product is None:
        return
    after = product.end() if follower is passage else 0
    total = amounts.TOTAL.search(follower.maths, after)
    if not total or (follower is not passage and _leads_elsewhere(follower, total)):
        return
    if not (_plain(passage, *product.span()) and _plain(follower, *total.span())):
        return
    rest = passage.maths[: product.start()] + "\n" + passage.maths[product.end() :]
    factors = [int(next(filter(None, count.groups()))) for count in amounts.COUNT.finditer(rest)]
    if follower is passage:
        span, text = (
            passage.locate(product.start(), total.end()),
            passage.written(product.start(), total.end()),
        )
    else:
        span, text = follower.locate(*total.span()), follower.written(*total.span())
    yield Sum(span, text, product[0], total["total"], tuple(factors))


def _only_product(passage: Passage) -> re.Match[str] | None:
    found = [
        match for match in amounts.EXPRESSION.finditer(passage.maths) if _whole(passage.maths, *match.span())
    ]
    equated = amounts.EQUATION.search(passage.maths)
    return found[0] if len(found) == 1 and not equated and MASK not in passage.maths else None


def _leads_elsewhere(follower: Passage, total: re.Match[str]) -> bool:
    """Whether a total's passage begins with other things, or has sums of its own."""
    return total.start() > 12 or bool(amounts.EXPRESSION.search(follower.maths))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether an expression is not part of a longer one."""
    if amounts.BEFORE.search(text[max(0, start - 12) : start]):
        return False
    after = amounts.AFTER.match(text, end)
    return (
        not after
        or bool(amounts.UNIT.match(text, end))
        or text[end : end + 3].startswith((" (", "（", " --"))
    )


def _plain(passage: Passage, start: int, end: int) -> bool:
    around = sentence(passage.maths, start, end)
    lost = amounts.ADDING.search(passage.maths[start:end]) and any(
        amounts.ROUNDING.search(text) for text in (around, *passage.titles)
    )
    return not (lost or amounts.OTHER_ARITHMETIC.search(around)) and asserted_around(
        passage.maths, start, end, passage.titles
    )
