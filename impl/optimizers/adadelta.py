"""AdaDelta: RMSProp whose learning rate is measured from its own updates."""

from dataclasses import dataclass
from typing import Self

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay, Positive
from impl.optimizers._checks import check_decay, check_positive, check_same_shape
from impl.optimizers.average import moving_average


@dataclass(frozen=True)
class AdaDeltaState:
    """What AdaDelta remembers between steps.

    Attributes:
        v: moving average of the squared gradients, of the shape of the parameters.
        u: moving average of the squared updates, of the shape of the parameters.
    """

    v: Float[Tensor, "*shape"]
    u: Float[Tensor, "*shape"]

    @classmethod
    def zeros(cls, theta: Float[Tensor, "*shape"]) -> Self:
        """The state before the first step: both averages 0."""
        return cls(torch.zeros_like(theta), torch.zeros_like(theta))


def adadelta(
    theta: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    state: AdaDeltaState,
    *,
    eta: Positive[float, ""] = 1.0,
    rho: Decay[float, ""] = 0.9,
    eps: Positive[float, ""] = 1e-6,
) -> tuple[Float[Tensor, "*shape"], AdaDeltaState]:
    r"""Give the update the units of the parameters: the root mean square of updates over that of gradients.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta d_t $$
        $$ d_t = \frac{\sqrt{u_{t-1} + \epsilon}}{\sqrt{v_t + \epsilon}} g_t $$
        $$ v_t = \rho v_{t-1} + (1 - \rho) g_t^2 $$
        $$ u_t = \rho u_{t-1} + (1 - \rho) d_t^2 $$

    Names:
        AdaDelta; 自适应增量

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        state: averages after the step before.
        eta: learning rate; the paper has none, which is 1.
        rho: decay of both averages.
        eps: keeps the roots positive, and sets the size of the first steps.

    Returns:
        The parameters after the step, and the state for the next one.

    Raises:
        ValueError: if a shape differs from theta's, eta or eps is not positive, or rho is not in [0, 1).

    Conventions:
        eps_position: inside the root | outside the root
        numerator: root mean square of the updates | the learning rate alone (which is `rmsprop`)
        rho: 0.9 | 0.95

    Source:
        Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012, algorithm 1.
    """
    check_same_shape(theta, g=g, v=state.v, u=state.u)
    check_positive(eta=eta, eps=eps)
    check_decay(rho=rho)
    v = moving_average(state.v, g**2, rho)  # (*shape)
    d = ((state.u + eps) / (v + eps)).sqrt() * g  # (*shape)
    u = moving_average(state.u, d**2, rho)  # (*shape)
    return torch.sub(theta, d, alpha=eta), AdaDeltaState(v, u)
