r"""Which dollar signs belong together: the reading of a paragraph with the least evidence against it.

A dollar sign may open or close a formula, stand for money, or have lost its partner. Each reading has a
cost; dynamic programming over the dollar signs of one paragraph finds the cheapest in linear time, so one
lost delimiter costs one finding instead of turning the rest of the paragraph inside out.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from mdcheck.markdown.plausible import IMPOSSIBLE, has_blank_line, prose_cost, structure_cost

LOST = 2.0
_MONEY = 1.0
_SYMBOL = 1.5
_STRAY = 1.5
_EMPTY = 0.5
_NEAR = 30

_PRICE = re.compile(r"\$[ \t]?\d")
_AMOUNT = re.compile(
    r"\s*\d[\d.,]*\s*(?:[kKMB]|million|billion)?(?=[\s,.;:!?)/-])[^\\^_={}<>+]*[A-Za-z]{2}[^\\^_={}<>+]*"
)
_FORMAL = re.compile(r"\\[A-Za-z]|[\^_=]")
_SHELL = re.compile(r"\$[A-Z_][A-Z0-9_]+\b(?!\s*[=^_\\])")
_CURRENCY = re.compile(r"(?:US|HK|NT|NZ|AU|CA|SG|[¥€£])$")
_CLOSES = re.compile(r"[A-Za-z0-9})\]'|]")
_OPENS = re.compile(r"[A-Za-z0-9\\({\[|]")


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


def pair(text: str, at: Sequence[int], walls: Sequence[int]) -> tuple[list[Pair], list[Lost]]:
    """Pair the unescaped dollar signs at offsets ``at``; no formula may contain an offset of ``walls``."""
    reader = _Reader(text, at, walls)
    quick = reader.straight()
    return (quick, []) if quick is not None else reader.cheapest()


class _Reader:
    def __init__(self, text: str, at: Sequence[int], walls: Sequence[int]) -> None:
        self.text, self.at, self.walls = text, at, walls
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
        count = len(self.at)
        best = [0.0] * (count + 3)
        move: list[tuple[int, int]] = [
            (0, 0)
        ] * count  # (dollars of the delimiter, index of the partner or -1)
        for i in range(count - 1, -1, -1):
            best[i], move[i] = min(self._moves(i, best), key=lambda option: option[0])
        return self._walk(move)

    def _moves(self, i: int, best: Sequence[float]) -> list[tuple[float, tuple[int, int]]]:
        options = []
        double = self.next_double[i] == i
        if double:
            close = self.next_double[i + 2]
            if close < len(self.at):
                options.append((best[close + 2] + self._cost(i, close), (2, close)))
        elif i + 1 < len(self.at):
            options.append((best[i + 2] + self._cost(i, i + 1), (1, i + 1)))
        if double:
            options.append((best[i + 2] + LOST, (2, -1)))
        options.append((best[i + 1] + self._alone(i), (1, -1)))
        return options

    def _walk(self, move: Sequence[tuple[int, int]]) -> tuple[list[Pair], list[Lost]]:
        pairs, lost, i = [], [], 0
        while i < len(self.at):
            width, close = move[i]
            if close >= 0:
                pairs.append(self._pair(i, close))
                i = close + width
                continue
            if width == 2 or self._alone(i) >= LOST:
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

    def _cost(self, i: int, close: int) -> float:
        width = self._width(i)
        start, end = self.at[i] + width, self.at[close]
        content = self.text[start:end]
        if self._walled(start, end):
            return IMPOSSIBLE
        if not content.strip():
            return _EMPTY if width == 2 and "\n" in content else IMPOSSIBLE
        if width == 2:
            return _display_cost(content, strays=close - i - 2)
        if has_blank_line(content):
            return IMPOSSIBLE
        before, after = self.text[max(0, start - 4) : start - 1], self.text[end + 1 : end + 3]
        return prose_cost(content) + structure_cost(content) + _edge_cost(before, content, after)

    def _walled(self, start: int, end: int) -> bool:
        index = bisect_left(self.walls, start)
        return index < len(self.walls) and self.walls[index] < end

    def _alone(self, i: int) -> float:
        """What it costs to leave a dollar alone: little for money, shell variables and the bare symbol."""
        at = self.at[i]
        before, after = self.text[max(0, at - _NEAR) : at], self.text[at + 1 : at + 1 + _NEAR]
        if _PRICE.match(self.text, at):
            return 0.5 if _CURRENCY.search(before) else _MONEY
        lonely = not (before[-1:].strip("(\"'“‘（ ") or after[:1].strip(")\"'”’）.,，。 "))
        if _SHELL.match(self.text, at) or (lonely and not _FORMAL.search(before + after)):
            return _SYMBOL
        return LOST


def _display_cost(content: str, *, strays: int) -> float:
    # Chinese words inside a display are common (``其中：``): they count less there.
    cost = min(prose_cost(content), 1.0) + structure_cost(content) * ("\\begin" in content) + _STRAY * strays
    if has_blank_line(content):
        cost += 1.0 + prose_cost(content) * 2
    return cost


def _edge_cost(before: str, content: str, after: str) -> float:
    """What the characters around both delimiters say: ``5 and `` before a digit is no formula."""
    lead, trail = content[0].isspace(), content[-1].isspace()
    cost = 0.5 if lead != trail else 0.0
    if trail and after and _OPENS.match(after[0]) and not (lead and not _ascii_word(before[-1:])):
        cost += 2.0
    if lead and before and _CLOSES.match(before[-1]):
        cost += 2.0 if not trail or (after and _OPENS.match(after[0])) else 0.5
    if after[:1].isdigit() and after[:1].isascii():
        cost += 3.0 if content[0].isdigit() else 1.0
    if _AMOUNT.fullmatch(content):
        cost += 2.0
    return cost


def _ascii_word(character: str) -> bool:
    return bool(character) and character.isascii() and character.isalnum()
