"""Optimizers as plain numpy update rules, and a run of each on one small problem.

Sources: Robbins & Monro (1951), Polyak (1964), Nesterov (1983), Duchi et al. (2011), Tieleman & Hinton
(2012), Zeiler (2012), Kingma & Ba (2015), Loshchilov & Hutter (2019).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[np.float64]"
Gradient = Callable[[Array], Array]
Parameters = Mapping[str, float]

STEPS = 8
_START = (1.0, -2.0, 0.5)
_SCALES = (4.0, 0.5, 1.5)
_EPS = 1e-8

DEFAULTS: dict[str, float] = {
    "lr": 0.1,
    "beta1": 0.9,
    "beta2": 0.99,
    "rho": 0.9,
    "mu": 0.9,
    "lambda": 0.3,
    "corrected": 1.0,
}


def _loss_gradient(w: Array) -> Array:
    """The gradient of a quadratic whose curvatures differ, with a shifted minimum."""
    gradient: Array = np.array(_SCALES) * (w - np.array([0.3, 0.8, -1.0]))
    return gradient


def _sgd(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    while True:
        w = w - p["lr"] * gradient(w)
        yield w


def _sgd_decay(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    while True:
        w = w - p["lr"] * gradient(w) - p["lr"] * p["lambda"] * w
        yield w


def _momentum(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    velocity = np.zeros_like(w)
    while True:
        velocity = p["mu"] * velocity + gradient(w)
        w = w - p["lr"] * velocity
        yield w


def _nesterov(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    velocity = np.zeros_like(w)
    while True:
        velocity = p["mu"] * velocity + gradient(w - p["lr"] * p["mu"] * velocity)
        w = w - p["lr"] * velocity
        yield w


def _adagrad(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    total = np.zeros_like(w)
    while True:
        g = gradient(w)
        total = total + g**2
        w = w - p["lr"] * g / (np.sqrt(total) + _EPS)
        yield w


def _rmsprop(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    mean = np.zeros_like(w)
    while True:
        g = gradient(w)
        mean = p["rho"] * mean + (1 - p["rho"]) * g**2
        w = w - p["lr"] * g / (np.sqrt(mean) + _EPS)
        yield w


def _adadelta(w: Array, gradient: Gradient, p: Parameters) -> Iterator[Array]:
    mean, moves = np.zeros_like(w), np.zeros_like(w)
    while True:
        g = gradient(w)
        mean = p["rho"] * mean + (1 - p["rho"]) * g**2
        move = np.sqrt(moves + 1e-6) / np.sqrt(mean + 1e-6) * g
        moves = p["rho"] * moves + (1 - p["rho"]) * move**2
        w = w - move
        yield w


def _adam(w: Array, gradient: Gradient, p: Parameters, *, decay: float = 0.0) -> Iterator[Array]:
    m, v, step = np.zeros_like(w), np.zeros_like(w), 0
    while True:
        g, step = gradient(w), step + 1
        m, v = p["beta1"] * m + (1 - p["beta1"]) * g, p["beta2"] * v + (1 - p["beta2"]) * g**2
        fix1, fix2 = (1 - p["beta1"] ** step, 1 - p["beta2"] ** step) if p["corrected"] else (1.0, 1.0)
        w = w - p["lr"] * (m / fix1 / (np.sqrt(v / fix2) + _EPS) + decay * w)
        yield w


def _with_l2(gradient: Gradient, p: Parameters) -> Gradient:
    return lambda w: gradient(w) + p["lambda"] * w


RULES: dict[str, Callable[[Array, Gradient, Parameters], Iterator[Array]]] = {
    "sgd": _sgd,
    "sgd + l2": lambda w, gradient, p: _sgd(w, _with_l2(gradient, p), p),
    "sgd + decay": _sgd_decay,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adadelta": _adadelta,
    "adam": _adam,
    "adam + l2": lambda w, gradient, p: _adam(w, _with_l2(gradient, p), p),
    "adamw": lambda w, gradient, p: _adam(w, gradient, p, decay=p["lambda"]),
}


def trajectory(name: str, settings: Parameters) -> Array:
    """The weights after each of the first steps: shape (STEPS, 3)."""
    run = RULES[name](np.array(_START), _loss_gradient, {**DEFAULTS, **settings})
    return np.array([next(run) for _ in range(STEPS)])
