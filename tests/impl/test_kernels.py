"""Kernels against sklearn's, and what makes them kernels."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import pairwise

from impl import kernels as ker
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)
WIDTH = st.floats(0.1, 2)


@settings(max_examples=20)
@given(n=SIZE, m=SIZE, d=SIZE, seed=SEED, gamma=WIDTH, degree=st.integers(1, 4), c=st.floats(0, 2))
def test_kernels_equal_sklearn(device, n, m, d, seed, gamma, degree, c):
    X, Z = draw(seed, n, d, device=device), draw(seed + 1, m, d, device=device)
    x, z = X.cpu().numpy(), Z.cpu().numpy()
    pairs = [
        (ker.linear_kernel(X, Z), pairwise.linear_kernel(x, z)),
        (ker.polynomial_kernel(X, Z, degree, gamma, c), pairwise.polynomial_kernel(x, z, degree, gamma, c)),
        (ker.rbf_kernel(X, Z, gamma), pairwise.rbf_kernel(x, z, gamma)),
        (ker.squared_distances(X, Z), pairwise.euclidean_distances(x, z, squared=True)),
    ]
    for ours, theirs in pairs:
        torch.testing.assert_close(ours.cpu(), torch.from_numpy(theirs), rtol=1e-9, atol=1e-9)


@settings(max_examples=15)
@given(n=SIZE, m=SIZE, d=SIZE, seed=SEED, gamma=WIDTH)
def test_gradients_equal_those_of_the_definitions(device, n, m, d, seed, gamma):
    X, Z = draw(seed, 2, n, d, device=device), draw(seed + 1, 2, m, d, device=device)
    difference = lambda X, Z: X[:, :, None] - Z[:, None]  # noqa: E731
    agree(ker.linear_kernel, lambda X, Z: torch.einsum("bnd,bmd->bnm", X, Z), X, Z)
    agree(
        lambda X, Z: ker.polynomial_kernel(X, Z, 3, gamma),
        lambda X, Z: (gamma * torch.einsum("bnd,bmd->bnm", X, Z) + 1) ** 3,
        X, Z,
        tolerance=1e-7,
    )  # fmt: skip
    agree(
        lambda X, Z: ker.rbf_kernel(X, Z, gamma),
        lambda X, Z: (-gamma * difference(X, Z) ** 2).sum(-1).exp(),
        X,
        Z,
    )


def test_a_sample_is_all_like_itself_without_a_gradient(device):
    X = (1e3 + draw(0, 4, 3, device=device)).requires_grad_()
    K = ker.rbf_kernel(X, X)
    torch.testing.assert_close(K.diagonal(), torch.ones(4, dtype=torch.float64, device=device))
    K.diagonal().sum().backward()
    torch.testing.assert_close(X.grad, torch.zeros_like(X), atol=1e-6, rtol=0)


@pytest.mark.parametrize("kernel", [ker.linear_kernel, ker.polynomial_kernel, ker.rbf_kernel])
def test_kernel_matrices_are_symmetric_and_positive_semidefinite(device, kernel):
    X = draw(0, 6, 2, device=device)
    K = kernel(X, X)
    torch.testing.assert_close(K, K.mT)
    assert torch.linalg.eigvalsh(K).min() > -1e-9 * K.abs().max()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: ker.linear_kernel(torch.ones(2, 3), torch.ones(2, 4)),
            r"Z must have shape .*d = 3.*got \(2, 4\)",
        ),
        (lambda: ker.polynomial_kernel(torch.ones(2, 3), torch.ones(2, 3), 0), "degree must hold"),
        (lambda: ker.polynomial_kernel(torch.ones(2, 3), torch.ones(2, 3), 2, 1.0, -1.0), "c must hold"),
        (lambda: ker.rbf_kernel(torch.ones(2, 3), torch.ones(2, 3), 0.0), "gamma must hold"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()
