"""Linear algebra against sums over entries and numpy."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import linear_algebra as la

SIZES = st.integers(1, 4)
BATCH = st.lists(st.integers(1, 3), max_size=2)


def _draw(seed, *shapes, dtype=torch.float64, device="cpu"):
    draw = torch.Generator().manual_seed(seed)
    return [torch.randn(shape, generator=draw, dtype=dtype).to(device) for shape in shapes]


@given(seed=st.integers(0, 2**31), batch=BATCH, m=SIZES, n=SIZES)
def test_products_entry_by_entry(seed, batch, m, n):
    A, B, d, e, x = _draw(seed, (*batch, m, n), (*batch, m, n), (*batch, m), (*batch, n), (*batch, n))
    rows, columns, products = la.scale_rows(d, A), la.scale_columns(A, e), la.hadamard(A, B)
    image = la.linear_map(A, x)
    for b in np.ndindex(*batch):
        a, dense = A[b].numpy(), np.diag
        np.testing.assert_allclose(rows[b], dense(d[b].numpy()) @ a, atol=1e-12)
        np.testing.assert_allclose(columns[b], a @ dense(e[b].numpy()), atol=1e-12)
        np.testing.assert_allclose(image[b], sum(float(x[b][j]) * a[:, j] for j in range(n)), atol=1e-12)
        for i, j in np.ndindex(m, n):
            assert products[b][i, j] == A[b][i, j] * B[b][i, j]


@given(seed=st.integers(0, 2**31), batch=BATCH, n=SIZES, m=SIZES)
def test_bases(seed, batch, n, m):
    W, X, A = _draw(seed, (*batch, n, n), (*batch, n, m), (*batch, n, n))
    W = W + 4 * torch.eye(n, dtype=W.dtype)
    if np.linalg.cond(W.numpy()).max() > 1e4:
        return
    Y = la.change_of_basis(W, X)
    np.testing.assert_allclose(Y, np.einsum("...ij,...jk->...ik", W.numpy(), X.numpy()), atol=1e-10)
    np.testing.assert_allclose(la.coordinates(W, Y), X, atol=1e-8)
    B = la.similar_matrix(A, W)
    np.testing.assert_allclose(B, np.linalg.inv(W.numpy()) @ A.numpy() @ W.numpy(), atol=1e-8)
    np.testing.assert_allclose(la.change_of_basis(W, B @ X), A @ Y, atol=1e-8)


def test_gradients():
    W, X, d, A = _draw(0, (3, 3), (3, 2), (3,), (3, 3))
    inputs = [t.requires_grad_() for t in (W, X, d, A)]
    assert torch.autograd.gradcheck(la.change_of_basis, inputs[:2])
    assert torch.autograd.gradcheck(la.coordinates, inputs[:2])
    assert torch.autograd.gradcheck(la.similar_matrix, (A, W))
    assert torch.autograd.gradcheck(la.hadamard, (A, W))
    assert torch.autograd.gradcheck(la.scale_rows, (d, W))
    assert torch.autograd.gradcheck(la.scale_columns, (W, d))
    assert torch.autograd.gradcheck(la.linear_map, (W, d))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_type_and_device_are_kept(dtype, device):
    W, d = _draw(1, (2, 3, 3), (2, 3), dtype=dtype, device=device)
    for result in (la.linear_map(W, d), la.scale_rows(d, W), la.coordinates(W, W), la.hadamard(d, d)):
        assert result.dtype == dtype
        assert result.device == d.device


@pytest.mark.parametrize(
    "call",
    [
        lambda: la.linear_map(torch.ones(2, 3), torch.ones(2)),
        lambda: la.change_of_basis(torch.ones(2, 3), torch.ones(3, 1)),
        lambda: la.coordinates(torch.eye(2), torch.ones(3, 1)),
        lambda: la.similar_matrix(torch.eye(2), torch.eye(3)),
        lambda: la.hadamard(torch.ones(2, 3), torch.ones(3)),
        lambda: la.scale_rows(torch.ones(3), torch.ones(2, 3)),
        lambda: la.scale_columns(torch.ones(2, 3), torch.ones(2)),
    ],
)
def test_shapes_that_do_not_fit_are_refused(call):
    with pytest.raises(ValueError, match=r"must have shape .*, got"):
        call()
