"""Sliding windows over an image: cross-correlation and pooling."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@checked
def cross_correlation(X: Float[Tensor, "h w"], K: Float[Tensor, "a b"]) -> Float[Tensor, "h2 w2"]:
    r"""At each place the products of a kernel with the window below it, added up.

    Deep learning calls it a convolution; that of mathematics turns the kernel round first.

    Formula:
        $$ Y_{ij} = \sum_{k=1}^a \sum_{l=1}^b X_{i + k - 1, j + l - 1} K_{kl} $$

    Names:
        cross-correlation, 2D convolution; 互相关, 二维卷积; corr2d, conv2d

    Args:
        X: one image of one channel.
        K: the kernel.

    Returns:
        An image with a - 1 rows and b - 1 columns less.

    Raises:
        ValueError: if X or K is not a matrix.

    Conventions:
        kernel: as it is | turned round in both directions, as in mathematics

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, equation 9.6.
    """
    return (_windows(X, K.shape[0], K.shape[1]) * K).sum((-2, -1))  # (h2, w2)


@checked
def max_pooled(X: Float[Tensor, "h w"], size: int = 2) -> Float[Tensor, "h2 w2"]:
    r"""The greatest value of each square window, windows side by side.

    Names:
        max pooling; 最大池化, 最大汇聚; maxpool2d

    Args:
        X: one image of one channel.
        size: side of the windows, and the step between them.

    Returns:
        An image of h // size by w // size; what fits in no window is left out.

    Raises:
        ValueError: if X is not a matrix.

    Conventions:
        stride: size of the windows | 1

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 9.3.
    """
    return _windows(X, size, size, size).amax((-2, -1))  # (h2, w2)


@checked
def average_pooled(X: Float[Tensor, "h w"], size: int = 2) -> Float[Tensor, "h2 w2"]:
    r"""The mean of each square window, windows side by side.

    Names:
        average pooling, mean pooling; 平均池化, 平均汇聚; avgpool2d

    Args:
        X: one image of one channel.
        size: side of the windows, and the step between them.

    Returns:
        An image of h // size by w // size; what fits in no window is left out.

    Raises:
        ValueError: if X is not a matrix.

    Conventions:
        stride: size of the windows | 1

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 9.3.
    """
    return _windows(X, size, size, size).mean((-2, -1))  # (h2, w2)


def _windows(X: Tensor, height: int, width: int, stride: int = 1) -> Tensor:
    """Every window of a size, by the place of its corner: of shape (rows, columns, height, width)."""
    return X.unfold(-2, height, stride).unfold(-2, width, stride)
