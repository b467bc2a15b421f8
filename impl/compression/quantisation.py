"""Quantisation: numbers as 8-bit integers and a scale, a quarter of the memory of float32."""

from typing import NamedTuple

import torch
from jaxtyping import Float, Int8, Integer
from torch import Tensor

from impl.checked import checked


class Quantised(NamedTuple):
    """Integers, and what turns them back into numbers.

    Attributes:
        q: the integers.
        scale: what one step of the integers is worth.
        z: the zero point, the integer that stands for 0.
    """

    q: Int8[Tensor, "*shape"]
    scale: Float[Tensor, "*kept"]
    z: Integer[Tensor, "*kept"]


@checked
def quantise_symmetric(x: Float[Tensor, "*shape"], dim: int | None = None) -> Quantised:
    r"""Spread the integers from -127 to 127 evenly over the range from -max|x| to max|x|.

    Formula:
        $$ q_i = \operatorname{round}(\frac{x_i}{\text{scale}}) $$
        $$ \text{scale} = \frac{\max_i |x_i|}{127} $$

    Names:
        symmetric int8 quantization, absmax quantization; 对称量化, int8 量化, 量化; int8

    Args:
        x: numbers, finite.
        dim: with a dimension, each of its slices has a scale of its own; else all numbers share one.

    Returns:
        The integers with their scale; 0 stands for 0.

    Raises:
        ValueError: if x holds nothing or something that is not finite.

    Conventions:
        granularity: per tensor | per channel (`dim`)
        range: -127 to 127 | -128 to 127
        rounding: half to even | half away from 0

    Source:
        Jacob et al., Quantization and Training of Neural Networks for Efficient Inference, 2018;
        Wu et al., Integer Quantization for Deep Learning Inference, 2020, section 3.
    """
    low, high = _range(x, dim)
    largest = torch.maximum(-low, high)  # (*kept)
    scale = torch.where(largest > 0, largest / 127, 1.0)  # (*kept)
    q = (x / scale).round_().clamp_(-127, 127).to(torch.int8)  # (*shape)
    return Quantised(q, scale, torch.zeros_like(scale, dtype=torch.int32))


@checked
def quantise_affine(x: Float[Tensor, "*shape"], dim: int | None = None) -> Quantised:
    r"""Spread the integers from -128 to 127 evenly over the range of x, widened to hold 0.

    Formula:
        $$ q_i = \operatorname{round}(\frac{x_i}{\text{scale}}) + z $$
        $$ \text{scale} = \frac{\max(\max_i x_i, 0) - \min(\min_i x_i, 0)}{255} $$
        $$ z = -128 - \operatorname{round}(\frac{\min(\min_i x_i, 0)}{\text{scale}}) $$

    Names:
        affine int8 quantization, asymmetric quantization; 非对称量化, 仿射量化; int8

    Args:
        x: numbers, finite.
        dim: with a dimension, each of its slices has a scale of its own; else all numbers share one.

    Returns:
        The integers with their scale, and the integer that stands for 0, which is kept exactly.

    Raises:
        ValueError: if x holds nothing or something that is not finite.

    Conventions:
        granularity: per tensor | per channel (`dim`)
        range: -128 to 127 | 0 to 255
        rounding: half to even | half away from 0

    Source:
        Jacob et al., Quantization and Training of Neural Networks for Efficient Inference, 2018.
    """
    low, high = _range(x, dim)
    low, high = low.clamp(max=0), high.clamp(min=0)  # (*kept)
    scale = torch.where(high > low, (high - low) / 255, 1.0)  # (*kept)
    z = -128 - (low / scale).round()  # (*kept)
    q = (x / scale).round_().add_(z).clamp_(-128, 127).to(torch.int8)  # (*shape)
    return Quantised(q, scale, z.to(torch.int32))


def dequantise(quantised: Quantised) -> Float[Tensor, "*shape"]:
    r"""Turn integers back into numbers, within half a step of what they were.

    Formula:
        $$ \hat{x}_i = (q_i - z) \, \text{scale} $$

    Names:
        dequantization; 反量化

    Args:
        quantised: the integers q with their scale and their zero point z.

    Returns:
        Numbers in the dtype of the scale.

    Conventions:
        none

    Source:
        Jacob et al., Quantization and Training of Neural Networks for Efficient Inference, 2018.
    """
    q, scale, z = quantised
    return scale * (q.to(scale.dtype) - z)  # (*shape)


def _range(x: Tensor, dim: int | None) -> tuple[Tensor, Tensor]:
    """Least and greatest number of x, or of each slice along dim, of as many dimensions as x."""
    if x.numel() == 0:
        raise ValueError(f"x must hold at least one number, got shape {tuple(x.shape)}")
    others = range(x.ndim) if dim is None else [d for d in range(x.ndim) if d != dim % x.ndim]
    kept = dim is not None
    low, high = x.amin(tuple(others), keepdim=kept), x.amax(tuple(others), keepdim=kept)
    if not (low.isfinite() & high.isfinite()).all():  # a NaN in x is one in both
        raise ValueError(f"x must hold finite numbers, got values from {low.min()} to {high.max()}")
    return low, high
