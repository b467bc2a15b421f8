"""Runs of text cut out of a source, with the way back to its offsets."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from mdcheck.model.source import Extract, Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text joined from pieces of a source; ``starts`` are the pieces' offsets in it."""

    text: str
    pieces: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str, pieces: Sequence[Span]) -> "Run":
        """Join pieces of ``source`` given in order; touching ones melt into one, empty ones into a place."""
        melted: list[Span] = []
        for piece in pieces:
            if piece.start >= piece.end:
                continue
            if melted and melted[-1].end == piece.start:
                melted[-1] = Span(melted[-1].start, piece.end)
            else:
                melted.append(piece)
        if not melted:
            melted = [Span(piece.start, piece.start) for piece in pieces[:1]]
        starts = tuple(accumulate((p.end - p.start for p in melted[:-1]), initial=0))
        return cls("".join([source[p.start : p.end] for p in melted]), tuple(melted), starts)

    def offset(self, at: int) -> int:
        """The source offset of the character at ``at``."""
        if len(self.pieces) == 1:
            return self.pieces[0].start + at
        index = bisect_right(self.starts, at) - 1
        return self.pieces[index].start + at - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The part of the source from the first to the last character of a range."""
        if not self.pieces:
            return Span(0, 0)
        if start >= end:
            at = self.offset(start) if start < len(self.text) else self.pieces[-1].end
            return Span(at, at)
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """The pieces of a range; one empty piece for an empty range."""
        if start >= end or len(self.pieces) <= 1:
            return (self.span(start, end),)
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        inner = list(self.pieces[first : last + 1])
        inner[-1] = Span(inner[-1].start, self.offset(end - 1) + 1)
        inner[0] = Span(self.offset(start), inner[0].end)
        return tuple(inner)

    def extract(self, start: int, end: int) -> Extract:
        """A range as an Extract."""
        return Extract(self.text[start:end], self.cut(start, end))

    def part(self, source: str, start: int, end: int) -> "Run":
        """A range as a Run."""
        return Run.of(source, self.cut(start, end))

    def trimmed(self) -> tuple[int, int]:
        """The range without the blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return start, max(start, len(self.text.rstrip()))
