"""Losses against torch.nn.functional, sklearn, and the definitions."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics
from sklearn.svm import SVC

from impl import losses
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)
BATCH = st.lists(st.integers(1, 4), max_size=2)
REDUCTION = st.sampled_from(["none", "mean", "sum"])
CPU = torch.device("cpu")


def signs(seed, *shape, device):
    return draw(seed, *shape, device=device).sign()


def classes(seed, *shape, c, device):
    return (draw(seed, *shape, device=device).abs() * 1000).long() % c


def reduced(x, reduction):
    return {"none": x, "mean": x.mean(), "sum": x.sum()}[reduction]


@settings(max_examples=20)
@given(batch=BATCH, seed=SEED, reduction=REDUCTION, delta=st.floats(0.1, 3))
def test_losses_of_numbers_equal_torch(device, batch, seed, reduction, delta):
    y, f = draw(seed, *batch, device=device), draw(seed + 1, *batch, device=device)
    agree(
        lambda y, f: losses.absolute_loss(y, f, reduction),
        lambda y, f: F.l1_loss(f, y, reduction=reduction),
        y,
        f,
    )
    agree(
        lambda y, f: losses.squared_loss(y, f, reduction),
        lambda y, f: F.mse_loss(f, y, reduction=reduction),
        y,
        f,
    )
    agree(
        lambda y, f: losses.huber_loss(y, f, delta, reduction),
        lambda y, f: F.huber_loss(f, y, delta=delta, reduction=reduction),
        y, f,
    )  # fmt: skip


@settings(max_examples=20)
@given(batch=BATCH, seed=SEED)
def test_weighted_logarithms_equal_torch_and_are_0_where_both_are(device, batch, seed):
    w, p = draw(seed, *batch, device=device).abs(), draw(seed + 1, *batch, device=device).abs()
    agree(losses.weighted_log, torch.special.xlogy, w, p)
    both = classes(seed, *batch, c=2, device=device).bool()
    agree(losses.weighted_log, torch.special.xlogy, w * both, p * both, gradients=False)
    zero = torch.zeros(3, device=device, dtype=torch.float64, requires_grad=True)
    losses.weighted_log(zero, zero).sum().backward()
    assert (zero.grad == 0).all()
    assert losses.weighted_log(torch.ones(1), torch.zeros(1)) == -torch.inf


def test_a_perfect_prediction_costs_nothing_and_pushes_nowhere(device):
    y = draw(0, 3, device=device)
    for loss in (losses.absolute_loss, losses.squared_loss, losses.huber_loss):
        f = y.clone().requires_grad_()
        out = loss(y, f, reduction="sum")
        out.backward()
        assert out == 0
        assert f.grad.abs().max() == 0


@settings(max_examples=20)
@given(n=SIZE, seed=SEED)
def test_zero_one_loss_equals_sklearn(device, n, seed):
    y, f = classes(seed, n, c=3, device=device), classes(seed + 1, n, c=3, device=device)
    expected = metrics.zero_one_loss(y.cpu(), f.cpu())
    assert losses.zero_one_loss(y, f, "mean").item() == pytest.approx(expected)
    assert losses.zero_one_loss(y, f, "sum").item() == metrics.zero_one_loss(
        y.cpu(), f.cpu(), normalize=False
    )


@settings(max_examples=20)
@given(batch=BATCH, seed=SEED, reduction=REDUCTION)
def test_losses_of_margins_equal_torch_and_their_definitions(device, batch, seed, reduction):
    y, f = signs(seed, *batch, device=device), 2 * draw(seed + 1, *batch, device=device)
    agree(
        lambda f: losses.hinge_loss(y, f, reduction),
        lambda f: reduced(torch.where(y * f < 1, 1 - y * f, 0 * f), reduction),
        f,
    )
    agree(
        lambda f: losses.perceptron_loss(y, f, reduction),
        lambda f: F.margin_ranking_loss(f, torch.zeros_like(f), y, margin=0.0, reduction=reduction),
        f,
    )
    agree(
        lambda f: losses.exponential_loss(y, f, reduction),
        lambda f: reduced(math.e ** (-y * f), reduction),
        f,
    )
    agree(
        lambda f: losses.logistic_loss(y, f, reduction),
        lambda f: F.soft_margin_loss(f, y, reduction=reduction),
        f,
    )


def test_hinge_loss_equals_sklearn():
    y, f = signs(0, 9, device=CPU), draw(1, 9, device=CPU)
    assert losses.hinge_loss(y, f, "mean").item() == pytest.approx(metrics.hinge_loss(y, f))


def test_logistic_loss_stays_finite_where_the_exponential_overflows(device):
    y, f = torch.tensor([-1.0, 1.0], device=device), torch.tensor([1e4, 1e4], device=device)
    assert losses.logistic_loss(y, f).tolist() == [1e4, 0]


@settings(max_examples=15)
@given(n=SIZE, d=SIZE, seed=SEED, C=st.floats(0, 5))
def test_svm_objective_is_half_the_norm_and_the_hinges(device, n, d, seed, C):
    X, y = draw(seed, n, d, device=device), signs(seed + 1, n, device=device)
    w, b = draw(seed + 2, d, device=device), draw(seed + 3, device=device)

    def by_samples(X, w, b):
        slack = sum(torch.clamp(1 - t * ((w * x).sum() + b), min=0) for x, t in zip(X, y, strict=True))
        return w.pow(2).sum() / 2 + C * slack

    agree(lambda X, w, b: losses.soft_margin_svm_objective(X, y, w, b, C), by_samples, X, w, b)


def test_sklearn_finds_the_minimum_of_the_svm_objective():
    X, y = draw(0, 30, 2, device=CPU), signs(1, 30, device=CPU)
    machine = SVC(C=0.8, kernel="linear", tol=1e-9).fit(X, y)
    w, b = torch.tensor(machine.coef_[0]), torch.tensor(machine.intercept_[0])
    alpha = torch.from_numpy(np.abs(machine.dual_coef_[0]))  # strong duality: primal and dual optimum agree
    assert losses.soft_margin_svm_objective(X, y, w, b, 0.8).item() == pytest.approx(
        (alpha.sum() - w.dot(w) / 2).item(), rel=1e-6
    )


@settings(max_examples=25)
@given(batch=BATCH, c=SIZE, seed=SEED, reduction=REDUCTION, scale=st.sampled_from([1.0, 0.0, 200.0]))
def test_cross_entropies_of_classes_equal_torch(device, batch, c, seed, reduction, scale):
    z, y = scale * draw(seed, *batch, c, device=device), classes(seed + 1, *batch, c=c, device=device)

    def oracle(function):
        return lambda x: function(x.reshape(-1, c), y.reshape(-1), reduction=reduction).reshape(
            batch if reduction == "none" else ()
        )

    agree(lambda z: losses.cross_entropy_from_logits(z, y, reduction), oracle(F.cross_entropy), z)
    agree(lambda x: losses.negative_log_likelihood(x, y, reduction), oracle(F.nll_loss), z.log_softmax(-1))
    agree(
        lambda x: losses.log_loss(x.gather(-1, y[..., None]).squeeze(-1), reduction),
        lambda x: oracle(F.nll_loss)(x.log()),
        (z / 100).softmax(-1),
    )


@settings(max_examples=25)
@given(batch=BATCH, c=SIZE, seed=SEED, reduction=REDUCTION)
def test_cross_entropy_of_distributions_equals_torch(device, batch, c, seed, reduction):
    p, z = draw(seed, *batch, c, device=device).softmax(-1), draw(seed + 1, *batch, c, device=device)

    def oracle(p, z):
        loss = F.cross_entropy(z.reshape(-1, c), p.reshape(-1, c), reduction=reduction)
        return loss.reshape(batch if reduction == "none" else ())

    agree(
        lambda p, z: losses.cross_entropy_from_probabilities(p, z.softmax(-1), reduction),
        oracle,
        p, z,
    )  # fmt: skip


def test_one_hot_targets_give_the_loss_of_the_class(device):
    z, y = draw(0, 4, 3, device=device), classes(1, 4, c=3, device=device)
    torch.testing.assert_close(
        losses.cross_entropy_from_probabilities(F.one_hot(y, 3).double(), z.softmax(-1)),
        losses.cross_entropy_from_logits(z, y),
    )


def test_impossible_classes_add_nothing_to_the_cross_entropy(device):
    p = torch.tensor([[0.0, 0.5, 0.5], [1, 0, 0]], dtype=torch.float64, device=device).requires_grad_()
    q = torch.tensor([[0.0, 0.5, 0.5], [0, 1, 0]], dtype=torch.float64, device=device).requires_grad_()
    H = losses.cross_entropy_from_probabilities(p, q)
    torch.testing.assert_close(H[0].item(), math.log(2))
    assert H[1] == math.inf
    H[0].backward()
    assert q.grad[0].tolist() == [0, -1, -1]
    assert p.grad[0].isfinite().all()


@settings(max_examples=25)
@given(batch=BATCH, seed=SEED, reduction=REDUCTION, hard=st.booleans())
def test_binary_cross_entropies_equal_torch(device, batch, seed, reduction, hard):
    y, z = draw(seed, *batch, device=device).sigmoid(), 3 * draw(seed + 1, *batch, device=device)
    y = y.round() if hard else y
    agree(
        lambda p: losses.binary_cross_entropy(y, p, reduction),
        lambda p: F.binary_cross_entropy(p, y, reduction=reduction),
        z.sigmoid(),
    )
    agree(
        lambda y, z: losses.binary_cross_entropy_with_logits(y, z, reduction),
        lambda y, z: F.binary_cross_entropy_with_logits(z, y, reduction=reduction),
        y, z,
    )  # fmt: skip
    agree(
        lambda p: losses.focal_loss(y, p, gamma=0.0, alpha=0.5, reduction=reduction),
        lambda p: F.binary_cross_entropy(p, y, reduction=reduction) / 2,
        z.sigmoid(),
    )


@settings(max_examples=20)
@given(n=SIZE, seed=SEED, gamma=st.sampled_from([0.0, 0.5, 2.0]), alpha=st.floats(0, 1))
def test_focal_loss_follows_its_definition(device, n, seed, gamma, alpha):
    y, p = draw(seed, n, device=device).gt(0).double(), draw(seed + 1, n, device=device).sigmoid()

    def by_cases(p):
        p_t, alpha_t = torch.where(y == 1, p, 1 - p), alpha * y + (1 - alpha) * (1 - y)
        return -alpha_t * (1 - p_t) ** gamma * torch.log(p_t)

    agree(lambda p: losses.focal_loss(y, p, gamma, alpha), by_cases, p)


def test_certain_and_right_costs_nothing_certain_and_wrong_everything(device):
    y = torch.tensor([1.0, 0.0, 1.0, 0.0], dtype=torch.float64, device=device)
    p = torch.tensor([1.0, 0.0, 0.0, 1.0], dtype=torch.float64, device=device).requires_grad_()
    for loss in (losses.binary_cross_entropy(y, p), losses.focal_loss(y, p)):
        assert loss.tolist() == [0, 0, math.inf, math.inf]
    losses.binary_cross_entropy(y, p)[:2].sum().backward()
    assert p.grad[:2].isfinite().all()


def test_saturated_logits_give_finite_losses_and_gradients(device):
    z = torch.tensor([500.0, -500.0, 500.0], dtype=torch.float64, device=device).requires_grad_()
    y = torch.tensor([1.0, 1.0, 0.0], dtype=torch.float64, device=device)
    out = losses.binary_cross_entropy_with_logits(y, z)
    out.sum().backward()
    assert out.tolist() == pytest.approx([0, 500, 500])
    assert z.grad.tolist() == pytest.approx([0, -1, 1])


def test_risks_average_and_charge(device):
    y, f, w = (draw(i, 6, device=device) for i in range(3))
    agree(lambda y, f: losses.empirical_risk(losses.squared_loss(y, f)), F.mse_loss, y, f)
    agree(
        lambda y, f, w: losses.structural_risk(losses.squared_loss(y, f), w.dot(w), 0.3),
        lambda y, f, w: F.mse_loss(y, f) + 0.3 * w.norm() ** 2,
        y, f, w,
    )  # fmt: skip


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_dtype_is_kept(device, dtype):
    f, y = draw(0, 4, device=device, dtype=dtype), signs(1, 4, device=device).to(dtype)
    outs = [
        losses.hinge_loss(y, f),
        losses.huber_loss(y, f),
        losses.binary_cross_entropy(y.relu(), f.sigmoid()),
    ]
    assert {out.dtype for out in outs} == {dtype}


ONES = torch.ones(2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: losses.absolute_loss(ONES, torch.ones(3)), r"f must have shape .*batch = \[2\], got \(3,\)"),
        (lambda: losses.squared_loss(ONES, ONES, "average"), "'none', 'mean' or 'sum', got 'average'"),
        (lambda: losses.huber_loss(ONES, ONES, 0.0), "delta must hold"),
        (lambda: losses.zero_one_loss(ONES, torch.ones(3)), "f must have shape"),
        (lambda: losses.hinge_loss(torch.tensor([0.0, 1.0]), ONES), "y must be -1 or 1 everywhere"),
        (lambda: losses.perceptron_loss(2 * ONES, ONES), "y must be -1 or 1 everywhere"),
        (lambda: losses.soft_margin_svm_objective(ONES[None], ONES, ONES, ONES[0]), "y must have shape"),
        (lambda: losses.soft_margin_svm_objective(ONES[None], ONES[:1], ONES, ONES[0], -1.0), "C must hold"),
        (lambda: losses.log_loss(2 * ONES), r"p must hold values in \[0, 1\], got 2 to 2"),
        (
            lambda: losses.cross_entropy_from_logits(torch.ones(1, 3), torch.tensor([3])),
            "classes from 0 to 2, got 3",
        ),
        (lambda: losses.negative_log_likelihood(torch.ones(1, 3), torch.tensor([0, 1])), "y must have shape"),
        (lambda: losses.cross_entropy_from_logits(torch.ones(1, 3), torch.ones(1)), "y must be integers"),
        (lambda: losses.cross_entropy_from_probabilities(ONES, ONES / 2), "p must sum to 1, but .* by 1"),
        (lambda: losses.binary_cross_entropy(ONES, -ONES), "p must hold"),
        (lambda: losses.binary_cross_entropy_with_logits(2 * ONES, ONES), "y must hold"),
        (lambda: losses.focal_loss(ONES, ONES, -1.0), "gamma must hold"),
        (lambda: losses.empirical_risk(torch.ones(0)), "at least one sample"),
        (lambda: losses.structural_risk(ONES, ONES[0], -1.0), "lambda_ must hold"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()
