"""Update rules of optimizers with their known slips, as steps that change a memory."""

from collections.abc import Callable

import torch
from torch import Tensor

from mdcheck.records import dataclass

Gradient = Callable[[Tensor], Tensor]


@dataclass(slots=True)
class Memory:
    """Parameters with what an optimizer remembers of earlier steps.

    Attributes:
        theta: The parameters.
        m: Average of gradients, or the velocity.
        v: Average or sum of squared gradients.
        u: Average of squared updates.
        t: Number of the step.
    """

    theta: Tensor
    m: Tensor
    v: Tensor
    u: Tensor
    t: int = 0

    @classmethod
    def at(cls, theta: Tensor) -> "Memory":
        """The memory before the first step."""
        return cls(theta, torch.zeros_like(theta), torch.zeros_like(theta), torch.zeros_like(theta))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a step is told.

    Attributes:
        eta: Learning rate.
        beta_1: First decay.
        beta_2: Second decay.
        eps: Keeps divisions defined.
        lambda_: Weight decay.
        inside: Whether epsilon stands under the root.
        handed: Whether the code is given gradients, so that it is not known where they were taken.
    """

    eta: float
    beta_1: float = 0.9
    beta_2: float = 0.999
    eps: float = 0.0
    lambda_: float = 0.0
    inside: bool = False
    handed: bool = False


Rule = Callable[[Memory, Gradient, Numbers], None]


def _root(v: Tensor, n: Numbers) -> Tensor:
    return (v + n.eps).sqrt() if n.inside else v.sqrt() + n.eps


def given(rule: Rule, *, handed: bool) -> Rule:
    """A rule that counts only where gradients are handed to the code, or only where the code takes them."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        if n.handed != handed:
            raise ValueError("it says nothing about code that is driven so")
        rule(s, gradient, n)

    return step


def descent(sign: float = -1.0, *, rated: bool = True, squared: bool = False) -> Rule:
    """Plain gradient descent."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        s.theta = s.theta + sign * (n.eta if rated else 1.0) * (g * g.abs() if squared else g)

    return step


def momentum(
    *, inside: bool = False, weight: str = "1", sign: float = -1.0, decay: str = "velocity", rates: int = 1
) -> Rule:
    """The heavy ball: rate inside or outside of the velocity, the new gradient weighed or not."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        new = {"1": g, "1 - mu": (1 - n.beta_1) * g, "mu": n.beta_1 * g}[weight]
        new = n.eta * new if inside else new
        old = {"velocity": n.beta_1 * s.m, "none": 0 * s.m, "whole": s.m, "negative": -n.beta_1 * s.m}[decay]
        s.m = old + new
        s.theta = s.theta + sign * (1.0 if inside and rates == 1 else n.eta) * s.m

    return step


def nesterov(*, inside: bool = True, ahead: float = -1.0) -> Rule:
    """Nesterov's momentum with the gradient at the point looked ahead to."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        reach = n.beta_1 * s.m * (1.0 if inside else n.eta)
        g = gradient(s.theta + ahead * reach)
        s.m = n.beta_1 * s.m + (n.eta * g if inside else g)
        s.theta = s.theta - (s.m if inside else n.eta * s.m)

    return step


def nesterov_here(*, weight: str = "1") -> Rule:
    """Nesterov's momentum with the gradient at the parameters themselves."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        s.m = n.beta_1 * s.m + (g if weight == "1" else (1 - n.beta_1) * g)
        s.theta = s.theta - n.eta * (g + n.beta_1 * s.m)

    return step


def adagrad(*, kept: bool = True, squared: bool = True, rooted: bool = True, sign: float = -1.0) -> Rule:
    """AdaGrad: the sum of squared gradients."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        s.v = (s.v if kept else 0 * s.v) + (g**2 if squared else g.abs())
        s.theta = s.theta + sign * n.eta * g / (_root(s.v, n) if rooted else s.v + n.eps)

    return step


def rmsprop(
    *,
    weights: str = "1 - beta",
    squared: bool = True,
    rooted: bool = True,
    sign: float = -1.0,
    multiplied: bool = False,
) -> Rule:
    """RMSProp: the moving average of squared gradients."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        old, new = {
            "1 - beta": (n.beta_1, 1 - n.beta_1),
            "turned": (1 - n.beta_1, n.beta_1),
            "1": (n.beta_1, 1.0),
            "beta": (n.beta_1, n.beta_1),
        }[weights]
        s.v = old * s.v + new * (g**2 if squared else g)
        root = _root(s.v, n) if rooted else s.v + n.eps
        s.theta = s.theta + sign * n.eta * (g * root if multiplied else g / root)

    return step


def adadelta(*, rated: bool = True, order: str = "before", rooted: bool = True, upside: bool = True) -> Rule:
    """AdaDelta: the ratio of two root mean squares."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        g = gradient(s.theta)
        s.v = n.beta_1 * s.v + (1 - n.beta_1) * g**2
        ratio = (s.u + n.eps) / (s.v + n.eps) if upside else (s.v + n.eps) / (s.u + n.eps)
        d = (ratio.sqrt() if rooted else ratio) * g
        if order == "before":
            s.u = n.beta_1 * s.u + (1 - n.beta_1) * d**2
        elif order == "gradient":
            s.u = n.beta_1 * s.u + (1 - n.beta_1) * g**2
        s.theta = s.theta - (n.eta if rated else 1.0) * d

    return step


def _over(correction: str, a: float, b: float, t: int) -> tuple[float, float]:
    """What the two averages are divided by."""
    right = (1 - a**t, 1 - b**t)
    return {
        "both": right,
        "none": (1.0, 1.0),
        "first only": (right[0], 1.0),
        "second only": (1.0, right[1]),
        "without power": (1 - a, 1 - b),
        "multiplied": (1 / right[0], 1 / right[1]) if t else (1.0, 1.0),
        "first by second": (right[1], right[1]),
        "second by first": (right[0], right[0]),
        "crossed": (right[1], right[0]),
        "times t": (1 - a * t, 1 - b * t),
    }[correction]


def adam(
    *,
    correction: str = "both",
    squared: bool = True,
    rooted: bool = True,
    weights: str = "1 - beta",
    swapped: bool = False,
    sign: float = -1.0,
    decay: str = "none",
    numerator: str = "m",
    correct_kept: bool = False,
    shift: int = 0,
) -> Rule:
    """Adam and its decayed and accelerated kin."""

    def step(s: Memory, gradient: Gradient, n: Numbers) -> None:
        s.t += 1
        g = gradient(s.theta)
        a, b = (n.beta_2, n.beta_1) if swapped else (n.beta_1, n.beta_2)
        if decay == "coupled":
            g = g + n.lambda_ * s.theta
        before = s.theta
        new_a, new_b = {"1 - beta": (1 - a, 1 - b), "1": (1.0, 1.0), "crossed": (1 - b, 1 - a)}[weights]
        s.m = a * s.m + new_a * g
        s.v = b * s.v + new_b * (g**2 if squared else g)
        over_m, over_v = _over(correction, a, b, s.t + shift)
        m_hat, v_hat = s.m / over_m, s.v / over_v
        if correct_kept:
            s.m, s.v = m_hat, v_hat
        top = {"m": m_hat, "g": g, "ahead": a * m_hat + (1 - a) * g / (1 - a**s.t)}[numerator]
        s.theta = s.theta + sign * n.eta * top / (_root(v_hat, n) if rooted else v_hat + n.eps)
        s.theta = (
            s.theta
            - {"decoupled": n.eta, "lambda": 1.0, "uphill": -n.eta}.get(decay, 0.0) * n.lambda_ * before
        )

    return step
