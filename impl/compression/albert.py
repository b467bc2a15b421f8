"""ALBERT's two savings: a narrow embedding before the wide layers, and one layer used many times."""

from jaxtyping import Float
from torch import Tensor, nn

from impl.checked import checked
from impl.domains import Labels, Positive


class FactorizedEmbedding(nn.Module):
    r"""Word vectors of size e, projected to the size h of the layers: v e + e h parameters instead of v h.

    Formula:
        $$ y = \text{word}_i \, \text{projection}^\top $$

    Names:
        factorized embedding parameterization; 嵌入矩阵分解, 因式分解嵌入; ALBERT

    Args:
        v: size of the vocabulary.
        e: size of the word vectors.
        h: size of the layers.

    Attributes:
        word: the word vectors W, v x e.
        projection: the projection P, h x e, without a bias.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        none

    Source:
        Lan et al., ALBERT: A Lite BERT for Self-supervised Learning of Language Representations, 2020.
    """

    def __init__(self, v: int, e: int, h: int) -> None:
        super().__init__()
        if min(v, e, h) < 1:
            raise ValueError(f"v, e and h must be positive, got {v}, {e} and {h}")
        self.word = nn.Embedding(v, e)
        self.projection = nn.Linear(e, h, bias=False)

    def forward(self, i: Labels[Tensor, "*batch", "v"]) -> Float[Tensor, "*batch h"]:
        """Look up the words and project their vectors."""
        y: Tensor = self.projection(self.word(i))  # (*batch, h)
        return y


class SharedLayers(nn.Module):
    r"""One layer applied n times: the depth of n layers, the parameters of one.

    Formula:
        $$ y = h_n $$
        $$ h_k = \begin{cases} x, & k = 0 \\ f(h_{k-1}), & k > 0 \end{cases} $$

    Names:
        cross-layer parameter sharing; 跨层参数共享; ALBERT

    Args:
        f: the layer, whose output has the shape of its input.
        n: how many times it is applied.

    Attributes:
        f: the layer.
        n: how many times it is applied.

    Raises:
        ValueError: if n is negative.

    Conventions:
        none

    Source:
        Lan et al., ALBERT: A Lite BERT for Self-supervised Learning of Language Representations, 2020.
    """

    def __init__(self, f: nn.Module, n: int) -> None:
        super().__init__()
        if n < 0:
            raise ValueError(f"n must not be negative, got {n}")
        self.f, self.n = f, n

    def forward(self, x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
        """Apply the layer n times."""
        for _ in range(self.n):
            x = self.f(x)  # (*shape)
        return x


@checked
def embedding_parameters(
    v: Positive[int, ""], h: Positive[int, ""], e: Positive[int, ""] | None = None
) -> int:
    r"""The number of parameters of an embedding, plain or factorized.

    Formula:
        $$ N = v e + e h $$

    Names:
        embedding parameter count; 嵌入层参数量

    Args:
        v: size of the vocabulary.
        h: size of the layers.
        e: size of the word vectors; without it they have size h and no projection, v h parameters.

    Returns:
        How many numbers are learnt.

    Raises:
        ValueError: if a size is not positive.

    Conventions:
        none

    Source:
        Lan et al., ALBERT: A Lite BERT for Self-supervised Learning of Language Representations, 2020.
    """
    return v * h if e is None else v * e + e * h
