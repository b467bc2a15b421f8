"""Contrastive learning against torch.nn.functional, scipy, sklearn, and the definitions."""

import math

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_matrix, csgraph
from sklearn.neighbors import NearestNeighbors

from impl import contrastive as con
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)
BATCH = st.lists(st.integers(1, 3), max_size=2)
TAU = st.sampled_from([0.07, 0.5, 2.0])
REDUCTION = st.sampled_from(["none", "mean", "sum"])


@settings(max_examples=20)
@given(batch=BATCH, d=SIZE, seed=SEED)
def test_cosine_similarity_equals_torch(device, batch, d, seed):
    a, b = draw(seed, *batch, d, device=device), draw(seed + 1, *batch, d, device=device)
    agree(con.cosine_similarity, lambda a, b: F.cosine_similarity(a, b, dim=-1), a, b)
    agree(con.normalised, lambda a: F.normalize(a, dim=-1), a)


def test_a_zero_vector_is_like_nothing(device):
    a = torch.zeros(3, dtype=torch.float64, device=device).requires_grad_()
    similarity = con.cosine_similarity(a, torch.ones_like(a))
    similarity.backward()
    assert similarity == 0
    assert a.grad.isfinite().all()


@settings(max_examples=20)
@given(batch=BATCH, d=SIZE, seed=SEED, margin=st.floats(0.01, 2), reduction=REDUCTION)
def test_triplet_loss_equals_torch(device, batch, d, seed, margin, reduction):
    a, p, n = (draw(seed + i, *batch, d, device=device) for i in range(3))
    agree(
        lambda a, p, n: con.triplet_loss(a, p, n, margin, reduction),
        lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=margin, eps=0.0, reduction=reduction),
        a, p, n,
    )  # fmt: skip


def test_equal_anchor_and_positive_have_a_gradient(device):
    a = draw(0, 3, device=device).requires_grad_()
    con.triplet_loss(a, a.detach(), a.detach() + 1).backward()
    assert a.grad.isfinite().all()


@settings(max_examples=20)
@given(
    n=st.integers(2, 5),
    d=st.integers(1, 4),
    seed=SEED,
    alpha=st.sampled_from([1.0, 2.0]),
    t=st.floats(0.5, 3),
)
def test_alignment_and_uniformity_follow_their_definitions(device, n, d, seed, alpha, t):
    x, y = draw(seed, n, d, device=device), draw(seed + 1, n, d, device=device)
    unit = lambda x: F.normalize(x, dim=-1)  # noqa: E731
    agree(
        lambda x, y: con.alignment(unit(x), unit(y), alpha),
        lambda x, y: sum((a - b).norm() ** alpha for a, b in zip(unit(x), unit(y), strict=True)) / n,
        x, y,
        gradients=d > 1,
    )  # fmt: skip
    agree(
        lambda x: con.uniformity(unit(x), t),
        lambda x: (
            torch.stack(
                [torch.exp(-t * (unit(x)[i] - unit(x)[j]).pow(2).sum()) for j in range(n) for i in range(j)]
            )
            .mean()
            .log()
        ),
        x,
        gradients=d > 1,
    )


def test_equal_features_are_least_uniform_and_opposite_ones_most(device):
    x = torch.tensor([[1.0, 0.0], [1.0, 0.0]], device=device)
    assert con.uniformity(x) == 0
    x[1] = -x[1]
    assert con.uniformity(x, 1.0).item() == pytest.approx(-4)


@settings(max_examples=20)
@given(n=SIZE, d=SIZE, seed=SEED, tau=TAU)
def test_info_nce_and_clip_equal_cross_entropy_over_the_batch(device, n, d, seed, tau):
    q, k = draw(seed, n, d, device=device), draw(seed + 1, n, d, device=device)
    own = torch.arange(n, device=device)

    def scores(q, k):
        return F.cosine_similarity(q[:, None], k[None], dim=-1) / tau

    agree(lambda q, k: con.info_nce(q, k, tau), lambda q, k: F.cross_entropy(scores(q, k), own), q, k)
    agree(
        lambda q, k: con.clip_loss(q, k, tau),
        lambda q, k: (F.cross_entropy(scores(q, k), own) + F.cross_entropy(scores(q, k).T, own)) / 2,
        q, k,
    )  # fmt: skip


def test_the_temperature_of_clip_can_be_learned(device):
    images, texts = draw(0, 3, 4, device=device), draw(1, 3, 4, device=device)
    tau = torch.tensor(0.3, dtype=torch.float64, device=device, requires_grad=True)
    assert torch.autograd.gradcheck(lambda tau: con.clip_loss(images, texts, tau), (tau,))


@settings(max_examples=20)
@given(n=SIZE, d=SIZE, seed=SEED, tau=TAU)
def test_nt_xent_equals_the_sum_over_views(device, n, d, seed, tau):
    z = draw(seed, 2 * n, d, device=device)

    def by_views(z):
        s = F.cosine_similarity(z[:, None], z[None], dim=-1) / tau
        losses = []
        for i in range(2 * n):
            others = torch.stack([s[i, k] for k in range(2 * n) if k != i])
            losses.append(others.logsumexp(0) - s[i, (i + n) % (2 * n)])
        return sum(losses) / (2 * n)

    agree(lambda z: con.nt_xent(z, tau), by_views, z)


def test_views_that_tell_nothing_cost_the_log_of_the_candidates(device):
    z = torch.ones(8, 3, dtype=torch.float64, device=device)
    assert con.nt_xent(z).item() == pytest.approx(math.log(7))
    assert con.info_nce(z, z).item() == pytest.approx(math.log(8))


@settings(max_examples=20)
@given(n=st.integers(2, 12), d=st.integers(2, 4), seed=SEED)
def test_nearest_neighbours_and_weak_labels_equal_sklearn_and_scipy(device, n, d, seed):
    z = draw(seed, n, d, device=device)
    E = con.nearest_neighbour_graph(z)
    index = NearestNeighbors(n_neighbors=1, metric="cosine", algorithm="brute").fit(z.cpu())
    assert E[1].tolist() == index.kneighbors(return_distance=False)[:, 0].tolist()
    graph = coo_matrix(([1] * n, E.cpu().numpy()), (n, n))
    labels = con.weak_labels(z)
    assert labels.tolist() == csgraph.connected_components(graph, directed=False)[1].tolist()
    assert labels.bincount().min() >= 2


@settings(max_examples=60)
@given(n=st.integers(1, 30), e=st.integers(0, 40), seed=SEED)
def test_connected_components_equal_scipy(device, n, e, seed):
    E = (draw(seed, 2, e, device=device).abs() * 1000).long() % n
    graph = coo_matrix(([1] * e, E.cpu().numpy()), (n, n))
    expected = csgraph.connected_components(graph, directed=False)[1]
    assert con.connected_components(E, n).tolist() == expected.tolist()


@pytest.mark.parametrize("order", ["rising", "falling", "shuffled"])
def test_a_long_path_is_one_component(order):
    nodes = {"rising": torch.arange(500), "falling": torch.arange(500).flip(0)}.get(
        order, torch.randperm(500, generator=torch.Generator().manual_seed(0))
    )
    E = torch.stack([nodes[:-1], nodes[1:]])
    assert con.connected_components(E, 501).tolist() == [0] * 500 + [1]


@settings(max_examples=20)
@given(n=st.integers(2, 6), d=SIZE, seed=SEED, tau=TAU)
def test_weighted_losses_follow_their_definitions(device, n, d, seed, tau):
    z, W = draw(seed, n, d, device=device), draw(seed + 1, n, n, device=device).relu()
    y = (draw(seed + 2, n, device=device) * 100).long().abs() % 3

    def by_pairs(z, W):
        s = F.cosine_similarity(z[:, None], z[None], dim=-1) / tau
        loss = torch.zeros_like(s[0, 0])
        for i in range(n):
            others = [j for j in range(n) if j != i]
            total = sum(W[i, j] for j in others)
            if total > 0:
                top = torch.stack([s[i, k] for k in others]).logsumexp(0)
                loss = loss - sum(W[i, j] * (s[i, j] - top) for j in others) / total / n
        return loss

    agree(lambda z, W: con.weighted_contrastive_loss(z, W, tau), by_pairs, z, W + 0.1)
    agree(lambda z: con.weighted_contrastive_loss(z, W, tau), lambda z: by_pairs(z, W), z)
    same = (y[:, None] == y).double()
    agree(lambda z: con.weakly_supervised_contrastive_loss(z, y, tau), lambda z: by_pairs(z, same), z)


def test_two_samples_to_a_label_make_the_supervised_loss_nt_xent(device):
    z = draw(0, 8, 3, device=device)
    y = torch.arange(4, device=device).repeat(2)
    torch.testing.assert_close(con.weakly_supervised_contrastive_loss(z, y, 0.5), con.nt_xent(z, 0.5))


def test_views_learn_from_each_other_s_labels(device):
    a, b = draw(0, 9, 3, device=device), draw(1, 9, 3, device=device)

    def weak(z):
        nearest = (
            NearestNeighbors(n_neighbors=1, metric="cosine", algorithm="brute").fit(z).kneighbors()[1][:, 0]
        )
        parts = csgraph.connected_components(
            coo_matrix(([1] * 9, (range(9), nearest)), (9, 9)), directed=False
        )
        return torch.from_numpy(parts[1]).to(device)

    labels_a, labels_b = weak(a.cpu()), weak(b.cpu())
    assert labels_a.tolist() != labels_b.tolist()
    agree(
        con.swapped_contrastive_loss,
        lambda a, b: (
            con.weakly_supervised_contrastive_loss(a, labels_b) / 2
            + con.weakly_supervised_contrastive_loss(b, labels_a) / 2
        ),
        a, b,
    )  # fmt: skip


X23 = torch.ones(2, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: con.cosine_similarity(X23, torch.ones(2, 4)), r"b must have shape .*d = 3.*got \(2, 4\)"),
        (lambda: con.triplet_loss(X23, X23, X23, -1.0), "margin must hold"),
        (lambda: con.alignment(X23, X23), "x must have length 1, but a length is off by 0.73"),
        (lambda: con.uniformity(torch.ones(1, 1)), "at least 2 features"),
        (lambda: con.info_nce(X23, X23, 0.0), r"tau must hold values in \(0, inf\)"),
        (lambda: con.nt_xent(torch.ones(3, 2)), "even number of rows, got 3"),
        (lambda: con.clip_loss(X23, torch.ones(3, 3)), "T must have shape"),
        (lambda: con.clip_loss(X23, X23, torch.tensor(-1.0)), "tau must hold"),
        (lambda: con.nearest_neighbour_graph(torch.ones(1, 3)), "at least 2 samples"),
        (lambda: con.connected_components(torch.tensor([[0], [3]]), 3), "nodes from 0 to 2, got 3"),
        (lambda: con.weighted_contrastive_loss(X23, -torch.ones(2, 2)), "W must hold"),
        (lambda: con.weakly_supervised_contrastive_loss(X23, torch.tensor([0])), "y must have shape"),
    ],
)
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()
