"""Nadam: Adam with Nesterov's momentum, with Dozat's momentum schedule and without."""

import math
from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, NonNegative, Positive
from impl.optimizers._checks import check_adaptive, check_nonnegative
from impl.optimizers.adam import AdamState
from impl.optimizers.average import moving_average


@dataclass(frozen=True)
class NadamState:
    """What Nadam remembers between steps.

    Attributes:
        m: moving average of the gradients, of the shape of the parameters.
        v: moving average of the squared gradients, of the shape of the parameters.
        mu_product: product of the momenta of all steps so far.
        t: steps taken; the first step is number 1.
    """

    m: Float[Tensor, "*shape"]
    v: Float[Tensor, "*shape"]
    mu_product: float = 1.0
    t: int = 0

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: both averages 0."""
        return cls(torch.zeros_like(theta), torch.zeros_like(theta))


def nadam(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: NadamState,
    *,
    eta: Positive[float, ""] = 2e-3,
    beta_1: Decay[float, ""] = 0.9,
    beta_2: Decay[float, ""] = 0.999,
    eps: Positive[float, ""] = 1e-8,
    psi: NonNegative[float, ""] = 4e-3,
) -> tuple[Float[Tensor, "*shape"], NadamState]:
    r"""Adam that uses the momentum of the next step already, on Dozat's momentum schedule.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} $$
        $$ \hat{m}_t = \frac{\mu_{t+1} m_t}{1 - \prod_{i=1}^{t+1} \mu_i}
            + \frac{(1 - \mu_t) g_t}{1 - \prod_{i=1}^t \mu_i} $$
        $$ \hat{v}_t = \frac{v_t}{1 - \beta_2^t} $$
        $$ m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t $$
        $$ v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 $$
        $$ \mu_t = \beta_1 (1 - \frac{1}{2} \cdot 0.96^{t \psi}) $$

    Names:
        Nadam, Nesterov-accelerated adaptive moment estimation; 涅斯捷罗夫加速自适应矩估计

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: averages after the step before.
        eta: learning rate.
        beta_1: decay of the average gradient.
        beta_2: decay of the average squared gradient.
        eps: keeps the division defined where every gradient was 0.
        psi: how fast the momentum rises from beta_1 / 2 towards beta_1.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta or eps is not positive, a beta is not in [0, 1),
            or psi is negative.

    Conventions:
        momentum_schedule: Dozat's | constant (`nadam_constant`)

    Source:
        Dozat, Incorporating Nesterov Momentum into Adam, 2016.
    """
    check_adaptive(theta, g, state.m, state.v, eta=eta, eps=eps, beta_1=beta_1, beta_2=beta_2)
    check_nonnegative(psi=psi)
    t = state.t + 1
    mu, mu_next = (_scheduled(beta_1, psi, step) for step in (t, t + 1))
    mu_product = state.mu_product * mu
    m = moving_average(state.m, g, beta_1)  # (*shape)
    v = moving_average(state.v, g**2, beta_2)  # (*shape)
    old, new = mu_next / (1 - mu_product * mu_next), (1 - mu) / (1 - mu_product)
    m_hat = torch.add(new * g, m, alpha=old)  # (*shape), old m + new g
    v_hat = v / (1 - beta_2**t)  # (*shape)
    theta = torch.addcdiv(theta, m_hat, v_hat.sqrt() + eps, value=-eta)  # (*shape)
    return theta, NadamState(m, v, mu_product, t)


def _scheduled(beta_1: float, psi: float, t: int) -> float:
    """Dozat's momentum at a step: from beta_1 / 2 it rises towards beta_1."""
    return beta_1 * (1 - 0.5 * math.pow(0.96, t * psi))


def nadam_constant(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdamState,
    *,
    eta: Positive[float, ""] = 2e-3,
    beta_1: Decay[float, ""] = 0.9,
    beta_2: Decay[float, ""] = 0.999,
    eps: Positive[float, ""] = 1e-8,
) -> tuple[Float[Tensor, "*shape"], AdamState]:
    r"""Nadam with constant momentum, as surveys write it.

    Formula:
        $$ \theta_{t+1} = \theta_t - \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon}
            (\beta_1 \hat{m}_t + \frac{(1 - \beta_1) g_t}{1 - \beta_1^t}) $$
        $$ \hat{m}_t = \frac{m_t}{1 - \beta_1^t} $$
        $$ \hat{v}_t = \frac{v_t}{1 - \beta_2^t} $$
        $$ m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t $$
        $$ v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 $$

    Names:
        Nadam with constant momentum; 恒定动量的Nadam

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
        momentum_schedule: constant | Dozat's (`nadam`)
        average_correction: 1 - beta_1^t | 1 - beta_1^(t+1)

    Source:
        Ruder, An overview of gradient descent optimization algorithms, 2016, section 4.8.
    """
    check_adaptive(theta, g, state.m, state.v, eta=eta, eps=eps, beta_1=beta_1, beta_2=beta_2)
    t = state.t + 1
    m = moving_average(state.m, g, beta_1)  # (*shape)
    v = moving_average(state.v, g**2, beta_2)  # (*shape)
    ahead = moving_average(m, g, beta_1)  # (*shape): m after one more step with the same gradient
    v_hat = v / (1 - beta_2**t)  # (*shape)
    root = v_hat.sqrt() + eps  # (*shape)
    rate = eta / (1 - beta_1**t)  # corrects m and g alike for the start at 0
    return torch.addcdiv(theta, ahead, root, value=-rate), AdamState(m, v, t)
