"""Gradients cut down to size before a step."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive


@checked
def clip_by_norm(g: Float[Tensor, "n"], max_norm: Positive[float, ""]) -> Float[Tensor, "n"]:
    r"""Shorten a gradient that is too long, and keep its direction.

    Formula:
        $$ y_i = g_i \min(1, \frac{\text{max\_norm}}{\sqrt{\sum_{j=1}^n g_j^2}}) $$

    Names:
        gradient clipping by norm, gradient norm clipping, clip grad norm; 按范数裁剪梯度, 梯度范数裁剪

    Args:
        g: gradient.
        max_norm: greatest length allowed.

    Returns:
        The gradient itself, or as much shorter as it has to be.

    Raises:
        ValueError: if max_norm is not positive.

    Conventions:
        eps: none | 1e-6 added to the length

    Source:
        Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013.
    """
    length = torch.linalg.vector_norm(g)  # ()
    return torch.where(length > max_norm, g * (max_norm / length), g)  # (n)


@checked
def clip_by_value(g: Float[Tensor, "*shape"], limit: Positive[float, ""]) -> Float[Tensor, "*shape"]:
    r"""Move entries of a gradient that are too large to the nearest that is allowed.

    Formula:
        $$ y = \max(-\text{limit}, \min(\text{limit}, g)) $$

    Names:
        gradient clipping by value, clip grad value; 按值裁剪梯度

    Args:
        g: gradient.
        limit: greatest size of an entry.

    Returns:
        The entries, none of them larger than the limit.

    Raises:
        ValueError: if the limit is not positive.

    Conventions:
        none

    Source:
        Mikolov, Statistical Language Models Based on Neural Networks, 2012.
    """
    return g.clamp(-limit, limit)  # (*shape)
