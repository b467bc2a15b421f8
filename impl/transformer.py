"""The layers of a transformer: what comes around attention."""

from collections.abc import Callable

from jaxtyping import Float
from torch import Tensor, nn

from impl.activations import relu
from impl.attention.multi_head import MultiHeadAttention
from impl.checked import checked
from impl.normalization import LayerNorm


@checked
def feed_forward(
    x: Float[Tensor, "*batch d"],
    W: Float[Tensor, "h d"],
    b: Float[Tensor, "h"],
    V: Float[Tensor, "d h"],
    c: Float[Tensor, "d"],
) -> Float[Tensor, "*batch d"]:
    r"""Two linear maps with a relu between them, the same at every position.

    Formula:
        $$ y_i = \sum_{j=1}^h V_{ij} \max(0, \sum_{k=1}^d W_{jk} x_k + b_j) + c_i $$

    Names:
        position-wise feed-forward network, feed-forward network; 逐位置前馈网络, 前馈网络; FFN

    Args:
        x: tokens.
        W: map to the inner width.
        b: what is added there.
        V: map back.
        c: what is added at the end.

    Returns:
        Tokens of the same width.

    Raises:
        ValueError: if the widths do not fit.

    Conventions:
        activation: relu | gelu | silu

    Source:
        Vaswani et al., Attention Is All You Need, 2017, equation 2.
    """
    return relu(x @ W.mT + b) @ V.mT + c  # (*batch, d)


class Sublayer(nn.Module):
    r"""A network with its shortcut and its normalization: behind the sum, or before the network.

    Formula:
        $$ y = \operatorname{norm}(x + f(x)) $$

    Names:
        sublayer connection, residual connection with normalization; 子层连接, 残差连接与归一化; Add & Norm

    Args:
        f: the network, whose output has the shape of its input.
        norm: the normalization.
        norm_first: whether only what goes into f is normalized, y = x + f(norm(x)).

    Attributes:
        f: the network.
        norm: the normalization.
        norm_first: whether it comes first.

    Conventions:
        norm: behind the sum | before the network

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.1; Xiong et al., On Layer Normalization in
        the Transformer Architecture, 2020, for the norm before the network.
    """

    def __init__(
        self, f: Callable[[Tensor], Tensor], norm: Callable[[Tensor], Tensor], *, norm_first: bool = False
    ) -> None:
        super().__init__()
        self.f, self.norm, self.norm_first = f, norm, norm_first

    def forward(self, x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
        """Apply the network around its shortcut."""
        if self.norm_first:
            return x + self.f(self.norm(x))  # (*shape)
        return self.norm(x + self.f(x))  # (*shape)


class EncoderLayer(nn.Module):
    r"""One layer of a transformer's encoder: tokens look at each other, then each is mapped by itself.

    Formula:
        $$ y = \operatorname{norm}_2(u + f(u)) $$
        $$ u = \operatorname{norm}_1(x + a(x)) $$

    Names:
        transformer encoder layer, transformer block, encoder block; Transformer 编码器层, 编码器块

    Args:
        d: width of a token.
        h: number of heads.
        width: inner width of the feed-forward network.
        norm_first: whether normalization comes before attention and before the network.

    Attributes:
        attend: self-attention with its shortcut.
        transform: the feed-forward network with its shortcut.

    Raises:
        ValueError: if d is not a multiple of h.

    Conventions:
        norm: behind the sum | before the network
        activation: relu | gelu

    Source:
        Vaswani et al., Attention Is All You Need, 2017, section 3.1.
    """

    def __init__(self, d: int, h: int, width: int, *, norm_first: bool = False) -> None:
        super().__init__()
        network = nn.Sequential(nn.Linear(d, width), nn.ReLU(), nn.Linear(width, d))
        self.attend = Sublayer(MultiHeadAttention(d, h), LayerNorm(d), norm_first=norm_first)
        self.transform = Sublayer(network, LayerNorm(d), norm_first=norm_first)

    def forward(self, x: Float[Tensor, "b n d"]) -> Float[Tensor, "b n d"]:
        """Apply the layer."""
        y: Tensor = self.transform(self.attend(x))  # (b, n, d)
        return y
