"""Ridge regression and least squares against scikit-learn, and as minima."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression, Ridge

from impl import regression as reg
from tests.impl.oracle import agree, draw


@settings(max_examples=15)
@given(d=st.integers(1, 4), more=st.integers(1, 5), seed=st.integers(0, 10**6), lambda_=st.floats(0.1, 5))
def test_solutions_equal_sklearn(device, d, more, seed, lambda_):
    X, y = draw(seed, d + more, d, device=device), draw(seed + 1, d + more, device=device)
    x, t = X.cpu().numpy(), y.cpu().numpy()
    ridge = Ridge(alpha=lambda_, fit_intercept=False, solver="cholesky").fit(x, t).coef_
    plain = LinearRegression(fit_intercept=False).fit(x, t).coef_
    torch.testing.assert_close(reg.ridge_solution(X, y, lambda_).cpu(), torch.from_numpy(ridge))
    torch.testing.assert_close(reg.least_squares(X, y).cpu(), torch.from_numpy(plain), rtol=1e-6, atol=1e-6)


@settings(max_examples=15)
@given(d=st.integers(1, 4), n=st.integers(1, 6), seed=st.integers(0, 10**6), lambda_=st.floats(0.1, 5))
def test_the_objective_is_flat_at_the_solution(device, d, n, seed, lambda_):
    X, y = draw(seed, n, d, device=device), draw(seed + 1, n, device=device)
    w = reg.ridge_solution(X, y, lambda_).requires_grad_()
    reg.ridge_objective(w, X, y, lambda_).backward()
    torch.testing.assert_close(w.grad, torch.zeros_like(w), atol=1e-8, rtol=0)


def test_objective_and_gradients_equal_the_definition(device):
    w, X, y = draw(1, 3, device=device), draw(2, 5, 3, device=device), draw(3, 5, device=device)
    agree(
        lambda w, X, y: reg.ridge_objective(w, X, y, 0.7),
        lambda w, X, y: ((X * w).sum(-1) - y).pow(2).sum() + 0.7 * w.dot(w),
        w, X, y,
    )  # fmt: skip


@pytest.mark.parametrize("lambda_", [-1.0, 0.0])
def test_a_penalty_must_be_positive_to_be_solved(device, lambda_):
    with pytest.raises(ValueError, match="lambda_"):
        reg.ridge_solution(draw(0, 3, 2, device=device), draw(1, 3, device=device), lambda_)
