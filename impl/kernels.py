"""Kernels: inner products in a space of features that is never visited."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative, Positive


@checked
def linear_kernel(
    X: Float[Tensor, "*batch n d"], Z: Float[Tensor, "*batch m d"]
) -> Float[Tensor, "*batch n m"]:
    r"""The inner product of each pair of rows.

    Formula:
        $$ K_{ij} = X_i \cdot Z_j $$

    Names:
        linear kernel; 线性核, 线性核函数

    Args:
        X: samples.
        Z: samples to compare with.

    Returns:
        The kernel matrix.

    Raises:
        ValueError: if X and Z differ in features or batch.

    Conventions:
        none

    Source:
        Shawe-Taylor and Cristianini, Kernel Methods for Pattern Analysis, 2004.
    """
    return X @ Z.mT  # (*batch, n, m)


@checked
def polynomial_kernel(
    X: Float[Tensor, "*batch n d"],
    Z: Float[Tensor, "*batch m d"],
    degree: Positive[int, ""] = 3,
    gamma: Positive[float, ""] = 1.0,
    c: NonNegative[float, ""] = 1.0,
) -> Float[Tensor, "*batch n m"]:
    r"""A power of the inner product: features are all monomials up to the degree.

    Formula:
        $$ K_{ij} = (\gamma X_i \cdot Z_j + c)^{\text{degree}} $$

    Names:
        polynomial kernel; 多项式核, 多项式核函数

    Args:
        X: samples.
        Z: samples to compare with.
        degree: of the polynomial.
        gamma: scale of the inner product.
        c: weight of the lower degrees; 0 leaves only the highest.

    Returns:
        The kernel matrix.

    Raises:
        ValueError: if X and Z differ in features or batch, or a parameter is out of range.

    Conventions:
        c: 1 | 0
        gamma: 1 | 1/d

    Source:
        Shawe-Taylor and Cristianini, Kernel Methods for Pattern Analysis, 2004.
    """
    return (gamma * (X @ Z.mT) + c) ** degree  # (*batch, n, m)


@checked
def rbf_kernel(
    X: Float[Tensor, "*batch n d"], Z: Float[Tensor, "*batch m d"], gamma: Positive[float, ""] = 1.0
) -> Float[Tensor, "*batch n m"]:
    r"""Likeness that falls off with the squared distance.

    Formula:
        $$ K_{ij} = \exp\left(-\gamma \|X_i - Z_j\|^2\right) $$

    Names:
        radial basis function kernel, Gaussian kernel; 径向基核函数, 高斯核函数, 高斯核; RBF

    Args:
        X: samples.
        Z: samples to compare with.
        gamma: how fast it falls; 1 / (2 sigma^2) for a Gaussian of deviation sigma.

    Returns:
        The kernel matrix, 1 where two samples are equal.

    Raises:
        ValueError: if X and Z differ in features or batch, or gamma is not positive.

    Conventions:
        width: gamma | sigma, gamma = 1 / (2 sigma^2) | sigma, gamma = 1 / sigma^2

    Source:
        Shawe-Taylor and Cristianini, Kernel Methods for Pattern Analysis, 2004.
    """
    return torch.exp(-gamma * squared_distances(X, Z))  # (*batch, n, m)


@checked
def squared_distances(
    X: Float[Tensor, "*batch n d"], Z: Float[Tensor, "*batch m d"]
) -> Float[Tensor, "*batch n m"]:
    r"""Squared Euclidean distance of each pair of rows, without a tensor of all differences.

    The expanded square costs one matrix product; rounding may leave a value just below 0, which is cut.

    Formula:
        $$ D_{ij} = \|X_i\|^2 + \|Z_j\|^2 - 2 X_i \cdot Z_j $$

    Names:
        squared Euclidean distance matrix; 欧氏距离平方矩阵

    Args:
        X: samples.
        Z: samples to compare with.

    Returns:
        The squared distances.

    Raises:
        ValueError: if X and Z differ in features or batch.

    Conventions:
        power: squared | the distance itself

    Source:
        Shawe-Taylor and Cristianini, Kernel Methods for Pattern Analysis, 2004.
    """
    squares_X, squares_Z = (X**2).sum(-1), (Z**2).sum(-1)  # (*batch, n), (*batch, m)
    D = squares_X[..., :, None] + squares_Z[..., None, :] - 2 * (X @ Z.mT)  # (*batch, n, m)
    return D.clamp_min(0)
