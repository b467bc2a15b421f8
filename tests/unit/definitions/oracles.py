"""What forms of definitions come to, computed without their formulas: by torch, scipy, sklearn, or by hand.

A concept's list holds one function for each of its forms, over their roles, in order.
"""

# ruff: noqa: N803, N812 (roles are called what formulas call them)

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import torch
from scipy import special, stats
from scipy.spatial import distance
from sklearn import linear_model, metrics
from torch import nn
from torch.nn import functional as F

Oracle = Callable[..., Any]


def tensor(x: Any) -> torch.Tensor:
    return torch.as_tensor(x, dtype=torch.float64)


def through(module: Callable[[torch.Tensor], torch.Tensor]) -> Oracle:
    """A function of torch of one argument."""
    return lambda **roles: module(tensor(next(iter(roles.values())))).numpy()


def labels(TP: float, TN: float, FP: float, FN: float) -> tuple[list[int], list[int]]:
    """Targets and predictions with these counts."""
    counts = [(1, 1, TP), (0, 0, TN), (0, 1, FP), (1, 0, FN)]
    pairs = [(y, p) for y, p, count in counts for _ in range(int(count))]
    return [y for y, _ in pairs], [p for _, p in pairs]


def of_labels(measure: Oracle) -> Oracle:
    """A measure of sklearn as a function of the four counts."""
    return lambda TP, FP, FN, TN=3.0: measure(*labels(TP, TN, FP, FN))


def convolved(n: float, k: float, p: float = 0, s: float = 1, d: float = 1) -> float | None:
    """How many places a kernel has, counted on a real convolution; None where it does not fit."""
    if d * (k - 1) + 1 > n + 2 * p:
        return None
    kernel = torch.ones(1, 1, int(k))
    line = torch.ones(1, 1, int(n))
    return float(F.conv1d(line, kernel, stride=int(s), padding=int(p), dilation=int(d)).shape[-1])


def transposed(n: float, k: float, p: float, s: float) -> float:
    """The size that a convolution must have had: (n - 1) s + k without its padding."""
    return (n - 1) * s + k - 2 * p


def gaussian_kl(a: float, b: float, c: float = 0.0, d: float = 1.0) -> float:
    """By torch.distributions."""
    first = torch.distributions.Normal(tensor(a), tensor(b))
    second = torch.distributions.Normal(tensor(c), tensor(d))
    return float(torch.distributions.kl_divergence(first, second).sum())


def attended(Q: Any, K: Any, V: Any, s: float, M: Any = 0.0) -> Any:
    """By hand, row by row."""
    rows = []
    for row in np.asarray(Q) @ np.asarray(K).T / np.sqrt(s) + M:
        weights = special.softmax(row)
        rows.append(sum(w * v for w, v in zip(weights, V, strict=True)))
    return np.array(rows)


def cosine_schedule(a: float, b: float, t: float, T: float) -> float:
    """By torch.optim.lr_scheduler, step by step."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=b)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=int(T), eta_min=a)
    for _ in range(int(t)):
        optimizer.step()
        schedule.step()
    return float(schedule.get_last_lr()[0])


def kappa(a: float, b: float) -> float:
    """Agreement beyond chance as a share of what is possible beyond it."""
    return (a - b) / (1 - b)


def positions(p: float, i: float, d: float, wave: Oracle) -> float:
    """By wavelengths, which grow from 2 pi to 10000 times that."""
    return float(wave(p * np.exp(-np.log(10000) * 2 * i / d)))


def hinge_pairs(y: float, d: float, m: float) -> float:
    """Similar pairs are drawn together; others are pushed apart up to the margin."""
    return d**2 if y else (m - d) ** 2 if d < m else 0.0


def bm25(q: Any, f: Any, k: float, b: float, d: float, a: float) -> float:
    """Term by term."""
    length = (1 - b) + b * d / a
    return float(sum(w * t * (k + 1) / (t + k * length) for w, t in zip(q, f, strict=True)))


def sampled(t: Any) -> Any:
    return -F.logsigmoid(-tensor(t)).sum()


ORACLES: Mapping[str, list[Oracle]] = {
    "GELU": [
        through(F.gelu),
        through(F.gelu),
        through(lambda x: F.gelu(x, approximate="tanh")),
        lambda x: x * special.expit(1.702 * x),
    ],
    "SELU": 2 * [lambda x, a, l: l * float(F.elu(tensor(x), alpha=a))],  # noqa: E741
    "Mish": [through(F.mish)],
    "softsign": [through(F.softsign)],
    "hard sigmoid": [through(F.hardsigmoid), through(F.hardsigmoid), lambda x: np.clip(0.2 * x + 0.5, 0, 1)],
    "hard swish": 2 * [through(F.hardswish)],
    "SiLU": [through(F.silu), lambda x, b: x * special.expit(b * x), through(F.silu)],
    "ELU": 2 * [lambda x, a: F.elu(tensor(x), alpha=a)],
    "softplus": [through(F.softplus), lambda x, b: F.softplus(tensor(x), beta=b)],
    "tanh": 5 * [lambda x: np.tanh(x)],
    "log-softmax": 2 * [through(lambda z: F.log_softmax(z, dim=0))],
    "log-sum-exp": 3 * [lambda z, **_: special.logsumexp(z)],
    "Gaussian density": [
        lambda x, m, s: stats.norm(m, s).pdf(x),
        lambda x, m, v: stats.norm(m, v**0.5).pdf(x),
        lambda x: stats.norm.pdf(x),
        lambda x, s: stats.norm(0, s).pdf(x),
    ],
    "empirical variance": [
        lambda x, m: np.mean((np.asarray(x) - m) ** 2),
        lambda x: np.var(x),
        lambda x, m: np.sum((np.asarray(x) - m) ** 2) / (len(x) - 1),
        lambda x: np.var(x, ddof=1),
        lambda x: np.var(x),
    ],
    "sample covariance": [
        lambda x, y, a, b: np.dot(x - a, y - b) / (len(x) - 1),
        lambda x, y, a, b: np.mean((x - a) * (y - b)),
    ],
    "binomial distribution": [lambda n, k, p: stats.binom(n, p).pmf(k)],
    "Poisson distribution": [lambda k, **lam: stats.poisson(lam["lambda"]).pmf(k)],
    "exponential distribution": [
        lambda x, **lam: stats.expon(scale=1 / lam["lambda"]).pdf(x),
        lambda x, theta: stats.expon(scale=theta).pdf(x),
    ],
    "Laplace density": [lambda x, m, b: stats.laplace(m, b).pdf(x)],
    "KL divergence of Gaussians": [
        gaussian_kl,
        lambda a, v: gaussian_kl(a, v**0.5),
        lambda a, b: gaussian_kl(a, b),
        lambda a, c: gaussian_kl(a, np.exp(np.asarray(c) / 2)),
        gaussian_kl,
    ],
    "entropy of a Gaussian": 2 * [lambda s: stats.norm(0, s).entropy()],
    "least squares solution": [
        lambda X, y: linear_model.LinearRegression(fit_intercept=False).fit(X, y).coef_,
        lambda X, y: linear_model.LinearRegression(fit_intercept=False).fit(X.T, y).coef_,
    ],
    "Matthews correlation coefficient": [of_labels(metrics.matthews_corrcoef)],
    "Cohen's kappa": [kappa],
    "balanced accuracy": [lambda a, b: np.mean([a, b]), of_labels(metrics.balanced_accuracy_score)],
    "Dice coefficient": [
        lambda i, a, b: i / np.mean([a, b]),
        lambda j: 1 / np.mean([1, 1 / j]),
        of_labels(metrics.f1_score),
        lambda p, g: 1 - distance.dice(p, g) if set(p) <= {0, 1} else 2 * np.dot(p, g) / (p.sum() + g.sum()),
        lambda p, g: 2 * np.dot(p, g) / (np.dot(p, p) + np.dot(g, g)),
    ],
    "intersection over union": [
        lambda i, u: i / u,
        lambda i, a, b: i / (a + b - i),
        of_labels(metrics.jaccard_score),
    ],
    "quantile loss": [
        lambda y, f, q: metrics.mean_pinball_loss([y], [f], alpha=q),
        lambda u, q: metrics.mean_pinball_loss([u], [0.0], alpha=q),
        lambda y, f, q: metrics.mean_pinball_loss([y], [f], alpha=q),
        lambda u, q: metrics.mean_pinball_loss([u], [0.0], alpha=q),
    ],
    "mean squared logarithmic error": [lambda y, f: metrics.mean_squared_log_error(y, f)],
    "DCG": [
        lambda r: metrics.dcg_score([2.0**r - 1], [np.arange(len(r), 0, -1)]),
        lambda r: metrics.dcg_score([r], [np.arange(len(r), 0, -1)]),
    ],
    "log-cosh loss": [
        lambda y, f: np.log(np.cosh(y - f)),
        lambda y, f: np.log(np.cosh(y - f)).sum(),
        lambda y, f: np.log(np.cosh(y - f)).mean(),
    ],
    "convolution output size": [
        convolved,
        lambda n, p, k, s: (n - k + 2 * p) / s + 1,
        lambda n, p, k, s: convolved(n + p, k, 0, s),
        lambda n, p, k, s: (n + p - k) / s + 1,
        lambda n, p, k, s: convolved(n + p, k, 0, s),
        lambda n, p, k: convolved(n + p, k),
        convolved,
        convolved,
        convolved,
        convolved,
        lambda n, k, s: (n - k) / s + 1,
        convolved,
    ],
    "transposed convolution output size": [transposed, lambda n, k, p, s, o: transposed(n, k, p, s) + o],
    "cosine annealing": [cosine_schedule, lambda b, t, T: cosine_schedule(0.0, b, t, T)],
    "GRU hidden state": [
        lambda z, h, c: [
            torch.lerp(tensor(old), tensor(new), tensor(u)) for u, old, new in zip(z, h, c, strict=True)
        ],
        lambda z, h, c: [
            torch.lerp(tensor(new), tensor(old), tensor(u)) for u, old, new in zip(z, h, c, strict=True)
        ],
    ],
    "weight normalisation": [lambda g, v: g * F.normalize(tensor(v), dim=0)],
    "Mahalanobis distance": [
        lambda x, m, S: distance.mahalanobis(x, m, np.linalg.inv(S)),
        lambda x, m, S: distance.mahalanobis(x, m, np.linalg.inv(S)) ** 2,
    ],
    "contrastive margin loss": [hinge_pairs, lambda y, d, m: hinge_pairs(1 - y, d, m)],
    "uniformity loss": [
        lambda x, t: np.log(np.mean([np.exp(-t * np.sum((a - b) ** 2)) for a, b in combinations(x, 2)])),
        lambda x, y, t: -t * np.sum((x - y) ** 2),
    ],
    "sinusoidal positional encoding": [
        lambda p, i, d: positions(p, i, d, np.sin),
        lambda p, i, d: positions(p, i, d, np.cos),
    ],
    "BM25": [bm25],
    "PPO objective": [lambda r, a, e: min(r * a, float(np.clip(r, 1 - e, 1 + e)) * a)],
    "DPO loss": 2 * [lambda a, b, c, d, k: np.log1p(np.exp(-k * (np.log(a / b) - np.log(c / d))))],
    "Bradley-Terry loss": [lambda a, b: np.log1p(np.exp(b - a))],
    "negative sampling loss": [
        lambda u, h, U: F.softplus(-tensor(u) @ tensor(h)) + F.softplus(tensor(U) @ tensor(h)).sum(),
        lambda u, h, U: -F.softplus(-tensor(u) @ tensor(h)) - F.softplus(tensor(U) @ tensor(h)).sum(),
        lambda s, t: F.softplus(-tensor(s)) + sampled(t),
    ],
    "odds": [lambda p: special.logit(p)],
    "scaled dot-product attention": [
        attended,
        attended,
        lambda Q, K, V, s, B: attended(Q, K, V, s, B / np.sqrt(s)),
        lambda q, K, V, s: attended([q], K, V, s)[0],
        lambda Q, K, V: attended(Q, K, V, 1.0),
    ],
}
