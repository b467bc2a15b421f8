"""AdaGrad: a learning rate for each parameter that shrinks with the gradients it has seen."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Positive
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
    eta: Positive[float, ""] = 1e-2,
    eps: Positive[float, ""] = 1e-10,
) -> tuple[Float[Tensor, "*shape"], AdaGradState]:
    r"""Divide the step by the root of the sum of all squared gradients.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{g_t}{\sqrt{v_t} + \epsilon} $$
        $$ v_t = v_{t-1} + g_t^2 $$

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
        eps_position: outside the root | inside the root
        eps_size: 1e-10 | 1e-8 | 1e-7

    Source:
        Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning, 2011.
    """
    check_same_shape(theta, g=g, v=state.v)
    check_positive(eta=eta, eps=eps)
    v = torch.addcmul(state.v, g, g)  # (*shape): v + g^2
    root = v.sqrt() + eps  # (*shape)
    return torch.addcdiv(theta, g, root, value=-eta), AdaGradState(v)  # theta - eta * g / root
