"""BERT's self-attention and where its 110 million parameters are."""

from typing import NamedTuple

from jaxtyping import Float
from torch import Tensor, nn

from impl.attention.dot_product import scaled_dot_score
from impl.attention.multi_head import merge_heads, split_heads
from impl.attention.weights import softmax_weights
from impl.checked import checked
from impl.domains import Mask, Positive


class BertSelfAttention(nn.Module):
    r"""Multi-head self-attention without the output projection, which BERT keeps in the layer after it.

    Formula:
        $$ Y = \operatorname{Concat}(H_1, \dots, H_h) $$
        $$ H_i = \operatorname{softmax}\left(\frac{q_i k_i^\top}{\sqrt{d/h}} + \text{mask}\right) v_i $$

        where q, k and v are the projections of X, cut into h parts.

    Names:
        BERT self-attention; BERT 自注意力

    Args:
        d: number of features of a token (hidden size).
        h: number of heads.
        dropout: share of the weights set to 0 in training.

    Attributes:
        query: projection of the queries.
        key: projection of the keys.
        value: projection of the values.

    Raises:
        ValueError: if h does not divide d.

    Conventions:
        scale: 1/sqrt(d/h) | none | 1/sqrt(d)
        mask: True=keep | True=drop | additive
        output projection: left out | included

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019.
    """

    def __init__(self, d: int, h: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        if h < 1 or d % h:
            raise ValueError(f"h must divide d = {d}, got {h}")
        self.d, self.h = d, h
        self.query = nn.Linear(d, d)
        self.key = nn.Linear(d, d)
        self.value = nn.Linear(d, d)
        self.dropout = nn.Dropout(dropout)

    @checked
    def forward(
        self,
        X: Float[Tensor, "*batch n d"],
        mask: Mask[Tensor, "*#batch #n n"] | Float[Tensor, "*#batch #n n"] | None = None,
    ) -> Float[Tensor, "*batch n d"]:
        """Attend from every token of X to the tokens that the mask, boolean or additive, leaves."""
        if X.shape[-1] != self.d:
            raise ValueError(f"X must have {self.d} features, got {X.shape[-1]}")
        projections = (self.query, self.key, self.value)
        q, k, v = (split_heads(W(X), self.h) for W in projections)  # (*batch, h, n, d/h) each
        mask = None if mask is None else mask.unsqueeze(-3)  # (*batch, 1, n, n)
        A = self.dropout(softmax_weights(scaled_dot_score(q, k), mask))  # (*batch, h, n, n)
        return merge_heads(A @ v)  # (*batch, n, d)


@checked
def embedding_parameters(
    V: Positive[int, ""] = 30522,
    P: Positive[int, ""] = 512,
    T: Positive[int, ""] = 2,
    d: Positive[int, ""] = 768,
) -> int:
    r"""Count the parameters of BERT's three embedding tables.

    Formula:
        $$ N = (V + P + T) d $$

    Names:
        embedding parameter count; 词嵌入参数量, embedding 参数量

    Args:
        V: size of the vocabulary.
        P: number of positions.
        T: number of segments (token types).
        d: number of features of a token.

    Returns:
        The count: 23,835,648 for the base model.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        layer norm: left out | counted

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, section 3.
    """
    return (V + P + T) * d


@checked
def attention_parameters(d: Positive[int, ""] = 768, *, bias: bool = True) -> int:
    r"""Count the parameters of one multi-head attention: three projections in and one out.

    The number of heads does not matter: h heads of d/h features have as many weights as one of d.

    Formula:
        $$ N = 4 d^2 + 4 d \, \text{bias} $$

    Names:
        attention parameter count; 多头注意力参数量, 注意力层参数量

    Args:
        d: number of features of a token.
        bias: whether biases count too.

    Returns:
        The count: 2,362,368 for the base model, 2,359,296 without biases.

    Raises:
        ValueError: if d is not positive.

    Conventions:
        bias: True | False

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, section 3.
    """
    return 4 * d * d + 4 * d * bias


@checked
def feed_forward_parameters(
    d: Positive[int, ""] = 768, d_ff: Positive[int, ""] = 3072, *, bias: bool = True
) -> int:
    r"""Count the parameters of one feed-forward network: up to d_ff features and back.

    Formula:
        $$ N = 2 d \, d_{ff} + (d + d_{ff}) \text{bias} $$

    Names:
        feed-forward parameter count; 前馈网络参数量, FFN 参数量

    Args:
        d: number of features of a token.
        d_ff: number of hidden features.
        bias: whether biases count too.

    Returns:
        The count: 4,722,432 for the base model, 4,718,592 without biases.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        bias: True | False

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, section 3.
    """
    return 2 * d * d_ff + (d + d_ff) * bias


@checked
def layer_norm_parameters(d: Positive[int, ""] = 768) -> int:
    r"""Count the parameters of one layer normalisation: a scale and a shift for each feature.

    Formula:
        $$ N = 2 d $$

    Names:
        layer norm parameter count; 层归一化参数量, LayerNorm 参数量

    Args:
        d: number of features of a token.

    Returns:
        The count: 1,536 for the base model.

    Raises:
        ValueError: if d is not positive.

    Conventions:
        none

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, section 3.
    """
    return 2 * d


class BertParameters(NamedTuple):
    """Parameters of a whole encoder by what they belong to; the pooler of the first token is left out.

    Attributes:
        embedding: the three tables.
        attention: all attentions.
        feed_forward: all feed-forward networks.
        layer_norm: one normalisation after the tables and two in each layer.
    """

    embedding: int
    attention: int
    feed_forward: int
    layer_norm: int


@checked
def bert_parameters(
    L: Positive[int, ""] = 12,
    d: Positive[int, ""] = 768,
    d_ff: Positive[int, ""] = 3072,
    V: Positive[int, ""] = 30522,
    P: Positive[int, ""] = 512,
    T: Positive[int, ""] = 2,
    *,
    bias: bool = True,
) -> BertParameters:
    r"""Count the parameters of BERT's encoder, part by part.

    Formula:
        $$ \text{embedding} = (V + P + T) d $$
        $$ \text{attention} = L (4 d^2 + 4 d \, \text{bias}) $$
        $$ \text{feedforward} = L (2 d \, d_{ff} + (d + d_{ff}) \text{bias}) $$
        $$ \text{layernorm} = (2 L + 1) 2 d $$

    Names:
        BERT parameter count; BERT 参数量

    Args:
        L: number of layers.
        d: number of features of a token.
        d_ff: number of hidden features of a feed-forward network.
        V: size of the vocabulary.
        P: number of positions.
        T: number of segments.
        bias: whether the biases of the projections count too; the shifts of the normalisations always do.

    Returns:
        The four counts; their sum is 108,891,648 for the base model.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        bias: True | False
        pooler: left out | included

    Source:
        Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, section 3.
    """
    return BertParameters(
        embedding=embedding_parameters(V, P, T, d),
        attention=L * attention_parameters(d, bias=bias),
        feed_forward=L * feed_forward_parameters(d, d_ff, bias=bias),
        layer_norm=(2 * L + 1) * layer_norm_parameters(d),
    )
