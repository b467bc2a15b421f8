"""Risks: losses averaged over the data seen, and with a price on the model's complexity."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative


@checked
def empirical_risk(L: Float[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""Mean of the losses over the training data.

    Formula:
        $$ R = \frac{1}{n} \sum_{i=1}^{n} L_i $$

    Names:
        empirical risk; 经验风险, 经验损失

    Args:
        L: loss of each sample.

    Returns:
        The mean.

    Raises:
        ValueError: if there is no sample.

    Conventions:
        reduction: mean | sum

    Source:
        Vapnik, Principles of Risk Minimization for Learning Theory, 1992.
    """
    if L.numel() == 0:
        raise ValueError("L must hold the loss of at least one sample, got none")
    return L.mean()  # ()


@checked
def structural_risk(
    L: Float[Tensor, "n"], J: Float[Tensor, ""], lambda_: NonNegative[float, ""]
) -> Float[Tensor, ""]:
    r"""Empirical risk plus a price on the complexity of the model, against overfitting.

    Formula:
        $$ R = \frac{1}{n} \sum_{i=1}^{n} L_i + \lambda J $$

    Names:
        structural risk, regularised risk; 结构风险

    Args:
        L: loss of each sample.
        J: complexity of the model, such as an L2 penalty.
        lambda_: price of complexity.

    Returns:
        The sum.

    Raises:
        ValueError: if there is no sample or the price is negative.

    Conventions:
        reduction: mean | sum

    Source:
        Vapnik, Principles of Risk Minimization for Learning Theory, 1992.
    """
    return empirical_risk(L) + lambda_ * J  # ()
