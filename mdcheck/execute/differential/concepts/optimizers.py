"""One step of Adam, momentum, RMSProp, AdaGrad and gradient descent, run for several."""

from collections.abc import Callable

import torch
from torch import Tensor

from mdcheck.execute.differential.canon import canonical, canonical_module
from mdcheck.execute.differential.optimizers import FORMS, ROLES
from mdcheck.execute.differential.record import (
    Axis,
    Concept,
    Inputs,
    Role,
    Settings,
    axis,
    bug,
    convention,
    words,
)

Step = Callable[[Tensor, Tensor, Tensor, Tensor, int, Inputs, Settings], tuple[Tensor, Tensor, Tensor]]


def _path(step: Step) -> Callable[[Inputs, Settings], Tensor]:
    """The parameters after each of several steps."""

    def compute(given: Inputs, how: Settings) -> Tensor:
        theta = given["theta"]
        m, v = torch.zeros_like(theta), torch.zeros_like(theta)
        path = []
        for index, g in enumerate(given["gradients"]):
            theta, m, v = step(theta, g, m, v, given["first"] + index, given, how)
            path.append(theta)
        return torch.stack(path)

    return compute


def _adam_step(
    theta: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int, given: Inputs, how: Settings
) -> tuple[Tensor, Tensor, Tensor]:
    b1, b2, eps = given["beta_1"], given["beta_2"], given["eps"]
    m = b1 * m + (g if how["weights"] == "left out" else (1 - b1) * g)
    square = g if how["square"] == "left out" else g**2
    v = b2 * v + (square if how["weights"] == "left out" else (1 - b2) * square)
    if how["betas"] == "swapped":
        raise ValueError("swapped decays are run by the caller")
    m_hat, v_hat = _corrected(m, v, t + (1 if how["first step"] == "t = 0" else 0), b1, b2, how["correction"])
    root = v_hat if how["root"] == "left out" else (v_hat + eps if how["eps"] == "inside" else v_hat).sqrt()
    below = root if how["eps"] == "inside" else root + eps
    sign = -1 if how["direction"] == "uphill" else 1
    return theta - sign * given["eta"] * m_hat / below, m, v


def _corrected(m: Tensor, v: Tensor, t: int, b1: float, b2: float, how: str) -> tuple[Tensor, Tensor]:
    match how:
        case "none":
            return m, v
        case "first only":
            return m / (1 - b1**t), v
        case "second only":
            return m, v / (1 - b2**t)
        case "without power":
            return m / (1 - b1), v / (1 - b2)
        case "multiplied":
            return m * (1 - b1**t), v * (1 - b2**t)
    return m / (1 - b1**t), v / (1 - b2**t)


def _adam(given: Inputs, how: Settings) -> Tensor:
    if all(value == "canon" for value in how.values()) and given["eps"] > 0 and given["first"] == 1:
        return _canonical_path("adam", "AdamState", given, ("eta", "beta_1", "beta_2", "eps"))
    if how["betas"] == "swapped":
        swapped = {**given, "beta_1": given["beta_2"], "beta_2": given["beta_1"]}
        return _path(_adam_step)(swapped, {**how, "betas": "canon"})
    return _path(_adam_step)(given, how)


def _canonical_path(
    name: str, state_name: str, given: Inputs, numbers: tuple[str, ...], **renamed: str
) -> Tensor:
    step = canonical(name)
    theta = given["theta"]
    state = getattr(canonical_module(name), state_name).zeros(theta)
    path = []
    for g in given["gradients"]:
        theta, state = step(theta, g, state, **{renamed.get(n, n): given[n] for n in numbers})
        path.append(theta)
    return torch.stack(path)


def _momentum_step(
    theta: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int, given: Inputs, how: Settings
) -> tuple[Tensor, Tensor, Tensor]:
    del t
    eta, mu = given["eta"], given["beta_1"]
    sign = -1 if how["direction"] == "uphill" else 1
    match how["velocity"]:
        case "rate inside":
            v = mu * v + eta * g
            return theta - sign * v, m, v
        case "rate inside, signed":
            v = mu * v - eta * g
            return theta + sign * v, m, v
        case "average":
            v = mu * v + (1 - mu) * g
        case "rate twice":
            v = mu * v + eta * g
        case "decay on the gradient":
            v = v + mu * g
        case "not kept":
            v = g
        case _:
            v = mu * v + g
    return theta - sign * eta * v, m, v


def _momentum(given: Inputs, how: Settings) -> Tensor:
    if all(value == "canon" for value in how.values()):
        return _canonical_path("momentum", "MomentumState", given, ("eta", "beta_1"), beta_1="mu")
    return _path(_momentum_step)(given, how)


_DIRECTION = axis("direction", "canon", bug("uphill", "the step goes uphill: the update has the wrong sign"))
_ADAM_AXES: tuple[Axis, ...] = (
    axis(
        "eps",
        "canon",
        convention(
            "inside", "epsilon is added under the root, the canonical implementation adds it to the root"
        ),
    ),
    axis("first step", "canon", convention("t = 0", "")),
    axis(
        "correction",
        "canon",
        bug(
            "none",
            "the bias correction is missing",
            excused=r"(?:不|省略|忽略|没有|去掉|without|omit|no ).{0,12}(?:偏差|修正|校正|bias|correct)|简化",
        ),
        bug("first only", "the bias of the second moment is not corrected"),
        bug("second only", "the bias of the first moment is not corrected"),
        bug("without power", "the bias correction divides by 1 - beta, not by 1 - beta^t"),
        bug("multiplied", "the bias correction multiplies by 1 - beta^t where it has to divide"),
    ),
    axis("square", "canon", bug("left out", "the second moment averages gradients, not their squares")),
    axis("root", "canon", bug("left out", "it divides by the second moment, not by its root")),
    axis("weights", "canon", bug("left out", "new gradients are not weighed by 1 - beta")),
    axis("betas", "canon", bug("swapped", "the two decay rates are swapped")),
    _DIRECTION,
)


def _roles(*names: str) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if role.name in names)


CONCEPTS = (
    Concept(
        canonical="adam",
        named=words(r"^(?:my_)?adam(?:_?(?:step|update|optimi[sz]er))?$|^update_adam$"),
        compute=_adam,
        roles=_roles("theta", "g", "m", "v", "t", "eta", "beta_1", "beta_2", "eps"),
        forms=FORMS,
        axes=_ADAM_AXES,
        kind="function step",
    ),
    Concept(
        canonical="momentum",
        named=words(r"momentum"),
        but_not=words(r"nesterov|nag|schedule|average|encoder|update_m|contrast"),
        compute=_momentum,
        roles=_roles("theta", "g", "v", "eta", "beta_1"),
        forms=FORMS,
        axes=(
            axis(
                "velocity",
                "canon",
                convention("rate inside", ""),
                convention("rate inside, signed", ""),
                convention(
                    "average",
                    "new gradients are weighed by 1 - beta, the canonical velocity adds them in full",
                ),
                bug("rate twice", "the learning rate is applied twice"),
                bug(
                    "decay on the gradient",
                    "the decay multiplies the gradient where it has to multiply the velocity",
                ),
                bug("not kept", "the velocity of the step before is not used"),
            ),
            _DIRECTION,
        ),
        kind="function step",
    ),
)
