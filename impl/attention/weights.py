"""From scores to weights: softmax, ReLU, or all on one key; each with a mask."""

from math import inf

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Logits, Mask, Scores


@checked
def softmax_weights(
    S: Logits[Tensor, "*batch n m"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n m"]:
    r"""Turn each query's scores into positive weights that sum to 1.

    A masked key weighs exactly 0, and a query that may see no key gives weight to none, where the softmax of
    nothing but minus infinities would be undefined.

    Formula:
        $$ A_{ij} = \frac{\exp(S_{ij})}{\sum_k \exp(S_{ik})} $$

    Names:
        softmax attention weights, soft attention weights, alignment; softmax 注意力权重, 对齐权重

    Args:
        S: score of each query with each key.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One weight for each query and key.

    Raises:
        ValueError: if the mask does not broadcast to the scores, or is neither boolean nor floating.

    Conventions:
        mask: True=keep | True=drop | additive
        empty_row: zeros | nan | uniform

    Source:
        Bahdanau, Cho and Bengio, Neural Machine Translation by Jointly Learning to Align and Translate, 2015.
    """
    if mask is None:
        return S.softmax(-1)  # (*batch, n, m)
    bias = _bias(mask, S.dtype)  # (*#batch, #n, m)
    empty = (bias == -inf).all(-1, keepdim=True)  # (*#batch, #n, 1)
    A = (S + bias.masked_fill(empty, 0)).softmax(-1)  # (*batch, n, m); finite in empty rows too
    return A.masked_fill(empty, 0) if empty.any() else A


@checked
def relu_weights(
    S: Scores[Tensor, "*batch n m"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n m"]:
    r"""Weigh each key by its score where that is positive; the weights need not sum to 1.

    Formula:
        $$ A_{ij} = \max(0, S_{ij}) $$

    Names:
        ReLU attention weights; ReLU 注意力权重

    Args:
        S: score of each query with each key.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One weight for each query and key, at least 0.

    Raises:
        ValueError: if the mask does not broadcast to the scores, or is neither boolean nor floating.

    Conventions:
        normalisation: none | divided by the number of keys

    Source:
        Wortsman et al., Replacing softmax with ReLU in Vision Transformers, 2023.
    """
    return (S if mask is None else S + _bias(mask, S.dtype)).relu()  # (*batch, n, m)


@checked
def hard_weights(
    S: Scores[Tensor, "*batch n m"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n m"]:
    r"""Put all weight on the key with the highest score; no gradient reaches the scores.

    Formula:
        $$ A_{ij} = \begin{cases} 1, & j = \arg\max_k S_{ik} \\ 0, & j \ne \arg\max_k S_{ik} \end{cases} $$

    Names:
        hard attention weights; 硬注意力权重

    Args:
        S: score of each query with each key.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        A single 1 in each row, at the first of equal scores; none in a row without keys.

    Raises:
        ValueError: if the mask does not broadcast to the scores, or is neither boolean nor floating.

    Conventions:
        choice: argmax | sampled from the softmax

    Source:
        Xu et al., Show, Attend and Tell, 2015, section 4.1.
    """
    S = S if mask is None else S + _bias(mask, S.dtype)  # (*batch, n, m)
    A = torch.zeros_like(S).scatter(-1, S.argmax(-1, keepdim=True), 1)  # (*batch, n, m)
    return A.masked_fill(S.isneginf(), 0)


def _bias(mask: Tensor, dtype: torch.dtype) -> Float[Tensor, "*#batch #n m"]:
    """The mask as what is added to the scores."""
    if mask.dtype != torch.bool:
        return mask
    return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill(~mask, -inf)
