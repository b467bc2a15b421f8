"""Nesterov's accelerated gradient: the textbook's look ahead, and the form that needs no second point."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, Positive
from impl.optimizers._checks import check_decay, check_positive, check_same_shape
from impl.optimizers.momentum import MomentumState


def nesterov(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: MomentumState,
    *,
    eta: Positive[float, ""] = 1e-2,
    mu: Decay[float, ""] = 0.9,
) -> tuple[Float[Tensor, "*shape"], MomentumState]:
    r"""Nesterov step from the gradient at theta itself, as torch.optim.SGD takes it.

    Here theta is the point the textbook looks ahead to: with theta' and v' of `nesterov_lookahead`,
    theta = theta' - gamma v' and v' = eta v at every step.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta (g_t + \mu v_t) $$
        $$ v_t = \mu v_{t-1} + g_t $$

    Names:
        Nesterov momentum, Nesterov accelerated gradient; 涅斯捷罗夫加速梯度, 牛顿动量; NAG

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
        taken_at: at theta | at the point looked ahead to (`nesterov_lookahead`)

    Source:
        Sutskever et al., On the importance of initialization and momentum in deep learning, 2013.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta)
    check_decay(mu=mu)
    v = torch.add(g, state.v, alpha=mu)  # (*shape), g + mu v
    ahead = torch.add(g, v, alpha=mu)  # (*shape), g + mu v
    return torch.sub(theta, ahead, alpha=eta), MomentumState(v)


def nesterov_lookahead(
    theta: Float[Tensor, "*shape"],
    gradient: Callable[[Tensor], Tensor],
    state: MomentumState,
    *,
    eta: Positive[float, ""] = 1e-2,
    gamma: Decay[float, ""] = 0.9,
) -> tuple[Float[Tensor, "*shape"], MomentumState]:
    r"""Nesterov step as textbooks write it: the gradient is taken where the velocity is about to lead.

    Formula:
        $$ \theta_{t+1} = \theta_t - v_t $$
        $$ v_t = \gamma v_{t-1} + \eta \, \text{gradient}(\theta_t - \gamma v_{t-1}) $$

    Names:
        Nesterov accelerated gradient, look-ahead form; 涅斯捷罗夫加速梯度; NAG

    Args:
        theta: parameters.
        gradient: the gradient of the objective as a function of the point.
        state: velocity after the step before.
        eta: learning rate.
        gamma: momentum, the share of the velocity that is kept.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta is not positive, or gamma is not in [0, 1).

    Conventions:
        taken_at: at the point looked ahead to | at theta (`nesterov`)
        learning_rate: inside the velocity | outside it

    Source:
        Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983;
        Ruder, An overview of gradient descent optimization algorithms, 2016, section 4.2.
    """
    check_same_shape(theta, v=state.v)
    check_positive(eta=eta)
    check_decay(gamma=gamma)
    g = gradient(theta - gamma * state.v)  # (*shape)
    check_same_shape(theta, g=g)
    v = gamma * state.v + eta * g  # (*shape)
    return theta - v, MomentumState(v)
