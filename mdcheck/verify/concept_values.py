"""Concepts of the field as plain numpy functions, with the inputs on which their properties are tried.

Sources: Cover & Thomas (2006) for information; Bishop (2006) and Goodfellow et al. (2016) for losses and
activations; Fawcett (2006) for metrics. Logarithms are natural. A distribution has n entries, n in 2..5.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import erf
from typing import Any, Literal, assert_never

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Domain = Literal[
    "distributions",
    "distribution",
    "joint",
    "probabilities",
    "vectors",
    "vector",
    "line",
    "logits",
    "scores",
    "counts",
    "sizes",
    "positives",
]
Value = Callable[..., Any]

_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Concept:
    """A function with its domain; ``elementwise`` ones map a number to a number."""

    domain: Domain
    value: Value


def _kl(p: Array, q: Array) -> Any:
    return np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / np.maximum(q, 1e-300)), 0.0))


def _entropy(p: Array) -> Any:
    return -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0.0))


def _js(p: Array, q: Array) -> Any:
    middle = (p + q) / 2
    return (_kl(p, middle) + _kl(q, middle)) / 2


def _mutual_information(joint: Array) -> Any:
    return _kl(joint, np.outer(joint.sum(1), joint.sum(0)))


def _conditional_entropy(joint: Array) -> Any:
    return _entropy(joint) - _entropy(joint.sum(0))


def _cosine(x: Array, y: Array) -> Any:
    return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))


def _softmax(x: Array) -> Any:
    exponentials = np.exp(x - np.max(x))
    return exponentials / exponentials.sum()


def _auc(positives: Array, negatives: Array) -> Any:
    wins = np.sign(positives[:, None] - negatives[None, :])
    return (1 + wins.mean()) / 2


def _auc_by_chance(sizes: Array) -> Any:
    """The mean AUC over all orders in which so many positives and negatives can be ranked."""
    positives, negatives = map(int, sizes)
    places = range(positives + negatives)
    ranked = [np.array(chosen, dtype=float) for chosen in combinations(places, positives)]
    return np.mean([_auc(above, np.setdiff1d(np.array(places, dtype=float), above)) for above in ranked])


def _auc_at_best(sizes: Array) -> Any:
    positives, negatives = map(int, sizes)
    above = np.arange(negatives, negatives + positives, dtype=np.float64)
    return _auc(above, np.arange(negatives, dtype=np.float64))


def _gelu(x: Array) -> Any:
    return x * (1 + np.vectorize(erf)(x / np.sqrt(2))) / 2


def _mcc(counts: Array) -> Any:
    tp, fp, fn, tn = counts
    return (tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def _huber(x: Array) -> Any:
    return np.where(np.abs(x) <= 1, x**2 / 2, np.abs(x) - 0.5)


TP, FP, FN, TN = range(4)

CONCEPTS: dict[str, Concept] = {
    "kl": Concept("distributions", _kl),
    "js": Concept("distributions", _js),
    "cross entropy": Concept("distributions", lambda p, q: _kl(p, q) + _entropy(p)),
    "total variation": Concept("distributions", lambda p, q: np.abs(p - q).sum() / 2),
    "hellinger": Concept("distributions", lambda p, q: np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2)),
    "wasserstein": Concept("distributions", lambda p, q: np.abs(np.cumsum(p - q)).sum()),
    "entropy": Concept("distribution", _entropy),
    "gini impurity": Concept("distribution", lambda p: 1 - np.sum(p**2)),
    "perplexity": Concept("probabilities", lambda p: np.exp(-np.mean(np.log(p)))),
    "conditional entropy": Concept("joint", _conditional_entropy),
    "mutual information": Concept("joint", _mutual_information),
    "cosine similarity": Concept("vectors", _cosine),
    "cosine distance": Concept("vectors", lambda x, y: 1 - _cosine(x, y)),
    "euclidean distance": Concept("vectors", lambda x, y: np.linalg.norm(x - y)),
    "manhattan distance": Concept("vectors", lambda x, y: np.abs(x - y).sum()),
    "chebyshev distance": Concept("vectors", lambda x, y: np.abs(x - y).max()),
    "inner product": Concept("vectors", np.dot),
    "squared error": Concept("vectors", lambda x, y: np.mean((x - y) ** 2)),
    "root mean squared error": Concept("vectors", lambda x, y: np.sqrt(np.mean((x - y) ** 2))),
    "absolute error": Concept("vectors", lambda x, y: np.abs(x - y).mean()),
    "correlation": Concept("vectors", lambda x, y: _cosine(x - x.mean(), y - y.mean())),
    "covariance": Concept("vectors", lambda x, y: np.mean((x - x.mean()) * (y - y.mean()))),
    "variance": Concept("vector", np.var),
    "l1 norm": Concept("vector", lambda x: np.abs(x).sum()),
    "l2 norm": Concept("vector", np.linalg.norm),
    "max norm": Concept("vector", lambda x: np.abs(x).max()),
    "sigmoid": Concept("line", lambda x: 1 / (1 + np.exp(-x))),
    "tanh": Concept("line", np.tanh),
    "sigmoid derivative": Concept("line", lambda x: 1 / (2 + np.exp(x) + np.exp(-x))),
    "tanh derivative": Concept("line", lambda x: 1 - np.tanh(x) ** 2),
    "relu": Concept("line", lambda x: np.maximum(x, 0)),
    "leaky relu": Concept("line", lambda x: np.where(x > 0, x, 0.01 * x)),
    "softplus": Concept("line", lambda x: np.logaddexp(0, x)),
    "gelu": Concept("line", _gelu),
    "elu": Concept("line", lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0)))),
    "swish": Concept("line", lambda x: x / (1 + np.exp(-x))),
    "hinge loss": Concept("line", lambda margin: np.maximum(0, 1 - margin)),
    "zero-one loss": Concept("line", lambda margin: np.where(margin > 0, 0.0, 1.0)),
    "exponential loss": Concept("line", lambda margin: np.exp(-margin)),
    "logistic loss": Concept("line", lambda margin: np.logaddexp(0, -margin)),
    "huber loss": Concept("line", _huber),
    "softmax": Concept("logits", _softmax),
    "auc": Concept("scores", _auc),
    "auc by chance": Concept("sizes", _auc_by_chance),
    "auc at best": Concept("sizes", _auc_at_best),
    "f1": Concept("counts", lambda c: 2 * c[TP] / (2 * c[TP] + c[FP] + c[FN])),
    "precision": Concept("counts", lambda c: c[TP] / (c[TP] + c[FP])),
    "recall": Concept("counts", lambda c: c[TP] / (c[TP] + c[FN])),
    "fpr": Concept("counts", lambda c: c[FP] / (c[FP] + c[TN])),
    "specificity": Concept("counts", lambda c: c[TN] / (c[FP] + c[TN])),
    "accuracy": Concept("counts", lambda c: (c[TP] + c[TN]) / c.sum()),
    "mcc": Concept("counts", _mcc),
    "arithmetic mean": Concept("positives", np.mean),
    "geometric mean": Concept("positives", lambda x: np.exp(np.mean(np.log(x)))),
    "harmonic mean": Concept("positives", lambda x: 1 / np.mean(1 / x)),
}


def points(domain: Domain) -> tuple[tuple[Array, ...], ...]:
    """Inputs from a domain, the same in every run: its edges first, then random draws."""
    return _points(domain)


@cache
def _points(domain: Domain) -> tuple[tuple[Array, ...], ...]:
    rng = np.random.default_rng(20240229)
    return (*_edges(domain), *(_draw(domain, rng) for _ in range(_DRAWS)))


def _draw(domain: Domain, rng: np.random.Generator) -> tuple[Array, ...]:
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
        case "line":
            return (np.sort(rng.normal(size=8) * 4),)
        case "scores":
            return rng.normal(size=n), rng.normal(size=n + 1)
        case "positives":
            return (rng.uniform(0.1, 9, n),)
        case "sizes":
            return (rng.integers(1, 5, size=2).astype(float),)
        case "counts":
            return (rng.integers(1, 60, size=4).astype(float),)
    assert_never(domain)


def _edges(domain: Domain) -> Iterator[tuple[Array, ...]]:
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
        case "line":
            yield (np.linspace(-500, 500, 2001),)
            yield (np.linspace(-5, 5, 2001),)
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
