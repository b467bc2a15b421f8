"""Multiplicative attention (Luong): scores that are products of query and key, and the concatenated one."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.attention.dot_product import dot_score
from impl.attention.soft_hard import soft_attention
from impl.checked import checked
from impl.domains import Mask


@checked
def bilinear_score(
    Q: Float[Tensor, "*batch n d_q"], K: Float[Tensor, "*batch m d_k"], W: Float[Tensor, "d_q d_k"]
) -> Float[Tensor, "*batch n m"]:
    r"""Score a query and a key by a learned bilinear form; they may differ in length.

    Formula:
        $$ S = Q W K^\top $$

    Names:
        bilinear score, general score; 双线性打分函数, 双线性注意力分数; Luong general

    Args:
        Q: queries.
        K: keys.
        W: the form.

    Returns:
        One score for each query and key.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return Q @ W @ K.mT  # (*batch, n, m)


@checked
def concat_score(
    Q: Float[Tensor, "*batch n d_q"],
    K: Float[Tensor, "*batch m d_k"],
    W: Float[Tensor, "d_qk d"],
    w: Float[Tensor, "d"],
) -> Float[Tensor, "*batch n m"]:
    r"""Score query and key laid end to end by a network of one hidden layer.

    That is $\tanh([Q_i; K_j] W) \cdot w$.

    Formula:
        $$ S_{ij} = \sum_{l=1}^{d} w_l \tanh(a_{ijl}) $$
        $$ a_{ijl} = \sum_{t=1}^{d_q} Q_{it} W_{tl} + \sum_{s=1}^{d_k} K_{js} W_{rl} $$
        $$ r = d_q + s $$

    Names:
        concat score; 拼接打分函数; Luong concat

    Args:
        Q: queries.
        K: keys.
        W: hidden layer; its first d_q rows meet the query, the rest the key.
        w: output layer.

    Returns:
        One score for each query and key.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    if W.shape[0] != Q.shape[-1] + K.shape[-1]:
        raise ValueError(f"W must have d_q + d_k = {Q.shape[-1] + K.shape[-1]} rows, got {W.shape[0]}")
    n, m = Q.shape[-2], K.shape[-2]
    Q = Q[..., :, None, :].expand(*Q.shape[:-1], m, -1)  # (*batch, n, m, d_q)
    K = K[..., None, :, :].expand(*K.shape[:-2], n, -1, -1)  # (*batch, n, m, d_k)
    return torch.cat([Q, K], -1).matmul(W).tanh() @ w  # (*batch, n, m)


@checked
def multiplicative_attention(
    Q: Float[Tensor, "*batch n d_k"],
    K: Float[Tensor, "*batch m d_k"],
    V: Float[Tensor, "*batch m d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Attend by plain inner products.

    Formula:
        $$ C = \operatorname{softmax}(Q K^\top) V $$

    Names:
        multiplicative attention, dot-product attention, Luong attention; 乘性注意力, 点积注意力

    Args:
        Q: queries.
        K: keys.
        V: values.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One average of values for each query.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        scale: none | 1/sqrt(d_k)
        score: dot | general | concat

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return soft_attention(dot_score(Q, K), V, mask)  # (*batch, n, d_v)


@checked
def bilinear_attention(
    Q: Float[Tensor, "*batch n d_q"],
    K: Float[Tensor, "*batch m d_k"],
    V: Float[Tensor, "*batch m d_v"],
    W: Float[Tensor, "d_q d_k"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Attend by a learned bilinear form.

    Formula:
        $$ C = \operatorname{softmax}(Q W K^\top) V $$

    Names:
        bilinear attention, general attention; 双线性注意力

    Args:
        Q: queries.
        K: keys.
        V: values.
        W: the form.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One average of values for each query.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return soft_attention(bilinear_score(Q, K, W), V, mask)  # (*batch, n, d_v)
