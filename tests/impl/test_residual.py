"""Residual blocks against the same convolutions and normalizations called one by one."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional as F

from impl import residual


def _normalize(x, norm):
    return F.batch_norm(x, None, None, norm.weight, norm.bias, training=True, eps=norm.eps)


def _shortcut(x, g, stride):
    if isinstance(g, nn.Identity):
        return x
    return _normalize(F.conv2d(x, g[0].weight, stride=stride), g[1])


def _by_hand(block, x, stride):
    """The paper's figure: 3x3, 3x3 or 1x1, 3x3, 1x1, whose step is the stride in the first 3x3."""
    layers = list(block.f)
    convolutions, norms = layers[0::3], layers[1::3]
    y, strided = x, False
    for k, (convolution, norm) in enumerate(zip(convolutions, norms, strict=True)):
        size = convolution.weight.shape[-1]
        step = stride if size == 3 and not strided else 1
        strided |= size == 3
        y = _normalize(F.conv2d(y, convolution.weight, stride=step, padding=size // 2), norm)
        y = torch.where(y > 0, y, 0) if k < len(convolutions) - 1 else y
    y = y + _shortcut(x, block.g, stride)
    return torch.where(y > 0, y, 0)


def _randomize(block, seed):
    draw = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for p in block.parameters():
            p.copy_(torch.randn(p.shape, generator=draw, dtype=p.dtype))
    return block


@settings(max_examples=20)
@given(seed=st.integers(0, 2**31), c=st.integers(1, 3), d=st.integers(1, 3), stride=st.integers(1, 2),
       size=st.integers(2, 5))  # fmt: skip
def test_blocks_are_their_layers(seed, c, d, stride, size):
    x = torch.randn(2, c, size, size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    x.requires_grad_()
    for block in (residual.BasicBlock(c, d, stride), residual.Bottleneck(c, 2, d, stride)):
        block = _randomize(block.double(), seed)
        mine, expected = block(x), _by_hand(block, x, stride)
        torch.testing.assert_close(mine, expected, rtol=1e-9, atol=1e-9)
        inputs = [x, *block.parameters()]
        for a, b in zip(*(torch.autograd.grad(y.sum(), inputs) for y in (mine, expected)), strict=True):
            torch.testing.assert_close(a, b, rtol=1e-7, atol=1e-7)
        assert isinstance(block.g, nn.Identity) == (c == d and stride == 1)


def test_the_bottleneck_of_resnet_50():
    """The paper's first stage: 256 channels in and out, 64 between, about a third of two plain 3x3 layers."""
    parameters = sum(p.numel() for p in residual.Bottleneck(256, 64, 256).parameters() if p.ndim == 4)
    assert parameters == 256 * 64 + 64 * 64 * 9 + 64 * 256


@settings(max_examples=30)
@given(seed=st.integers(0, 2**31), batch=st.lists(st.integers(1, 3), min_size=1, max_size=2),
       c=st.integers(1, 4), d=st.integers(1, 4), bias=st.booleans())  # fmt: skip
def test_pointwise_convolution(seed, batch, c, d, bias):
    draw = torch.Generator().manual_seed(seed)
    x, W, b = (torch.randn(s, generator=draw, dtype=torch.float64).requires_grad_()
               for s in [(*batch, c, 3, 2), (d, c), (d,)])  # fmt: skip
    mine = residual.pointwise_convolution(x, W, b if bias else None)
    expected = F.conv2d(x.flatten(0, -4), W[:, :, None, None], b if bias else None).view(*batch, d, 3, 2)
    torch.testing.assert_close(mine, expected, rtol=1e-10, atol=1e-10)
    for a, e in zip(*(torch.autograd.grad((y**2).sum(), (x, W)) for y in (mine, expected)), strict=True):
        torch.testing.assert_close(a, e, rtol=1e-9, atol=1e-9)


def test_residual_connection():
    f = nn.Linear(3, 3).double()
    x = torch.randn(2, 3, dtype=torch.float64)
    assert torch.equal(residual.Residual(f)(x), F.linear(x, f.weight, f.bias) + x)
    nn.init.zeros_(f.weight)
    nn.init.zeros_(f.bias)
    assert torch.equal(residual.Residual(f)(x), x)


@pytest.mark.parametrize("block", [residual.BasicBlock(4, 4), residual.Bottleneck(4, 2, 4)])
def test_a_deep_stack_of_identities_changes_nothing(block):
    """Positive inputs pass through, whatever the convolutions hold, in train and in eval mode."""
    residual.start_as_identity(block)
    x = torch.rand(2, 4, 3, 3)
    for mode in (True, False):
        block.train(mode)
        y = x
        for _ in range(20):
            y = block(y)
        assert torch.equal(y, x)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_type_and_device_are_kept(dtype, device):
    x = torch.randn(2, 3, 4, 4, dtype=dtype, device=device)
    for block in (residual.BasicBlock(3, 5, 2), residual.Bottleneck(3, 2, 5, 2)):
        y = block.to(device, dtype)(x)
        assert (y.dtype, y.device, tuple(y.shape)) == (dtype, x.device, (2, 5, 2, 2))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match=r"f must keep the shape \(2, 3\), got \(2, 1\)"):
        residual.Residual(nn.Linear(3, 1))(torch.ones(2, 3))
    with pytest.raises(ValueError, match="stride must be positive, got 0"):
        residual.BasicBlock(3, 3, 0)
    with pytest.raises(ValueError, match="m must be positive, got 0"):
        residual.Bottleneck(3, 0, 3)
    with pytest.raises(ValueError, match="W must have shape"):
        residual.pointwise_convolution(torch.ones(1, 3, 2, 2), torch.ones(5, 2))


@pytest.mark.parametrize(("c", "d", "stride"), [(3, 3, 1), (3, 5, 1), (3, 3, 2), (2, 4, 3)])
def test_a_shortcut_is_the_identity_or_a_projection(c, d, stride, device):
    x = torch.randn(2, c, 5, 5, device=device)
    way = residual.shortcut(c, d, stride).to(device)
    assert isinstance(way, nn.Identity) == (c == d and stride == 1)
    torch.testing.assert_close(way(x), _shortcut(x, way, stride))
    assert way(x).shape == (2, d, *F.max_pool2d(x, 1, stride).shape[2:])
