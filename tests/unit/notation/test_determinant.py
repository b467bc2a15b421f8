"""Determinants, with and without divisions, agree with exact ones, singular or not."""

import numpy as np
from flint import arb, fmpz_mat
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.notation.values import determinant, undivided

squares = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.lists(st.integers(-3, 3), min_size=n, max_size=n), min_size=n, max_size=n)
)


@given(squares)
def test_agrees_with_exact_arithmetic(rows):
    body = np.array([[arb(number) for number in row] for row in rows], dtype=object)
    exact = arb(fmpz_mat(rows).det())
    assert undivided(body).contains(exact)
    assert determinant(body).contains(exact)
