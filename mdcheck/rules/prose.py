"""Running text as rules look at it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from mdcheck.model.document import Document, Prose


def proses(document: Document) -> Iterator[Prose]:
    """Every run of text, table cells included."""
    return (node for node in document.nodes if isinstance(node, Prose))


def without_markup(prose: Prose) -> str:
    """The text with formulas and inline code blanked out, so that offsets stay."""
    text, done = prose.content.text, 0
    parts: list[str] = []
    hidden = sorted((*(formula.span for formula in prose.formulas), *prose.codes))
    places = offsets_in(prose, (at for span in hidden for at in span))
    for start, end in zip(places, places, strict=True):
        parts += text[done:start], " " * (end - start)
        done = end
    return "".join((*parts, text[done:]))


def offset_in(prose: Prose, at: int) -> int:
    """Where a place of the source lies in the text of ``prose``."""
    return next(offsets_in(prose, (at,)))


def offsets_in(prose: Prose, places: Iterable[int]) -> Iterator[int]:
    """Where places of the source lie in the text of ``prose``."""
    pieces = prose.content.pieces
    ends = [piece.end for piece in pieces]
    starts = list(accumulate((piece.end - piece.start for piece in pieces), initial=0))
    for at in places:
        index = bisect_left(ends, at)
        yield starts[index] + max(at - pieces[index].start, 0) if index < len(pieces) else starts[-1]
