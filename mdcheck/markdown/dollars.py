r"""Which dollar signs belong together: the reading of a paragraph with the least evidence against it.

A dollar sign may open or close a formula, stand for money, or have lost its partner. Each reading has a
cost; dynamic programming over the dollar signs of one paragraph finds the cheapest in linear time, so one
lost delimiter costs one finding instead of turning the rest of the paragraph inside out.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from mdcheck.markdown.evidence import LOST, alone_cost, display_cost, inline_cost
from mdcheck.markdown.plausible import IMPOSSIBLE, has_blank_line
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A formula between dollar signs, by offsets: ``start`` is the first dollar, ``end`` after the last."""

    start: int
    end: int
    width: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A delimiter without partner."""

    start: int
    width: int


class _Move(NamedTuple):
    """What to do at a dollar: pair ``width`` dollars with those at ``close``, or leave them alone."""

    cost: float
    width: int
    close: int | None


def pair(
    text: str, at: Sequence[int], *, walls: Sequence[int], codes: Sequence[int]
) -> tuple[list[Pair], list[Lost]]:
    """Pair the unescaped dollar signs at offsets ``at``.

    No formula holds an offset of ``walls``, and only a display may hold one of ``codes``; both are sorted.
    """
    reader = _Reader(text, at, walls, codes)
    quick = reader.straight()
    return (quick, []) if quick is not None else reader.cheapest()


class _Reader:
    def __init__(self, text: str, at: Sequence[int], walls: Sequence[int], codes: Sequence[int]) -> None:
        self.text, self.at, self.walls, self.codes = text, at, walls, codes
        self.next_double = self._next_doubles()

    def _next_doubles(self) -> list[int]:
        """For each dollar, the first one at or after it that a second one touches."""
        count = len(self.at)
        result = [count] * (count + 2)
        for i in range(count - 2, -1, -1):
            result[i] = i if self.at[i + 1] == self.at[i] + 1 else result[i + 1]
        return result

    def straight(self) -> list[Pair] | None:
        """The pairs from left to right if nothing at all speaks against them."""
        pairs, i = [], 0
        while i < len(self.at):
            close = self._partner(i)
            if close is None or self._cost(i, close) > 0:
                return None
            pairs.append(self._pair(i, close))
            i = close + self._width(i)
        return pairs

    def cheapest(self) -> tuple[list[Pair], list[Lost]]:
        """The cheapest reading of all dollars."""
        best = [0.0] * (len(self.at) + 3)
        moves = [_Move(0.0, 1, None)] * len(self.at)
        for i in range(len(self.at) - 1, -1, -1):
            moves[i] = min(self._moves(i, best), key=lambda move: move.cost)
            best[i] = moves[i].cost
        return self._walk(moves)

    def _moves(self, i: int, best: Sequence[float]) -> list[_Move]:
        width, close = self._width(i), self._partner(i)
        options = []
        if close is not None:
            options.append(_Move(best[close + width] + self._cost(i, close), width, close))
        if width == 2:
            options.append(_Move(best[i + 2] + self._alone(i, 2), 2, None))
        options.append(_Move(best[i + 1] + self._alone(i, 1), 1, None))
        return options

    def _walk(self, moves: Sequence[_Move]) -> tuple[list[Pair], list[Lost]]:
        pairs, lost, i = [], [], 0
        while i < len(self.at):
            _, width, close = moves[i]
            if close is not None:
                pairs.append(self._pair(i, close))
                i = close
            elif self._alone(i, width) >= LOST:
                lost.append(Lost(self.at[i], width))
            i += width
        return pairs, lost

    def _width(self, i: int) -> int:
        return 2 if self.next_double[i] == i else 1

    def _partner(self, i: int) -> int | None:
        close = self.next_double[i + 2] if self.next_double[i] == i else i + 1
        return close if close < len(self.at) else None

    def _pair(self, i: int, close: int) -> Pair:
        width = self._width(i)
        return Pair(self.at[i], self.at[close] + width, width)

    def _alone(self, i: int, width: int) -> float:
        return alone_cost(self.text, self.at[i], self.at[i] + width)

    def _cost(self, i: int, close: int) -> float:
        width = self._width(i)
        start, end = self.at[i] + width, self.at[close]
        content = self.text[start:end]
        if _holds(self.walls, start, end) or not (content.strip() or width == 2):
            return IMPOSSIBLE
        code = _holds(self.codes, start, end)
        if width == 2:
            return display_cost(content, strays=close - i - 2, code=code)
        if code or has_blank_line(content):
            return IMPOSSIBLE
        return inline_cost(self.text[max(0, start - 2) : start - 1], content, self.text[end + 1 : end + 2])


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end
