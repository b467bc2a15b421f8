"""Multi-head attention: as the paper writes it, as one batched product, and as a layer."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from impl.attention.dot_product import cross_attention, scaled_dot_product_attention, scaled_dot_score
from impl.attention.weights import softmax_weights
from impl.checked import checked
from impl.domains import Mask, Positive


@checked
def concatenated_heads(
    X: Float[Tensor, "*batch n d"],
    Z: Float[Tensor, "*batch m d"],
    W_q: Float[Tensor, "h d d_k"],
    W_k: Float[Tensor, "h d d_k"],
    W_v: Float[Tensor, "h d d_v"],
    W_o: Float[Tensor, "h_d_v d_out"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_out"]:
    r"""Attend once for each head, lay the results side by side, and mix them: the definition, head by head.

    That is $\operatorname{Concat}(H_1, \dots, H_h) W_o$, where column l of the heads laid side by side is
    column j of head k.

    Formula:
        $$ Y_i = \sum_{l=1}^{h d_v} H_{kij} (W_o)_l $$
        $$ k = \lceil l / d_v \rceil $$
        $$ j = l - (k - 1) d_v $$
        $$ H_i = \operatorname{softmax}\left(\frac{X (W_q)_i (Z (W_k)_i)^\top}{\sqrt{d_k}}\right) Z (W_v)_i $$

    Names:
        multi-head attention; 多头注意力; MHA

    Args:
        X: the sequence that asks.
        Z: the sequence that answers; X itself for self-attention.
        W_q: makes the queries of each head.
        W_k: makes the keys of each head.
        W_v: makes the values of each head.
        W_o: mixes the heads; its rows are those of head 1, then of head 2, and so on.
        mask: booleans, True where a key is kept, or a term added to the scores of every head.

    Returns:
        One row for each token of X.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)
        mask: True=keep | True=drop | additive

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.2.
    """
    if W_o.shape[0] != W_v.shape[0] * W_v.shape[2]:
        raise ValueError(f"W_o must have h * d_v = {W_v.shape[0] * W_v.shape[2]} rows, got {W_o.shape[0]}")
    heads = [
        cross_attention(X, Z, *W, mask) for W in zip(W_q, W_k, W_v, strict=True)
    ]  # h of (*batch, n, d_v)
    return torch.cat(heads, -1) @ W_o  # (*batch, n, d_out)


@checked
def multi_head_attention(
    X: Float[Tensor, "*batch n d"],
    Z: Float[Tensor, "*batch m d"],
    W_q: Float[Tensor, "h d d_k"],
    W_k: Float[Tensor, "h d d_k"],
    W_v: Float[Tensor, "h d d_v"],
    W_o: Float[Tensor, "h d_v d_out"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_out"]:
    r"""The same as one batched product: heads are one more axis, and mixing them is a sum over it.

    Formula:
        $$ Y = \sum_{i=1}^{h} A_i Z (W_v)_i (W_o)_i $$
        $$ A_i = \operatorname{softmax}\left(\frac{X (W_q)_i (Z (W_k)_i)^\top}{\sqrt{d_k}}\right) $$

    Names:
        multi-head attention; 多头注意力; MHA

    Args:
        X: the sequence that asks.
        Z: the sequence that answers; X itself for self-attention.
        W_q: makes the queries of each head.
        W_k: makes the keys of each head.
        W_v: makes the values of each head.
        W_o: maps the values of each head to the output.
        mask: booleans, True where a key is kept, or a term added to the scores of every head.

    Returns:
        One row for each token of X.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens
        scale: 1/sqrt(d_k) | none | 1/sqrt(d_model)
        mask: True=keep | True=drop | additive

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.2.
    """
    X, Z = X.unsqueeze(-3), Z.unsqueeze(-3)  # (*batch, 1, n, d), (*batch, 1, m, d)
    mask = None if mask is None else mask.unsqueeze(-3)  # (*batch, 1, n, m)
    heads = scaled_dot_product_attention(X @ W_q, Z @ W_k, Z @ W_v, mask)  # (*batch, h, n, d_v)
    return torch.einsum("...hnv,hvo->...no", heads, W_o)  # (*batch, n, d_out)


@checked
def split_heads(X: Float[Tensor, "*batch n d"], h: Positive[int, ""]) -> Float[Tensor, "*batch h n d_h"]:
    r"""Cut the features of every token into h equal parts and make the parts an axis before the tokens.

    Formula:
        $$ Y_{kij} = X_{il} $$
        $$ l = (k - 1) \frac{d}{h} + j $$

    Names:
        split heads; 拆分多头, 分头

    Args:
        X: one row for each token.
        h: number of heads.

    Returns:
        One matrix for each head, each with d/h features.

    Raises:
        ValueError: if h does not divide d.

    Conventions:
        none

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.2.
    """
    if X.shape[-1] % h:
        raise ValueError(f"h must divide the {X.shape[-1]} features of X, got {h}")
    parts = X.reshape(*X.shape[:-1], h, X.shape[-1] // h)  # (*batch, n, h, d/h)
    return parts.transpose(-3, -2)  # (*batch, h, n, d/h)


@checked
def merge_heads(Y: Float[Tensor, "*batch h n d_h"]) -> Float[Tensor, "*batch n d"]:
    r"""Lay the features of all heads side by side again.

    Formula:
        $$ X_{il} = Y_{kij} $$
        $$ k = \lceil l / d_h \rceil $$
        $$ j = l - (k - 1) d_h $$

    Names:
        merge heads, concatenate heads; 合并多头, 拼接多头

    Args:
        Y: one matrix for each head.

    Returns:
        One row for each token, with the features of head 1 first.

    Raises:
        ValueError: if Y has fewer than three axes.

    Conventions:
        none

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.2.
    """
    return Y.transpose(-3, -2).flatten(-2)  # (*batch, n, h, d_h) -> (*batch, n, d)


class MultiHeadAttention(nn.Module):
    r"""Multi-head attention as a layer that learns its projections.

    Formula:
        $$ \operatorname{MultiHead}(Q, K, V) = \operatorname{Concat}(H_1, \dots, H_h) W_o^\top + b_o $$
        $$ H_i = \operatorname{softmax}\left(\frac{q_i k_i^\top}{\sqrt{d/h}}\right) v_i $$

        where q, k and v are the projections of Q, K and V, cut into h parts.

    Names:
        multi-head attention, multi-head self-attention; 多头注意力, 多头自注意力; MHA

    Args:
        d: number of features of a token, of the input as of the output.
        h: number of heads.
        bias: whether the projections add a bias.
        dropout: share of the weights set to 0 in training.

    Attributes:
        W_q: projection of the queries.
        W_k: projection of the keys.
        W_v: projection of the values.
        W_o: projection of the heads laid side by side.

    Raises:
        ValueError: if h does not divide d.

    Conventions:
        bias: True | False
        scale: 1/sqrt(d/h) | none | 1/sqrt(d)
        mask: True=keep | True=drop | additive
        layout: batch first | sequence first

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.2.2.
    """

    def __init__(self, d: int, h: int, *, bias: bool = True, dropout: float = 0.0) -> None:
        super().__init__()
        if h < 1 or d % h:
            raise ValueError(f"h must divide d = {d}, got {h}")
        self.d, self.h = d, h
        self.W_q = nn.Linear(d, d, bias=bias)
        self.W_k = nn.Linear(d, d, bias=bias)
        self.W_v = nn.Linear(d, d, bias=bias)
        self.W_o = nn.Linear(d, d, bias=bias)
        self.dropout = nn.Dropout(dropout)

    @checked
    def forward(
        self,
        Q: Float[Tensor, "*batch n d"],
        K: Float[Tensor, "*batch m d"] | None = None,
        V: Float[Tensor, "*batch m d"] | None = None,
        mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
    ) -> Float[Tensor, "*batch n d"]:
        """Attend from Q to K, which is Q where left out, and take V, which is K where left out."""
        if Q.shape[-1] != self.d:
            raise ValueError(f"Q must have {self.d} features, got {Q.shape[-1]}")
        K = Q if K is None else K
        V = K if V is None else V
        heads = self.weights(Q, K, mask) @ split_heads(self.W_v(V), self.h)  # (*batch, h, n, d/h)
        out: Tensor = self.W_o(merge_heads(heads))  # (*batch, n, d)
        return out

    @checked
    def weights(
        self,
        Q: Float[Tensor, "*batch n d"],
        K: Float[Tensor, "*batch m d"],
        mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
    ) -> Float[Tensor, "*batch h n m"]:
        """How each head of each query weighs the keys; in training with dropout."""
        q, k = split_heads(self.W_q(Q), self.h), split_heads(self.W_k(K), self.h)  # (*batch, h, n or m, d/h)
        mask = None if mask is None else mask.unsqueeze(-3)  # (*batch, 1, n, m)
        A: Tensor = self.dropout(softmax_weights(scaled_dot_score(q, k), mask))  # (*batch, h, n, m)
        return A
