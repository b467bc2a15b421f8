"""Features brought to a common scale, column by column."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@checked
def standardised(x: Float[Tensor, "n *d"]) -> Float[Tensor, "n *d"]:
    r"""Bring each feature to mean 0 and variance 1 over the samples.

    Formula:
        $$ y_i = \frac{x_i - \mu}{\sigma} $$
        $$ \mu = \frac{1}{n} \sum_{i=1}^n x_i $$
        $$ \sigma = \sqrt{\frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2} $$

        for each feature.

    Names:
        standardisation, standardization, standardize, z-score normalization; 标准化, Z 分数标准化

    Args:
        x: one sample in each row; no feature is constant.

    Returns:
        The features on a common scale.

    Conventions:
        variance: divided by n | divided by n - 1

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 3.4.1.
    """
    centred = x - x.mean(0)  # (n, *d)
    return centred / (centred**2).mean(0).sqrt()  # (n, *d)


@checked
def min_max_scaled(x: Float[Tensor, "n *d"]) -> Float[Tensor, "n *d"]:
    r"""Move each feature to the interval from 0 to 1.

    Formula:
        $$ y_i = \frac{x_i - \min_k x_k}{\max_k x_k - \min_k x_k} $$

        for each feature.

    Names:
        min-max scaling, min-max normalization, min max scaler; 最小最大归一化, 最大最小归一化

    Args:
        x: one sample in each row; no feature is constant.

    Returns:
        The features, 0 at their least and 1 at their greatest.

    Conventions:
        none

    Source:
        Han, Kamber and Pei, Data Mining: Concepts and Techniques, 2011, section 3.5.2.
    """
    least = x.amin(0)  # (*d)
    return (x - least) / (x.amax(0) - least)  # (n, *d)
