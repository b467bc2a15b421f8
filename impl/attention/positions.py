"""Positions told to attention, which by itself does not see them."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive


@checked
def sinusoidal_encoding(
    n: Positive[int, ""], d: Positive[int, ""], *, device: torch.device | None = None
) -> Float[Tensor, "n d"]:
    r"""Waves of slower and slower pace, one for each pair of features, read at each position.

    The encoding of a position so many steps ahead is a rotation of this one, whatever this one is.

    Formula:
        $$ p_{t, 2i} = \sin\left(\frac{t}{10000^{2i/d}}\right) $$
        $$ p_{t, 2i+1} = \cos\left(\frac{t}{10000^{2i/d}}\right) $$

        for positions t and pairs of features i counted from 0.

    Names:
        sinusoidal positional encoding, positional encoding; 正弦位置编码, 位置编码

    Args:
        n: number of positions.
        d: number of features, even.
        device: where the encoding is made.

    Returns:
        One row for each position.

    Raises:
        ValueError: if a number is not positive or d is odd.

    Conventions:
        order: sine and cosine in turn | all sines, then all cosines

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.5.
    """
    if d % 2:
        raise ValueError(f"d must be even to hold pairs of features, got {d}")
    t = torch.arange(n, dtype=torch.get_default_dtype(), device=device)  # (n)
    pace = 10_000 ** -(torch.arange(0, d, 2, device=device) / d)  # (d / 2)
    angle = t[:, None] * pace  # (n, d / 2)
    return torch.stack([angle.sin(), angle.cos()], -1).flatten(-2)  # (n, d)
