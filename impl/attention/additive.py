"""Additive attention (Bahdanau): scores from a network of one hidden layer."""

from jaxtyping import Float
from torch import Tensor

from impl.attention.soft_hard import soft_attention
from impl.checked import checked
from impl.domains import Mask


@checked
def additive_score(
    Q: Float[Tensor, "*batch n d_q"],
    K: Float[Tensor, "*batch m d_k"],
    W_q: Float[Tensor, "d_q d"],
    W_k: Float[Tensor, "d_k d"],
    w: Float[Tensor, "d"],
) -> Float[Tensor, "*batch n m"]:
    r"""Score a query and a key, which may differ in length, by adding their projections inside a tanh.

    Formula:
        $$ S_{ij} = \tanh(Q_i W_q + K_j W_k) \cdot w $$

    Names:
        additive score, Bahdanau score; 加性打分函数, 加性注意力分数

    Args:
        Q: queries: states of the decoder.
        K: keys: outputs of the encoder.
        W_q: projects queries.
        W_k: projects keys.
        w: reads a score off the hidden layer.

    Returns:
        One score for each query and key.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens

    Source:
        Bahdanau, Cho and Bengio, Neural Machine Translation by Jointly Learning to Align and Translate, 2015.
    """
    hidden = (Q @ W_q)[..., :, None, :] + (K @ W_k)[..., None, :, :]  # (*batch, n, m, d)
    return hidden.tanh() @ w  # (*batch, n, m)


@checked
def additive_attention(
    Q: Float[Tensor, "*batch n d_q"],
    K: Float[Tensor, "*batch m d_k"],
    V: Float[Tensor, "*batch m d_v"],
    W_q: Float[Tensor, "d_q d"],
    W_k: Float[Tensor, "d_k d"],
    w: Float[Tensor, "d"],
    mask: Mask[Tensor, "*#batch #n m"] | Float[Tensor, "*#batch #n m"] | None = None,
) -> Float[Tensor, "*batch n d_v"]:
    r"""Average the values by the softmax of additive scores.

    In the translation model that introduced it the keys are the values.

    Formula:
        $$ C_i = \sum_j A_{ij} V_j $$
        $$ A_{ij} = \frac{\exp(S_{ij})}{\sum_l \exp(S_{il})} $$
        $$ S_{ij} = \tanh(Q_i W_q + K_j W_k) \cdot w $$

    Names:
        additive attention, Bahdanau attention; 加性注意力, 加性 attention

    Args:
        Q: queries: states of the decoder.
        K: keys: outputs of the encoder.
        V: values.
        W_q: projects queries.
        W_k: projects keys.
        w: reads a score off the hidden layer.
        mask: booleans, True where a key is kept, or a term added to the scores.

    Returns:
        One context for each query.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        layout: rows are tokens | columns are tokens
        mask: True=keep | True=drop | additive

    Source:
        Bahdanau, Cho and Bengio, Neural Machine Translation by Jointly Learning to Align and Translate, 2015.
    """
    return soft_attention(additive_score(Q, K, W_q, W_k, w), V, mask)  # (*batch, n, d_v)
