"""Normalisation against torch.nn and torch.nn.functional."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from impl import normalization as norm
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)
SPREAD = st.sampled_from([1.0, 1e-3, 0.0, 1e3])  # tiny variance shows where eps stands


def spread_out(seed, *shape, spread, device):
    return 2 + spread * draw(seed, *shape, device=device)


@settings(max_examples=25)
@given(
    batch=st.lists(SIZE, max_size=2),
    d=st.integers(2, 6),
    seed=SEED,
    spread=SPREAD,
    eps=st.sampled_from([1e-5, 0.1]),
)
def test_layer_norm_equals_torch(device, batch, d, seed, spread, eps):
    x = spread_out(seed, *batch, d, spread=spread, device=device)
    gamma, beta = draw(seed + 1, d, device=device), draw(seed + 2, d, device=device)
    agree(
        lambda x, g, b: norm.layer_norm(x, g, b, eps),
        lambda x, g, b: F.layer_norm(x, (d,), g, b, eps),
        x, gamma, beta,
        tolerance=1e-7,
    )  # fmt: skip


@settings(max_examples=25)
@given(batch=st.lists(SIZE, max_size=2), d=SIZE, seed=SEED, spread=SPREAD, eps=st.sampled_from([1e-6, 0.1]))
def test_rms_norm_equals_torch(device, batch, d, seed, spread, eps):
    x, gamma = spread * draw(seed, *batch, d, device=device), draw(seed + 1, d, device=device)
    agree(lambda x, g: norm.rms_norm(x, g, eps), lambda x, g: F.rms_norm(x, (d,), g, eps), x, gamma)


@settings(max_examples=25)
@given(n=st.integers(2, 5), c=SIZE, space=st.lists(SIZE, max_size=2), seed=SEED, spread=SPREAD)
def test_batch_norm_equals_torch(device, n, c, space, seed, spread):
    x = spread_out(seed, n, c, *space, spread=spread, device=device)
    gamma, beta = draw(seed + 1, c, device=device), draw(seed + 2, c, device=device)
    agree(
        norm.batch_norm,
        lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True),
        x, gamma, beta,
        tolerance=1e-7,
    )  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), [(norm.LayerNorm, nn.LayerNorm), (norm.RMSNorm, nn.RMSNorm)])
def test_layers_of_features_equal_torch_layers(device, ours, theirs):
    a, b = ours(4, eps=1e-3).to(device, torch.float64), theirs(4, eps=1e-3).to(device, torch.float64)
    for mine, other in zip(a.parameters(), b.parameters(), strict=True):
        assert torch.equal(mine, other)
        with torch.no_grad():
            other.copy_(mine.copy_(draw(3, 4, device=device)))
    agree(a, b, draw(0, 2, 3, 4, device=device))


@pytest.mark.parametrize("space", [(), (3,), (2, 3)])
def test_batch_norm_layer_follows_torch_through_training_and_evaluation(device, space):
    ours = norm.BatchNorm(4, momentum=0.3).to(device, torch.float64)
    layers = {0: nn.BatchNorm1d, 1: nn.BatchNorm1d, 2: nn.BatchNorm2d}
    theirs = layers[len(space)](4, momentum=0.3).to(device, torch.float64)
    with torch.no_grad():
        theirs.weight.copy_(ours.gamma.copy_(draw(1, 4, device=device)))
        theirs.bias.copy_(ours.beta.copy_(draw(2, 4, device=device)))
    for step in range(3):
        x = 3 + 2 * draw(step, 5, 4, *space, device=device)
        agree(ours, theirs, x)
        torch.testing.assert_close(ours.running_mean, theirs.running_mean)
        torch.testing.assert_close(ours.running_var, theirs.running_var)
    ours.eval(), theirs.eval()
    agree(ours, theirs, draw(9, 1, 4, *space, device=device))
    torch.testing.assert_close(ours.running_mean, theirs.running_mean)


def test_equal_features_become_the_shift(device):
    x, gamma, beta = torch.full((2, 3), 7.0, device=device), torch.ones(3, device=device), torch.arange(3.0)
    assert torch.equal(norm.layer_norm(x, gamma, beta.to(device)).cpu(), beta.expand(2, 3))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_dtype_is_kept(device, dtype):
    layer = norm.BatchNorm(3).to(device, dtype)
    assert layer(draw(0, 4, 3, device=device, dtype=dtype)).dtype == dtype
    x, gamma = draw(0, 4, 3, device=device, dtype=dtype), draw(0, 3, device=device, dtype=dtype)
    assert norm.layer_norm(x, gamma, gamma).dtype == norm.rms_norm(x, gamma).dtype == dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: norm.layer_norm(torch.ones(2, 3), torch.ones(2), torch.ones(3)),
            r"gamma must have .*d = 3.*\(2,\)",
        ),
        (lambda: norm.layer_norm(torch.ones(2, 3), torch.ones(3), torch.ones(3), -1.0), "eps must hold"),
        (lambda: norm.LayerNorm(3)(torch.ones(2, 4)), "gamma must have"),
        (lambda: norm.rms_norm(torch.ones(3), torch.ones(3), 0.0), "eps must hold"),
        (lambda: norm.batch_norm(torch.ones(1, 3), torch.ones(3), torch.ones(3)), "at least 2 values"),
        (lambda: norm.BatchNorm(3)(torch.ones(1, 3)), "at least 2 values"),
        (lambda: norm.BatchNorm(3)(torch.ones(2, 4)), "gamma must have"),
        (lambda: norm.BatchNorm(3, momentum=1.5), r"momentum must hold values in \[0, 1\], got 1.5"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_parts_of_batch_norm_alone_are_those_of_torch(device):
    x = draw(0, 6, 3, 2, device=device)
    mean, variance, gamma, beta = (draw(i, 3, device=device) for i in range(1, 5))
    agree(
        lambda v: norm.batch_statistics(v)[0], lambda v: v.transpose(0, 1).flatten(1).var(1, correction=0), x
    )
    agree(lambda v: norm.batch_statistics(v)[1], lambda v: v.mean((0, 2)), x)
    agree(
        lambda v, g, b: norm.batch_norm_with(v, mean, variance.abs(), g, b),
        lambda v, g, b: F.batch_norm(v, mean, variance.abs(), g, b),
        x, gamma, beta,
    )  # fmt: skip
