"""Vectors and matrices."""

from flint import arb

from mdcheck.notation import values as v
from mdcheck.notation.elementary import absolute, euclidean, maximum, sqrt
from mdcheck.notation.record import Notation
from mdcheck.notation.values import (
    Misshapen,
    Scalar,
    Undefined,
    Value,
    entries,
    is_matrix,
    matrix,
    reciprocal,
)


def one_norm(x: Value) -> Scalar:
    """Sum of absolute values; of a matrix it would be another norm."""
    return sum((absolute(e) for e in column(x)), arb(0))


def max_norm(x: Value) -> Scalar:
    """Largest absolute value."""
    return maximum(*(absolute(e) for e in column(x)))


def norm(x: Value) -> Scalar:
    """Euclidean norm of a vector; a matrix norm without a subscript is ambiguous."""
    if not is_matrix(x):
        raise Misshapen("a norm of a number")
    column(x)
    return euclidean(x)


def norm_of_degree(x: Value, p: Value) -> Scalar:
    """``(sum |x_i|^p)^(1/p)`` of a vector for a number p >= 1."""
    if not is_matrix(x) or is_matrix(p) or not p >= 1:
        raise Undefined("a norm of another kind")
    total = sum((v.power(absolute(e), p) for e in column(x)), arb(0))
    return v.power(total, reciprocal(p))


def frobenius(x: Value) -> Scalar:
    """Root of the sum of squares of all entries."""
    return sqrt(sum((e * e for e in entries(x)), arb(0)))


def column(x: Value) -> list[Scalar]:
    """Entries of a vector or scalar."""
    if is_matrix(x) and 1 not in x.shape:
        raise Misshapen("not a vector")
    return entries(x)


def diagonal(*args: Value) -> Value:
    """Diagonal matrix of a vector or of scalars; the diagonal of a matrix."""
    items = [e for a in args for e in column(a)]
    return matrix([[e if i == j else arb(0) for j in range(len(items))] for i, e in enumerate(items)])


def inner(a: Value, b: Value) -> Scalar:
    """Inner product of two vectors."""
    left, right = column(a), column(b)
    if len(left) != len(right):
        raise Misshapen("lengths differ")
    return sum((x * y for x, y in zip(left, right, strict=True)), arb(0))


def cosine(a: Value, b: Value) -> Scalar:
    """Cosine of the angle between two vectors."""
    return inner(a, b) * reciprocal(euclidean(a) * euclidean(b))


def softmax(x: Value) -> Value:
    """exp(x_i) over the sum of all, of a vector; row by row of a matrix."""
    if not is_matrix(x):
        raise Misshapen("softmax of a scalar")
    if x.shape[1] == 1:
        return softmax(x.T).T
    rows = [[cell.exp() for cell in row] for row in x]
    return matrix([[cell * reciprocal(sum(row, arb(0))) for cell in row] for row in rows])


def cross(a: Value, b: Value) -> Value:
    """Cross product of two vectors of three components."""
    left, right = column(a), column(b)
    if len(left) != 3 or len(right) != 3:
        raise Undefined("a cross product outside of three dimensions")
    turned = ((1, 2), (2, 0), (0, 1))
    return matrix([[left[i] * right[j] - left[j] * right[i]] for i, j in turned])


RECORDS = (
    Notation("cross", (), 2, cross, None, "{0} × {1}"),
    Notation("transpose", (), 1, v.transpose, None, "{0}^T"),
    Notation("inverse", (), 1, v.inverse, None, "{0}^-1"),
    Notation("trace", ("tr", "Tr", "trace"), 1, v.trace, None, "tr({0})"),
    Notation("det", ("det",), 1, v.determinant, None, "det({0})"),
    Notation("norm", (), 1, norm, None, "||{0}||"),
    Notation("norm of kind", (), 2, norm_of_degree, None, "||{0}||_{1}", called="a norm of this kind"),
    Notation("norm1", (), 1, one_norm, None, "||{0}||_1"),
    Notation("norminf", (), 1, max_norm, None, "||{0}||_inf"),
    Notation("frobenius", (), 1, frobenius, None, "||{0}||_F"),
    Notation("diag", ("diag",), None, diagonal, None, "diag({all})"),
    Notation("inner", (), 2, inner, None, "<{0}, {1}>"),
    Notation("cosine", (), 2, cosine, None, "cos({0}, {1})"),
    Notation("softmax", ("softmax", "Softmax", "SoftMax"), 1, softmax, None, "softmax({0})"),
)
