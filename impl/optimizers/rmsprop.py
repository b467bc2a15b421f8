"""RMSProp: AdaGrad whose memory fades."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, Positive
from impl.optimizers._checks import check_decay, check_positive, check_same_shape
from impl.optimizers.average import moving_average


@dataclass(frozen=True)
class RMSPropState:
    """What RMSProp remembers between steps.

    Attributes:
        v: moving average of the squared gradients, of the shape of the parameters.
    """

    v: Float[Tensor, "*shape"]

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: an average of 0."""
        return cls(torch.zeros_like(theta))


def rmsprop(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: RMSPropState,
    *,
    eta: Positive[float, ""] = 1e-2,
    beta: Decay[float, ""] = 0.99,
    eps: Positive[float, ""] = 1e-8,
) -> tuple[Float[Tensor, "*shape"], RMSPropState]:
    r"""Divide the step by the root of a moving average of squared gradients.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{g_t}{\sqrt{v_t} + \epsilon} $$
        $$ v_t = \beta v_{t-1} + (1 - \beta) g_t^2 $$

    Names:
        RMSProp, root mean square propagation; 均方根传播

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: average after the step before.
        eta: learning rate.
        beta: decay of the average.
        eps: keeps the division defined where every gradient was 0.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta or eps is not positive, or beta is not in [0, 1).

    Conventions:
        eps_position: outside the root | inside the root
        eps_size: 1e-8 | 1e-7 | 1e-6
        beta: 0.99 | 0.9

    Source:
        Hinton, Neural Networks for Machine Learning, lecture 6e, 2012.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta, eps=eps)
    check_decay(beta=beta)
    v = moving_average(state.v, g**2, beta)  # (*shape)
    root = v.sqrt() + eps  # (*shape)
    return torch.addcdiv(theta, g, root, value=-eta), RMSPropState(v)  # theta - eta * g / root
