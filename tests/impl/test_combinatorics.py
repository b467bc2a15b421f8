"""Counting against enumeration by itertools and against scipy."""

import itertools
import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import binom

from impl import combinatorics as c


@given(n=st.integers(0, 6), m=st.integers(0, 7))
def test_numbers_are_those_of_what_can_be_listed(n, m):
    assert c.factorial(n) == len(list(itertools.permutations(range(n))))
    assert c.permutations(n, m) == len(list(itertools.permutations(range(n), m)))
    assert c.combinations(n, m) == len(list(itertools.combinations(range(n), m)))


@given(n=st.integers(0, 300), m=st.integers(0, 300))
def test_large_numbers_are_exact(n, m):
    assert c.factorial(n) == math.factorial(n)
    assert c.permutations(n, m) == math.perm(n, m)
    assert c.combinations(n, m) == math.comb(n, m)


@given(n=st.integers(0, 40), data=st.data())
def test_logarithms(n, data):
    m = data.draw(st.integers(0, n))
    mine = c.log_combinations(*(torch.tensor([k], dtype=torch.float64) for k in (n, m)))
    assert mine.item() == pytest.approx(math.log(binom(n, m)), abs=1e-9)


def test_logarithms_of_what_overflows(device):
    n, m = (torch.tensor([[1e6], [10.0]], dtype=torch.float64, device=device) for _ in range(2))
    mine = c.log_combinations(n, m / 2)
    assert mine[0].item() == pytest.approx(math.log(math.comb(10**6, 5 * 10**5)), rel=1e-9)
    n, m = n[1:].requires_grad_(), (m[1:] * 0.3).requires_grad_()
    assert torch.autograd.gradcheck(c.log_combinations, (n, m))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: c.factorial(-1), "n must .*got .*-1"),
        (lambda: c.permutations(3, -1), "m must .*got .*-1"),
        (lambda: c.combinations(-3, 1), "n must .*got .*-3"),
        (lambda: c.log_combinations(torch.tensor(2.0), torch.tensor(3.0)), "m must lie from 0 to n"),
    ],
)
def test_what_cannot_be_counted_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
