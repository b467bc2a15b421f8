"""Values that formulas take: balls, power series of balls, and matrices of them; arithmetic on all three.

A scalar is an ``arb`` (a ball that surely contains the real number) or an ``arb_series`` (the same with its
derivatives). A matrix is a two-dimensional object array; a vector is a matrix of one column.
Source: Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", 2017.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from flint import arb, arb_series, fmpq

Scalar = Any  # arb | arb_series: python-flint ships no types
Matrix: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.object_]]"
Value = Any  # Scalar | Matrix
_BALLS = (arb, arb_series)


class Undefined(Exception):
    """The expression has no value at this point: a pole, a logarithm of nothing."""


class Misshapen(Undefined):
    """Nor has it one at any other point of this size: its parts have shapes that do not fit."""


def ball(value: int | Fraction | float) -> Scalar:
    """The smallest ball around a number at the working precision."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    return arb(value)


def constant(value: Scalar) -> Scalar:
    """The value without its derivatives."""
    return value[0] if isinstance(value, arb_series) else value


def is_matrix(value: Value) -> bool:
    """Whether the value has a shape."""
    return not isinstance(value, _BALLS) and isinstance(value, np.ndarray)


def matrix(rows: list[list[Scalar]]) -> Matrix:
    """A matrix from its rows of scalars."""
    if not rows:
        raise Misshapen("a matrix without entries")
    if any(is_matrix(cell) for row in rows for cell in row):
        raise Misshapen("a matrix within a matrix")
    out = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        out[i, :] = row
    return out


def collapse(value: Value) -> Value:
    """A 1 x 1 matrix as the scalar that it is taken for."""
    return value[0, 0] if is_matrix(value) and value.shape == (1, 1) else value


def elementwise(function: Callable[[Scalar], Scalar]) -> Callable[[Value], Value]:
    """Lift a scalar function to matrices."""

    def lifted(value: Value) -> Value:
        if not is_matrix(value):
            return function(value)
        return matrix([[function(cell) for cell in row] for row in value])

    return lifted


def same_shape(left: Value, right: Value) -> None:
    """Raise Misshapen unless both are scalars or matrices of one shape."""
    if is_matrix(left) != is_matrix(right) or (is_matrix(left) and left.shape != right.shape):
        raise Misshapen("shapes differ")


def add(*terms: Value) -> Value:
    """Sum of scalars, or of matrices of one shape."""
    total = terms[0]
    for term in terms[1:]:
        same_shape(total, term)
        total = total + term
    return total


def negate(value: Value) -> Value:
    """Minus the value."""
    return -value


def product(left: Value, right: Value) -> Value:
    """Scalar product, scaling, or matrix product."""
    if is_matrix(left) and is_matrix(right):
        if left.shape[1] != right.shape[0]:
            raise Misshapen("shapes do not fit")
        return collapse(left @ right)
    if isinstance(left, arb_series) and is_matrix(right):  # arrays take a series for a list of numbers
        return elementwise(lambda cell: left * cell)(right)
    if isinstance(right, arb_series) and is_matrix(left):
        return elementwise(lambda cell: cell * right)(left)
    return left * right


def multiply(*factors: Value) -> Value:
    """Product from the left."""
    total = factors[0]
    for factor in factors[1:]:
        total = product(total, factor)
    return total


def dot(left: Value, right: Value) -> Value:
    r"""``a \cdot b``: inner product of two vectors, else the product."""
    if is_matrix(left) and is_matrix(right) and left.shape == right.shape and left.shape[1] == 1:
        return (left * right).sum()
    return product(left, right)


def hadamard(left: Value, right: Value) -> Value:
    """Product entry by entry."""
    same_shape(left, right)
    return left * right


def reciprocal(value: Scalar) -> Scalar:
    """One over a scalar; Undefined unless it is surely not zero."""
    if constant(value).contains(0):
        raise Undefined("division by zero")
    return 1 / value


def divide(left: Value, right: Value) -> Value:
    """Quotient by a scalar, or entry by entry."""
    if is_matrix(right):
        same_shape(left, right)
        return left * elementwise(reciprocal)(right)
    return left * reciprocal(right)


def integer(value: Scalar) -> int:
    """The integer that the value surely is; Undefined otherwise."""
    if is_matrix(value):
        raise Misshapen("a matrix where a number is expected")
    point = constant(value)
    if not point.is_integer():
        raise Undefined("not an integer")
    return int(point.unique_fmpz())


def exact_integer(value: Value) -> int | None:
    """The integer that a scalar exactly is, if it is one."""
    if is_matrix(value) or isinstance(value, arb_series) or not value.is_integer():
        return None
    return int(value.unique_fmpz())


def power(base: Value, exponent: Value) -> Value:
    """Base to an exponent: integer powers of anything, real powers of positive scalars."""
    if is_matrix(exponent):
        raise Misshapen("a matrix as exponent")
    whole = exact_integer(exponent)
    if is_matrix(base):
        return matrix_power(base, exponent, whole)
    if whole is not None:
        if whole < 0:
            return reciprocal(base) ** (-whole)
        return base**whole
    point = constant(base)
    if point.is_zero() and constant(exponent) > 0 and not isinstance(base, arb_series):
        return arb(0)
    if not point > 0:
        raise Undefined("a real power of a number that is not positive")
    return (exponent * base.log()).exp()


def matrix_power(base: Matrix, exponent: Value, whole: int | None) -> Value:
    """Integer power of a square matrix, which has many roots; of a vector, entry by entry is meant."""
    if base.shape[1] == 1 or base.shape[0] == 1:
        return elementwise(lambda cell: power(cell, exponent))(base)
    if whole is None:
        raise Undefined("a root of a matrix")
    if base.shape[0] != base.shape[1]:
        raise Misshapen("power of a matrix that is not square")
    root = inverse(base) if whole < 0 else base
    total = identity_matrix(base.shape[0])
    for _ in range(abs(whole)):
        total = total @ root
    return total


def identity_matrix(size: int) -> Matrix:
    """The identity."""
    return matrix([[arb(int(i == j)) for j in range(size)] for i in range(size)])


def transpose(value: Value) -> Value:
    """Transpose; of a scalar, itself."""
    return value.T if is_matrix(value) else value


def square(value: Value) -> Matrix:
    """The value if it is a square matrix; Misshapen otherwise."""
    if not is_matrix(value) or value.shape[0] != value.shape[1]:
        raise Misshapen("not a square matrix")
    return value  # type: ignore[no-any-return]


def trace(value: Value) -> Scalar:
    """Trace of a square matrix; of a scalar, itself."""
    return square(value).trace() if is_matrix(value) else value


def determinant(value: Value) -> Scalar:
    """Determinant by elimination; without a division where no pivot is surely not zero."""
    if not is_matrix(value):
        return value
    body = square(value)
    rows, sign = [list(row) for row in body], 1
    total: Scalar = arb(1)
    for column in range(len(rows)):
        at = pivot(rows, column)
        if at is None:
            return undivided(body)
        sign = -sign if at != column else sign
        rows[column], rows[at] = rows[at], rows[column]
        total = total * rows[column][column]
        eliminate(rows, column, range(column + 1, len(rows)))
    return sign * total


def undivided(body: Matrix) -> Scalar:
    """Determinant without a division, for matrices in which zeros cannot be told from small numbers.

    Takes as many products of matrices as there are rows (R. Bird, A simple division-free algorithm for
    computing determinants, Information Processing Letters 111, 2011).
    """
    size = body.shape[0]
    power = body
    for _ in range(size - 1):
        upper = np.triu(power, 1)
        for k in range(size):
            upper[k, k] = sum((-power[j, j] for j in range(k + 1, size)), arb(0))
        power = upper @ body
    return power[0, 0] * (-1) ** (size - 1)


def pivot(rows: list[list[Scalar]], column: int) -> int | None:
    """The row from ``column`` on whose entry is surely not zero and largest; None if there is none."""
    sure = [k for k in range(column, len(rows)) if not constant(rows[k][column]).contains(0)]
    return max(sure, key=lambda k: abs(float(constant(rows[k][column]).mid())), default=None)


def eliminate(rows: list[list[Scalar]], column: int, others: Iterable[int]) -> None:
    """Clear a column in other rows by the row of its pivot."""
    scale = reciprocal(rows[column][column])
    for k in others:
        factor = rows[k][column] * scale
        rows[k] = [a - factor * b for a, b in zip(rows[k], rows[column], strict=True)]


def inverse(value: Value) -> Value:
    """Inverse by elimination; Undefined unless every pivot is surely not zero."""
    if not is_matrix(value):
        return reciprocal(value)
    body = square(value)
    size = body.shape[0]
    rows = [[*body[k], *identity_matrix(size)[k]] for k in range(size)]
    for column in range(size):
        at = pivot(rows, column)
        if at is None:
            raise Undefined("a matrix without an inverse")
        rows[column], rows[at] = rows[at], rows[column]
        eliminate(rows, column, (k for k in range(size) if k != column))
    scaled = [[cell * reciprocal(row[k]) for cell in row[size:]] for k, row in enumerate(rows)]
    return matrix(scaled)


def entries(value: Value) -> list[Scalar]:
    """All scalars in a value."""
    return list(value.flat) if is_matrix(value) else [value]
