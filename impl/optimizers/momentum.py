"""Momentum in its three conventions; with a constant learning rate they walk the same path, rescaled."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, Positive
from impl.optimizers._checks import check_decay, check_positive, check_same_shape
from impl.optimizers.average import moving_average


@dataclass(frozen=True)
class MomentumState:
    """What momentum remembers between steps.

    Attributes:
        v: velocity, of the shape of the parameters.
    """

    v: Float[Tensor, "*shape"]

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: at rest."""
        return cls(torch.zeros_like(theta))


def momentum(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: MomentumState,
    *,
    eta: Positive[float, ""] = 1e-2,
    mu: Decay[float, ""] = 0.9,
) -> tuple[Float[Tensor, "*shape"], MomentumState]:
    r"""Heavy-ball step, the learning rate outside the velocity, as torch.optim.SGD takes it.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta v_t $$
        $$ v_t = \mu v_{t-1} + g_t $$

    Names:
        momentum, SGD with momentum, heavy ball; 动量, 动量法; SGDM

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: velocity after the step before.
        eta: learning rate.
        mu: momentum, the share of the velocity that is kept.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta is not positive, or mu is not in [0, 1).

    Conventions:
        learning_rate: outside the velocity | inside it (`momentum_classical`)
        new_gradient: weight 1 | weight 1 - mu (`momentum_average`)

    Source:
        Sutskever et al., On the importance of initialization and momentum in deep learning, 2013.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta)
    check_decay(mu=mu)
    v = torch.add(g, state.v, alpha=mu)  # (*shape), g + mu v
    return torch.sub(theta, v, alpha=eta), MomentumState(v)


def momentum_classical(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: MomentumState,
    *,
    eta: Positive[float, ""] = 1e-2,
    gamma: Decay[float, ""] = 0.9,
) -> tuple[Float[Tensor, "*shape"], MomentumState]:
    r"""Heavy-ball step, the learning rate inside the velocity, as Polyak wrote it.

    Formula:
        $$ \theta_{t+1} = \theta_t - v_t $$
        $$ v_t = \gamma v_{t-1} + \eta g_t $$

    Names:
        classical momentum, Polyak momentum; 经典动量

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: velocity after the step before.
        eta: learning rate.
        gamma: momentum, the share of the velocity that is kept.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta is not positive, or gamma is not in [0, 1).

    Conventions:
        learning_rate: inside the velocity | outside it (`momentum`)

    Source:
        Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta)
    check_decay(gamma=gamma)
    v = gamma * state.v + eta * g  # (*shape)
    return theta - v, MomentumState(v)


def momentum_average(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: MomentumState,
    *,
    eta: Positive[float, ""] = 1e-2,
    beta: Decay[float, ""] = 0.9,
) -> tuple[Float[Tensor, "*shape"], MomentumState]:
    r"""Step along the exponential moving average of the gradients.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta v_t $$
        $$ v_t = \beta v_{t-1} + (1 - \beta) g_t $$

    Names:
        momentum by exponential moving average, dampened momentum; 指数移动平均动量; EMA

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: average after the step before.
        eta: learning rate.
        beta: decay of the average.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta is not positive, or beta is not in [0, 1).

    Conventions:
        new_gradient: weight 1 - beta | weight 1 (`momentum`)
        bias_correction: none | divide by 1 - beta^t (as in `adam`)

    Source:
        Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, the first moment.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta)
    check_decay(beta=beta)
    v = moving_average(state.v, g, beta)  # (*shape)
    return torch.sub(theta, v, alpha=eta), MomentumState(v)
