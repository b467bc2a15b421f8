"""Whether a concept has a property, tried on its domain: what holds everywhere, and where it fails."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from mdcheck.records import dataclass
from mdcheck.verify.concept_domains import Array, Inputs
from mdcheck.verify.concept_values import Concept


@dataclass(frozen=True, slots=True)
class Trial:
    """One try: the inputs, and by how much (relative) the property fails there; at most 0: it holds."""

    inputs: Inputs
    excess: float
    left: float
    right: float


ON_LINES = ("line", "penalty", "chance")
"""Domains whose functions map each number of an array for itself."""


def value_at(concept: Concept, inputs: Inputs) -> Array:
    """The value, without warnings where it is undefined."""
    with np.errstate(all="ignore"):
        return np.asarray(concept.value(*inputs), dtype=float)


def values(concept: Concept) -> Iterator[tuple[Inputs, Array]]:
    """Inputs and finite values; undefined ones are left out."""
    for inputs in concept.points():
        value = value_at(concept, inputs)
        finite = np.isfinite(value)
        if concept.domain in ON_LINES and finite.any():
            yield (inputs[0][finite],), value[finite]
        elif finite.all():
            yield inputs, value


def differ(inputs: Inputs, left: float, right: float) -> Trial:
    """A try of ``left = right``."""
    return Trial(inputs, _relative(abs(left - right), left, right), left, right)


def at_least(inputs: Inputs, left: float, right: float) -> Trial:
    """A try of ``left >= right``."""
    return Trial(inputs, _relative(right - left, left, right), left, right)


def _relative(excess: float, left: float, right: float) -> float:
    return excess / max(1.0, abs(left), abs(right))


def symmetric(concept: Concept) -> Iterator[Trial]:
    """f(x, y) = f(y, x); for a joint distribution, that of its transpose."""
    for inputs, value in values(concept):
        swapped = (inputs[0].T,) if concept.domain == "joint" else inputs[::-1]
        yield differ(inputs, float(value), float(value_at(concept, swapped)))


def bounded_below(concept: Concept, bound: Callable[[int], float]) -> Iterator[Trial]:
    """F >= bound, which may depend on the number of entries."""
    for inputs, value in values(concept):
        least = int(np.argmin(value)) if value.ndim else 0
        yield at_least(_place(concept, inputs, least), float(np.min(value)), bound(np.size(inputs[0])))


def bounded_above(concept: Concept, bound: Callable[[int], float]) -> Iterator[Trial]:
    """F <= bound, which may depend on the number of entries."""
    for inputs, value in values(concept):
        most, limit = int(np.argmax(value)) if value.ndim else 0, bound(np.size(inputs[0]))
        trial = at_least(_place(concept, inputs, most), -float(np.max(value)), -limit)
        yield Trial(trial.inputs, trial.excess, -trial.left, limit)


def _place(concept: Concept, inputs: Inputs, at: int) -> Inputs:
    return (inputs[0][at],) if concept.domain in ON_LINES else inputs


def increasing(concept: Concept, *, sign: int = 1) -> Iterator[Trial]:
    """f(x) <= f(y) for x <= y; ``sign`` -1: f(x) >= f(y)."""
    for (xs,), value in values(concept):
        for (x, f), (y, g) in pairwise(zip(xs, value, strict=True)):
            trial = at_least((x, y), sign * float(g), sign * float(f))
            yield Trial(trial.inputs, trial.excess, float(f), float(g))


def convex(concept: Concept, *, sign: int = 1) -> Iterator[Trial]:
    """f((x+y)/2) <= (f(x)+f(y))/2, for functions of one argument; ``sign`` -1: concave."""
    drawn = [inputs for inputs in concept.points() if len(inputs) == 1]
    for (x,), (y,) in pairwise(drawn):
        pairs = list(zip(x, x[::-1], strict=True)) if concept.domain in ON_LINES else [(x, y)]
        for one, other in pairs:
            if np.shape(one) == np.shape(other):
                yield _midpoint(concept, one, other, sign)


def _midpoint(concept: Concept, x: Array, y: Array, sign: int) -> Trial:
    middle = float(concept.value((x + y) / 2))
    mean = (float(concept.value(x)) + float(concept.value(y))) / 2
    trial = at_least((x, y), sign * mean, sign * middle)
    return Trial(trial.inputs, trial.excess, middle, mean)


def mirrored(concept: Concept, *, sign: int) -> Iterator[Trial]:
    """f(-x) = sign f(x)."""
    for (xs,), value in values(concept):
        for x, f, g in zip(xs, value, np.asarray(concept.value(-xs)), strict=True):
            yield differ((x,), float(g), sign * float(f))


def sums_to(concept: Concept, total: Callable[[int], float]) -> Iterator[Trial]:
    """The entries of the output, of each row if there are several, sum to a number."""
    for inputs, value in values(concept):
        sums = np.atleast_1d(value.sum(-1))
        yield _worst(inputs, sums, np.full_like(sums, total(value.shape[-1] if value.ndim else 1)))


def unchanged(concept: Concept, change: Callable[[Inputs], Inputs]) -> Iterator[Trial]:
    """F is the same after a change of its arguments."""
    for inputs, value in values(concept):
        with np.errstate(all="ignore"):
            moved = value_at(concept, change(inputs))
        if np.isfinite(moved).all():
            yield _worst(inputs, value, moved)


def _worst(inputs: Inputs, left: Array, right: Array) -> Trial:
    at = int(np.argmax(np.abs(np.ravel(left - right))))
    return differ(inputs, float(np.ravel(left)[at]), float(np.ravel(right)[at]))


def best_at(concept: Concept, place: Callable[[Inputs], Inputs], *, sign: int) -> Iterator[Trial]:
    """F is nowhere larger than at the place (``sign`` 1), or nowhere smaller (-1)."""
    for inputs, value in values(concept):
        top = value_at(concept, place(inputs))
        if np.isfinite(top).all() and value.size:
            at = int(np.argmax(sign * np.ravel(value)))
            best, other = float(np.ravel(top)[min(at, top.size - 1)]), float(np.ravel(value)[at])
            trial = at_least(_place(concept, inputs, at), sign * best, sign * other)
            yield Trial(trial.inputs, trial.excess, other, best)


def continuous(concept: Concept) -> Iterator[Trial]:
    """The values left and right of every place are near."""
    for x in (0.0, 1.0, *np.linspace(-3, 3, 25)):
        below, above = (float(value_at(concept, (np.array(x + move),))) for move in (-1e-9, 1e-9))
        trial = differ((np.array(x),), below, above)
        yield Trial(trial.inputs, trial.excess if trial.excess > 1e-6 else 0.0, below, above)


def sparse(concept: Concept) -> Iterator[Trial]:
    """The penalized least squares fit to a small number is exactly zero, which makes weights sparse."""
    weights = np.linspace(-1, 1, 20001)
    for target in (0.1, -0.2, 0.3):
        cost = (weights - target) ** 2 / 2 + value_at(concept, (weights,)) / 2
        yield differ((np.array(target),), float(weights[int(np.argmin(cost))]), 0.0)


def keeps_mean(concept: Concept) -> Iterator[Trial]:
    """The mean of the output is the input."""
    for inputs, value in values(concept):
        yield _worst(inputs, value, inputs[0])


def depends_on_column(concept: Concept) -> Iterator[Trial]:
    """That a normalized entry is a matter of the other features of its sample: fails where it is not."""
    for (x,), value in values(concept):
        other = x.copy()
        other[:, 1:] = other[:, 1:] ** 2 + 1
        same = abs(float(value_at(concept, (other,))[0]) - float(value[0]))
        yield Trial((x,), 1.0 if same < 1e-9 else 0.0, float(value[0]), float(value[0]) + same)


def differentiable(concept: Concept) -> Iterator[Trial]:
    """The one-sided slopes agree at every place where a kink may be."""
    for x in (0.0, 1.0, *np.linspace(-3, 3, 25)):
        yield smooth_at(concept, float(x))


def smooth_at(concept: Concept, x: float) -> Trial:
    """A try of equal slopes left and right of a point."""
    step = 1e-5
    left, middle, right = (float(concept.value(np.array(x + move))) for move in (-step, 0.0, step))
    slopes = (middle - left) / step, (right - middle) / step
    gap = abs(slopes[1] - slopes[0])
    return Trial((np.array(x),), gap if gap > step * 100 else 0.0, *slopes)


def triangle(concept: Concept) -> Iterator[Trial]:
    """f(x, z) <= f(x, y) + f(y, z)."""
    drawn = list(values(concept))
    for ((x, y), direct), ((z, _), _) in pairwise(drawn):
        if x.shape == z.shape:
            detour = float(concept.value(x, z)) + float(concept.value(z, y))
            yield at_least((x, y, z), detour, float(direct))
