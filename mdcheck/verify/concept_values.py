"""Concepts of the field as plain numpy functions, each with the readings that notes give it.

Sources: Cover & Thomas (2006) for information; Bishop (2006) and Goodfellow et al. (2016) for losses and
activations; Fawcett (2006) for metrics. Logarithms are natural, or to base 2. A distribution has n entries,
n in 2..5; a table of counts is TP, FP, FN, TN.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from itertools import combinations
from typing import Any

import numpy as np

from mdcheck.records import dataclass
from mdcheck.verify.concept_domains import Array, Domain, Inputs, points

EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Concept:
    """A function with its inputs.

    Attributes:
        domain: What it takes; on a ``line`` it maps each number to a number.
        value: The function.
        project: What limits the inputs, as a map of any inputs to such as are meant.
        slack: The relative error of the function itself.
        aside: Whether it is a reading for use beside other concepts only.
        unit: Of its value, where notes differ: ``nat`` or ``bit``. Two concepts are compared in one unit.
    """

    domain: Domain
    value: Callable[..., Any]
    project: Callable[[Inputs], Inputs] | None = None
    slack: float = EXACT
    aside: bool = False
    unit: str = ""

    def points(self) -> Iterable[Inputs]:
        """The inputs on which it is tried."""
        drawn = points(self.domain)
        return drawn if self.project is None else map(self.project, drawn)


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


def _renyi(p: Array, *, alpha: float) -> Any:
    if alpha in (1.0, math.inf):
        return _entropy(p) if alpha == 1 else -np.log(p.max())
    return np.log(np.sum(p[p > 0] ** alpha)) / (1 - alpha)


def _cosine(x: Array, y: Array) -> Any:
    return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))


def _minkowski(x: Array, y: Array, *, p: float) -> Any:
    return np.linalg.norm(x - y, ord=p)


def _softmax(x: Array, *, temperature: float = 1.0) -> Any:
    if temperature == 0:
        best = (x == x.max()).astype(float)
        return best if best.sum() == 1 else np.full_like(x, np.nan)
    exponentials = np.exp((x - np.max(x)) / temperature)
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
    return x * (1 + np.vectorize(math.erf)(x / np.sqrt(2))) / 2


def _swish(x: Array, *, beta: float = 1.0) -> Any:
    return np.maximum(x, 0) if math.isinf(beta) else x / (1 + np.exp(-beta * x))


def _elu(x: Array, *, alpha: float = 1.0) -> Any:
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _huber(x: Array, *, delta: float = 1.0) -> Any:
    return np.where(np.abs(x) <= delta, x**2 / 2, delta * (np.abs(x) - delta / 2))


def _mcc(counts: Array) -> Any:
    tp, fp, fn, tn = counts
    return (tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def _f_beta(counts: Array, *, beta: float = 1.0) -> Any:
    tp, fp, fn, _ = counts
    weighted = beta**2
    return (1 + weighted) * tp / ((1 + weighted) * tp + fp + weighted * fn)


def _power_mean(x: Array, *, p: float) -> Any:
    if p == 0 or math.isinf(p):
        return np.exp(np.mean(np.log(x))) if p == 0 else (x.max() if p > 0 else x.min())
    return np.mean(x**p) ** (1 / p)


def _normalized(x: Array, axis: int, *, center: bool = True) -> Any:
    """The first sample of a batch after normalization over an axis."""
    centered = x - x.mean(axis, keepdims=True) if center else x
    return (centered / np.sqrt(np.mean(centered**2, axis, keepdims=True)))[0]


def _mean_dropped(x: Array, rate: Array, *, rescaled: bool) -> Any:
    """What comes out of dropout in the mean: an entry is kept with probability 1 - rate."""
    kept = x / (1 - rate) if rescaled else x
    return (1 - rate) * kept


def _in_bits(concept: Concept) -> Concept:
    @wraps(concept.value)
    def value(*inputs: Array, **settings: float) -> Any:
        return concept.value(*inputs, **settings) / math.log(2)

    return replace(concept, value=value, unit="bit")


def _information(domain: Domain, value: Callable[..., Any], *aside: Concept) -> tuple[Concept, ...]:
    """A concept computed in nats or in bits, and what it is beside concepts of another domain."""
    natural = Concept(domain, value, unit="nat")
    beside = [replace(concept, aside=True, unit="nat") for concept in aside]
    return (natural, _in_bits(natural), *beside, *map(_in_bits, beside))


_TP, _FP, _FN, _TN = range(4)

CONCEPTS: dict[str, tuple[Concept, ...]] = {
    "kl": _information("distributions", _kl),
    "js": _information("distributions", _js),
    "cross entropy": (
        *_information("distributions", lambda p, q: _kl(p, q) + _entropy(p)),
        Concept("probabilities", lambda p: -np.mean(np.log(p)), aside=True),
        Concept("chance", lambda p: -np.log(p), aside=True),
    ),
    "entropy": _information(
        "distribution",
        _entropy,
        Concept("distributions", lambda p, q: _entropy(p) + 0 * q.sum()),
        Concept("joint", lambda joint: _entropy(joint.sum(1))),
        Concept("joint", lambda joint: _entropy(joint.sum(0))),
    ),
    "joint entropy": _information("joint", _entropy),
    "conditional entropy": _information("joint", _conditional_entropy),
    "mutual information": _information("joint", _mutual_information),
    "renyi entropy": _information("distribution", _renyi),
    "perplexity": (
        Concept("probabilities", lambda p: np.exp(-np.mean(np.log(p)))),
        Concept("distribution", lambda p: np.exp(_entropy(p)), aside=True),
        Concept("distributions", lambda p, q: np.exp(_kl(p, q) + _entropy(p)), aside=True),
    ),
    "uniform": (
        Concept("logits", lambda x: np.full_like(x, 1 / x.size)),
        Concept("distribution", lambda x: np.full_like(x, 1 / x.size)),
    ),
    "one-hot": (Concept("logits", lambda x: _softmax(x, temperature=0)),),
    "total variation": (Concept("distributions", lambda p, q: np.abs(p - q).sum() / 2),),
    "hellinger": (
        Concept("distributions", lambda p, q: np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2)),
    ),
    "wasserstein": (Concept("distributions", lambda p, q: np.abs(np.cumsum(p - q)).sum()),),
    "gini impurity": (Concept("distribution", lambda p: 1 - np.sum(p**2)),),
    "cosine similarity": (Concept("vectors", _cosine),),
    "cosine distance": (Concept("vectors", lambda x, y: 1 - _cosine(x, y)),),
    "euclidean distance": (Concept("vectors", lambda x, y: np.linalg.norm(x - y)),),
    "manhattan distance": (Concept("vectors", lambda x, y: np.abs(x - y).sum()),),
    "chebyshev distance": (Concept("vectors", lambda x, y: np.abs(x - y).max()),),
    "minkowski distance": (Concept("vectors", _minkowski),),
    "inner product": (Concept("vectors", lambda x, y: np.dot(x, y)),),
    "mean squared error": (
        Concept("vectors", lambda x, y: np.mean((x - y) ** 2)),
        Concept("vectors", lambda x, y: np.mean((x - y) ** 2) / 2),
    ),
    "squared error": (
        Concept("vectors", lambda x, y: np.mean((x - y) ** 2)),
        Concept("vectors", lambda x, y: np.sum((x - y) ** 2)),
        Concept("vectors", lambda x, y: np.sum((x - y) ** 2) / 2),
        Concept("vectors", lambda x, y: np.mean((x - y) ** 2) / 2),
    ),
    "root mean squared error": (Concept("vectors", lambda x, y: np.sqrt(np.mean((x - y) ** 2))),),
    "mean absolute error": (Concept("vectors", lambda x, y: np.abs(x - y).mean()),),
    "absolute error": (
        Concept("vectors", lambda x, y: np.abs(x - y).mean()),
        Concept("vectors", lambda x, y: np.abs(x - y).sum()),
    ),
    "correlation": (Concept("vectors", lambda x, y: _cosine(x - x.mean(), y - y.mean())),),
    "covariance": (Concept("vectors", lambda x, y: np.mean((x - x.mean()) * (y - y.mean()))),),
    "variance": (Concept("vector", lambda x: np.var(x)), Concept("vector", lambda x: np.var(x, ddof=1))),
    "standard deviation": (
        Concept("vector", lambda x: np.std(x)),
        Concept("vector", lambda x: np.std(x, ddof=1)),
    ),
    "l1 norm": (Concept("vector", lambda x: np.abs(x).sum()),),
    "l2 norm": (Concept("vector", lambda x: np.linalg.norm(x)),),
    "max norm": (Concept("vector", lambda x: np.abs(x).max()),),
    "l1 penalty": (Concept("penalty", lambda w: np.abs(w)),),
    "l2 penalty": (Concept("penalty", lambda w: np.square(w)),),
    "laplace prior": (Concept("penalty", lambda w: np.abs(w) + math.log(2)),),
    "gaussian prior": (Concept("penalty", lambda w: w**2 / 2 + math.log(2 * math.pi) / 2),),
    "sigmoid": (Concept("line", lambda x: 1 / (1 + np.exp(-x))),),
    "tanh": (Concept("line", lambda x: np.tanh(x)),),
    "sigmoid derivative": (Concept("line", lambda x: 1 / (2 + np.exp(x) + np.exp(-x))),),
    "tanh derivative": (Concept("line", lambda x: 1 - np.tanh(x) ** 2),),
    "relu": (Concept("line", lambda x: np.maximum(x, 0)),),
    "leaky relu": (Concept("line", lambda x, slope=0.01: np.where(x > 0, x, slope * x)),),
    "softplus": (Concept("line", lambda x: np.logaddexp(0, x)),),
    "gelu": (Concept("line", _gelu),),
    "elu": (Concept("line", _elu),),
    "swish": (Concept("line", _swish),),
    "hinge loss": (Concept("line", lambda margin: np.maximum(0, 1 - margin)),),
    "zero-one loss": (Concept("line", lambda margin: np.where(margin > 0, 0.0, 1.0)),),
    "exponential loss": (Concept("line", lambda margin: np.exp(-margin)),),
    "logistic loss": (
        Concept("line", lambda margin: np.logaddexp(0, -margin)),
        Concept("line", lambda margin: np.logaddexp(0, -margin) / math.log(2)),
    ),
    "huber loss": (Concept("line", _huber),),
    "focal loss": (Concept("chance", lambda p, gamma=2.0: -((1 - p) ** gamma) * np.log(p)),),
    "softmax": (Concept("logits", _softmax),),
    "auc": (Concept("scores", _auc),),
    "positive above": (Concept("scores", lambda x, y: np.mean(x[:, None] > y[None, :])),),
    "positive below": (Concept("scores", lambda x, y: np.mean(x[:, None] < y[None, :])),),
    "auc by chance": (Concept("sizes", _auc_by_chance),),
    "auc at best": (Concept("sizes", _auc_at_best),),
    "f1": (Concept("counts", _f_beta),),
    "f-beta": (Concept("counts", _f_beta),),
    "TP": (Concept("counts", lambda c: c[_TP]),),
    "FP": (Concept("counts", lambda c: c[_FP]),),
    "FN": (Concept("counts", lambda c: c[_FN]),),
    "TN": (Concept("counts", lambda c: c[_TN]),),
    "precision": (Concept("counts", lambda c: c[_TP] / (c[_TP] + c[_FP])),),
    "recall": (Concept("counts", lambda c: c[_TP] / (c[_TP] + c[_FN])),),
    "fpr": (Concept("counts", lambda c: c[_FP] / (c[_FP] + c[_TN])),),
    "fnr": (Concept("counts", lambda c: c[_FN] / (c[_TP] + c[_FN])),),
    "specificity": (Concept("counts", lambda c: c[_TN] / (c[_FP] + c[_TN])),),
    "accuracy": (Concept("counts", lambda c: (c[_TP] + c[_TN]) / c.sum()),),
    "accuracy or precision": (
        Concept("counts", lambda c: (c[_TP] + c[_TN]) / c.sum()),
        Concept("counts", lambda c: c[_TP] / (c[_TP] + c[_FP])),
    ),
    "error rate": (Concept("counts", lambda c: (c[_FP] + c[_FN]) / c.sum()),),
    "balanced accuracy": (
        Concept("counts", lambda c: (c[_TP] / (c[_TP] + c[_FN]) + c[_TN] / (c[_FP] + c[_TN])) / 2),
    ),
    "mcc": (Concept("counts", _mcc),),
    "arithmetic mean": (Concept("positives", lambda x: np.mean(x)),),
    "geometric mean": (Concept("positives", lambda x: np.exp(np.mean(np.log(x)))),),
    "harmonic mean": (Concept("positives", lambda x: 1 / np.mean(1 / x)),),
    "power mean": (Concept("positives", _power_mean),),
    "batch normalization": (Concept("batch", lambda x: _normalized(x, 0)),),
    "layer normalization": (Concept("batch", lambda x: _normalized(x, 1)),),
    "rms normalization": (Concept("batch", lambda x: _normalized(x, 1, center=False)),),
    "dropout": (
        Concept("dropped", lambda x, rate: _mean_dropped(x, rate, rescaled=True)),
        Concept("dropped", lambda x, rate: _mean_dropped(x, rate, rescaled=False)),
    ),
    "inverted dropout": (Concept("dropped", lambda x, rate: _mean_dropped(x, rate, rescaled=True)),),
}
"""A concept's readings: what notes mean by its name. A sentence is false if it fails under each of them."""
