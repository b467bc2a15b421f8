"""Likelihood of coin throws, and how its logarithm is the cross entropy."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, Probability
from impl.losses import weighted_log


@checked
def bernoulli_probability(
    x: Binary[Tensor, "*batch"], p: Probability[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""Probability of one outcome of a coin.

    Formula:
        $$ P(x) = p^x (1 - p)^{1 - x} $$

    Names:
        Bernoulli distribution, Bernoulli probability mass function; 伯努利分布, 两点分布, 0-1 分布

    Args:
        x: outcome, 1 or 0.
        p: probability of 1.

    Returns:
        p for 1, 1 - p for 0.

    Raises:
        ValueError: if the shapes differ, x holds anything but 0 and 1, or p is not in [0, 1].

    Conventions:
        none

    Source:
        Bishop, Pattern Recognition and Machine Learning, 2006, equation 2.2.
    """
    return p.where(x == 1, 1 - p)  # (*batch)


@checked
def bernoulli_log_likelihood(
    x: Binary[Tensor, "*batch n"], p: Probability[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""Logarithm of the probability of independent throws of one coin, as a function of the coin.

    It is minus the binary cross entropy summed over the throws: maximising one minimises the other.

    Formula:
        $$ \ell = \sum_{i=1}^{n} \left( x_i \log p + (1 - x_i) \log(1 - p) \right) $$

    Names:
        Bernoulli log-likelihood; 伯努利对数似然, 对数似然函数

    Args:
        x: outcomes, each 1 or 0.
        p: probability of 1, the same for all throws.

    Returns:
        The log-likelihood, at most 0; minus infinity where an outcome was impossible.

    Raises:
        ValueError: if the shapes do not fit together, x holds anything but 0 and 1, or p is not in [0, 1].

    Conventions:
        log_base: e | 2 | 10
        reduction: sum | mean
        sign: likelihood | loss

    Source:
        Bishop, Pattern Recognition and Machine Learning, 2006, equation 2.6.
    """
    ones = x.to(p.dtype).sum(-1)  # (*batch): all that the throws say about the coin
    return weighted_log(ones, p) + weighted_log(x.shape[-1] - ones, 1 - p)  # (*batch)


@checked
def bernoulli_maximum_likelihood(x: Binary[Tensor, "*batch n"]) -> Float[Tensor, "*batch"]:
    r"""The coin that makes the throws most likely: the share of ones.

    Formula:
        $$ \hat{p} = \frac{1}{n} \sum_{i=1}^{n} x_i $$

    Names:
        maximum likelihood estimate of a Bernoulli probability; 伯努利分布的极大似然估计, 最大似然估计; MLE

    Args:
        x: outcomes, each 1 or 0.

    Returns:
        The estimate.

    Raises:
        ValueError: if there is no throw, or x holds anything but 0 and 1.

    Conventions:
        none

    Source:
        Bishop, Pattern Recognition and Machine Learning, 2006, equation 2.7.
    """
    if x.shape[-1] == 0:
        raise ValueError("x must hold at least one throw, got none")
    return (x if x.is_floating_point() else x.double()).mean(-1)  # (*batch)
