"""Information theory against scipy, scikit-learn and the definitions summed in plain floats."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy as scipy_entropy
from sklearn.metrics import mutual_info_score

from impl import information as info

BASES = st.sampled_from([math.e, 2.0, 10.0, 0.5])
WEIGHTS = st.sampled_from([0.0, 0.0, 1e-12, 0.5, 1.0, 3.0]) | st.floats(0, 10)


@st.composite
def distributions(draw, count=1, joint=False):
    """Arrays (*batch, n), or (*batch, n, m) of joint ones, with many zeros; one array for each of count."""
    batch = draw(st.lists(st.integers(1, 3), max_size=2))
    sizes = draw(st.lists(st.integers(1, 5), min_size=1 + joint, max_size=1 + joint))
    axes = (-2, -1) if joint else (-1,)
    arrays = []
    for _ in range(count):
        weights = draw(hnp.arrays(np.float64, (*batch, *sizes), elements=WEIGHTS))
        weights[(..., *[0] * len(sizes))] += weights.sum(axes) == 0
        arrays.append(weights / weights.sum(axes, keepdims=True))
    return arrays


def _plain(p, q, base):
    """Sum of p log(p / q) with 0 log 0 = 0, one float at a time."""
    total = 0.0
    for a, b in zip(np.ravel(p), np.ravel(q), strict=True):
        if a > 0:
            total += math.inf if b == 0 else a * math.log(a / b) / math.log(base)
    return total


def _close(tensor, array):
    np.testing.assert_allclose(tensor.numpy(), array, rtol=1e-9, atol=1e-12)


@given(p=hnp.arrays(np.float64, hnp.array_shapes(max_dims=2), elements=st.floats(0, 1)), base=BASES)
def test_information_content(p, base):
    mine = info.information_content(torch.tensor(p), base=base)
    for value, expected in zip(np.ravel(mine), np.ravel(p), strict=True):
        if expected == 0:
            assert math.isinf(value)
        else:
            assert value == pytest.approx(-math.log(expected, base), abs=1e-12)


@given(ps=distributions(), base=BASES)
def test_entropy(ps, base):
    p = ps[0]
    _close(info.entropy(torch.tensor(p), base=base), scipy_entropy(p, base=base, axis=-1))


@given(ps=distributions(count=2), base=BASES)
def test_divergences(ps, base):
    p, q = ps
    tp, tq = torch.tensor(p), torch.tensor(q)
    _close(info.kl_divergence(tp, tq, base=base), scipy_entropy(p, q, base=base, axis=-1))
    _close(info.cross_entropy(tp, tq, base=base),
           scipy_entropy(p, q, base=base, axis=-1) + scipy_entropy(p, base=base, axis=-1))  # fmt: skip
    if base > 1:
        expected = jensenshannon(p, q, base=base, axis=-1) ** 2
        np.testing.assert_allclose(info.js_divergence(tp, tq, base=base), np.nan_to_num(expected), atol=1e-9)


@given(ps=distributions(joint=True), base=BASES)
def test_of_joint_distributions(ps, base):
    p = ps[0]
    n, m = p.shape[-2:]
    flat = p.reshape(-1, n, m)
    tensor = torch.tensor(p)
    joint = np.array([-_plain(w, np.ones_like(w), base) for w in flat])
    first = np.array([-_plain(w.sum(1), np.ones(n), base) for w in flat])
    second = np.array([-_plain(w.sum(0), np.ones(m), base) for w in flat])
    batch = p.shape[:-2]
    _close(info.joint_entropy(tensor, base=base), joint.reshape(batch))
    _close(info.conditional_entropy(tensor, base=base), (joint - first).reshape(batch))
    _close(info.mutual_information(tensor, base=base), (first + second - joint).reshape(batch))


def test_conditional_entropy_weighs_each_row_by_its_probability():
    """The sum of the entropies of the rows, unweighted, is a common slip."""
    p_xy = torch.tensor([[0.1, 0.1], [0.8, 0.0]], dtype=torch.float64)
    assert info.conditional_entropy(p_xy, base=2).item() == pytest.approx(0.2)


def test_which_variable_is_the_condition():
    """Rows are X: what X determines has no entropy left, though X is not determined by it."""
    p_xy = torch.tensor([[0.25, 0.0], [0.25, 0.0], [0.0, 0.5]], dtype=torch.float64)
    assert info.conditional_entropy(p_xy).item() == 0
    assert info.conditional_entropy(p_xy.T, base=2).item() == pytest.approx(0.5)


def test_no_distributions_have_no_entropies():
    assert info.entropy(torch.zeros(0, 3)).shape == (0,)
    assert info.mutual_information(torch.zeros(0, 2, 3)).shape == (0,)


def test_tiny_probabilities_do_not_underflow():
    p = torch.tensor([[1.0, 1e-300], [1e-300, 1e-300]], dtype=torch.float64)
    assert info.mutual_information(p).item() == pytest.approx(0, abs=1e-12)


def test_known_values():
    half = torch.tensor([0.5, 0.5], dtype=torch.float64)
    sure = torch.tensor([1.0, 0.0], dtype=torch.float64)
    assert info.entropy(half, base=2).item() == 1
    assert info.entropy(sure).item() == 0
    assert info.kl_divergence(sure, half, base=2).item() == 1
    assert info.kl_divergence(half, sure).item() == math.inf
    assert info.cross_entropy(half, sure).item() == math.inf
    assert info.js_divergence(sure, sure.flip(0), base=2).item() == 1
    assert info.information_content(torch.tensor(0.125), base=2).item() == 3


@settings(max_examples=50)
@given(data=st.data(), n=st.integers(1, 30), k=st.integers(1, 4), c=st.integers(1, 4), base=BASES)
def test_information_gain(data, n, k, c, base):
    a = data.draw(hnp.arrays(np.int64, n, elements=st.integers(0, k - 1)))
    d = data.draw(hnp.arrays(np.int64, n, elements=st.integers(0, c - 1)))
    mine = info.information_gain(torch.tensor(d), torch.tensor(a), base=base)
    assert mine.item() == pytest.approx(mutual_info_score(d, a) / math.log(base), abs=1e-12)
    joint = info.empirical_joint(torch.tensor(a), torch.tensor(d), k, c)
    expected = [[np.mean((a == i) & (d == j)) for j in range(c)] for i in range(k)]
    np.testing.assert_allclose(joint, expected, atol=1e-12)


@given(ps=distributions(count=2), seed=st.integers(0, 2**31))
def test_gradients_are_those_of_the_definitions(ps, seed):
    inner = [0.9 * x + 0.1 / x.shape[-1] for x in ps]
    p, q = (torch.tensor(x, requires_grad=True) for x in inner)
    a, b = inner

    def gradients(value):
        return torch.autograd.grad(value.sum(), (p, q), allow_unused=True, materialize_grads=True)

    expected = {
        info.kl_divergence: (np.log(a / b) + 1, -a / b),
        info.cross_entropy: (-np.log(b), -a / b),
        info.js_divergence: (0.5 * np.log(2 * a / (a + b)), 0.5 * np.log(2 * b / (a + b))),
    }
    for function, wanted in expected.items():
        for mine, should in zip(gradients(function(p, q)), wanted, strict=True):
            _close(mine, should)
    _close(gradients(info.entropy(p))[0], -np.log(a) - 1)
    _close(gradients(info.information_content(p))[0], -1 / a)


@given(ps=distributions(joint=True))
def test_gradients_of_joint_distributions(ps):
    a = 0.9 * ps[0] + 0.1 / np.prod(ps[0].shape[-2:])
    p = torch.tensor(a, requires_grad=True)
    x, y = a.sum(-1, keepdims=True), a.sum(-2, keepdims=True)
    expected = {
        info.joint_entropy: -np.log(a) - 1,
        info.conditional_entropy: -np.log(a / x),
        info.mutual_information: np.log(a / (x * y)) - 1,
    }
    for function, wanted in expected.items():
        _close(torch.autograd.grad(function(p).sum(), p)[0], wanted)


def test_zeros_leave_the_other_gradients_finite():
    p = torch.tensor([0.0, 0.25, 0.75], dtype=torch.float64, requires_grad=True)
    q = torch.tensor([0.5, 0.25, 0.25], dtype=torch.float64, requires_grad=True)
    gradient = torch.autograd.grad(info.kl_divergence(p, q), (p, q))
    assert gradient[0].tolist() == pytest.approx([-math.inf, 1.0, math.log(3) + 1])
    assert gradient[1].tolist() == pytest.approx([0.0, -1.0, -3.0])


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_type_and_device_are_kept(dtype, device):
    p = torch.softmax(torch.linspace(-3, 3, 24, dtype=dtype, device=device).view(2, 3, 4), -1)
    joint = p / p.sum((-2, -1), keepdim=True)
    results = [
        info.information_content(p), info.entropy(p), info.cross_entropy(p, p), info.kl_divergence(p, p),
        info.js_divergence(p, p), info.joint_entropy(joint), info.conditional_entropy(joint),
        info.mutual_information(joint),
    ]  # fmt: skip
    assert all(r.dtype == dtype and r.device == p.device for r in results)
    assert [tuple(r.shape) for r in results] == [(2, 3, 4), *[(2, 3)] * 4, *[(2,)] * 3]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: info.entropy(torch.tensor([0.5, 0.4])), "p must sum to 1"),
        (lambda: info.entropy(torch.tensor([1.5, -0.5])), r"p must .*\[0, 1\]"),
        (lambda: info.entropy(torch.tensor([math.nan, 1.0])), "p must"),
        (lambda: info.entropy(torch.tensor(1.0)), "p must"),
        (lambda: info.entropy(torch.zeros(2, 0)), r"p must sum to 1, got no values: shape \(2, 0\)"),
        (lambda: info.joint_entropy(torch.zeros(3, 0, 2)), "p must sum to 1, got no values"),
        (lambda: info.entropy(torch.tensor([0, 1])), "p must be float.*int64"),
        (lambda: info.entropy(torch.ones(1), base=1.0), "base must be positive and not 1, got 1.0"),
        (lambda: info.entropy(torch.ones(1), base=-2.0), "base must"),
        (lambda: info.information_content(torch.tensor(1.5)), r"p must .*\[0, 1\]"),
        (lambda: info.kl_divergence(torch.ones(1), torch.ones(2) / 2), r"got \(.*2,\)"),
        (lambda: info.cross_entropy(torch.ones(1), torch.zeros(1)), "q must sum to 1"),
        (lambda: info.joint_entropy(torch.ones(1)), "p must have"),
        (lambda: info.mutual_information(torch.ones(2, 2)), "p must sum to 1"),
        (lambda: info.information_gain(torch.tensor([0, 1]), torch.tensor([0])), r"got \(.*1,\)"),
        (lambda: info.information_gain(torch.arange(0), torch.arange(0)), "at least one"),
        (lambda: info.information_gain(torch.tensor([0, -1]), torch.arange(2)), r"D must .*got -1"),
        (lambda: info.empirical_joint(torch.tensor([2]), torch.arange(1), 2, 1), "from 0 to 1, .*got 2"),
    ],
)  # fmt: skip
def test_what_is_no_distribution_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
