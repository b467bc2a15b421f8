"""Positions told to queries and keys as rotations, so that their products see distances alone."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive


@checked
def rotary_encoding(
    x: Float[Tensor, "*batch n two_d"], base: Positive[float, ""] = 10_000.0
) -> Float[Tensor, "*batch n two_d"]:
    r"""Turn each pair of features by an angle that grows with the position, each pair at a pace of its own.

    Feature i is paired with feature i + d, as the first of the halves with the second.

    Formula:
        $$ y_{t,i} = x_{t,i} \cos(t \, \omega_i) - x_{t,i+d} \sin(t \, \omega_i) $$
        $$ y_{t,i+d} = x_{t,i+d} \cos(t \, \omega_i) + x_{t,i} \sin(t \, \omega_i) $$
        $$ \omega_i = \text{base}^{-i/d} $$

        for positions t and features i < d, both counted from 0.

    Names:
        rotary position embedding, rotary positional encoding, rotary embedding; 旋转位置编码; RoPE

    Args:
        x: queries or keys, one position in each row.
        base: how much slower the last pair turns than the first.

    Returns:
        The rows turned; their lengths are kept.

    Raises:
        ValueError: if the number of features is odd or base is not positive.

    Conventions:
        pairs: feature and the one half the width ahead | neighbours

    Source:
        Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021.
    """
    if x.shape[-1] % 2:
        raise ValueError(f"the number of features must be even, got {x.shape[-1]}")
    d = x.shape[-1] // 2
    pace = base ** (-torch.arange(d, device=x.device, dtype=x.dtype) / d)  # (d)
    angle = torch.arange(x.shape[-2], device=x.device, dtype=x.dtype)[:, None] * pace  # (n, d)
    left, right = x.chunk(2, -1)  # (*batch, n, d) each
    turned = left * angle.cos() - right * angle.sin(), right * angle.cos() + left * angle.sin()
    return torch.cat(turned, -1)  # (*batch, n, two_d)
