"""From one loss for each sample to one number."""

from typing import Literal

from jaxtyping import Float
from torch import Tensor

Reduction = Literal["none", "mean", "sum"]


def reduced(losses: Float[Tensor, "*batch"], reduction: Reduction) -> Float[Tensor, "*batch"]:
    """The losses themselves, their mean, or their sum.

    Raises:
        ValueError: if the reduction is none of the three.
    """
    match reduction:
        case "none":
            return losses  # (*batch)
        case "mean":
            return losses.mean()  # ()
        case "sum":
            return losses.sum()  # ()
    raise ValueError(f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}")
