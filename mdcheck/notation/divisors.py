"""Divisors of natural numbers."""

from math import gcd, lcm

from mdcheck.notation.record import Notation
from mdcheck.notation.values import Scalar, ball, integer


def greatest_divisor(*numbers: Scalar) -> Scalar:
    """Greatest common divisor of integers."""
    return ball(gcd(*map(integer, numbers)))


def least_multiple(*numbers: Scalar) -> Scalar:
    """Least common multiple of integers."""
    return ball(lcm(*map(integer, numbers)))


POINTS = ((12.0, 18.0), (7.0, 5.0))

RECORDS = (
    Notation("gcd", ("gcd",), None, greatest_divisor, lambda s, *a: s.gcd(*a), "gcd({all})", POINTS),
    Notation("lcm", ("lcm",), None, least_multiple, lambda s, *a: s.lcm(*a), "lcm({all})", POINTS),
)
