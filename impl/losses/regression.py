"""Losses of a prediction against a number."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive
from impl.losses.reduction import Reduction, reduced


@checked
def absolute_loss(
    y: Float[Tensor, "*batch"], f: Float[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""How far the prediction is off; the best constant is the median.

    Formula:
        $$ L(y, f) = |y - f| $$

    Names:
        absolute loss, absolute error, L1 loss; 绝对值损失, 绝对损失, 绝对值损失函数; L1, MAE

    Args:
        y: target.
        f: prediction.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 10.6.
    """
    return reduced((y - f).abs(), reduction)


@checked
def squared_loss(
    y: Float[Tensor, "*batch"], f: Float[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""The square of how far the prediction is off; the best constant is the mean.

    Formula:
        $$ L(y, f) = (y - f)^2 $$

    Names:
        squared loss, squared error, quadratic loss, L2 loss; 平方损失, 平方误差, 平方损失函数; L2, MSE

    Args:
        y: target.
        f: prediction.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        factor: 1 | 1/2

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 2.4.
    """
    return reduced((y - f) ** 2, reduction)


@checked
def huber_loss(
    y: Float[Tensor, "*batch"],
    f: Float[Tensor, "*batch"],
    delta: Positive[float, ""] = 1.0,
    reduction: Reduction = "none",
) -> Float[Tensor, "*batch"]:
    r"""Squared near the target, absolute far from it, and smooth where they meet.

    Formula:
        $$ L(y, f) = \begin{cases} \frac{1}{2} (y - f)^2, & |y - f| \le \delta \\
        \delta \left(|y - f| - \frac{1}{2} \delta\right), & |y - f| > \delta \end{cases} $$

    Names:
        Huber loss; Huber 损失, 胡伯损失

    Args:
        y: target.
        f: prediction.
        delta: where the square ends.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, delta is not positive or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        scale: Huber | smooth L1 (divided by delta)

    Source:
        Huber, Robust Estimation of a Location Parameter, 1964.
    """
    off = y - f  # (*batch)
    near = off.clamp(-delta, delta)  # (*batch): off where the square holds, delta with its sign beyond
    return reduced(near * (off - near / 2), reduction)
