"""Compression against torch's own losses, pruning and quantised tensors."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import prune

from impl import compression

SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3)


def _draw(seed, *shapes, dtype=torch.float64):
    draw = torch.Generator().manual_seed(seed)
    return [torch.randn(shape, generator=draw, dtype=dtype) for shape in shapes]


@settings(max_examples=50)
@given(seed=st.integers(0, 2**31), b=st.integers(1, 4), n=st.integers(1, 5), alpha=st.floats(0, 1),
       T=st.sampled_from([0.5, 1.0, 4.0]), scale=st.sampled_from([1.0, 50.0]))  # fmt: skip
def test_distillation(seed, b, n, T, alpha, scale):
    s, t = (scale * z for z in _draw(seed, (b, n), (b, n)))
    s.requires_grad_()
    t.requires_grad_()
    y = torch.randint(n, (b,), generator=torch.Generator().manual_seed(seed))
    log_q, log_p = F.log_softmax(s / T, -1), F.log_softmax(t / T, -1)
    soft = T**2 * F.kl_div(log_q, log_p, reduction="none", log_target=True).sum(-1)
    expected = alpha * soft + (1 - alpha) * F.cross_entropy(s, y, reduction="none")
    torch.testing.assert_close(compression.soft_target_loss(s, t, T), soft, rtol=1e-9, atol=1e-9)
    mine = compression.distillation_loss(s, t, y, T, alpha)
    torch.testing.assert_close(mine, expected, rtol=1e-9, atol=1e-9)
    for a, e in zip(torch.autograd.grad(mine.sum(), (s, t)), torch.autograd.grad(expected.sum(), (s, t)),
                    strict=True):  # fmt: skip
        torch.testing.assert_close(a, e, rtol=1e-8, atol=1e-8)


def test_the_temperature_does_not_change_the_size_of_gradients():
    """At high T the gradient tends to that of matching centred logits, (s - t) / n: 1 / T^2 is undone."""
    s, t = _draw(0, (5,), (5,))
    s.requires_grad_()
    gradient = torch.autograd.grad(compression.soft_target_loss(s, t, 1e4), s)[0]
    centred = (s - s.mean()) - (t - t.mean())
    torch.testing.assert_close(gradient, centred.detach() / 5, rtol=1e-3, atol=1e-4)


@settings(max_examples=50)
@given(seed=st.integers(0, 2**31), shape=SHAPES, sparsity=st.floats(0, 1))
def test_pruning(seed, shape, sparsity):
    (W,) = _draw(seed, shape)
    module = nn.Module()
    module.W = nn.Parameter(W.clone())
    prune.l1_unstructured(module, "W", amount=round(sparsity * W.numel()))
    assert torch.equal(compression.magnitude_prune(W, sparsity), module.W)
    assert torch.equal(compression.magnitude_mask(W, sparsity), module.W_mask.bool())


def test_pruning_with_ties_keeps_the_number_and_stops_gradients():
    W = torch.tensor([1.0, -1.0, 1.0, -1.0, 3.0], requires_grad=True)
    pruned = compression.magnitude_prune(W, 0.4)
    assert int((pruned == 0).sum()) == 2
    assert pruned[4] == 3
    (gradient,) = torch.autograd.grad(pruned.sum(), W)
    assert torch.equal(gradient, (pruned != 0).float())


@settings(max_examples=80)
@given(
    seed=st.integers(0, 2**31), shape=SHAPES, scale=st.sampled_from([1e-3, 1.0, 1e4]), shift=st.floats(-3, 3)
)
def test_quantisation_is_torchs(seed, shape, scale, shift):
    x = scale * (_draw(seed, shape, dtype=torch.float32)[0] + shift)
    for quantise in (compression.quantise_symmetric, compression.quantise_affine):
        mine = quantise(x)
        step, zero = float(mine.scale), int(mine.z)
        assert zero == 0 or quantise is compression.quantise_affine
        assert -128 <= zero <= 127
        torchs = torch.fake_quantize_per_tensor_affine(x, step, zero, -128, 127)
        steps = (x.double() / step).frac().abs() - 0.5
        sure = steps.abs() > 1e-3  # torch multiplies by 1 / scale: halves may fall either way
        torch.testing.assert_close(compression.dequantise(mine)[sure], torchs[sure])
        assert compression.dequantise(mine).unique().numel() == mine.q.unique().numel()
        assert (compression.dequantise(mine) - x).abs().max() <= step * 0.501


@settings(max_examples=50)
@given(
    seed=st.integers(0, 2**31), n=st.integers(1, 4), m=st.integers(1, 5), dim=st.sampled_from([0, 1, -1, -2])
)
def test_each_channel_is_quantised_as_if_alone(seed, n, m, dim):
    (x,) = _draw(seed, (n, m))
    for quantise in (compression.quantise_symmetric, compression.quantise_affine):
        together = quantise(x, dim)
        for k in range(x.shape[dim]):
            alone = quantise(x.select(dim, k))
            assert torch.equal(together.q.select(dim, k), alone.q)
            assert together.scale.flatten()[k] == alone.scale
        assert (compression.dequantise(together) - x).abs().max() <= together.scale.max() * 0.501


def test_the_ends_of_the_range():
    x = torch.tensor([-2.0, 0.0, 1.0])
    assert compression.quantise_symmetric(x).q.tolist() == [-127, 0, 64]
    affine = compression.quantise_affine(x)
    assert affine.q.tolist() == [-128, affine.z.item(), 127]
    assert compression.dequantise(affine)[1] == 0
    for quantise in (compression.quantise_symmetric, compression.quantise_affine):
        assert compression.dequantise(quantise(torch.zeros(3))).tolist() == [0, 0, 0]


def test_factorized_embedding():
    layer = compression.FactorizedEmbedding(11, 3, 5).double()
    i = torch.tensor([[0, 10], [4, 4]])
    W, P = layer.word.weight, layer.projection.weight
    torch.testing.assert_close(layer(i), F.one_hot(i, 11).double() @ (W @ P.T))
    assert sum(p.numel() for p in layer.parameters()) == compression.embedding_parameters(11, 5, 3) == 48
    assert compression.embedding_parameters(11, 5) == nn.Embedding(11, 5).weight.numel()
    assert (
        compression.embedding_parameters(30000, 4096, 128)
        < compression.embedding_parameters(30000, 4096) / 25
    )


def test_shared_layers():
    """The same as n layers with tied weights, whose gradients add up."""
    layer = nn.Sequential(nn.Linear(3, 3), nn.Tanh()).double()
    shared = compression.SharedLayers(layer, 4)
    x = torch.randn(2, 3, dtype=torch.float64)
    torch.testing.assert_close(shared(x), layer(layer(layer(layer(x)))))
    assert sum(p.numel() for p in shared.parameters()) == 12
    weight = layer[0].weight
    copies = [weight.detach().clone().requires_grad_() for _ in range(4)]
    y = x
    for copy in copies:
        y = torch.tanh(F.linear(y, copy, layer[0].bias))
    gradients = torch.autograd.grad(y.sum(), copies)
    torch.testing.assert_close(torch.autograd.grad(shared(x).sum(), weight)[0], sum(gradients))
    assert torch.equal(compression.SharedLayers(layer, 0)(x), x)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_type_and_device_are_kept(dtype, device):
    x = torch.linspace(-1, 2, 12, dtype=dtype, device=device).view(3, 4)
    y = torch.tensor([0, 3, 1], device=device)
    for result in (
        compression.distillation_loss(x, -x, y),
        compression.magnitude_prune(x, 0.5),
        compression.dequantise(compression.quantise_affine(x, 0)),
        compression.dequantise(compression.quantise_symmetric(x)),
    ):
        assert result.dtype == dtype
        assert result.device == x.device


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: compression.soft_target_loss(torch.ones(3), torch.ones(2)), "t must have shape"),
        (lambda: compression.soft_target_loss(torch.ones(3), torch.ones(3), 0.0), "T must .*got .*0"),
        (
            lambda: compression.distillation_loss(torch.ones(3), torch.ones(3), torch.tensor(3)),
            "y must .*got .*3",
        ),
        (
            lambda: compression.distillation_loss(torch.ones(3), torch.ones(3), torch.tensor(0), 1.0, 1.5),
            "alpha must",
        ),
        (lambda: compression.magnitude_prune(torch.ones(3), 1.5), "sparsity must .*got .*1.5"),
        (lambda: compression.quantise_symmetric(torch.tensor([math.inf])), "x must hold finite numbers"),
        (lambda: compression.quantise_affine(torch.ones(0)), "at least one"),
        (lambda: compression.FactorizedEmbedding(3, 0, 2), "must be positive, got 3, 0 and 2"),
        (lambda: compression.SharedLayers(nn.Identity(), -1), "n must not be negative, got -1"),
        (lambda: compression.embedding_parameters(3, 0), "h must .*got .*0"),
    ],
)
def test_what_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
