"""Activations against torch's own, and what makes each of them what it is."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from impl import activations as act
from tests.impl.oracle import agree, draw

PAIRS = [
    (act.sigmoid, torch.sigmoid),
    (act.relu, F.relu),
    (act.softplus, F.softplus),
    (act.silu, F.silu),
    (act.gelu, F.gelu),
]


@pytest.mark.parametrize(("ours", "oracle"), PAIRS, ids=lambda f: f.__name__)
@settings(max_examples=10)
@given(n=st.integers(0, 5), m=st.integers(1, 5), seed=st.integers(0, 10**6))
def test_values_and_gradients_equal_torch(device, ours, oracle, n, m, seed):
    agree(ours, oracle, 3 * draw(seed, n, m, device=device))


@pytest.mark.parametrize(("ours", "oracle"), PAIRS, ids=lambda f: f.__name__)
def test_nothing_overflows(device, ours, oracle):
    x = torch.tensor([-1e4, -800.0, 0.0, 800.0, 1e4], dtype=torch.float64, device=device)
    torch.testing.assert_close(ours(x), oracle(x))


@pytest.mark.parametrize(("ours", "oracle"), PAIRS, ids=lambda f: f.__name__)
def test_single_precision_is_kept(device, ours, oracle):
    x = draw(3, 4, device=device, dtype=torch.float32)
    assert ours(x).dtype == torch.float32
    torch.testing.assert_close(ours(x), oracle(x))


def test_softplus_rises_as_the_sigmoid_says(device):
    x = draw(0, 7, device=device).requires_grad_()
    act.softplus(x).sum().backward()
    torch.testing.assert_close(x.grad, act.sigmoid(x.detach()))
