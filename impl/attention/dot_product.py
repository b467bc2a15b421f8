"""Scaled dot-product attention, and self- and cross-attention built on it."""

from math import sqrt

from jaxtyping import Float
from torch import Tensor

from impl.attention.weights import softmax_weights
from impl.checked import checked
from impl.domains import Mask, Positive


@checked
def dot_score(
    Q: Float[Tensor, "*batch n d_k"], K: Float[Tensor, "*batch m d_k"]
) -> Float[Tensor, "*batch n m"]:
    r"""Score a query and a key by their inner product.

    Formula:
        $$ S_{ij} = Q_i \cdot K_j $$

    Names:
        dot-product score, dot score; 点积注意力分数, 点积打分函数; Luong dot

    Args:
        Q: queries.
        K: keys.

    Returns:
        One score for each query and key.

    Raises:
        ValueError: if queries and keys differ in length or batch.

    Conventions:
        scale: none | 1/sqrt(d_k)

    Source:
        Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation, 2015.
    """
    return Q @ K.mT  # (*batch, n, m)


@checked
def scaled_dot_score(
    Q: Float[Tensor, "*batch n d_k"], K: Float[Tensor, "*batch m d_k"]
) -> Float[Tensor, "*batch n m"]:
    r"""Score by the inner product over the root of its length, so that the variance does not grow with it.

    Formula:
        $$ S_{ij} = \frac{Q_i \cdot K_j}{\sqrt{d_k}} $$

    Names:
        scaled dot-product score; 缩放点积注意力分数, 缩放点积打分函数

    Args:
        Q: queries.
        K: keys.

    Returns:
        One score for each query and key.

    Raises:
        ValueError: if queries and keys differ in length or batch.

    Conventions:
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.1.
    """
    return (Q / sqrt(Q.shape[-1])) @ K.mT  # (*batch, n, m); dividing Q costs less than dividing the scores


@checked
def scaled_dot_product_attention(
    Q: Float[Tensor, "*batch n d_k"],
    K: Float[Tensor, "*batch m d_k"],
    V: Float[Tensor, "*batch m d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Average the values, each weighted by how well its key answers the query.

    Formula:
        $$ \text{Attention}(Q, K, V) = \operatorname{softmax}\left(\frac{Q K^\top}{\sqrt{d_k}}\right) V $$

    Names:
        scaled dot-product attention; 缩放点积注意力; SDPA

    Args:
        Q: queries.
        K: keys.
        V: values, one for each key.
        mask: booleans, True where a key is kept, or a term added to the scores; see impl.attention.masks.

    Returns:
        One average for each query; zeros for a query that may see no key.

    Raises:
        ValueError: if the shapes do not fit together, or the mask is neither boolean nor floating.

    Conventions:
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)
        mask: True=keep | True=drop | additive
        layout: rows are tokens | columns are tokens

    Source:
        Vaswani et al., Attention Is All You Need, 2017, equation 1.
    """
    S = scaled_dot_score(Q, K)  # (*batch, n, m)
    A = softmax_weights(S, mask)  # (*batch, n, m)
    return A @ V  # (*batch, n, d_v)


@checked
def self_attention(
    X: Float[Tensor, "*batch n d"],
    W_q: Float[Tensor, "d d_k"],
    W_k: Float[Tensor, "d d_k"],
    W_v: Float[Tensor, "d d_v"],
    mask: Mask[Tensor, "*#batch #n n"] | Float[Tensor, "*#batch #n n"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Let every token of a sequence attend to all tokens of the same sequence.

    Formula:
        $$ Y = \operatorname{softmax}\left(\frac{X W_q W_k^\top X^\top}{\sqrt{d_k}}\right) X W_v $$

    Names:
        self-attention, intra-attention; 自注意力, 内部注意力

    Args:
        X: one row for each token.
        W_q: makes queries of tokens.
        W_k: makes keys of tokens.
        W_v: makes values of tokens.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One row for each token.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)
        mask: True=keep | True=drop | additive

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.3.
    """
    return scaled_dot_product_attention(X @ W_q, X @ W_k, X @ W_v, mask)  # (*batch, n, d_v)


@checked
def cross_attention(
    X: Float[Tensor, "*batch n d"],
    Z: Float[Tensor, "*batch m d_z"],
    W_q: Float[Tensor, "d d_k"],
    W_k: Float[Tensor, "d_z d_k"],
    W_v: Float[Tensor, "d_z d_v"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Let every token of one sequence attend to the tokens of another.

    Formula:
        $$ Y = \operatorname{softmax}\left(\frac{X W_q W_k^\top Z^\top}{\sqrt{d_k}}\right) Z W_v $$

    Names:
        cross-attention, encoder-decoder attention; 交叉注意力, 编码器-解码器注意力

    Args:
        X: the sequence that asks.
        Z: the sequence that answers: keys and values come from it.
        W_q: makes queries of X.
        W_k: makes keys of Z.
        W_v: makes values of Z.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One row for each token of X.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)
        mask: True=keep | True=drop | additive

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.3.
    """
    return scaled_dot_product_attention(X @ W_q, Z @ W_k, Z @ W_v, mask)  # (*batch, n, d_v)


@checked
def score_scale(d_k: Positive[int, ""]) -> float:
    r"""What brings the inner product of d_k independent standard components back to variance 1.

    Without it the scores of wide vectors lie far apart, the softmax puts all weight on one key, and its
    gradient vanishes.

    Formula:
        $$ c = \frac{1}{\sqrt{d_k}} $$

    Names:
        scaling factor of attention; 注意力缩放因子

    Args:
        d_k: length of queries and keys.

    Returns:
        The factor for the scores.

    Raises:
        ValueError: if d_k is not positive.

    Conventions:
        scale: 1 / sqrt(d_k) | 1

    Source:
        Vaswani et al., Attention Is All You Need, 2017, footnote 4.
    """
    return 1 / sqrt(d_k)


@checked
def dot_product_variance(
    mu: Float[Tensor, "*batch d_k"],
    v: Positive[Tensor, "*batch d_k"],
    nu: Float[Tensor, "*batch d_k"],
    w: Positive[Tensor, "*batch d_k"],
) -> Float[Tensor, "*batch"]:
    r"""Variance of the inner product of two random vectors whose components are all independent.

    With means 0 and variances 1 it is d_k: the reason for dividing the scores by its root.

    Formula:
        $$ \operatorname{Var}(q \cdot k) = \sum_i \left( v_i w_i + v_i \nu_i^2 + \mu_i^2 w_i \right) $$

    Names:
        variance of a dot product; 点积的方差

    Args:
        mu: means of the query's components.
        v: variances of the query's components.
        nu: means of the key's components.
        w: variances of the key's components.

    Returns:
        The variance.

    Raises:
        ValueError: if the shapes differ or a variance is not positive.

    Conventions:
        none

    Source:
        Goodman, On the Exact Variance of Products, 1960; summed over independent components.
    """
    return (v * w + v * nu**2 + mu**2 * w).sum(-1)  # (*batch)
