"""The inputs on which concepts are tried: edges of the domain, then draws, the same in every run."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, assert_never

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"
Inputs = tuple[Array, ...]
Domain = Literal[
    "distributions",
    "distribution",
    "joint",
    "probabilities",
    "chance",
    "vectors",
    "vector",
    "line",
    "penalty",
    "logits",
    "scores",
    "counts",
    "sizes",
    "positives",
    "batch",
    "dropped",
]

_DRAWS = 200


def points(domain: Domain) -> tuple[Inputs, ...]:
    """Inputs from a domain, the same in every run: its edges first, then random draws."""
    return _points(domain)


@cache
def _points(domain: Domain) -> tuple[Inputs, ...]:
    rng = np.random.default_rng(20240229)
    return (*_edges(domain), *(_draw(domain, rng) for _ in range(_DRAWS)))


def _draw(domain: Domain, rng: "np.random.Generator") -> Inputs:
    n = int(rng.integers(2, 6))
    match domain:
        case "distributions":
            return rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n))
        case "distribution":
            return (rng.dirichlet(np.ones(n)),)
        case "joint":
            return (rng.dirichlet(np.ones(n * (n + 1))).reshape(n, n + 1),)
        case "probabilities":
            return (rng.uniform(0.01, 1, n),)
        case "vectors":
            return rng.normal(size=n + 1) * 3, rng.normal(size=n + 1) * 3
        case "vector" | "logits":
            return (rng.normal(size=n) * 3,)
        case "line" | "penalty":
            return (np.sort(rng.normal(size=8) * 4),)
        case "chance":
            return (rng.uniform(0.01, 0.99, 8),)
        case "batch":
            return (rng.normal(size=(n, n + 1)) * 3 + 1,)
        case "dropped":
            return rng.normal(size=n) * 3, rng.uniform(0.1, 0.9, 1)
        case "scores":
            return rng.normal(size=n), rng.normal(size=n + 1)
        case "positives":
            return (rng.uniform(0.1, 9, n),)
        case "sizes":
            return (rng.integers(1, 5, size=2).astype(float),)
        case "counts":
            return (rng.integers(1, 60, size=4).astype(float),)
    assert_never(domain)


def _edges(domain: Domain) -> Iterator[Inputs]:
    """Where extremes lie: equal, opposite, uniform, one-hot and far-out inputs."""
    one_hot, other, uniform = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), np.full(3, 1 / 3)
    match domain:
        case "distributions":
            yield from ((p, q) for p in (one_hot, uniform) for q in (one_hot, other, uniform))
        case "distribution":
            yield from ((one_hot,), (uniform,))
        case "joint":
            yield from ((np.outer(uniform, uniform),), (np.diag(uniform),))
        case "probabilities":
            yield from ((np.ones(3),), (np.full(3, 1e-6),))
        case "vectors":
            far = np.array([1e4, -2e4, 3e4])
            yield from ((far, far), (far, -far), (one_hot, other))
        case "vector":
            yield from ((np.zeros(3),), (np.array([1e4, -2e4, 3e4]),))
        case "line" | "penalty":
            yield (np.linspace(-500, 500, 2001),)
            yield (np.linspace(-5, 5, 2001),)
        case "chance":
            yield (np.linspace(0.001, 0.999, 999),)
            yield (np.array([1e-250, 1e-60, 1e-9, 1 - 1e-9]),)
        case "batch":
            yield (np.array([[1.0, 4.0, -2.0], [0.0, 2.0, 7.0]]),)
        case "dropped":
            yield np.array([1.0, -2.0, 3.0]), np.array([0.5])
        case "logits":
            yield from ((np.array([500.0, 0.0, -500.0]),), (np.zeros(3),))
        case "scores":
            yield from (
                (np.array([2.0, 3.0]), np.array([0.0, 1.0])),
                (np.array([0.0, 1.0]), np.array([2.0, 3.0])),
            )
        case "sizes":
            yield (np.array([1.0, 1.0]),)
        case "positives":
            yield from ((np.full(3, 2.0),), (np.array([1e-4, 1e4]),))
        case "counts":
            for cells in ((9, 0, 1, 9), (9, 1, 0, 9), (9, 0, 0, 9), (0, 9, 9, 0), (0, 9, 9, 9)):
                yield (np.array(cells, dtype=float),)


def many_outcomes(domain: Domain) -> tuple[Inputs, ...]:
    """Inputs with many more outcomes than are drawn, more and more, for what grows with their number."""
    match domain:
        case "distribution":
            return tuple((np.full(n, 1 / n),) for n in (1_000, 10_000))
        case "joint":
            return tuple((np.diag(np.full(n, 1 / n)),) for n in (10, 100))
        case _:
            return ()
