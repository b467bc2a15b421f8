"""Texts and places in them: half-open character offsets, never lines or columns."""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from mdcheck.records import dataclass


class Span(NamedTuple):
    """Half-open range of character offsets into a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the bytes of a file were not the text they claim to be."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text, exactly as stored: line endings, BOM and tabs included.

    Attributes:
        path: As given by the user; what reports print.
        text: The decoded text; undecodable bytes are U+FFFD.
        faults: Where decoding failed.
    """

    path: str
    text: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """Text assembled from pieces of a source, such as a formula that runs over quoted lines.

    Block-quote marks, list indents and table-cell escapes lie between the pieces: ``text`` is the pieces
    joined, and ``locate`` leads from offsets in ``text`` back to the source.
    """

    text: str
    pieces: tuple[Span, ...]

    def locate(self, span: Span) -> Span:
        """The part of the source that ``span`` (offsets into ``text``) covers, first to last character."""
        if not self.pieces:
            return Span(0, 0)
        starts = list(accumulate((p.end - p.start for p in self.pieces), initial=0))
        return Span(self._offset(starts, span.start, last=False), self._offset(starts, span.end, last=True))

    def _offset(self, starts: list[int], at: int, *, last: bool) -> int:
        probe = at - 1 if last and at > 0 else at
        index = min(max(bisect_right(starts, probe) - 1, 0), len(self.pieces) - 1)
        piece = self.pieces[index]
        return min(piece.start + at - starts[index], piece.end)
