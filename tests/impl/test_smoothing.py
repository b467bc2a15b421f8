"""Smoothed labels, overlaps, pairs and normal distributions against torch and by hand."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import dice
from torch.distributions import Normal, kl_divergence

from impl.contrastive.margin import contrastive_loss
from impl.impurity import gini_impurity
from impl.losses.gaussian import gaussian_kl
from impl.losses.overlap import box_iou, dice_loss
from impl.losses.smoothing import label_smoothing_loss, smoothed_labels
from impl.tensors import tempered_softmax
from tests.impl.oracle import agree, draw

SEEDS = st.integers(0, 10**6)


@settings(max_examples=20)
@given(n=st.integers(1, 5), c=st.integers(2, 6), eps=st.floats(0, 1), seed=SEEDS)
def test_the_smoothed_loss_is_torch_s(device, n, c, eps, seed):
    y = torch.randint(c, (n,), generator=torch.Generator().manual_seed(seed)).to(device)
    agree(
        lambda z: label_smoothing_loss(z, y, eps),
        lambda z: F.cross_entropy(z, y, label_smoothing=eps, reduction="none"),
        draw(seed, n, c, device=device),
    )


def test_the_smoothed_loss_is_cross_entropy_against_smoothed_labels(device):
    z, y = draw(1, 4, 5, device=device), torch.tensor([0, 3, 4, 4], device=device)
    targets = smoothed_labels(F.one_hot(y, 5).to(z.dtype), 0.2)
    torch.testing.assert_close(label_smoothing_loss(z, y, 0.2), F.cross_entropy(z, targets, reduction="none"))
    assert targets[0].tolist() == pytest.approx([0.84, 0.04, 0.04, 0.04, 0.04])


@settings(max_examples=20)
@given(n=st.integers(1, 4), d=st.integers(1, 5), seed=SEEDS)
def test_the_divergence_is_that_of_torch_s_normal_distributions(device, n, d, seed):
    def oracle(mu, s):
        return kl_divergence(Normal(mu, (s / 2).exp()), Normal(0.0, 1.0)).sum(-1)

    agree(gaussian_kl, oracle, draw(seed, n, d, device=device), draw(seed + 1, n, d, device=device))


@settings(max_examples=20)
@given(
    parts=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=6).filter(
        lambda p: any(map(any, p))
    )
)
def test_dice_is_scipy_s_for_sets(device, parts):
    y, p = (torch.tensor(side, dtype=torch.float64, device=device) for side in zip(*parts, strict=True))
    assert dice_loss(y, p, 0.0).item() == pytest.approx(dice([a for a, _ in parts], [b for _, b in parts]))


def test_two_empty_sets_are_alike(device):
    nothing = torch.zeros(3, device=device)
    assert dice_loss(nothing, nothing).item() == 0


@settings(max_examples=40)
@given(corners=st.lists(st.integers(0, 6), min_size=8, max_size=8))
def test_boxes_share_the_cells_that_lie_in_both(device, corners):
    a, b = (
        [*map(min, zip(c[:2], c[2:], strict=True)), *(max(x) + 1 for x in zip(c[:2], c[2:], strict=True))]
        for c in (corners[:4], corners[4:])
    )
    cells = [{(x, y) for x in range(c[0], c[2]) for y in range(c[1], c[3])} for c in (a, b)]
    expected = len(cells[0] & cells[1]) / len(cells[0] | cells[1])
    boxes = (torch.tensor(c, dtype=torch.float64, device=device) for c in (a, b))
    assert box_iou(*boxes).item() == pytest.approx(expected)


@settings(max_examples=20)
@given(n=st.integers(1, 5), d=st.integers(1, 4), seed=SEEDS)
def test_pairs_cost_what_torch_s_hinge_says_of_distances(device, n, d, seed):
    y = torch.randint(2, (n,), generator=torch.Generator().manual_seed(seed)).to(device, torch.float64)

    def oracle(a, b):
        distance = torch.cdist(a[:, None], b[:, None])[:, 0, 0]
        hinge = F.hinge_embedding_loss(distance, 1 - 2 * y, margin=1.5, reduction="none")
        return torch.where(y == 1, hinge**2, distance**2)

    agree(
        lambda a, b: contrastive_loss(a, b, y, 1.5),
        oracle,
        draw(seed, n, d, device=device),
        draw(seed + 1, n, d, device=device),
    )


def test_impurity_is_the_chance_of_two_classes(device):
    p = torch.tensor([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]], dtype=torch.float64, device=device)
    pairs = torch.cartesian_prod(torch.arange(3), torch.arange(3)).to(device)
    unlike = pairs[pairs[:, 0] != pairs[:, 1]]
    torch.testing.assert_close(gini_impurity(p), (p[:, unlike[:, 0]] * p[:, unlike[:, 1]]).sum(-1))


@settings(max_examples=20)
@given(n=st.integers(1, 4), m=st.integers(1, 5), tau=st.floats(0.1, 10), seed=SEEDS)
def test_a_tempered_softmax_is_torch_s_of_scores_divided(device, n, m, tau, seed):
    agree(
        lambda z: tempered_softmax(z, tau),
        lambda z: torch.softmax(z / tau, -1),
        draw(seed, n, m, device=device),
    )
