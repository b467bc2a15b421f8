"""The first contrastive loss: pairs pulled together, or pushed apart up to a margin."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, Positive
from impl.losses.reduction import Reduction, reduced


@checked
def contrastive_loss(
    a: Float[Tensor, "*batch d"],
    b: Float[Tensor, "*batch d"],
    y: Binary[Tensor, "*batch"],
    margin: Positive[float, ""] = 1.0,
    reduction: Reduction = "none",
) -> Float[Tensor, "*batch"]:
    r"""The squared distance of pairs that belong together, the squared lack of distance of those that do not.

    Formula:
        $$ L = (1 - y) D^2 + y \max(0, \text{margin} - D)^2 $$
        $$ D = \|a - b\| $$

    Names:
        contrastive loss, margin-based contrastive loss, pairwise contrastive loss; 对比损失, 成对对比损失

    Args:
        a: one of each pair.
        b: the other.
        y: 0 if they belong together, 1 if they do not.
        margin: the distance beyond which a pair that does not belong together costs nothing.
        reduction: over the pairs.

    Returns:
        One loss for each pair, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, the margin is not positive or the reduction is unknown.

    Conventions:
        together: y = 0 | y = 1
        factor: 1 | 1/2
        reduction: none | mean | sum

    Source:
        Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning an Invariant Mapping, 2006.
    """
    apart = torch.linalg.vector_norm(a - b, dim=-1)  # (*batch)
    return reduced((1 - y) * apart**2 + y * (margin - apart).relu() ** 2, reduction)
