"""Normalisation within images, scaling of features, rotations, clipping and schedules against libraries."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import (
    dcg_score,
    mean_squared_error,
    ndcg_score,
    r2_score,
)
from sklearn.metrics import (
    mean_absolute_percentage_error as percentage_error,
)
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import SGD, lr_scheduler

from impl.activations import elu, leaky_relu, tanh
from impl.attention.rotary import rotary_encoding
from impl.channel_norms import group_norm, instance_norm
from impl.metrics.gain import discounted_gain, normalised_gain
from impl.metrics.regression import mean_absolute_percentage_error, r_squared, root_mean_squared_error
from impl.optimizers.clipping import clip_by_norm, clip_by_value
from impl.scaling import min_max_scaled, standardised
from impl.schedules import cosine_annealing, exponential_decay, linear_warmup, step_decay
from tests.impl.oracle import agree, draw

SEEDS = st.integers(0, 10**6)


@settings(max_examples=15)
@given(n=st.integers(1, 3), c=st.sampled_from([2, 4, 6]), h=st.integers(2, 4), seed=SEEDS)
def test_channels_and_groups_are_normalised_as_torch_does(device, n, c, h, seed):
    x, gamma, beta = (
        draw(seed, n, c, h, 3, device=device),
        draw(1, c, device=device),
        draw(2, c, device=device),
    )
    agree(instance_norm, lambda x, g, b: F.instance_norm(x, weight=g, bias=b), x, gamma, beta)
    agree(lambda x, g, b: group_norm(x, 2, g, b), lambda x, g, b: F.group_norm(x, 2, g, b), x, gamma, beta)


def test_groups_must_divide_the_channels(device):
    with pytest.raises(ValueError, match="evenly"):
        group_norm(draw(0, 1, 4, 2, 2, device=device), 3, *(draw(1, 4, device=device),) * 2)


@pytest.mark.parametrize(
    ("ours", "oracle"),
    [(tanh, torch.tanh), (leaky_relu, F.leaky_relu), (elu, F.elu)],
    ids=["tanh", "leaky", "elu"],
)
@settings(max_examples=10)
@given(n=st.integers(0, 5), seed=SEEDS)
def test_activations_equal_torch(device, ours, oracle, n, seed):
    agree(ours, oracle, 3 * draw(seed, n, 4, device=device))


@settings(max_examples=20)
@given(n=st.integers(1, 6), d=st.integers(1, 4), seed=SEEDS)
def test_a_rotation_is_a_product_of_complex_numbers(device, n, d, seed):
    x = draw(seed, 2, n, 2 * d, device=device)
    pace = torch.tensor([10_000.0 ** (-i / d) for i in range(d)], dtype=x.dtype, device=device)
    angle = torch.outer(torch.arange(n, dtype=x.dtype, device=device), pace)
    turned = torch.complex(x[..., :d], x[..., d:]) * torch.polar(torch.ones_like(angle), angle)
    torch.testing.assert_close(rotary_encoding(x), torch.cat([turned.real, turned.imag], -1))


def test_products_of_rotated_vectors_depend_on_distances_alone(device):
    q, k = (draw(i, 6, device=device).expand(8, 6) for i in (1, 2))
    scores = rotary_encoding(q) @ rotary_encoding(k).T
    torch.testing.assert_close(scores[1:, 1:], scores[:-1, :-1])


def test_an_odd_number_of_features_cannot_be_paired(device):
    with pytest.raises(ValueError, match="even"):
        rotary_encoding(draw(0, 2, 3, device=device))


@settings(max_examples=20)
@given(n=st.integers(1, 6), limit=st.floats(0.1, 3), seed=SEEDS)
def test_gradients_are_clipped_as_torch_does(device, n, limit, seed):
    g = draw(seed, n, device=device)
    for ours, oracle in ((clip_by_norm, clip_grad_norm_), (clip_by_value, clip_grad_value_)):
        weight = torch.zeros_like(g).requires_grad_()
        weight.grad = g.clone()
        oracle([weight], limit)
        torch.testing.assert_close(ours(g, limit), weight.grad, rtol=1e-5, atol=1e-7)


def rates(scheduler, steps, **options):
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
    schedule = scheduler(optimizer, **options)
    found = []
    for _ in range(steps):
        found.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    return found


def test_schedules_are_torch_s():
    cosine = rates(lr_scheduler.CosineAnnealingLR, 11, T_max=10, eta_min=0.1)
    assert [cosine_annealing(t, 10, 0.8, 0.1) for t in range(11)] == pytest.approx(cosine)
    steps = rates(lr_scheduler.StepLR, 9, step_size=3, gamma=0.5)
    assert [step_decay(t, 0.8, 0.5, 3) for t in range(9)] == pytest.approx(steps)
    falling = rates(lr_scheduler.ExponentialLR, 6, gamma=0.9)
    assert [exponential_decay(t, 0.8, 0.9) for t in range(6)] == pytest.approx(falling)
    rising = rates(lr_scheduler.LambdaLR, 7, lr_lambda=lambda t: min(1.0, t / 4))
    assert [linear_warmup(t, 4, 0.8) for t in range(7)] == pytest.approx(rising)


@settings(max_examples=20)
@given(n=st.integers(2, 7), seed=SEEDS)
def test_metrics_of_numbers_are_sklearn_s(device, n, seed):
    y, f = draw(seed, n, device=device), draw(seed + 1, n, device=device)
    mine, theirs = y.cpu().numpy(), f.cpu().numpy()
    assert r_squared(y, f).item() == pytest.approx(r2_score(mine, theirs))
    assert root_mean_squared_error(y, f).item() == pytest.approx(math.sqrt(mean_squared_error(mine, theirs)))
    assert mean_absolute_percentage_error(y, f).item() == pytest.approx(percentage_error(mine, theirs))


@settings(max_examples=20)
@given(grades=st.lists(st.integers(0, 4), min_size=2, max_size=7).filter(any))
def test_gains_are_sklearn_s(device, grades):
    relevance = torch.tensor(grades, dtype=torch.float64, device=device)
    ranks = np.arange(len(grades), 0, -1)[None]
    gain = 2.0 ** np.array(grades)[None] - 1
    assert discounted_gain(relevance).item() == pytest.approx(dcg_score(gain, ranks))
    assert normalised_gain(relevance).item() == pytest.approx(ndcg_score(gain, ranks))


@settings(max_examples=15)
@given(n=st.integers(2, 6), d=st.integers(1, 4), seed=SEEDS)
def test_features_are_scaled_as_sklearn_does(device, n, d, seed):
    x = draw(seed, n, d, device=device)
    for ours, oracle in (
        (standardised, StandardScaler),
        (min_max_scaled, MinMaxScaler),
    ):
        expected = torch.tensor(oracle().fit_transform(x.cpu().numpy()), device=device)
        torch.testing.assert_close(ours(x), expected)
