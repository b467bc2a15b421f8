"""Penalties and dropout against torch, and against the mean over every possible mask."""

import itertools

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from impl import regularization as reg
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)


@settings(max_examples=20)
@given(d=SIZE, seed=SEED, strength=st.floats(0, 3))
def test_penalties_equal_torch_norms(device, d, seed, strength):
    w = draw(seed, d, device=device)
    agree(lambda w: reg.l1_penalty(w, strength), lambda w: strength * torch.linalg.vector_norm(w, 1), w)
    agree(lambda w: reg.l2_penalty(w, strength), lambda w: strength * torch.linalg.vector_norm(w) ** 2, w)


def test_the_l2_penalty_is_the_one_of_ridge_regression():
    X, y = draw(0, 8, 3, device=torch.device("cpu")), draw(1, 8, device=torch.device("cpu"))
    w = torch.from_numpy(Ridge(alpha=0.7, fit_intercept=False).fit(X, y).coef_).requires_grad_()
    (((y - X @ w) ** 2).sum() + reg.l2_penalty(w, 0.7)).backward()
    torch.testing.assert_close(w.grad, torch.zeros_like(w))


def test_zero_weights_get_no_push_from_l1(device):
    w = torch.zeros(3, device=device, requires_grad=True)
    reg.l1_penalty(w).backward()
    assert w.grad.tolist() == [0, 0, 0]


def test_weight_decay_equals_torch_sgd_with_it(device):
    w, g = draw(0, 3, 2, device=device), draw(1, 3, 2, device=device)
    parameter = w.clone().requires_grad_()
    parameter.grad = g.clone()
    torch.optim.SGD([parameter], lr=0.1, weight_decay=0.3).step()
    torch.testing.assert_close(reg.weight_decay(w, g, 0.1, 0.3), parameter.detach())


def test_weight_decay_is_the_step_on_the_penalised_loss_under_gradient_descent(device):
    w, X = draw(0, 3, device=device).requires_grad_(), draw(1, 4, 3, device=device)
    (penalised,) = torch.autograd.grad((X @ w).exp().sum() + reg.l2_penalty(w, 0.15), w)
    (plain,) = torch.autograd.grad((X @ w).exp().sum(), w)
    torch.testing.assert_close(reg.weight_decay(w, plain, 0.1, 0.3), w - 0.1 * penalised)


@pytest.mark.parametrize("p", [0.0, 0.3, 0.9, 1.0])
def test_dropout_throws_the_coins_of_torch(p):
    x = draw(0, 40, 5, device=torch.device("cpu"))

    def seeded(function):
        def run(x):
            torch.manual_seed(5)
            return function(x)

        return run

    agree(seeded(lambda x: reg.dropout(x, p)), seeded(lambda x: F.dropout(x, p)), x)


def test_dropout_keeps_the_mean_and_drops_the_share_asked_for(device):
    generator = torch.Generator(device=device).manual_seed(0)
    y = reg.dropout(torch.ones(100_000, device=device), 0.3, generator=generator)
    assert abs((y == 0).float().mean().item() - 0.3) < 0.01
    assert set(y.unique().tolist()) == {0.0, torch.tensor(1 / 0.7).item()}
    again = reg.dropout(torch.ones(100_000, device=device), 0.3, generator=generator.manual_seed(0))
    assert torch.equal(y, again)


def test_nothing_is_dropped_in_evaluation(device):
    x = draw(0, 3, device=device)
    assert torch.equal(reg.dropout(x, 0.9, training=False), x)


@settings(max_examples=15)
@given(n=st.integers(1, 3), d=st.integers(1, 3), seed=SEED, p=st.floats(0.05, 0.9))
def test_dropout_on_linear_regression_is_a_penalty_set_by_the_data(device, n, d, seed, p):
    X, y, w = (draw(seed + i, *s, device=device) for i, s in enumerate([(n, d), (n,), (d,)]))

    def mean_over_all_masks(X, y, w):
        total = torch.zeros_like(y.sum())
        for coins in itertools.product([0.0, 1.0], repeat=n * d):
            m = torch.tensor(coins, dtype=X.dtype, device=X.device).view(n, d)
            chance = (1 - p) ** m.sum() * p ** (n * d - m.sum())
            total = total + chance * F.mse_loss(reg.dropout_with(X, m, p) @ w, y, reduction="sum")
        return total

    agree(lambda X, y, w: reg.expected_dropout_loss(X, y, w, p), mean_over_all_masks, X, y, w)
    agree(
        lambda X, _, w: reg.dropout_penalty(X, w, p),
        lambda X, y, w: mean_over_all_masks(X, y, w) - F.mse_loss(X @ w, y, reduction="sum"),
        X, y, w,
        gradients=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: reg.l1_penalty(torch.ones(2, 2)), r"w must have shape \(d\).*got \(2, 2\)"),
        (lambda: reg.l2_penalty(torch.ones(2), -1.0), r"lambda_ must hold values in \[0, inf\)"),
        (lambda: reg.weight_decay(torch.ones(2), torch.ones(3), 0.1, 0.1), "g must have shape"),
        (lambda: reg.dropout(torch.ones(2), 1.5), r"p must hold values in \[0, 1\], got 1.5"),
        (lambda: reg.dropout_with(torch.ones(2), torch.tensor([0.5, 1]), 0.5), "m must be 0 or 1 everywhere"),
        (lambda: reg.dropout_penalty(torch.ones(2, 3), torch.ones(2), 0.5), "w must have shape"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()
