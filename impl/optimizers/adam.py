"""Adam, and its two ways to decay weights: through the gradient (L2) and beside it (AdamW)."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, NonNegative, Positive
from impl.optimizers._checks import check_adaptive, check_nonnegative, check_same_shape
from impl.optimizers.average import moving_average


@dataclass(frozen=True)
class AdamState:
    """What Adam remembers between steps.

    Attributes:
        m: moving average of the gradients, of the shape of the parameters.
        v: moving average of the squared gradients, of the shape of the parameters.
        t: steps taken; the first step is number 1.
    """

    m: Float[Tensor, "*shape"]
    v: Float[Tensor, "*shape"]
    t: int = 0

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: both averages 0."""
        return cls(torch.zeros_like(theta), torch.zeros_like(theta))


def adam(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdamState,
    *,
    eta: Positive[float, ""] = 1e-3,
    beta_1: Decay[float, ""] = 0.9,
    beta_2: Decay[float, ""] = 0.999,
    eps: Positive[float, ""] = 1e-8,
) -> tuple[Float[Tensor, "*shape"], AdamState]:
    r"""Step along the average gradient, divided by the root of the average squared gradient.

    Both averages start at 0 and are too small at first; dividing by 1 - beta^t corrects that.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} $$
        $$ \hat{m}_t = \frac{m_t}{1 - \beta_1^t} $$
        $$ \hat{v}_t = \frac{v_t}{1 - \beta_2^t} $$
        $$ m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t $$
        $$ v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 $$

    Names:
        Adam, adaptive moment estimation; 自适应矩估计

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: averages after the step before.
        eta: learning rate.
        beta_1: decay of the average gradient.
        beta_2: decay of the average squared gradient.
        eps: keeps the division defined where every gradient was 0.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta or eps is not positive, or a beta is not in [0, 1).

    Conventions:
        eps_position: outside the root | inside the root
        eps_size: 1e-8 | 1e-7 | 1e-6
        bias_correction: yes | none
        first_step: t = 1 | t = 0

    Source:
        Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, algorithm 1.
    """
    check_adaptive(theta, g, state.m, state.v, eta=eta, eps=eps, beta_1=beta_1, beta_2=beta_2)
    t = state.t + 1
    m = moving_average(state.m, g, beta_1)  # (*shape)
    v = moving_average(state.v, g**2, beta_2)  # (*shape)
    v_hat = v / (1 - beta_2**t)  # (*shape)
    root = v_hat.sqrt() + eps  # (*shape)
    rate = eta / (1 - beta_1**t)  # eta * m_hat = rate * m
    return torch.addcdiv(theta, m, root, value=-rate), AdamState(m, v, t)  # theta - rate * m / root


def adam_l2(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdamState,
    *,
    eta: Positive[float, ""] = 1e-3,
    beta_1: Decay[float, ""] = 0.9,
    beta_2: Decay[float, ""] = 0.999,
    eps: Positive[float, ""] = 1e-8,
    lambda_: NonNegative[float, ""] = 1e-2,
) -> tuple[Float[Tensor, "*shape"], AdamState]:
    r"""Adam on an objective with an L2 penalty: the decay enters the gradient, so it too is rescaled.

    A parameter with large gradients is decayed less than one with small ones; `adamw` decays all alike.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} $$
        $$ \hat{m}_t = \frac{m_t}{1 - \beta_1^t} $$
        $$ \hat{v}_t = \frac{v_t}{1 - \beta_2^t} $$
        $$ m_t = \beta_1 m_{t-1} + (1 - \beta_1) h_t $$
        $$ v_t = \beta_2 v_{t-1} + (1 - \beta_2) h_t^2 $$
        $$ h_t = g_t + \lambda \theta_t $$

    Names:
        Adam with L2 regularization, coupled weight decay; 带L2正则的Adam

    Args:
        theta: parameters.
        g: gradient of the objective without the penalty, at theta.
        state: averages after the step before.
        eta: learning rate.
        beta_1: decay of the average gradient.
        beta_2: decay of the average squared gradient.
        eps: keeps the division defined where every gradient was 0.
        lambda_: lambda, the penalty being lambda / 2 times the squared norm of theta.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: as `adam`, or if lambda_ is negative.

    Conventions:
        weight_decay: coupled | decoupled (`adamw`)
        penalty: lambda / 2 | lambda

    Source:
        Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019, algorithm 2.
    """
    check_same_shape(theta, g=g)
    check_nonnegative(lambda_=lambda_)
    return adam(
        theta, torch.add(g, theta, alpha=lambda_), state, eta=eta, beta_1=beta_1, beta_2=beta_2, eps=eps
    )


def adamw(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdamState,
    *,
    eta: Positive[float, ""] = 1e-3,
    beta_1: Decay[float, ""] = 0.9,
    beta_2: Decay[float, ""] = 0.999,
    eps: Positive[float, ""] = 1e-8,
    lambda_: NonNegative[float, ""] = 1e-2,
) -> tuple[Float[Tensor, "*shape"], AdamState]:
    r"""Adam with the decay beside the gradient: every weight shrinks by the same factor.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \lambda \theta_t
            - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} $$
        $$ \hat{m}_t = \frac{m_t}{1 - \beta_1^t} $$
        $$ \hat{v}_t = \frac{v_t}{1 - \beta_2^t} $$
        $$ m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t $$
        $$ v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 $$

    Names:
        AdamW, Adam with decoupled weight decay; 解耦权重衰减的Adam

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: averages after the step before.
        eta: learning rate.
        beta_1: decay of the average gradient.
        beta_2: decay of the average squared gradient.
        eps: keeps the division defined where every gradient was 0.
        lambda_: lambda; a step shrinks the weights by the factor 1 - eta lambda.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: as `adam`, or if lambda_ is negative.

    Conventions:
        weight_decay: decoupled | coupled (`adam_l2`)
        decay_rate: eta lambda | lambda alone (the paper's, with a schedule multiplier)

    Source:
        Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019, algorithm 2.
    """
    check_nonnegative(lambda_=lambda_)
    theta_adam, state = adam(theta, g, state, eta=eta, beta_1=beta_1, beta_2=beta_2, eps=eps)
    return torch.sub(theta_adam, theta, alpha=eta * lambda_), state
