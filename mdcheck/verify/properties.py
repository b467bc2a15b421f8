"""Whether a concept has a property, tried on its domain: what holds everywhere, and where it fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mdcheck.verify.concept_values import Array, Concept, points

"""A difference smaller than this, relative to the values, decides nothing."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One try: the inputs, and by how much (relative) the property fails there; at most 0: it holds."""

    inputs: tuple[Array, ...]
    excess: float
    left: float
    right: float


Test = Callable[[Concept], Iterator[Trial]]


def values(concept: Concept) -> Iterator[tuple[tuple[Array, ...], Array]]:
    """Inputs and finite values; undefined ones are left out."""
    for inputs in points(concept.domain):
        with np.errstate(all="ignore"):
            value = np.asarray(concept.value(*inputs), dtype=float)
        if np.isfinite(value).all():
            yield inputs, value


def differ(inputs: tuple[Array, ...], left: float, right: float) -> Trial:
    """A try of ``left = right``."""
    return Trial(inputs, _relative(abs(left - right), left, right), left, right)


def at_least(inputs: tuple[Array, ...], left: float, right: float) -> Trial:
    """A try of ``left >= right``."""
    return Trial(inputs, _relative(right - left, left, right), left, right)


def _relative(excess: float, left: float, right: float) -> float:
    return excess / max(1.0, abs(left), abs(right))


def symmetric(concept: Concept) -> Iterator[Trial]:
    """f(x, y) = f(y, x); for a joint distribution, that of its transpose."""
    for inputs, value in values(concept):
        swapped = (inputs[0].T,) if concept.domain == "joint" else inputs[::-1]
        with np.errstate(all="ignore"):
            yield differ(inputs, float(value), float(concept.value(*swapped)))


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


def largest_at_uniform(concept: Concept, *, sign: int = 1) -> Iterator[Trial]:
    """f(p) <= f(uniform); ``sign`` -1: f(p) >= f(uniform)."""
    for (p,), value in values(concept):
        top = float(concept.value(np.full_like(p, 1 / p.size)))
        yield at_least((p,), sign * top, sign * float(value))


def _place(concept: Concept, inputs: tuple[Array, ...], at: int) -> tuple[Array, ...]:
    return (inputs[0][at],) if concept.domain == "line" else inputs


def increasing(concept: Concept, *, sign: int = 1) -> Iterator[Trial]:
    """f(x) <= f(y) for x <= y; ``sign`` -1: f(x) >= f(y)."""
    for (xs,), value in values(concept):
        for (x, f), (y, g) in pairwise(zip(xs, value, strict=True)):
            trial = at_least((x, y), sign * float(g), sign * float(f))
            yield Trial(trial.inputs, trial.excess, float(f), float(g))


def convex(concept: Concept, *, sign: int = 1) -> Iterator[Trial]:
    """f((x+y)/2) <= (f(x)+f(y))/2, for functions of one argument; ``sign`` -1: concave."""
    drawn = [inputs for inputs in points(concept.domain) if len(inputs) == 1]
    for (x,), (y,) in pairwise(drawn):
        pairs = list(zip(x, x[::-1], strict=True)) if concept.domain == "line" else [(x, y)]
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


def sums_to_one(concept: Concept) -> Iterator[Trial]:
    """The entries of the output sum to 1."""
    for inputs, value in values(concept):
        yield differ(inputs, float(np.sum(value)), 1.0)


def unchanged(concept: Concept, change: Callable[[Array], Array]) -> Iterator[Trial]:
    """F is the same after a change of its arguments."""
    for inputs, value in values(concept):
        with np.errstate(all="ignore"):
            moved = np.asarray(concept.value(*(change(argument) for argument in inputs)), dtype=float)
        worst = int(np.argmax(np.abs(np.ravel(value - moved))))
        yield differ(inputs, float(np.ravel(value)[worst]), float(np.ravel(moved)[worst]))


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
