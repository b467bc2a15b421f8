"""Residual learning: blocks that learn what to add to their input."""

from typing import TypeVar

import torch
from jaxtyping import Float
from torch import Tensor, nn

from impl.checked import checked


@checked
def pointwise_convolution(
    x: Float[Tensor, "*batch c h w"], W: Float[Tensor, "d c"], b: Float[Tensor, "d"] | None = None
) -> Float[Tensor, "*batch d h w"]:
    r"""A 1x1 convolution: one linear map applied to the channels at every place.

    Formula:
        $$ y_{kij} = \sum_{l=1}^c W_{kl} x_{lij} + b_k $$

    Names:
        1x1 convolution, pointwise convolution; 1x1 卷积, 逐点卷积

    Args:
        x: images.
        W: the map from c channels to d.
        b: what is added to each channel; left out, nothing.

    Returns:
        Images of the same size with d channels.

    Raises:
        ValueError: if the channels do not fit.

    Conventions:
        none

    Source:
        Lin, Chen and Yan, Network In Network, 2014.
    """
    y: Tensor = torch.einsum("dc,...chw->...dhw", W, x)  # (*batch, d, h, w)
    return y if b is None else y + b[:, None, None]  # (*batch, d, h, w)


class Residual(nn.Module):
    r"""Add to the input what a network makes of it, so that the network needs to learn only the difference.

    Formula:
        $$ y = f(x) + x $$

    Names:
        residual connection, skip connection, shortcut; 残差连接, 跳跃连接

    Args:
        f: the network, whose output has the shape of its input.

    Attributes:
        f: the network.

    Conventions:
        none

    Source:
        He et al., Deep Residual Learning for Image Recognition, 2016, equation 1.
    """

    def __init__(self, f: nn.Module) -> None:
        super().__init__()
        self.f = f

    def forward(self, x: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
        """Add the input to the network's output.

        Raises:
            ValueError: if the network changes the shape.
        """
        residual: Tensor = self.f(x)  # (*shape)
        if residual.shape != x.shape:
            raise ValueError(f"f must keep the shape {tuple(x.shape)}, got {tuple(residual.shape)}")
        return residual + x  # (*shape)


class BasicBlock(nn.Module):
    r"""Two 3x3 convolutions and a shortcut, as in ResNet-18 and ResNet-34.

    Formula:
        $$ y = \operatorname{relu}(f(x) + g(x)) $$

    Names:
        basic block, residual block, building block; 残差块, 基本块

    Args:
        c: channels that come in.
        d: channels that go out.
        stride: step of the first convolution; 2 halves the image.

    Attributes:
        f: the residual: convolution, normalization, relu, convolution, normalization.
        g: the shortcut: the identity where shapes agree, else a 1x1 convolution with normalization.

    Raises:
        ValueError: if a number is not positive.

    Conventions:
        order: relu after the addition | normalization and relu before each convolution (version 2)
        shortcut: projection where shapes differ | zero padding

    Source:
        He et al., Deep Residual Learning for Image Recognition, 2016, figure 5 left.
    """

    def __init__(self, c: int, d: int, stride: int = 1) -> None:
        super().__init__()
        _check_positive(c=c, d=d, stride=stride)
        self.f = nn.Sequential(
            nn.Conv2d(c, d, 3, stride, padding=1, bias=False),
            nn.BatchNorm2d(d),
            nn.ReLU(),
            nn.Conv2d(d, d, 3, padding=1, bias=False),
            nn.BatchNorm2d(d),
        )
        self.g = shortcut(c, d, stride)

    def forward(self, x: Float[Tensor, "b c h w"]) -> Float[Tensor, "b d h2 w2"]:
        """Apply the block."""
        y: Tensor = self.f(x) + self.g(x)  # (b, d, h / stride, w / stride)
        return y.relu()


class Bottleneck(nn.Module):
    r"""A 3x3 convolution between two 1x1 ones, which make it work on fewer channels, as in ResNet-50.

    Formula:
        $$ y = \operatorname{relu}(f(x) + g(x)) $$

    Names:
        bottleneck block; 瓶颈块, 瓶颈残差块

    Args:
        c: channels that come in.
        m: channels in the bottleneck.
        d: channels that go out, in the paper 4 m.
        stride: step of the 3x3 convolution; 2 halves the image.

    Attributes:
        f: the residual: 1x1 down to m channels, 3x3, 1x1 up to d, each with normalization.
        g: the shortcut: the identity where shapes agree, else a 1x1 convolution with normalization.

    Raises:
        ValueError: if a number is not positive.

    Conventions:
        stride_in: in the 3x3 convolution (version 1.5) | in the first 1x1 convolution (the paper)
        order: relu after the addition | normalization and relu before each convolution (version 2)

    Source:
        He et al., Deep Residual Learning for Image Recognition, 2016, figure 5 right.
    """

    def __init__(self, c: int, m: int, d: int, stride: int = 1) -> None:
        super().__init__()
        _check_positive(c=c, m=m, d=d, stride=stride)
        self.f = nn.Sequential(
            nn.Conv2d(c, m, 1, bias=False),
            nn.BatchNorm2d(m),
            nn.ReLU(),
            nn.Conv2d(m, m, 3, stride, padding=1, bias=False),
            nn.BatchNorm2d(m),
            nn.ReLU(),
            nn.Conv2d(m, d, 1, bias=False),
            nn.BatchNorm2d(d),
        )
        self.g = shortcut(c, d, stride)

    def forward(self, x: Float[Tensor, "b c h w"]) -> Float[Tensor, "b d h2 w2"]:
        """Apply the block."""
        y: Tensor = self.f(x) + self.g(x)  # (b, d, h / stride, w / stride)
        return y.relu()


B = TypeVar("B", BasicBlock, Bottleneck)


def shortcut(c: int, d: int, stride: int = 1) -> nn.Module:
    r"""The way around a block: nothing where shapes agree, else a projection to the new shape.

    Where nothing stands in the way, $g(x) = x$.

    Names:
        identity mapping, shortcut, projection shortcut; 恒等映射, 捷径连接

    Args:
        c: channels that come in.
        d: channels that go out.
        stride: step of the block.

    Returns:
        The identity if c = d and the stride is 1, else a 1x1 convolution with that stride and normalization.

    Conventions:
        none

    Source:
        He et al., Deep Residual Learning for Image Recognition, 2016, section 3.3, option B.
    """
    if c == d and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c, d, 1, stride, bias=False), nn.BatchNorm2d(d))


def start_as_identity(block: B) -> B:
    r"""Let a block begin training as its shortcut, by scaling what its last normalization puts out to 0.

    Deeper networks then start no worse than shallower ones: each block only adds once it has learnt to.

    At first $y = \operatorname{relu}(g(x))$.

    Names:
        zero-initialized residual; 残差零初始化

    Args:
        block: the block, changed in place.

    Returns:
        The same block.

    Conventions:
        none

    Source:
        Goyal et al., Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour, 2017, section 5.1.
    """
    *_, last = block.f
    for parameter in last.parameters():
        nn.init.zeros_(parameter)
    return block


def _check_positive(**sizes: int) -> None:
    for name, size in sizes.items():
        if size < 1:
            raise ValueError(f"{name} must be positive, got {size}")
