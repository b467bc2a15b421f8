"""Lists, vectors written as lists, sets, and the relations between what stands in them."""

import numpy as np

from mdcheck.notation.record import Notation
from mdcheck.notation.values import Undefined, Value, is_matrix, matrix


def block(value: Value) -> Value:
    """A scalar as a matrix of one entry."""
    return value if is_matrix(value) else matrix([[value]])


def beside(*parts: Value) -> Value:
    """Scalars as a row; matrices and columns side by side."""
    blocks = [block(part) for part in parts]
    if len({b.shape[0] for b in blocks}) != 1:
        raise Undefined("parts of different height side by side")
    return np.hstack(blocks)


def stacked(*parts: Value) -> Value:
    """Scalars as a column; vectors and matrices one on top of the other."""
    blocks = [block(part) for part in parts]
    if len({b.shape[1] for b in blocks}) != 1:
        raise Undefined("parts of different width on top of each other")
    return np.vstack(blocks)


RECORDS = (
    Notation("tuple", (), None, beside, None, "({all})"),
    Notation("row", (), None, beside, None, "[{all}]"),
    Notation("column", (), None, stacked, None, "({rows})"),
    Notation("concat", ("Concat", "concat"), None, None, None, "concat({all})"),
    Notation("interval left", (), 2, None, None, "[{0}, {1})"),
    Notation("interval right", (), 2, None, None, "({0}, {1}]"),
    Notation("list", (), None, None, None, "{all}"),
    Notation("dots", (), 0, None, None, "…"),
    Notation("blank", (), 0, None, None, " "),
    Notation("given", (), 2, None, None, "{0} | {1}"),
    Notation("against", (), 2, None, None, "{0} || {1}"),
    Notation("labelled", (), 2, None, None, "{0}: {1}"),
    Notation("all of", (), None, None, None, "{all}"),
    Notation("said", (), None, None, None, "{all}"),
    Notation("angle", (), None, None, None, "<{all}>"),
    Notation("entries", (), 1, None, None, "({0})"),
    Notation("set", (), None, None, None, "{{{all}}}"),
    Notation("such that", (), 2, None, None, "{{{0} | {1}}}"),
    Notation("union", (), 2, None, None, "{0} ∪ {1}"),
    Notation("intersection", (), 2, None, None, "{0} ∩ {1}"),
    Notation("difference", (), 2, None, None, "{0} ∖ {1}"),
    Notation("cartesian", (), 2, None, None, "{0} × {1}"),
    Notation("empty set", (), 0, None, None, "∅"),
    Notation("infinity", (), 0, None, None, "∞"),
    Notation("number set", (), 1, None, None, "{0}"),
)
