"""Lines and columns, computed from offsets at the last moment."""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from mdcheck.model.source import Source, Span
from mdcheck.patterns import regex

_LINE_END = regex(r"\r\n|\r|\n")
_BOM = "\ufeff"


class Position(NamedTuple):
    """A place as editors name it: both count from 1, columns in characters; a BOM takes no column."""

    line: int
    column: int


class Lines:
    """The lines of one text, ended by CRLF, CR or LF."""

    def __init__(self, source: Source) -> None:
        self._text = source.text
        self._bom = source.text.startswith(_BOM)
        if "\r" in source.text:
            ends = list(_LINE_END.finditer(source.text))
            self._starts = [int(self._bom), *(end.end() for end in ends)]
            self._ends = [*(end.start() for end in ends), len(source.text)]
        else:  # several times as fast, and nearly all there is
            breaks = accumulate(len(line) + 1 for line in source.text.split("\n"))
            self._ends = [after - 1 for after in breaks]
            self._starts = [int(self._bom), *(end + 1 for end in self._ends[:-1])]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """The place of a character."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return Position(index + 1, max(offset - self._starts[index], 0) + 1)

    def extent(self, line: int) -> Span:
        """The offsets of a line's text, without its end.

        Raises:
            IndexError: If there is no such line.
        """
        if not 1 <= line <= len(self):
            raise IndexError(line)
        return Span(self._starts[line - 1], max(self._ends[line - 1], self._starts[line - 1]))

    def text(self, line: int) -> str:
        """A line's text, without its end."""
        start, end = self.extent(line)
        return self._text[start:end]
