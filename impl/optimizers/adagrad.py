"""AdaGrad: a learning rate for each parameter that shrinks with the gradients it has seen."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.optimizers._checks import check_positive, check_same_shape


@dataclass(frozen=True)
class AdaGradState:
    """What AdaGrad remembers between steps.

    Attributes:
        v: sum of the squares of all gradients so far, of the shape of the parameters.
    """

    v: Float[Tensor, "*shape"]

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: nothing summed."""
        return cls(torch.zeros_like(theta))


def adagrad(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdaGradState,
    *,
    eta: float = 1e-2,
    eps: float = 1e-10,
) -> tuple[Float[Tensor, "*shape"], AdaGradState]:
    r"""Divide the step by the root of the sum of all squared gradients.

    Formula:
        $$\begin{aligned}
        v_t &= v_{t-1} + g_t^2 \\
        \theta_{t+1} &= \theta_t - \eta \frac{g_t}{\sqrt{v_t} + \epsilon}
        \end{aligned}$$

    Names:
        AdaGrad, adaptive gradient; 自适应梯度

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: sum of squares after the step before.
        eta: learning rate.
        eps: keeps the division defined where every gradient was 0.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, or eta or eps is not positive.

    Conventions:
        eps: outside the root | inside the root
        eps size: 1e-10 | 1e-8 | 1e-7

    Source:
        Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning, 2011.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta, eps=eps)
    v = state.v + g**2  # (*shape)
    return theta - eta * g / (v.sqrt() + eps), AdaGradState(v)
