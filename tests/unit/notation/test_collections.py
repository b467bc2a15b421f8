"""Lists as rows and columns, and the cross product, held against numpy."""

import numpy as np
import pytest
from flint import ctx

from mdcheck.notation.registry import BY_HEAD
from mdcheck.notation.values import Undefined, ball, constant, matrix


@pytest.fixture(autouse=True)
def _precision():
    ctx.prec = 80
    yield
    ctx.prec = 53


def column(*numbers: float):
    return matrix([[ball(x)] for x in numbers])


def floats(value) -> np.ndarray:
    return np.array([[float(constant(cell)) for cell in row] for row in value])


def apply(head: str, *args):
    meaning = BY_HEAD[head].meaning
    assert meaning is not None
    return meaning(*args)


def test_a_tuple_is_a_row_and_a_column_its_transpose():
    assert floats(apply("tuple", ball(1), ball(2), ball(3))).tolist() == [[1, 2, 3]]
    assert floats(apply("column", ball(1), ball(2), ball(3))).tolist() == [[1], [2], [3]]


def test_vectors_stand_beside_or_on_top_of_each_other():
    a, b = column(1, 2), column(3, 4)
    assert floats(apply("row", a, b)).tolist() == [[1, 3], [2, 4]]
    assert floats(apply("column", a, b)).tolist() == [[1], [2], [3], [4]]


@pytest.mark.parametrize("head", ["row", "tuple"])
def test_parts_of_different_height_do_not_stand_side_by_side(head):
    with pytest.raises(Undefined):
        apply(head, column(1, 2), column(1, 2, 3))


def test_rows_of_different_width_do_not_stand_on_top_of_each_other():
    with pytest.raises(Undefined):
        apply("column", matrix([[ball(1), ball(2)]]), ball(3))


def test_the_cross_product_is_that_of_numpy():
    a, b = (0.5, -2.0, 3.0), (4.0, 0.25, -1.0)
    assert np.allclose(floats(apply("cross", column(*a), column(*b)))[:, 0], np.cross(a, b))


def test_there_is_a_cross_product_in_three_dimensions_only():
    with pytest.raises(Undefined):
        apply("cross", column(1, 2), column(3, 4))


def test_a_diagonal_of_nothing_is_undefined():
    with pytest.raises(Undefined):
        apply("diag")


def test_what_is_only_read_says_so():
    silent = {record.head for record in BY_HEAD.values() if record.meaning is None}
    assert {"set", "dots", "infinity", "gradient", "chance"} <= silent
    assert not silent & {"tuple", "gcd", "cross", "erf"}
