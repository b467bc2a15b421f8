"""Counting: factorials, combinations, arrangements."""

from math import comb, factorial, perm, prod

from flint import arb

from mdcheck.notation.record import Notation
from mdcheck.notation.values import Scalar, Undefined, ball, integer

LARGEST = 170


class Beyond(Undefined):
    """More chosen than there are: not written by some, no way to do it for others."""


def count(x: Scalar) -> int:
    """The natural number that x is; Undefined beyond those that anybody writes out."""
    whole = integer(x)
    if not 0 <= whole <= LARGEST:
        raise Undefined("not a small natural number")
    return whole


def factorial_of(n: Scalar) -> Scalar:
    """N!"""
    return ball(factorial(count(n)))


def choose(n: Scalar, k: Scalar) -> Scalar:
    """Number of k-subsets of n things; Undefined outside 0 <= k <= n."""
    return ball(comb(*ordered(n, k)))


def arrange(n: Scalar, k: Scalar) -> Scalar:
    """Number of ordered selections of k out of n things."""
    return ball(perm(*ordered(n, k)))


def ordered(n: Scalar, k: Scalar) -> tuple[int, int]:
    """Both as natural numbers with k <= n."""
    whole, part = count(n), integer(k)
    if part < 0:
        raise Beyond("fewer chosen than none")
    if part > whole:
        raise Beyond("more chosen than there are")
    return whole, part


def rising(x: Scalar, n: Scalar) -> Scalar:
    """X (x + 1) .. (x + n - 1)."""
    return prod((x + k for k in range(count(n))), start=arb(1))


def falling(x: Scalar, n: Scalar) -> Scalar:
    """X (x - 1) .. (x - n + 1)."""
    return prod((x - k for k in range(count(n))), start=arb(1))


RECORDS = (
    Notation(
        "rising", (), 2, rising, lambda s, x, n: s.rf(x, n), "{0} rising {1}", ((2.5, 3.0), (-1.5, 0.0))
    ),
    Notation(
        "falling", (), 2, falling, lambda s, x, n: s.ff(x, n), "{0} falling {1}", ((2.5, 3.0), (5.0, 2.0))
    ),
    Notation("factorial", (), 1, factorial_of, lambda s, n: s.factorial(n), "{0}!", ((0.0,), (5.0,))),
    Notation(
        "binomial", (), 2, choose, lambda s, n, k: s.binomial(n, k), "C({0},{1})", ((5.0, 2.0), (4.0, 0.0))
    ),
    Notation("arrange", (), 2, arrange, lambda s, n, k: s.ff(n, k), "A({0},{1})", ((5.0, 2.0), (4.0, 4.0))),
)
