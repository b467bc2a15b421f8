"""Definite integrals, enclosed: Taylor polynomials on pieces, with Lagrange's remainder in ball arithmetic.

Source: Moore, Kearfott, Cloud, "Introduction to Interval Analysis", 2009, section 9.2.
"""

from collections.abc import Callable

from flint import arb, arb_series, ctx

from mdcheck.notation.values import Scalar, Undefined, constant, is_matrix

ORDER = 16
MOST_PIECES = 200
NARROW = 1e-12

Integrand = Callable[[Scalar], Scalar]


def integral(function: Integrand, low: Scalar, high: Scalar) -> Scalar:
    """A ball around the integral of a function of power series over an interval.

    Undefined where the function is not smooth on pieces as small as the budget allows.
    """
    if any(is_matrix(end) or isinstance(end, arb_series) or not end.is_finite() for end in (low, high)):
        raise Undefined("an integral with ends that are not numbers")
    cap, ctx.cap = ctx.cap, ORDER + 1  # longer series than python-flint keeps unless told
    try:
        return over_pieces(function, low, high)
    finally:
        ctx.cap = cap


def over_pieces(function: Integrand, low: Scalar, high: Scalar) -> Scalar:
    """The sum over pieces, each halved until its ball is narrow."""
    total: Scalar = arb(0)
    waiting = [(low, high)]
    for _ in range(MOST_PIECES):
        if not waiting:
            return total
        first, last = waiting.pop()
        value = piece(function, first, last)
        if value is None:
            middle = ((first + last) / 2).mid()
            waiting += [(middle, last), (first, middle)]
        else:
            total = total + value
    raise Undefined("an integral of a function that is not smooth")


def piece(function: Integrand, low: Scalar, high: Scalar) -> Scalar | None:
    """The integral over one piece; None if the piece is too large for a narrow ball."""
    centre, radius = (low + high) / 2, (high - low) / 2
    whole = centre + arb(0, 1) * radius
    try:
        near = coefficients(function(arb_series([centre, 1], ORDER)))
        last = coefficients(function(arb_series([whole, 1], ORDER + 1)))[ORDER]
    except (Undefined, ValueError, ZeroDivisionError):
        return None
    terms = [near[k] * radius ** (k + 1) / (k + 1) for k in range(0, ORDER, 2)]
    value = 2 * sum(terms, last * radius ** (ORDER + 1) / (ORDER + 1))
    if not value.is_finite():
        return None
    return value if float(value.rad()) <= NARROW * max(1.0, abs(float(value.mid()))) else None


def coefficients(value: Scalar) -> list[Scalar]:
    """Taylor coefficients of a value, zeros where it has none."""
    if is_matrix(value):
        raise Undefined("an integral of a matrix")
    if not isinstance(value, arb_series):
        return [constant(value)] + [arb(0)] * ORDER
    if value.prec < ORDER:
        raise Undefined("a series that is too short")
    return [value[k] for k in range(ORDER + 1)]
