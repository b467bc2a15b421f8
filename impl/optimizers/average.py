"""The exponential moving average, on which most optimizers rest."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.domains import Decay
from impl.optimizers._checks import check_decay


def moving_average(
    average: Float[Tensor, "*shape"], x: Float[Tensor, "*shape"], beta: Decay[float, ""]
) -> Float[Tensor, "*shape"]:
    r"""Move the average towards x; what came k steps ago keeps the weight beta^k.

    Formula:
        $$ y = \beta \cdot \text{average} + (1 - \beta) x $$

    Names:
        exponential moving average, exponentially weighted average; 指数移动平均, 指数加权平均; EMA

    Args:
        average: the average so far.
        x: what is new.
        beta: decay of the average, in [0, 1).

    Returns:
        The average after x.

    Raises:
        ValueError: if beta is not in [0, 1).

    Conventions:
        weight: beta on the old | beta on the new

    Source:
        Roberts, Control Chart Tests Based on Geometric Moving Averages, 1959.
    """
    check_decay(beta=beta)
    return torch.lerp(x, average, beta)  # (*shape)
