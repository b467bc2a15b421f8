"""Familiar names against PyTorch's own."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from impl import tensors

SHAPES = st.lists(st.integers(0, 3), min_size=1, max_size=3)


@given(shape=SHAPES, more=st.lists(st.integers(0, 3), max_size=2), data=st.data())
def test_repeat(shape, more, data):
    x = torch.arange(math.prod(shape)).view(shape)
    sizes = more + data.draw(st.lists(st.integers(0, 3), min_size=len(shape), max_size=len(shape)))
    assert torch.equal(tensors.repeat(x, *sizes), x.repeat(*sizes))
    assert torch.equal(
        tensors.repeat(x.mT if x.ndim > 1 else x, *sizes), (x.mT if x.ndim > 1 else x).repeat(*sizes)
    )


@given(shape=SHAPES, r=st.integers(0, 3), data=st.data())
def test_repeat_interleave(shape, r, data):
    x = torch.arange(math.prod(shape)).view(shape)
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    assert torch.equal(tensors.repeat_interleave(x, r, dim), x.repeat_interleave(r, dim))


def test_the_two_repetitions_differ():
    x = torch.tensor([1, 2])
    assert tensors.repeat(x, 2).tolist() == [1, 2, 1, 2]
    assert tensors.repeat_interleave(x, 2).tolist() == [1, 1, 2, 2]
    assert tensors.repeat(torch.tensor(7), 3).tolist() == [7, 7, 7]


def test_repetitions_add_up_their_gradients():
    x = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: tensors.repeat(x, 2, 1, 3), x)
    assert torch.autograd.gradcheck(lambda x: tensors.repeat_interleave(x, 3, 0), x)


def test_sequential_is_torchs():
    tanh = nn.Tanh()
    layers = [nn.Linear(3, 5), tanh, nn.Linear(5, 2), tanh]
    mine, torchs = tensors.Sequential(*layers), nn.Sequential(*layers)
    x = torch.randn(4, 3)
    assert torch.equal(mine(x), torchs(x))
    assert list(mine.state_dict()) == list(torchs.state_dict())
    assert torch.equal(tensors.Sequential()(x), x)


def test_module_list_is_torchs():
    layers = [nn.Linear(3, 3), nn.Linear(3, 3)]
    mine, torchs = tensors.ModuleList(layers), nn.ModuleList(layers)
    mine.append(layers[0])
    torchs.append(layers[0])
    assert list(mine.state_dict()) == list(torchs.state_dict())
    assert list(mine) == list(torchs)
    assert len(mine) == 3
    assert mine[-1] is layers[0]
    with pytest.raises(NotImplementedError):
        mine(torch.ones(3))


def test_a_plain_list_hides_its_parameters():
    class Net(nn.Module):
        def __init__(self, layers):
            super().__init__()
            self.layers = layers

    layers = [nn.Linear(3, 3)]
    assert len(list(Net(layers).parameters())) == 0
    assert len(list(Net(tensors.ModuleList(layers)).parameters())) == 2


@given(seed=st.integers(0, 2**31), shape=st.lists(st.integers(1, 4), min_size=1, max_size=3),
       scale=st.sampled_from([0.0, 1.0, 30.0, 1000.0]))  # fmt: skip
def test_softmax(seed, shape, scale):
    z = scale * torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    z.requires_grad_()
    weights = torch.arange(z.numel(), dtype=z.dtype).view(shape)
    for mine, torchs in ((tensors.softmax, torch.softmax), (tensors.log_softmax, torch.log_softmax)):
        value, expected = mine(z), torchs(z, -1)
        torch.testing.assert_close(value, expected, rtol=1e-10, atol=1e-12)
        gradients = [torch.autograd.grad((v * weights).sum(), z)[0] for v in (value, expected)]
        torch.testing.assert_close(*gradients, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_softmax_of_extremes(dtype, device):
    z = torch.tensor([[1e4, 0.0, -1e4], [-math.inf, 0.0, 0.0], [5.0, 5.0, 5.0]], dtype=dtype, device=device)
    torch.testing.assert_close(tensors.softmax(z), torch.softmax(z, -1))
    torch.testing.assert_close(tensors.log_softmax(z), torch.log_softmax(z, -1))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tensors.repeat(torch.ones(2, 2), 3), "sizes must be 2 or more"),
        (lambda: tensors.repeat(torch.ones(2), -1), r"sizes must be 1 or more numbers from 0, got \(-1,\)"),
        (lambda: tensors.repeat_interleave(torch.ones(2), 2, 1), "dim must be from -1 to 0, got 1"),
        (lambda: tensors.repeat_interleave(torch.ones(2), -2), "r must .*got .*-2"),
        (lambda: tensors.softmax(torch.ones(2, 0)), "at least one score"),
        (lambda: tensors.log_softmax(torch.tensor(1.0)), "z must"),
    ],
)
def test_what_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
