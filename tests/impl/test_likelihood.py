"""Likelihood against torch.distributions, and its tie to the cross entropy."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.distributions import Bernoulli

from impl import likelihood as lik
from tests.impl.oracle import agree, draw

SEED = st.integers(0, 10**6)


def throws(seed, *shape, device):
    return (draw(seed, *shape, device=device) > 0).double()


@settings(max_examples=20)
@given(batch=st.lists(st.integers(1, 3), max_size=2), n=st.integers(1, 6), seed=SEED)
def test_log_likelihood_equals_torch_and_minus_the_summed_cross_entropy(device, batch, n, seed):
    x, p = throws(seed, *batch, n, device=device), draw(seed + 1, *batch, device=device).sigmoid()
    agree(
        lambda p: lik.bernoulli_log_likelihood(x, p), lambda p: Bernoulli(p[..., None]).log_prob(x).sum(-1), p
    )
    agree(
        lambda p: lik.bernoulli_log_likelihood(x, p),
        lambda p: -F.binary_cross_entropy(p[..., None].expand(x.shape), x, reduction="none").sum(-1),
        p,
    )
    torch.testing.assert_close(
        lik.bernoulli_probability(x, p[..., None].expand(x.shape)).prod(-1).log(),
        lik.bernoulli_log_likelihood(x, p),
    )


@settings(max_examples=20)
@given(n=st.integers(1, 8), seed=SEED)
def test_no_coin_is_likelier_than_the_share_of_ones(device, n, seed):
    x = throws(seed, n, device=device)
    best = lik.bernoulli_maximum_likelihood(x)
    others = torch.linspace(0, 1, 21, dtype=torch.float64, device=device)
    assert (
        lik.bernoulli_log_likelihood(x, best) >= lik.bernoulli_log_likelihood(x.expand(21, n), others) - 1e-12
    ).all()


def test_certain_coins_are_certain_and_impossible_throws_impossible(device):
    x = torch.tensor([[1, 1], [0, 0], [1, 0]], device=device)
    p = torch.tensor([1.0, 0.0, 1.0], dtype=torch.float64, device=device)
    assert lik.bernoulli_log_likelihood(x, p).tolist() == [0, 0, -torch.inf]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: lik.bernoulli_log_likelihood(torch.ones(2), torch.ones(2)),
            r"p must have shape .*got \(2,\)",
        ),
        (
            lambda: lik.bernoulli_log_likelihood(torch.full((2,), 2.0), torch.tensor(0.5)),
            "x must be 0 or 1 everywhere",
        ),
        (lambda: lik.bernoulli_probability(torch.ones(1), torch.full((1,), 1.5)), "p must hold"),
        (lambda: lik.bernoulli_maximum_likelihood(torch.ones(0)), "at least one throw"),
        (lambda: lik.bernoulli_maximum_likelihood(torch.tensor([0.5])), "x must be 0 or 1 everywhere"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()
