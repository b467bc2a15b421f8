"""Which of many spans touch a place, without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from mdcheck.model.source import Span

T = TypeVar("T")


class Overlaps(Generic[T]):
    """Things by the spans that they cover; fast as long as few of these are very long."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: (item[0].start, -item[0].end))
        self._starts = [span.start for span, _ in self._items]
        self._reach = list(accumulate((span.end for span, _ in self._items), max))

    def touching(self, span: Span) -> Iterator[tuple[Span, T]]:
        """What shares a character or an end with ``span``, last first."""
        index = bisect_right(self._starts, span.end)
        while index > 0 and self._reach[index - 1] >= span.start:
            index -= 1
            if self._items[index][0].end >= span.start:
                yield self._items[index]

    def after(self, at: int) -> tuple[Span, T] | None:
        """The first that begins at ``at`` or later, the longest of those that begin there."""
        index = bisect_left(self._starts, at)
        return self._items[index] if index < len(self._items) else None
