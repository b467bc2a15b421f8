"""Literals: their values, and how precisely they are written."""

from fractions import Fraction
from functools import lru_cache

from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Number
from mdcheck.latex.tree import Atom


def number(item: Atom) -> Number:
    """A literal with the unit of its last digit."""
    try:
        return literal(item.name.replace(",", "").replace(" ", ""))
    except ValueError:
        raise Gap(f"not a number: {item.text}", item) from None


@lru_cache(maxsize=4096)
def literal(text: str) -> Number:
    """The number that digits write, perhaps with a point and an exponent."""
    value = Fraction(text)
    mantissa, _, exponent = text.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    return Number(value, Fraction(10) ** (int(exponent or 0) - digits) if digits else Fraction(0))


def numeral(digits: str, base: int) -> Number | None:
    """The number that digits in a base between 2 and 16 are, as ``(1101)_2``; None if they are not."""
    if not 2 <= base <= 16 or len(digits) < 2 or not digits.isalnum():
        return None
    try:
        return Number(Fraction(int(digits, base)))
    except ValueError:
        return None
