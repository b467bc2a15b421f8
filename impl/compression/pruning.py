"""Pruning: weights that are near 0 are made 0."""

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Probability


@checked
def magnitude_mask(W: Float[Tensor, "*shape"], sparsity: Probability[float, ""]) -> Bool[Tensor, "*shape"]:
    r"""Keep the weights of largest magnitude.

    Formula:
        $$ M_{ij} = \begin{cases} 1, & |W_{ij}| > \theta \\ 0, & |W_{ij}| < \theta \end{cases} $$

    Names:
        pruning mask; 剪枝掩码

    Args:
        W: weights.
        sparsity: share of the weights to prune; their number is rounded to the nearest integer, from a half
            to the even one.

    Returns:
        True where a weight stays. The number is exact: of equal magnitudes at the threshold any may stay.

    Raises:
        ValueError: if the sparsity is outside [0, 1].

    Conventions:
        scope: one tensor | all tensors of a network together

    Source:
        Han et al., Learning both Weights and Connections for Efficient Neural Networks, 2015.
    """
    k = round(sparsity * W.numel())
    mask = torch.ones(W.numel(), dtype=torch.bool, device=W.device)  # (numel)
    mask[W.detach().abs().flatten().topk(k, largest=False).indices] = False
    return mask.view(W.shape)  # (*shape)


@checked
def magnitude_prune(W: Float[Tensor, "*shape"], sparsity: Probability[float, ""]) -> Float[Tensor, "*shape"]:
    r"""Set the weights of smallest magnitude to 0.

    Formula:
        $$ W' = M \odot W $$

    Names:
        magnitude pruning, pruning, L1 unstructured pruning; 幅值剪枝, 剪枝

    Args:
        W: weights.
        sparsity: share of the weights to prune, see `magnitude_mask`.

    Returns:
        The weights, 0 where pruned; gradients reach only those that stay.

    Raises:
        ValueError: if the sparsity is outside [0, 1].

    Conventions:
        scope: one tensor | all tensors of a network together

    Source:
        Han et al., Learning both Weights and Connections for Efficient Neural Networks, 2015.
    """
    return W * magnitude_mask(W, sparsity)  # (*shape)
