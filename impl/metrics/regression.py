"""Metrics of predictions of numbers."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked


@checked
def r_squared(y: Float[Tensor, "n"], f: Float[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The share of the target's variance that predictions explain.

    Formula:
        $$ R^2 = 1 - \frac{\sum_{i=1}^n (y_i - f_i)^2}{\sum_{i=1}^n (y_i - \mu)^2} $$
        $$ \mu = \frac{1}{n} \sum_{i=1}^n y_i $$

    Names:
        coefficient of determination, R squared, r2 score; 决定系数, 判定系数; R2

    Args:
        y: targets, not all alike.
        f: predictions.

    Returns:
        1 if every prediction is right, 0 for the mean of the targets, below 0 for what is worse.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Draper and Smith, Applied Regression Analysis, 1998, section 1.3.
    """
    return 1 - ((y - f) ** 2).sum() / ((y - y.mean()) ** 2).sum()  # ()


@checked
def root_mean_squared_error(y: Float[Tensor, "n"], f: Float[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""How far predictions are off, in the unit of the target.

    Formula:
        $$ RMSE = \sqrt{\frac{1}{n} \sum_{i=1}^n (y_i - f_i)^2} $$

    Names:
        root mean squared error, root mean square error; 均方根误差; RMSE

    Args:
        y: targets.
        f: predictions.

    Returns:
        At least 0.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 2.4.
    """
    return ((y - f) ** 2).mean().sqrt()  # ()


@checked
def mean_absolute_percentage_error(y: Float[Tensor, "n"], f: Float[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""How far predictions are off, as a share of the target.

    Formula:
        $$ MAPE = \frac{1}{n} \sum_{i=1}^n \left|\frac{y_i - f_i}{y_i}\right| $$

    Names:
        mean absolute percentage error; 平均绝对百分比误差; MAPE

    Args:
        y: targets, none of them 0.
        f: predictions.

    Returns:
        At least 0; 1 is as much as the targets themselves.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        unit: a share | percent

    Source:
        Hyndman and Koehler, Another look at measures of forecast accuracy, 2006.
    """
    return ((y - f) / y).abs().mean()  # ()
