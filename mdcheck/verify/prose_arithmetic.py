"""Decide sums in running text, in exact fractions; a written figure stands for all that rounds to it."""

import operator
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from mdcheck.claims.lexicon.amounts import NUMBER, SCALES
from mdcheck.claims.passages import Text
from mdcheck.claims.prose_arithmetic import Sum, sums
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds

_TOKEN = re.compile(rf"\s*(?:(?P<number>{NUMBER})|(?P<sign>\*\*|[+\-−*×·÷/^xX()（）]))")
_SIGNS = {"−": "-", "×": "*", "·": "*", "x": "*", "X": "*", "÷": "/", "**": "^", "（": "(", "）": ")"}
_MOST_POWER = 128


class Unreadable(ValueError):
    """A text that is not a sum of numbers."""


class Interval(NamedTuple):
    """All numbers from ``low`` to ``high``."""

    low: Fraction
    high: Fraction


def judge_prose_arithmetic(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sum of a note outside formulas, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in sums(text):
        factors = "".join(f" (x {factor})" for factor in claim.factors)
        reading = f"{claim.left.strip()}{factors} = {claim.right.strip()}"
        identifier = ids.next("arithmetic", f"{claim.left}{claim.text}")
        yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, reading, judge(claim))


def judge(claim: Sum) -> Verdict:
    """The verdict on one sum."""
    try:
        left, right = evaluate(claim.left), evaluate(claim.right)
    except (Unreadable, ZeroDivisionError):
        return Undecided("reading", "the sum was not read")
    readings = _multiplied(left, claim.factors)
    stated = right if claim.exact else widened(right)
    if any(_overlap(reading, stated) for reading in readings):
        return Proved("arithmetic")
    if any(_overlap(Interval(low * 100, high * 100), stated) for low, high in readings):
        return Undecided("percent", "holds if the result is in per cent")
    if any(_floors(reading, right) for reading in readings):
        return Undecided("rounding", "holds if the result is cut off to a whole number")
    meant = readings[-1]
    written = right.low if right.low == right.high else (right.low + right.high) / 2
    return Refuted(Witness({}, _shown(meant), f"{_number(written)} as written"), by="adding up")


def evaluate(text: str) -> Interval:
    """The value of numbers joined by + - * / ^ and brackets.

    Raises:
        Unreadable: The text is anything else.
    """
    tokens, at = [], 0
    for found in _TOKEN.finditer(text):
        if found.start() != at:
            raise Unreadable(text)
        at = found.end()
        tokens.append(found["number"] or _SIGNS.get(found["sign"], found["sign"]))
    if text[at:].strip():
        raise Unreadable(text)
    reader = _Reader(tokens)
    value = reader.sum()
    if reader.tokens:
        raise Unreadable(text)
    return value


class _Reader:
    """Recursive descent over tokens, consumed from the front."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def _next(self, *signs: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in signs else None

    def sum(self) -> Interval:
        """Terms joined by + and -."""
        value = self._product()
        while sign := self._next("+", "-"):
            value = _combined(operator.add if sign == "+" else operator.sub, value, self._product())
        return value

    def _product(self) -> Interval:
        value = self._power()
        while sign := self._next("*", "/"):
            value = _combined(operator.mul if sign == "*" else operator.truediv, value, self._power())
        return value

    def _power(self) -> Interval:
        value = self._atom()
        if self._next("^"):
            exponent = self._power()
            if (
                exponent.low != exponent.high
                or exponent.low.denominator != 1
                or abs(exponent.low) > _MOST_POWER
            ):
                raise Unreadable("power")
            return _combined(lambda base, _: base ** int(exponent.low), value, value)
        return value

    def _atom(self) -> Interval:
        if self._next("("):
            value = self.sum()
            if not self._next(")"):
                raise Unreadable("bracket")
            return value
        if not self.tokens or not self.tokens[0][0].isdigit():
            raise Unreadable("end")
        return read_number(self.tokens.pop(0))


def read_number(text: str) -> Interval:
    """A written number as the interval of all numbers that round to it; whole ones are exact.

    Raises:
        Unreadable: The text is no number.
    """
    plain = re.sub(r"[,\s]", "", text)
    scale = Fraction(1)
    if plain.endswith("%"):
        scale, plain = Fraction(1, 100), plain[:-1]
    elif plain[-1:] in SCALES:
        scale, plain = Fraction(SCALES[plain[-1]]), plain[:-1]
    value = Fraction(plain)
    rounded = "." in plain or scale != 1
    half = Fraction(1, 2 * 10 ** len(plain.partition(".")[2])) if rounded else Fraction(0)
    return Interval((value - half) * scale, (value + half) * scale)


def _combined(apply: Callable[[Fraction, Fraction], Fraction], left: Interval, right: Interval) -> Interval:
    ends = [apply(one, other) for one in left for other in right]
    return Interval(min(ends), max(ends))


def _multiplied(value: Interval, factors: tuple[int, ...]) -> list[Interval]:
    """The value alone, times each factor, and times all of them."""
    readings = [value]
    for factor in factors:
        readings += [Interval(low * factor, high * factor) for low, high in readings]
    return readings


def _overlap(one: Interval, other: Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def widened(value: Interval) -> Interval:
    """What ``≈`` allows: one per cent either way, or the last written digit."""
    slack = max(abs(value.high) / 100, value.high - value.low)
    return Interval(value.low - slack, value.high + slack)


def _floors(value: Interval, stated: Interval) -> bool:
    """Whether a whole number stated is a fraction cut off or rounded."""
    if stated.low != stated.high or stated.low.denominator != 1 or value.low.denominator == 1:
        return False
    return abs(value.low - stated.low) < 1


def _shown(value: Interval) -> str:
    if value.low == value.high:
        return f"comes to {_number(value.low)}"
    return f"comes to {_number(value.low)} .. {_number(value.high)}"


def _number(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):.6g}"
