"""Soft, hard and ReLU attention: the same scores, three ways to weigh the values."""

from jaxtyping import Float
from torch import Tensor

from impl.attention.weights import hard_weights, relu_weights, softmax_weights
from impl.checked import checked
from impl.domains import Logits, Mask, Scores


@checked
def soft_attention(
    S: Logits[Tensor, "*batch n m"],
    V: Float[Tensor, "*batch m d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Average all values by the softmax of their scores: differentiable everywhere.

    Formula:
        $$ C_i = \sum_j \operatorname{softmax}(S_i)_j V_j $$

    Names:
        soft attention, global attention; 软注意力, 软性注意力, 全局注意力

    Args:
        S: score of each query with each value, of any kind.
        V: values.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One average for each query; zeros for a query that may see no key.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        none

    Source:
        Xu et al., Show, Attend and Tell, 2015, section 4.2.
    """
    return softmax_weights(S, mask) @ V  # (*batch, n, d_v)


@checked
def hard_attention(
    S: Scores[Tensor, "*batch n m"],
    V: Float[Tensor, "*batch m d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Take the one value whose score is highest; the scores get no gradient.

    Formula:
        $$ C_i = V_{j}, \quad j = \arg\max_k S_{ik} $$

    Names:
        hard attention; 硬注意力, 硬性注意力

    Args:
        S: score of each query with each value.
        V: values.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One value for each query, the first of equal ones; zeros for a query that may see no key.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        choice: argmax | sampled from the softmax

    Source:
        Xu et al., Show, Attend and Tell, 2015, section 4.1.
    """
    return hard_weights(S, mask) @ V  # (*batch, n, d_v)


@checked
def relu_attention(
    S: Scores[Tensor, "*batch n m"],
    V: Float[Tensor, "*batch m d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Sum the values by their positive scores; a query that likes no key gets nothing.

    Formula:
        $$ C_i = \sum_j \max(0, S_{ij}) V_j $$

    Names:
        ReLU attention; ReLU 注意力

    Args:
        S: score of each query with each value.
        V: values.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One sum for each query.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        normalisation: none | divided by the number of keys

    Source:
        Wortsman et al., Replacing softmax with ReLU in Vision Transformers, 2023.
    """
    return relu_weights(S, mask) @ V  # (*batch, n, d_v)
