"""Sets of character offsets as sorted ranges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Intervals:
    """A union of half-open ranges; questions take logarithmic time."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]

    def meets(self, start: int, end: int) -> bool:
        """Whether any offset from ``start`` to ``end`` is in the set."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and start < self._ends[index]
