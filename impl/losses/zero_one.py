"""The loss that counts mistakes."""

import torch
from jaxtyping import Float, Real
from torch import Tensor

from impl.checked import checked
from impl.losses.reduction import Reduction, reduced


@checked
def zero_one_loss(
    y: Real[Tensor, "*batch"], f: Real[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""1 for a wrong answer, 0 for a right one; its gradient is 0 wherever it has one.

    Formula:
        $$ L(y, f) = \begin{cases} 1, & y \ne f \\ 0, & y = f \end{cases} $$

    Names:
        zero-one loss, 0-1 loss; 0-1 损失, 零一损失, 0-1 损失函数

    Args:
        y: true answer, a class or a sign.
        f: answer given.
        reduction: over the samples; the mean is the error rate.

    Returns:
        One loss for each sample, or their mean or sum, in torch's default dtype.

    Raises:
        ValueError: if the shapes differ or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 2.4.
    """
    return reduced((y != f).to(torch.get_default_dtype()), reduction)
