"""One-hot vectors: every word at right angles to every other, and the lookup they stand for."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Labels, OneHot, Positive


@checked
def one_hot(i: Labels[Tensor, "*batch", "v"], v: Positive[int, ""]) -> OneHot[Tensor, "*batch v"]:
    r"""The vector that is 1 at the word's place and 0 elsewhere.

    Formula:
        $$ e_j = \delta_{ij} $$

    Names:
        one-hot vector, one-hot encoding, standard basis vector; 独热向量, 独热编码; one-hot

    Args:
        i: number of the word, from 0.
        v: size of the vocabulary.

    Returns:
        One vector for each word, as long as the vocabulary, in the default dtype.

    Raises:
        ValueError: if a number is not one of 0 to v - 1.

    Conventions:
        none

    Source:
        Turian, Ratinov and Bengio, Word representations, 2010.
    """
    if i.numel() and i.max() >= v:
        raise ValueError(f"i must hold words from 0 to {v - 1}, got {i.max()}")
    return (i[..., None] == torch.arange(v, device=i.device)).to(torch.get_default_dtype())  # (*batch, v)


@checked
def one_hot_cosine(
    i: Labels[Tensor, "*batch", "v"], j: Labels[Tensor, "*batch", "v"]
) -> Float[Tensor, "*batch"]:
    r"""The cosine of two one-hot vectors: 0 for any two words, however close their meanings.

    Formula:
        $$ \cos(e_i, e_j) = \delta_{ij} $$

    Names:
        cosine similarity of one-hot vectors; 独热向量的余弦相似度

    Args:
        i: number of one word.
        j: number of the other.

    Returns:
        1 where they are the same word and 0 elsewhere, in the default dtype.

    Raises:
        ValueError: if the shapes differ or a number is negative.

    Conventions:
        none

    Source:
        Turian, Ratinov and Bengio, Word representations, 2010.
    """
    return (i == j).to(torch.get_default_dtype())  # (*batch)


@checked
def embedding(i: Labels[Tensor, "*batch", "v"], W: Float[Tensor, "v d"]) -> Float[Tensor, "*batch d"]:
    r"""Look a word's row up: the product of its one-hot vector with the matrix, without the product.

    Formula:
        $$ h = W_i $$
        $$ h = \sum_{j=1}^v \delta_{ij} W_j $$

    Names:
        embedding lookup, word embedding; 词嵌入, 词向量, 嵌入层; nn.Embedding

    Args:
        i: number of the word, from 0.
        W: one row for each word.

    Returns:
        The rows.

    Raises:
        ValueError: if a number is not one of 0 to v - 1.

    Conventions:
        none

    Source:
        Bengio et al., A Neural Probabilistic Language Model, 2003.
    """
    return W[i]  # (*batch, d)
