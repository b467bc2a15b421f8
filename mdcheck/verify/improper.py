"""Improper integrals by double exponential quadrature: infinite ends, and ends at which there is no value.

The trapezoidal rule after ``x = sinh(pi/2 sinh t)`` (or its like for half-lines and intervals) doubles its
digits with every halving of the step. Two steps must agree; kinks and slow decay make them differ.
Source: Takahasi, Mori, "Double exponential formulas for numerical integration", 1974.
"""

from collections.abc import Callable

from flint import arb, ctx

from mdcheck.notation.values import Scalar, Undefined, constant, is_matrix

BITS = 320
WIDEST = 9
"""Beyond this the substituted variable leaves every integrand behind that has an integral."""
FIRST = arb(1) / 4
HALVINGS = 4
COARSE = arb(10) ** -10
NEGLIGIBLE = arb(10) ** -22
Integrand = Callable[[Scalar], Scalar]
Substitution = Callable[[Scalar], tuple[Scalar, Scalar]]
"""From t to the point x and the weight dx/dt."""


def improper(function: Integrand, low: Scalar | None, high: Scalar | None) -> Scalar:
    """A ball around an integral; an end that is None is infinite.

    Raises:
        Undefined: if two steps of the rule do not agree.
    """
    why = Undefined("an improper integral that does not settle")
    with ctx.workprec(BITS):
        for substitution in substitutions(low, high):
            try:
                return settled(function, substitution)
            except Undefined as undefined:
                why = undefined
    if low is None and high is None:  # perhaps a kink at zero, where measures have theirs
        return improper(function, None, arb(0)) + improper(function, arb(0), None)
    raise why


def settled(function: Integrand, substitution: Substitution) -> Scalar:
    """The value of the rule once halving its step changes nothing beside the integral of absolute values."""
    step = FIRST
    total, size = trapezoid(function, substitution, step, shifted=False)
    for _ in range(HALVINGS):
        before, steps = total * step, step
        more, larger = trapezoid(function, substitution, step, shifted=True)
        total, size, step = total + more, size + larger, steps / 2
        moved = abs(total * step - before).upper()
        if moved <= COARSE * size * step:
            return (total * step).mid() + arb(0, 1) * (moved + (total * step).rad())
    raise Undefined("an improper integral that does not settle")


def substitutions(low: Scalar | None, high: Scalar | None) -> tuple[Substitution, ...]:
    """Those for the kind of interval: for integrands that fall fast, and for those that fall slowly."""
    half = arb.pi() / 2

    def line(t: Scalar) -> tuple[Scalar, Scalar]:
        return t.sinh(), t.cosh()

    def far_line(t: Scalar) -> tuple[Scalar, Scalar]:
        inner = half * t.sinh()
        return inner.sinh(), half * t.cosh() * inner.cosh()

    def ray(t: Scalar) -> tuple[Scalar, Scalar]:
        distance = (t - (-t).exp()).exp()
        return from_end(distance), distance * (1 + (-t).exp())

    def far_ray(t: Scalar) -> tuple[Scalar, Scalar]:
        distance = (half * t.sinh()).exp()
        return from_end(distance), half * t.cosh() * distance

    def from_end(distance: Scalar) -> Scalar:
        return high - distance if low is None else low + distance

    def interval(t: Scalar) -> tuple[Scalar, Scalar]:
        inner = half * t.sinh()
        scale = (high - low) / 2  # type: ignore[operator]
        return low + inner.exp() / inner.cosh() * scale, scale * half * t.cosh() / inner.cosh() ** 2

    if low is None and high is None:
        return line, far_line
    return (ray, far_ray) if low is None or high is None else (interval,)


def trapezoid(
    function: Integrand, substitution: Substitution, step: Scalar, *, shifted: bool
) -> tuple[Scalar, Scalar]:
    """Sums of the rule's terms and of their absolute values, on both sides of zero as far as terms count."""
    total = size = arb(0)
    for sign in (1, -1):
        position = step / 2 if shifted else (arb(0) if sign > 0 else step)
        small = 0
        while small < 3:
            if position > WIDEST:
                raise Undefined("an integrand that does not fall off")
            value = term(function, substitution, sign * position)
            total, size = total + value, size + abs(value)
            small = small + 1 if size > 0 and abs(value) <= NEGLIGIBLE * size else 0
            position = position + step
    return total, size


def term(function: Integrand, substitution: Substitution, position: Scalar) -> Scalar:
    """One term of the rule."""
    point, weight = substitution(position)
    value = function(point)
    if is_matrix(value):
        raise Undefined("an integral of a matrix")
    found = constant(value) * weight
    if not found.is_finite():
        raise Undefined("an integrand without a value")
    return found
