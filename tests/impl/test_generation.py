"""What generates, clusters and decides, against torch, sklearn, scipy and the definitions."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d, lfilter
from sklearn.cluster import KMeans
from torch.distributions import Bernoulli, Normal, kl_divergence

from impl import clustering, convolution, decoding, returns
from impl.losses import generative, language, preference
from tests.impl.oracle import agree, draw

SEED = st.integers(0, 10**6)
SIZE = st.integers(1, 6)


@settings(max_examples=10)
@given(n=SIZE, seed=SEED)
def test_both_sides_of_a_gan_are_binary_cross_entropies(device, n, seed):
    real, fake = draw(seed, n, device=device), draw(seed + 1, n, device=device)
    one, zero = torch.ones_like(real), torch.zeros_like(real)
    bce = F.binary_cross_entropy_with_logits
    agree(
        generative.discriminator_loss_with_logits,
        lambda r, f: bce(r, one, reduction="none") + bce(f, zero, reduction="none"),
        real,
        fake,
    )
    agree(generative.generator_loss_with_logits, lambda f: bce(f, one, reduction="none"), fake)
    agree(
        generative.discriminator_loss,
        lambda r, f: (
            F.binary_cross_entropy(r, one, reduction="none")
            + F.binary_cross_entropy(f, zero, reduction="none")
        ),
        real.sigmoid(),
        fake.sigmoid(),
    )
    agree(
        generative.generator_loss, lambda f: F.binary_cross_entropy(f, one, reduction="none"), fake.sigmoid()
    )


@settings(max_examples=10)
@given(n=SIZE, d=SIZE, seed=SEED)
def test_the_vae_loss_is_likelihood_and_divergence_of_distributions(device, n, d, seed):
    x, x_hat = draw(seed, 3, n, device=device).sigmoid(), draw(seed + 1, 3, n, device=device).sigmoid()
    mu, s = draw(seed + 2, 3, d, device=device), draw(seed + 3, 3, d, device=device)

    def oracle(x_hat, mu, s):
        law = Bernoulli(x_hat, validate_args=False)
        code = kl_divergence(Normal(mu, (s / 2).exp()), Normal(torch.zeros_like(mu), torch.ones_like(s)))
        return -law.log_prob(x).sum(-1) + code.sum(-1)

    agree(lambda *given: generative.vae_loss(x, *given), oracle, x_hat, mu, s)


@settings(max_examples=10)
@given(d=SIZE, seed=SEED)
def test_a_reparameterised_sample_has_the_density_of_its_noise(device, d, seed):
    mu, s, noise = (draw(seed + i, d, device=device) for i in range(3))
    z = generative.reparameterised(mu, s, noise)
    scale = (s / 2).exp()
    expected = Normal(torch.zeros_like(mu), torch.ones_like(s)).log_prob(noise) - scale.log()
    torch.testing.assert_close(Normal(mu, scale).log_prob(z), expected)


@settings(max_examples=10)
@given(n=SIZE, seed=SEED)
def test_preferences_are_binary_cross_entropies_of_margins(device, n, seed):
    w, r, u, v = (draw(seed + i, n, device=device) for i in range(4))
    one = torch.ones_like(w)
    agree(
        preference.preference_loss,
        lambda w, r: F.binary_cross_entropy_with_logits(w - r, one, reduction="none"),
        w,
        r,
    )
    agree(
        lambda *given: preference.dpo_loss(*given, beta=0.3),
        lambda w, r, u, v: F.soft_margin_loss(0.3 * (w - u) - 0.3 * (r - v), one, reduction="none"),
        w,
        r,
        u,
        v,
    )


@pytest.mark.parametrize(
    ("ratio", "advantage", "expected"),
    [(1.0, 2.0, -2.0), (1.5, 2.0, -2.4), (0.5, 2.0, -1.0), (1.5, -2.0, 3.0), (0.5, -2.0, 1.6)],
)
def test_ppo_gains_nothing_outside_of_its_range(ratio, advantage, expected):
    loss = preference.ppo_loss(
        torch.tensor([math.log(ratio)]), torch.zeros(1), torch.tensor([advantage]), eps=0.2
    )
    assert loss.item() == pytest.approx(expected, rel=1e-6)


@settings(max_examples=10)
@given(b=SIZE, n=st.integers(2, 6), v=st.integers(2, 5), seed=SEED)
def test_the_next_token_loss_is_a_shifted_cross_entropy(device, b, n, v, seed):
    z = draw(seed, b, n, v, device=device)
    ids = (draw(seed + 1, b, n, device=device).abs() * 1000).long() % v
    agree(
        lambda z: language.next_token_loss(z, ids).mean(),
        lambda z: F.cross_entropy(z[:, :-1].reshape(-1, v), ids[:, 1:].reshape(-1)),
        z,
    )


@settings(max_examples=10)
@given(n=SIZE, seed=SEED, gamma=st.floats(0, 1), lam=st.floats(0, 1))
def test_returns_are_a_recursive_filter_run_backwards(n, seed, gamma, lam):
    cpu = torch.device("cpu")
    r, v = draw(seed, n, device=cpu), draw(seed + 1, n + 1, device=cpu)

    def filtered(x, decay):
        return torch.from_numpy(lfilter([1.0], [1.0, -decay], x.numpy()[::-1])[::-1].copy())

    torch.testing.assert_close(returns.discounted_returns(r, gamma), filtered(r, gamma))
    torch.testing.assert_close(
        returns.generalised_advantages(r, v, gamma, lam),
        filtered(r + gamma * v[1:] - v[:-1], gamma * lam),
    )


def test_advantages_need_a_value_behind_the_last_step():
    with pytest.raises(ValueError, match="one more than rewards"):
        returns.generalised_advantages(torch.zeros(3), torch.zeros(3))


def test_full_trust_in_rewards_gives_returns_less_values():
    r, v = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.5, 0.25, 2.0, 0.0])
    expected = returns.discounted_returns(r, 0.9) - v[:-1]
    torch.testing.assert_close(returns.generalised_advantages(r, v, 0.9, 1.0), expected)


@settings(max_examples=10, deadline=None)
@given(seed=SEED)
def test_k_means_ends_where_sklearn_does(seed):
    X = np.random.default_rng(seed).normal(size=(30, 3))
    start = X[:4].copy()
    peer = KMeans(4, init=start, n_init=1, max_iter=200, tol=0, algorithm="lloyd").fit(X)
    C = clustering.k_means(torch.from_numpy(X), torch.from_numpy(start), 200)
    torch.testing.assert_close(C, torch.from_numpy(peer.cluster_centers_))
    assert clustering.nearest_centres(torch.from_numpy(X), C).tolist() == peer.labels_.tolist()
    assert clustering.inertia(torch.from_numpy(X), C).item() == pytest.approx(peer.inertia_)


def test_a_centre_without_examples_stays():
    C = clustering.k_means(torch.tensor([[0.0], [2.0]]), torch.tensor([[1.0], [50.0]]), 3)
    assert C.tolist() == [[1.0], [50.0]]


@settings(max_examples=10)
@given(h=st.integers(3, 7), w=st.integers(3, 7), a=st.integers(1, 3), b=st.integers(1, 3), seed=SEED)
def test_windows_equal_torch(device, h, w, a, b, seed):
    X, K = draw(seed, h, w, device=device), draw(seed + 1, a, b, device=device)
    agree(convolution.cross_correlation, lambda X, K: F.conv2d(X[None, None], K[None, None])[0, 0], X, K)
    agree(lambda X: convolution.max_pooled(X, a), lambda X: F.max_pool2d(X[None], a)[0], X)
    agree(lambda X: convolution.average_pooled(X, a), lambda X: F.avg_pool2d(X[None], a)[0], X)
    peer = correlate2d(X.cpu().numpy(), K.cpu().numpy(), mode="valid")
    np.testing.assert_allclose(convolution.cross_correlation(X, K).cpu().numpy(), peer, atol=1e-12)


@settings(max_examples=20)
@given(n=st.integers(2, 8), k=st.integers(1, 8), p=st.floats(0.05, 0.95), seed=SEED)
def test_filters_keep_the_likeliest_tokens_that_it_takes(n, k, p, seed):
    z = draw(seed, 2, n, device=torch.device("cpu"))
    k = min(k, n)
    for row, kept in zip(z, decoding.top_k_filtered(z, k), strict=True):
        order = sorted(range(n), key=lambda i: -row[i].item())
        assert {i for i in range(n) if kept[i].isfinite()} == set(order[:k])
    for row, kept in zip(z, decoding.nucleus_filtered(z, p), strict=True):
        order = sorted(range(n), key=lambda i: -row[i].item())
        law = row.softmax(-1)
        needed = next(m for m in range(1, n + 1) if m == n or law[order[:m]].sum() >= p)
        assert {i for i in range(n) if kept[i].isfinite()} == set(order[:needed])
        assert torch.equal(kept[order[:needed]], row[order[:needed]])


@pytest.mark.parametrize("k", [0, 4])
def test_as_many_tokens_as_there_are_can_stay(k):
    with pytest.raises(ValueError, match="from 1 to 3"):
        decoding.top_k_filtered(torch.zeros(3), k)


def test_the_likeliest_token_always_stays():
    assert decoding.nucleus_filtered(torch.tensor([1.0, 2.0]), 0.0).tolist() == [-math.inf, 2.0]
