"""Attention as pooling: from the plain average to kernel regression with a learned width."""

from collections.abc import Callable
from math import pi, sqrt

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@checked
def average_pooling(Y: Float[Tensor, "*batch m"]) -> Float[Tensor, "*batch"]:
    r"""Predict the mean of all values whatever is asked: attention with equal weights.

    Formula:
        $$ f(x) = \frac{1}{m} \sum_i Y_i $$

    Names:
        average pooling, mean pooling; 平均池化, 平均汇聚

    Args:
        Y: values.

    Returns:
        Their mean.

    Raises:
        ValueError: if there is no value.

    Conventions:
        none

    Source:
        Zhang et al., Dive into Deep Learning, 2023, chapter 11.
    """
    if Y.shape[-1] == 0:
        raise ValueError("Y must hold at least one value to average, got none")
    return Y.mean(-1)  # (*batch)


def gaussian_kernel(u: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""The standard normal density: how near a difference is to zero.

    Formula:
        $$ K(u) = \frac{1}{\sqrt{2\pi}} \exp\left(-\frac{u^2}{2}\right) $$

    Names:
        Gaussian kernel; 高斯核

    Args:
        u: differences.

    Returns:
        One value in (0, 1) for each.

    Conventions:
        normalisation: density | maximum 1

    Source:
        Watson, Smooth Regression Analysis, 1964.
    """
    return torch.exp(-(u**2) / 2) / sqrt(2 * pi)  # (*shape)


@checked
def nadaraya_watson(
    x: Float[Tensor, "*batch n"],
    X: Float[Tensor, "*batch m"],
    Y: Float[Tensor, "*batch m"],
    K: Callable[[Tensor], Tensor] = gaussian_kernel,
) -> Float[Tensor, "*batch n"]:
    r"""Predict at x an average of the known values, each weighted by a kernel of its distance.

    In the words of attention x is the query, X holds the keys and Y the values.

    Formula:
        $$ f_t = \sum_i \frac{K(x_t - X_i)}{\sum_j K(x_t - X_j)} Y_i $$

    Names:
        Nadaraya-Watson kernel regression, kernel smoothing, attention pooling;
        Nadaraya-Watson 核回归, 注意力池化, 注意力汇聚

    Args:
        x: where to predict.
        X: where values are known.
        Y: the values known.
        K: kernel, applied to each difference by itself.

    Returns:
        One prediction for each x; nan where every kernel value is 0.

    Raises:
        ValueError: if X and Y differ in shape or do not share the batch of x.

    Conventions:
        difference: x - X | X - x

    Source:
        Nadaraya, On Estimating Regression, 1964; Watson, Smooth Regression Analysis, 1964.
    """
    k = K(x[..., :, None] - X[..., None, :])  # (*batch, n, m)
    return (k @ Y[..., None]).squeeze(-1) / k.sum(-1)  # (*batch, n)


@checked
def gaussian_attention_pooling(
    x: Float[Tensor, "*batch n"],
    X: Float[Tensor, "*batch m"],
    Y: Float[Tensor, "*batch m"],
    w: Float[Tensor, ""] | float = 1.0,
) -> Float[Tensor, "*batch n"]:
    r"""Nadaraya-Watson regression with a Gaussian kernel of learned width, written as a softmax.

    The factor before the exponential cancels; what is left never divides 0 by 0, however far x lies.

    Formula:
        $$ f_t = \sum_i \operatorname{softmax}(S_t)_i Y_i $$
        $$ S_{ti} = -\frac{1}{2} ((x_t - X_i) w)^2 $$

    Names:
        parametric attention pooling, Gaussian attention pooling;
        带参数的注意力池化, 高斯注意力池化, 带参数的注意力汇聚

    Args:
        x: where to predict: the queries.
        X: where values are known: the keys.
        Y: the values known.
        w: one over the width of the kernel; a parameter where it is learned, 1 for the standard Gaussian.

    Returns:
        One prediction for each x.

    Raises:
        ValueError: if X and Y differ in shape or do not share the batch of x.

    Conventions:
        width: w multiplies the distance | sigma divides it

    Source:
        Zhang et al., Dive into Deep Learning, 2023, chapter 11.
    """
    S = -(((x[..., :, None] - X[..., None, :]) * w) ** 2) / 2  # (*batch, n, m)
    return (S.softmax(-1) @ Y[..., None]).squeeze(-1)  # (*batch, n)
