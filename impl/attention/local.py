"""Local attention (Luong): only the keys in a window about a position, given or predicted."""

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from impl.attention.soft_hard import soft_attention
from impl.attention.weights import softmax_weights
from impl.checked import checked
from impl.domains import Logits, Positive


@checked
def local_mask(
    p: Float[Tensor, "*batch n"], m: Positive[int, ""], D: Positive[float, ""]
) -> Bool[Tensor, "*batch n m"]:
    r"""Keep the keys that lie at most D from the position of each query.

    Formula:
        $$ M_{ij} = \begin{cases} 1, & |j - p_i| \le D \\ 0, & |j - p_i| > D \end{cases} $$

    Names:
        local attention window, sliding window mask; 局部注意力窗口, 滑动窗口掩码

    Args:
        p: position of each query among the keys, which count from 1.
        m: number of keys.
        D: half width of the window.

    Returns:
        True where a key is kept.

    Raises:
        ValueError: if m or D is not positive.

    Conventions:
        mask: True=keep | True=drop | additive
        position: counts from 1 | counts from 0

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return (_offset(p, m)).abs() <= D  # (*batch, n, m)


@checked
def local_attention(
    S: Logits[Tensor, "*batch n m"],
    V: Float[Tensor, "*batch m d_v"],
    p: Float[Tensor, "*batch n"],
    D: Positive[float, ""],
) -> Float[Tensor, "*batch n d_v"]:
    r"""Average the values in a window about each query's position by the softmax of their scores.

    With p the query's own place this is Luong's local-m.

    Formula:
        $$ C_i = \frac{\sum_j M_{ij} \exp(S_{ij}) V_j}{\sum_j M_{ij} \exp(S_{ij})} $$
        $$ M_{ij} = \begin{cases} 1, & |j - p_i| \le D \\ 0, & |j - p_i| > D \end{cases} $$

    Names:
        local attention, monotonic local attention; 局部注意力; local-m

    Args:
        S: score of each query with each key.
        V: values.
        p: position of each query among the keys, which count from 1.
        D: half width of the window.

    Returns:
        One average for each query; zeros where the window holds no key.

    Raises:
        ValueError: if the shapes do not fit together or D is not positive.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return soft_attention(S, V, local_mask(p, S.shape[-1], D))  # (*batch, n, d_v)


@checked
def gaussian_local_attention(
    S: Logits[Tensor, "*batch n m"],
    V: Float[Tensor, "*batch m d_v"],
    p: Float[Tensor, "*batch n"],
    D: Positive[float, ""],
) -> Float[Tensor, "*batch n d_v"]:
    r"""Local attention that also favours keys near the position, and so passes a gradient to it.

    The weights no longer sum to 1; the deviation of the Gaussian is half of the window's half width.

    Formula:
        $$ C_i = \sum_j A_{ij} \exp\left(-\frac{(j - p_i)^2}{2 (D/2)^2}\right) V_j $$
        $$ A_{ij} = \frac{M_{ij} \exp(S_{ij})}{\sum_k M_{ik} \exp(S_{ik})} $$
        $$ M_{ij} = \begin{cases} 1, & |j - p_i| \le D \\ 0, & |j - p_i| > D \end{cases} $$

    Names:
        local attention with predicted alignment, predictive local attention; 预测式局部注意力; local-p

    Args:
        S: score of each query with each key.
        V: values.
        p: position of each query among the keys, which count from 1; see predicted_position.
        D: half width of the window.

    Returns:
        One weighted sum for each query.

    Raises:
        ValueError: if the shapes do not fit together or D is not positive.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    m = S.shape[-1]
    A = softmax_weights(S, local_mask(p, m, D))  # (*batch, n, m)
    near = torch.exp(-(_offset(p, m) ** 2) / (2 * (D / 2) ** 2))  # (*batch, n, m)
    return (A * near) @ V  # (*batch, n, d_v)


@checked
def predicted_position(
    H: Float[Tensor, "*batch n d"], W: Float[Tensor, "d h"], w: Float[Tensor, "h"], m: Positive[int, ""]
) -> Float[Tensor, "*batch n"]:
    r"""Predict from each query's state where in a source of m tokens it should look.

    Formula:
        $$ p_i = m \operatorname{sigmoid}(\tanh(H_i W) \cdot w) $$

    Names:
        predicted alignment position; 预测对齐位置

    Args:
        H: states of the decoder.
        W: hidden layer.
        w: output layer.
        m: number of keys.

    Returns:
        A position between 0 and m for each query.

    Raises:
        ValueError: if the shapes do not fit together or m is not positive.

    Conventions:
        none

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return m * torch.sigmoid((H @ W).tanh() @ w)  # (*batch, n)


def _offset(p: Tensor, m: int) -> Float[Tensor, "*batch n m"]:
    """How far each key lies from each query's position."""
    return torch.arange(1, m + 1, device=p.device, dtype=p.dtype) - p[..., None]  # (*batch, n, m)
