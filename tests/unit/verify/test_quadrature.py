"""Integrals in balls, held against acb.integral and known values."""

import pytest
from flint import acb, arb, arb_series, ctx
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.notation.elementary import absolute, log, sqrt, tanh
from mdcheck.notation.values import Undefined, reciprocal
from mdcheck.verify.quadrature import integral

ENDS = st.integers(-40, 40).map(lambda k: k / 8)

SMOOTH = {
    "polynomial": (lambda x: x * x * x - 2 * x + 1, lambda z, _: z**3 - 2 * z + 1),
    "gaussian": (lambda x: (-x * x).exp(), lambda z, _: (-z * z).exp()),
    "rational": (lambda x: reciprocal(1 + x * x), lambda z, _: 1 / (1 + z * z)),
    "wave": (lambda x: x.sin() * x, lambda z, _: z.sin() * z),
    "tanh": (tanh, lambda z, _: (z.exp() - (-z).exp()) / (z.exp() + (-z).exp())),
    "constant": (lambda _: arb(3), lambda _z, _: acb(3)),
}


@pytest.fixture(autouse=True)
def _precision():
    ctx.prec = 80
    yield
    ctx.prec = 53


@pytest.mark.parametrize("name", SMOOTH)
@given(low=ENDS, high=ENDS)
def test_encloses_what_complex_quadrature_encloses(name, low, high):
    ctx.prec = 80
    ours, theirs = SMOOTH[name]
    value = integral(ours, arb(low), arb(high))
    assert value.overlaps(acb.integral(theirs, low, high).real)
    assert float(value.rad()) < 1e-10 * max(1.0, abs(float(value.mid())))


def test_series_longer_than_the_library_keeps_by_itself_are_kept():
    assert ctx.cap < 16
    assert integral(lambda x: x.sin(), arb(0), arb.pi()).overlaps(arb(2))
    assert ctx.cap < 16


def test_an_interval_run_through_backwards_changes_the_sign():
    forth = integral(lambda x: x.exp(), arb(0), arb(1))
    assert (forth + integral(lambda x: x.exp(), arb(1), arb(0))).contains(0)


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [
        (reciprocal, -1, 1),
        (log, 0, 1),
        (sqrt, 0, 1),
        (absolute, -1, 2),
        (lambda x: x, 0, arb("+inf")),
        (lambda x: x, arb_series([0, 1], 3), 1),
    ],
    ids=["pole", "logarithm of nothing", "root of nothing", "kink", "infinite", "varied end"],
)
def test_what_is_not_smooth_or_not_finite_is_undefined(function, low, high):
    ends = [end if isinstance(end, arb | arb_series) else arb(end) for end in (low, high)]
    with pytest.raises(Undefined):
        integral(function, *ends)
