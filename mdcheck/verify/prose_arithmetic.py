"""Decide sums in running text, in exact fractions; a written figure stands for all that rounds to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from mdcheck.claims.lexicon.amounts import BYTES, NUMBER, SCALES
from mdcheck.claims.passages import Text
from mdcheck.claims.prose_arithmetic import Rounded, Sum, sums
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.patterns import regex
from mdcheck.verify.claim_ids import ClaimIds

_TOKEN = regex(rf"\s*(?:(?P<number>{NUMBER})|(?P<sign>\*\*|[+\-−*×·÷/^xX()（）]))")
_SIGNS = {"−": "-", "×": "*", "·": "*", "x": "*", "X": "*", "÷": "/", "**": "^", "（": "(", "）": ")"}
_COARSE = Fraction(8, 100)
"""How far a rounded figure may be off: prefixes of 1,000 and of 1,024 are mixed up to a giga."""

_MOST_POWER = 128
_MOST_ROUNDED = 8


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
        if isinstance(claim, Rounded):
            identifier = ids.next("arithmetic", claim.text)
            reading = f"{claim.left} ≈ {claim.right}"
            yield JudgedClaim(
                identifier, "arithmetic", claim.span, claim.text, reading, _judge_rounded(claim)
            )
            continue
        factors = "".join(f" (x {factor})" for factor in claim.factors)
        reading = f"{claim.left.strip()}{factors} = {claim.right.strip()}"
        identifier = ids.next("arithmetic", f"{claim.left}{claim.text}")
        yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, reading, judge(claim))


def _judge_rounded(claim: Rounded) -> Verdict:
    """Whether a figure is a number rounded, or cut off, at any of its digits: ``about 100M``."""
    exact, figure = read_number(claim.left).low, read_number(claim.right)
    middle = (figure.low + figure.high) / 2
    unit = _last_digit(claim.right, middle)
    if min(middle - unit / 2, middle * (1 - _COARSE)) <= exact <= max(middle + unit, middle * (1 + _COARSE)):
        return Proved("arithmetic")
    return Refuted(Witness({}, f"is {_number(exact)}", f"{claim.right.strip()} as written"), by="adding up")


def _last_digit(written: str, value: Fraction) -> Fraction:
    """What one unit of the last digit other than zero is worth."""
    number = Fraction(re.sub(r"[^\d.]", "", written))
    unit = Fraction(1)
    while number % unit:
        unit /= 10
    while number and not number % (unit * 10):
        unit *= 10
    return value / number * unit if number else Fraction(0)


def judge(claim: Sum) -> Verdict:
    """The verdict on one sum."""
    try:
        left, right = evaluate(claim.left), evaluate(claim.right)
    except (Unreadable, ZeroDivisionError):
        return Undecided("reading", "the sum was not read")
    readings = _multiplied(left, claim.factors)
    figures = (right, *_in_its_unit(claim.right))
    allowed = figures if claim.exact else tuple(map(widened, figures))
    stated = allowed[0]
    if any(_overlap(reading, figure) for reading in readings for figure in allowed):
        return Proved("arithmetic")
    if any(_overlap(Interval(low * 100, high * 100), stated) for low, high in readings):
        return Undecided("percent", "holds if the result is in per cent")
    if any(_floors(reading, right) for reading in readings):
        return Undecided("rounding", "holds if the result is cut off to a whole number")
    meant = readings[-1]
    middle = _number(right.low if right.low == right.high else (right.low + right.high) / 2)
    written = claim.right.strip() if len(figures) > 1 else middle
    return Refuted(Witness({}, _shown(meant), f"{written} as written"), by="adding up")


def evaluate(text: str) -> Interval:
    """The values that numbers joined by + - * / ^ and brackets may have, each figure standing for its range.

    A figure that occurs twice is the same number at both places.

    Raises:
        Unreadable: The text is anything else, or has too many rounded figures.
    """
    tokens = list(_tokens(text))
    ranges = {token: read_number(token) for token in tokens if token[0].isdigit()}
    rounded = [token for token, (low, high) in ranges.items() if low != high]
    if len(rounded) > _MOST_ROUNDED:
        raise Unreadable(text)
    values = [
        _Reader(
            tokens,
            {token: held.low for token, held in ranges.items()} | dict(zip(rounded, ends, strict=True)),
        ).value()
        for ends in product(*(ranges[token] for token in rounded))
    ]
    return Interval(min(values), max(values))


def _tokens(text: str) -> Iterator[str]:
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() != at:
            raise Unreadable(text)
        at = found.end()
        yield found["number"] or _SIGNS.get(found["sign"], found["sign"])
    if text[at:].strip():
        raise Unreadable(text)


class _Reader:
    """Recursive descent over tokens, consumed from the front."""

    def __init__(self, tokens: Sequence[str], figures: Mapping[str, Fraction]) -> None:
        self.tokens = list(tokens)
        self.figures = figures

    def value(self) -> Fraction:
        """The value of all tokens."""
        value = self._sum()
        if self.tokens:
            raise Unreadable("rest")
        return value

    def _next(self, *signs: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in signs else None

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._next("+", "-"):
            term = self._product()
            value = value + term if sign == "+" else value - term
        return value

    def _product(self) -> Fraction:
        value = self._power()
        while sign := self._next("*", "/"):
            factor = self._power()
            value = value * factor if sign == "*" else value / factor
        return value

    def _power(self) -> Fraction:
        value = self._atom()
        if not self._next("^"):
            return value
        exponent = self._power()
        if exponent.denominator != 1 or abs(exponent) > _MOST_POWER:
            raise Unreadable("power")
        return Fraction(value ** int(exponent))

    def _atom(self) -> Fraction:
        if self._next("("):
            value = self._sum()
            if not self._next(")"):
                raise Unreadable("bracket")
            return value
        if not self.tokens or self.tokens[0] not in self.figures:
            raise Unreadable("end")
        return self.figures[self.tokens.pop(0)]


def read_number(text: str) -> Interval:
    """A written number as the interval of all numbers that round to it; whole ones are exact.

    Raises:
        Unreadable: The text is no number.
    """
    plain = re.sub(r"[,\s]", "", text)
    if bytes_ := BYTES.fullmatch(plain):
        return _bytes(bytes_)
    scale = Fraction(1)
    if plain.endswith("%"):
        scale, plain = Fraction(1, 100), plain[:-1]
    elif plain[-1:] in SCALES:
        scale, plain = Fraction(SCALES[plain[-1]]), plain[:-1]
    value = Fraction(plain)
    rounded = "." in plain or scale != 1
    half = Fraction(1, 2 * 10 ** len(plain.partition(".")[2])) if rounded else Fraction(0)
    return Interval((value - half) * scale, (value + half) * scale)


def _in_its_unit(text: str) -> Iterator[Interval]:
    """What stands before a unit of bytes, if the text is one: the sum may have been done in that unit."""
    found = BYTES.fullmatch(re.sub(r"[,\s]", "", text))
    if found and found["number"]:
        yield read_number(found["number"])


def _bytes(found: re.Match[str]) -> Interval:
    """A number of bytes; prefixes may stand for powers of 1,000 or of 1,024."""
    if found["whole"]:
        return Interval(Fraction(found["whole"]), Fraction(found["whole"]))
    low, high = read_number(found["number"])
    if "." not in found["number"]:
        low, high = low - Fraction(1, 2), high + Fraction(1, 2)
    power = 1 + "KMGT".index(found["prefix"].upper())
    smallest = 1024 if found["binary"] else 1000
    return Interval(low * smallest**power, high * 1024**power)


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
