"""Lists, vectors written as lists, sets, and the relations between what stands in them."""

import numpy as np

from mdcheck.notation.record import Notation
from mdcheck.notation.values import Misshapen, Value, is_matrix, matrix


def block(value: Value) -> Value:
    """A scalar as a matrix of one entry."""
    return value if is_matrix(value) else matrix([[value]])


def beside(*parts: Value) -> Value:
    """Scalars as a row; matrices and columns side by side."""
    blocks = [block(part) for part in parts]
    if len({b.shape[0] for b in blocks}) != 1:
        raise Misshapen("parts of different height side by side")
    return np.hstack(blocks)


def stacked(*parts: Value) -> Value:
    """Scalars as a column; vectors and matrices one on top of the other."""
    blocks = [block(part) for part in parts]
    if len({b.shape[1] for b in blocks}) != 1:
        raise Misshapen("parts of different width on top of each other")
    return np.vstack(blocks)


RECORDS = (
    Notation("tuple", (), None, beside, None, "({all})"),
    Notation("row", (), None, beside, None, "[{all}]"),
    Notation("column", (), None, stacked, None, "({rows})"),
    Notation("concat", ("Concat", "concat"), None, None, None, "concat({all})"),
    Notation("interval left", (), 2, None, None, "[{0}, {1})", called="an interval"),
    Notation("interval right", (), 2, None, None, "({0}, {1}]", called="an interval"),
    Notation("list", (), None, None, None, "{all}", called="a list"),
    Notation("dots", (), 0, None, None, "…", called="dots that follow no pattern"),
    Notation("blank", (), 0, None, None, " ", called="an empty entry"),
    Notation("given", (), 2, None, None, "{0} | {1}", called="something given another"),
    Notation("against", (), 2, None, None, "{0} || {1}", called="one thing against another"),
    Notation("labelled", (), 2, None, None, "{0}: {1}", called="a labelled statement"),
    Notation("all of", (), None, None, None, "{all}", called="several conditions"),
    Notation("said", (), None, None, None, "{all}", called="a condition in words"),
    Notation("angle", (), None, None, None, "<{all}>", called="angle brackets"),
    Notation("entries", (), 1, None, None, "({0})", called="a matrix told by one entry"),
    Notation("set", (), None, None, None, "{{{all}}}", called="a set"),
    Notation("such that", (), 2, None, None, "{{{0} | {1}}}", called="a set"),
    Notation("union", (), 2, None, None, "{0} ∪ {1}", called="a union"),
    Notation("intersection", (), 2, None, None, "{0} ∩ {1}", called="an intersection"),
    Notation("difference", (), 2, None, None, "{0} ∖ {1}", called="a difference of sets"),
    Notation("cartesian", (), 2, None, None, "{0} × {1}"),
    Notation("empty set", (), 0, None, None, "∅"),
    Notation("infinity", (), 0, None, None, "∞"),
    Notation("number set", (), 1, None, None, "{0}", called="a set of numbers"),
)
