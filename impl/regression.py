"""Linear regression with a penalty on the weights: what is minimised, and where."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative, Positive


@checked
def ridge_objective(
    w: Float[Tensor, "d"],
    X: Float[Tensor, "n d"],
    y: Float[Tensor, "n"],
    lambda_: NonNegative[float, ""] = 1.0,
) -> Float[Tensor, ""]:
    r"""Squares of what a linear model misses, and of its weights.

    Formula:
        $$ J(w) = \sum_{i=1}^n (y_i - \sum_{j=1}^d X_{ij} w_j)^2 + \lambda \sum_{j=1}^d w_j^2 $$

    Names:
        ridge regression objective, ridge loss; 岭回归目标函数, 岭回归损失

    Args:
        w: weights.
        X: features of each example.
        y: value of each example.
        lambda_: how much the weights cost.

    Returns:
        The sum.

    Raises:
        ValueError: if the shapes do not fit together or lambda is negative.

    Conventions:
        squares: summed | averaged | halved

    Source:
        Hoerl and Kennard, Ridge Regression, 1970.
    """
    return (y - X @ w).square().sum() + lambda_ * w.square().sum()  # ()


@checked
def ridge_solution(
    X: Float[Tensor, "n d"], y: Float[Tensor, "n"], lambda_: Positive[float, ""] = 1.0
) -> Float[Tensor, "d"]:
    r"""The weights of least ridge objective.

    Formula:
        $$ w = (X^T X + \lambda I)^{-1} X^T y $$

    Names:
        ridge regression, ridge solution, Tikhonov regularized least squares; 岭回归, 岭回归闭式解

    Args:
        X: features of each example.
        y: value of each example.
        lambda_: how much the weights cost.

    Returns:
        One weight for each feature.

    Raises:
        ValueError: if the shapes do not fit together or lambda is not positive.

    Conventions:
        penalty: lambda | n lambda

    Source:
        Hoerl and Kennard, Ridge Regression, 1970.
    """
    gram = X.mT @ X  # (d, d)
    gram = gram + lambda_ * torch.eye(len(gram), dtype=X.dtype, device=X.device)  # (d, d)
    w: Tensor = torch.linalg.solve(gram, X.mT @ y)  # (d)
    return w


@checked
def least_squares(X: Float[Tensor, "n d"], y: Float[Tensor, "n"]) -> Float[Tensor, "d"]:
    r"""The weights with which a linear model misses least, for features that do not depend on each other.

    Formula:
        $$ w = (X^T X)^{-1} X^T y $$

    Names:
        ordinary least squares, normal equation, linear regression solution; 最小二乘解, 正规方程

    Args:
        X: features of each example, at least as many examples as features.
        y: value of each example.

    Returns:
        One weight for each feature.

    Raises:
        ValueError: if the shapes do not fit together.

    Conventions:
        none

    Source:
        Gauss, Theoria motus corporum coelestium, 1809.
    """
    w: Tensor = torch.linalg.solve(X.mT @ X, X.mT @ y)  # (d)
    return w
