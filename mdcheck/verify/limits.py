r"""Limits: the value along sequences that come so near that what is left does not show.

Arithmetic of many digits makes this work without acceleration: at ``x = 2^-160`` the quotient ``sin(x)/x`` is
1 to 96 digits. Where no such point can be reached, as in sums of n terms, a polynomial in ``1/n`` is
extrapolated. Two sequences for each side must agree, or there is no limit.
Source: Press et al., "Numerical Recipes", 3rd ed., section 5.3 (Richardson's deferred approach).
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal

from flint import arb, ctx

from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol
from mdcheck.notation.values import Scalar, Undefined, constant, is_matrix
from mdcheck.records import dataclass

BITS = 1200
NEAR = (80, 120, 160)
"""Binary exponents of the distances that are tried."""
SHIFTS = (1, 2)
TERMS = (8, 12, 16, 24, 32, 48, 64, 96)
CONVERGED = arb(2) ** -40
COARSE = arb(10) ** -9
WHOLE = frozenset(("n", "m", "k", "N", "M", "T", "i", "j"))
Side = Literal["above", "below", "both"]
Function = Callable[[Scalar], Scalar]
ABOVE, BELOW = ("downarrow", "searrow"), ("uparrow", "nearrow")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a variable goes.

    Attributes:
        point: The number it tends to; None for infinity.
        side: From where; at infinity ``above`` is minus infinity, since nothing else is above it.
    """

    point: Expr | None
    side: Side


def target(condition: Expr) -> Target | None:
    r"""Where ``x \to 0^+`` goes; None for conditions that are no approach of one variable."""
    if not isinstance(condition, Compare) or not isinstance(condition.left, Symbol):
        return None
    if condition.relation in ABOVE:
        return Target(condition.right, "above")
    if condition.relation in BELOW:
        return Target(condition.right, "below")
    if condition.relation != "to":
        return None
    match condition.right:
        case Apply("infinity", ()):
            return Target(None, "below")
        case Apply("neg", (Apply("infinity", ()),)):
            return Target(None, "above")
        case Apply("pow", (Number() as number, Symbol("+" | "-" as sign))):
            return Target(number, "above" if sign == "+" else "below")
        case Symbol(name) if name.endswith(("+", "-")):
            return Target(Symbol(name[:-1]), "above" if name.endswith("+") else "below")
    return Target(condition.right, "both")


def limit(function: Function, point: Scalar | None, side: Side, *, whole: bool) -> Scalar:
    """A ball around the limit of a function; it tells how far the last values still were from each other.

    Args:
        function: Of a ball; raises Undefined where it has no value.
        point: The number that is approached; None for infinity.
        side: From where it is approached.
        whole: Whether only whole numbers are meant, where infinity is approached.

    Raises:
        Undefined: if the values do not settle, or if two sequences come to different ones.
    """
    with ctx.workprec(BITS):
        found = [settled(function, near) for near in approaches(point, side, whole=whole)]
        known = [value for value in found if value is not None]
        if not known and point is None and side == "below":
            known = [extrapolated(function)]
        if not known:
            raise Undefined("a limit that is not reached by the points tried")
        if any(not (a - b).contains(0) for a, b in pairwise(known)):
            raise Undefined("a limit that depends on the way it is approached")
        return known[0]


def approaches(point: Scalar | None, side: Side, *, whole: bool) -> Iterator[list[Scalar]]:
    """Sequences of points that come near: two from each side."""
    for shift in SHIFTS:
        for sign in (1, -1):
            if side != "both" and (sign > 0) != (side == "above"):
                continue
            if point is not None:
                yield [point + sign * (arb(2) ** -k) / (1 + arb(shift) / 7) for k in NEAR]
            elif whole:
                yield [-sign * (arb(2) ** k + shift - 1) for k in NEAR]
            else:
                yield [-sign * (arb(2) ** k) * (1 + arb(shift) / 7) for k in NEAR]


def settled(function: Function, points: list[Scalar]) -> Scalar | None:
    """The last of values that come together, as wide as they last moved; None where there is no value."""
    try:
        values = [number(function(point)) for point in points]
    except (Undefined, ValueError, ZeroDivisionError, OverflowError):
        return None
    first, second, third = values
    moved, scale = abs(third - second), arb.max(arb(1), abs(third))
    if not moved.upper() <= CONVERGED * scale or not moved.lower() <= abs(second - first).upper():
        raise Undefined("a limit that is approached too slowly, or not at all")
    return third.mid() + arb(0, 1) * (4 * moved.upper() + third.rad())


def number(value: Scalar) -> Scalar:
    """The value if it is one finite number."""
    if is_matrix(value):
        raise Undefined("a limit of a matrix")
    point = constant(value)
    if not point.is_finite():
        raise Undefined("a limit of something that has no value near by")
    return point


def extrapolated(function: Function) -> Scalar:
    """The value at ``1/n = 0`` of the polynomial in ``1/n`` through values at a few n (Neville's scheme)."""
    values = [number(function(arb(n))) for n in TERMS]
    before = values
    for order in range(1, len(TERMS)):
        before = values
        values = [
            (TERMS[k + order] * values[k + 1] - TERMS[k] * values[k]) / (TERMS[k + order] - TERMS[k])
            for k in range(len(values) - 1)
        ]
    [best] = values
    moved = abs(best - before[-1]).upper()
    if not moved <= COARSE * arb.max(arb(1), abs(best)):
        raise Undefined("a limit that is approached too slowly, or not at all")
    return best.mid() + arb(0, 1) * (4 * moved + best.rad())
