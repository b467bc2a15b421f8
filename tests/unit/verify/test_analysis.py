"""Limits, infinite sums and improper integrals enclose their values, and say so where there is none."""

from collections.abc import Callable
from typing import Any

import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.notation.values import Undefined
from mdcheck.verify.improper import improper
from mdcheck.verify.limits import limit
from mdcheck.verify.series import infinite_product, infinite_sum

Ball = Any
NARROW = 1e-9


ctx.prec = 80


def encloses(found: Ball, expected: Ball) -> bool:
    return bool(found.overlaps(expected)) and float(found.rad()) <= NARROW * max(1, abs(float(found.mid())))


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda x: x.sin() / x, 1),
        (lambda x: (1 - x.cos()) / x**2, 0.5),
        (lambda x: (x - x.sin()) / x**3, arb(1) / 6),
        (lambda x: (1 + x) ** (1 / x), arb.const_e()),
    ],
)
def test_quotients_near_zero(function: Callable[[Ball], Ball], expected: Ball):
    assert encloses(limit(function, arb(0), "both", whole=False), arb(expected))


def test_sides_are_kept_apart():
    def step(x: Ball) -> Ball:
        return abs(x - 2) / (x - 2)

    assert encloses(limit(step, arb(2), "above", whole=False), arb(1))
    assert encloses(limit(step, arb(2), "below", whole=False), arb(-1))
    with pytest.raises(Undefined, match="depends on the way"):
        limit(step, arb(2), "both", whole=False)


@pytest.mark.parametrize("function", [lambda n: arb(-1) ** n, lambda n: n.sin(), lambda n: 1 / n.log()])
def test_what_does_not_settle_has_no_limit(function: Callable[[Ball], Ball]):
    with pytest.raises(Undefined):
        limit(function, None, "below", whole=True)


def test_a_limit_of_finite_sums_is_extrapolated():
    def harmonic(n: Ball) -> Ball:
        if n > 200:
            raise Undefined("a long sum")
        return sum((arb(1) / k for k in range(1, int(n.unique_fmpz()) + 1)), arb(0)) - n.log()

    assert encloses(limit(harmonic, None, "below", whole=True), arb.const_euler())


@given(st.integers(-18, 18))
def test_geometric_series(twentieths):
    if twentieths:
        found = infinite_sum(lambda k: (arb(twentieths) / 20) ** k, 0)
        assert encloses(found, arb(20) / (20 - twentieths))


@given(st.integers(21, 60), st.integers(0, 3))
def test_growing_terms_have_no_sum(twentieths, power):
    quotient = arb(twentieths) / 20
    with pytest.raises(Undefined):
        infinite_sum(lambda k: quotient**k / arb(k) ** power, 1)


@pytest.mark.parametrize("power", [2, 3, 4])
def test_slow_series(power: int):
    assert encloses(infinite_sum(lambda k: arb(1) / arb(k) ** power, 1), arb(power).zeta())


def test_alternating_and_divergent():
    assert encloses(infinite_sum(lambda k: arb(-1) ** (k + 1) / k, 1), arb(2).log())
    with pytest.raises(Undefined):
        infinite_sum(lambda k: arb(1) / k, 1)


def test_a_product_without_end():
    assert encloses(infinite_product(lambda k: 1 - arb(1) / (4 * k * k), 1), 2 / arb.pi())


@given(st.integers(-3, 3), st.integers(6, 60))
def test_gaussian_integral(centre, twentieths):
    sigma = arb(twentieths) / 20
    found = improper(lambda x: (-((x - centre) ** 2) / (2 * sigma**2)).exp(), None, None)
    assert encloses(found, (2 * arb.pi()).sqrt() * sigma)


@pytest.mark.parametrize(
    ("function", "low", "high", "expected"),
    [
        (lambda x: x**3 * (-x).exp(), 0, None, 6),
        (lambda x: 1 / (1 + x) ** 2, 0, None, 1),
        (lambda x: x.exp(), None, 0, 1),
        (lambda x: x.log(), 0, 1, -1),
        (lambda x: 1 / x.sqrt(), 0, 4, 4),
    ],
)
def test_infinite_ends_and_poles_at_ends(function, low, high, expected):
    ends = [None if end is None else arb(end) for end in (low, high)]
    assert encloses(improper(function, *ends), arb(expected))


@pytest.mark.parametrize("function", [lambda x: 1 / (1 + x), lambda x: x.sin(), lambda x: arb(0) * x])
def test_no_integral_is_made_up(function):
    with pytest.raises(Undefined):
        improper(function, arb(0), None)
