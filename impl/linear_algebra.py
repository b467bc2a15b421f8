"""Linear algebra: matrices as maps, changes of basis, and products with diagonal matrices."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Invertible


@checked
def linear_map(A: Float[Tensor, "*batch m n"], x: Float[Tensor, "*batch n"]) -> Float[Tensor, "*batch m"]:
    r"""Apply a matrix to a vector: a combination of its columns, with the entries of the vector as weights.

    Formula:
        $$ (A x)_i = \sum_{j=1}^n x_j A_{ij} $$

    Names:
        linear transformation, linear map, matrix-vector product; 线性变换, 矩阵向量乘法

    Args:
        A: the matrix.
        x: the vector.

    Returns:
        The image of x.

    Raises:
        ValueError: if x has not as many entries as A has columns, or the batches differ.

    Conventions:
        vectors: columns, A x | rows, x A

    Source:
        Strang, Introduction to Linear Algebra, 2016, section 1.3.
    """
    return (A @ x[..., None])[..., 0]  # (*batch, m)


@checked
def change_of_basis(
    W: Float[Tensor, "*batch n n"], X: Float[Tensor, "*batch n m"]
) -> Float[Tensor, "*batch n m"]:
    r"""Turn coordinates in the basis W into coordinates in the standard basis.

    Formula:
        $$ Y = W X $$

    Names:
        change of basis, basis transformation; 基变换, 换基

    Args:
        W: the basis, one vector a column.
        X: m vectors as columns, each by its coordinates in the basis W.

    Returns:
        The same vectors as columns in the standard basis.

    Raises:
        ValueError: if W is not square, or X has not as many rows.

    Conventions:
        vectors: columns | rows
        direction: from W to the standard basis | from the standard basis to W (`coordinates`)

    Source:
        Axler, Linear Algebra Done Right, 2015, section 10.A.
    """
    return W @ X  # (*batch, n, m)


@checked
def coordinates(
    W: Invertible[Tensor, "*batch n n"], Y: Float[Tensor, "*batch n m"]
) -> Float[Tensor, "*batch n m"]:
    r"""Turn coordinates in the standard basis into coordinates in the basis W.

    Formula:
        $$ X = W^{-1} Y $$

    Names:
        coordinates in a basis; 坐标变换, 坐标

    Args:
        W: the basis, one vector a column.
        Y: m vectors as columns in the standard basis.

    Returns:
        The same vectors as columns of coordinates in the basis W.

    Raises:
        ValueError: if W is not square, or Y has not as many rows.
        torch.linalg.LinAlgError: if the columns of W are dependent.

    Conventions:
        vectors: columns | rows

    Source:
        Axler, Linear Algebra Done Right, 2015, section 10.A.
    """
    X: Tensor = torch.linalg.solve(W, Y)  # (*batch, n, m)
    return X


@checked
def similar_matrix(
    A: Float[Tensor, "*batch n n"], W: Invertible[Tensor, "*batch n n"]
) -> Float[Tensor, "*batch n n"]:
    r"""The matrix that the linear map A has in the basis W.

    Formula:
        $$ B = W^{-1} A W $$

    Names:
        similarity transformation, similar matrix; 相似变换, 相似矩阵

    Args:
        A: the map in the standard basis.
        W: the basis, one vector a column.

    Returns:
        The matrix B that takes coordinates in W to coordinates in W.

    Raises:
        ValueError: if A and W are not square matrices of one size.
        torch.linalg.LinAlgError: if the columns of W are dependent.

    Conventions:
        side: the inverse on the left | on the right

    Source:
        Axler, Linear Algebra Done Right, 2015, section 10.A.
    """
    B: Tensor = torch.linalg.solve(W, A @ W)  # (*batch, n, n)
    return B


@checked
def hadamard(A: Float[Tensor, "*shape"], B: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""Multiply entry by entry.

    Formula:
        $$ (A \odot B)_{ij} = A_{ij} B_{ij} $$

    Names:
        Hadamard product, element-wise product, Schur product; 哈达玛积, 哈达马乘积, 逐元素乘积; ⊙, ∘

    Args:
        A: one tensor.
        B: another of the same shape.

    Returns:
        The products of the entries.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        none

    Source:
        Horn and Johnson, Matrix Analysis, 2012, section 7.5.
    """
    return A * B  # (*shape)


@checked
def scale_rows(d: Float[Tensor, "*batch m"], A: Float[Tensor, "*batch m n"]) -> Float[Tensor, "*batch m n"]:
    r"""Multiply by a diagonal matrix from the left: each row by its entry of the diagonal.

    Formula:
        $$ (\operatorname{diag}(d) A)_{ij} = d_i A_{ij} $$

    Names:
        diagonal matrix times matrix, left multiplication by a diagonal matrix; 对角阵左乘

    Args:
        d: the diagonal.
        A: the matrix.

    Returns:
        diag(d) A, without the m x m zeros.

    Raises:
        ValueError: if d has not as many entries as A has rows, or the batches differ.

    Conventions:
        none

    Source:
        Golub and Van Loan, Matrix Computations, 2013, section 1.2.8.
    """
    return d[..., :, None] * A  # (*batch, m, n)


@checked
def scale_columns(
    A: Float[Tensor, "*batch m n"], d: Float[Tensor, "*batch n"]
) -> Float[Tensor, "*batch m n"]:
    r"""Multiply by a diagonal matrix from the right: each column by its entry of the diagonal.

    Formula:
        $$ (A \operatorname{diag}(d))_{ij} = A_{ij} d_j $$

    Names:
        matrix times diagonal matrix, right multiplication by a diagonal matrix; 对角阵右乘

    Args:
        A: the matrix.
        d: the diagonal.

    Returns:
        A diag(d), without the n x n zeros.

    Raises:
        ValueError: if d has not as many entries as A has columns, or the batches differ.

    Conventions:
        none

    Source:
        Golub and Van Loan, Matrix Computations, 2013, section 1.2.8.
    """
    return A * d[..., None, :]  # (*batch, m, n)
