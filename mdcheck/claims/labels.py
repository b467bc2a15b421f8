"""Labels: places where a note says that two names mean one thing."""

from collections.abc import Iterator
from itertools import pairwise

from mdcheck.claims.lexicon import links
from mdcheck.claims.lexicon.caution import asserted
from mdcheck.claims.lexicon.mentions import Mention
from mdcheck.claims.passages import Passage
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """Two names said to mean one thing."""

    span: Span
    text: str
    left: Mention
    right: Mention


def namings(passage: Passage, found: list[Mention]) -> Iterator[Naming]:
    """Every pair of names in one passage that its author equates."""
    for left, right in _pairs(passage.text, found):
        if asserted(passage.text, left.start, right.end, passage.titles):
            start, end = left.start, _closed(passage.text, left.end, right.end)
            yield Naming(passage.locate(start, end), passage.written(start, end), left, right)


def _closed(text: str, start: int, end: int) -> int:
    """``end``, or behind the bracket that closes there what opened after ``start``."""
    opened = any(mark in text[start:end] for mark in "(（[【")
    return end + 1 if opened and text[end : end + 1] in tuple(")）]】") else end


def in_formula(text: str, mention: Mention) -> bool:
    """Whether a name stands beside an operator, as a quantity and not as a label."""
    before = text[max(0, mention.start - 8) : mention.start]
    return bool(links.OPERATOR_BEFORE.search(before) or links.OPERATOR_AFTER.match(text, mention.end))


def _pairs(text: str, found: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    listed = list(_respective(text, found))
    yield from listed
    paired = {right for _, right in listed}
    bracket: list[Mention] = []
    for left, right in pairwise(found):
        bracket = _bracket(text, bracket, left, right)
        first = bracket[0] if bracket else left
        if right not in paired and _named(text, bracket, left, right):
            yield first, right


def _bracket(text: str, bracket: list[Mention], left: Mention, right: Mention) -> list[Mention]:
    """The names explained by brackets that are still open before ``right``: the head, then those inside."""
    between = text[left.end : right.start]
    if bracket and links.NEXT.fullmatch(between):
        return [*bracket, left]
    return [left] if links.OPENING.fullmatch(between) else []


def _named(text: str, bracket: list[Mention], left: Mention, right: Mention) -> bool:
    first, between = bracket[0] if bracket else left, text[left.end : right.start]
    if first.group is not right.group or in_formula(text, first) or in_formula(text, right):
        return False
    if not links.ENDING.match(text, right.end):
        return False
    if links.ALIAS.search(between) if bracket else links.ALIAS.fullmatch(between):
        return True
    if right.series in {first.series, *(mention.series for mention in bracket)}:
        return False
    if not bracket and (links.DASH.fullmatch(between) or links.EQUALS.fullmatch(between)):
        return "abbr" in (first.series, right.series)
    return bool(bracket or links.COLON.fullmatch(between) or links.NAMING.fullmatch(between))


def _respective(text: str, found: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """``TP, FP and FN denote true positives, false positives and false negatives``."""
    runs = _runs(text, found)
    for left, right in pairwise(runs):
        between = text[left[-1].end : right[0].start]
        same = left[0].group is right[0].group and len(left) == len(right) > 1
        if same and _series(left) != _series(right) and _respectively(between):
            yield from zip(left, right, strict=True)


def _respectively(between: str) -> bool:
    """Between two lists, in words or by a bracket: ``精确率与召回率（precision and recall）``."""
    return bool(links.RESPECTIVELY.fullmatch(between) or links.OPENING.fullmatch(between))


def _series(run: list[Mention]) -> set[str]:
    return {mention.series for mention in run}


def _runs(text: str, found: list[Mention]) -> list[list[Mention]]:
    """Mentions of one group and script with nothing but separators between them."""
    runs: list[list[Mention]] = []
    for mention in found:
        last = runs[-1][-1] if runs else None
        if (
            last
            and last.group is mention.group
            and _latin(text, last) == _latin(text, mention)
            and links.LIST_SEPARATOR.fullmatch(text, last.end, mention.start)
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _latin(text: str, mention: Mention) -> bool:
    return text[mention.start : mention.end].isascii()
