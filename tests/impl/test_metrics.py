"""Metrics against scikit-learn, scipy and the definitions counted one by one."""

import math
import warnings

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import ks_2samp
from sklearn import metrics as sk

from impl import metrics

COUNTS = st.integers(0, 20)


@st.composite
def rankings(draw, needs=(0, 1)):
    """Scores with many ties, zeros of both signs and infinities, and classes among which `needs` occur."""
    n = draw(st.integers(max(len(needs), 1), 25))
    elements = st.sampled_from([-0.0, 0.0, 0.25, 0.5, 1.0]) | st.floats(-2, 2, width=32)
    s = draw(hnp.arrays(np.float64, n, elements=elements))
    y = draw(hnp.arrays(np.int64, n, elements=st.integers(0, 1)))
    assume(set(needs) <= set(y.tolist()))
    return s, y


@st.composite
def predictions(draw, classes=2):
    n = draw(st.integers(1, 25))
    return [draw(hnp.arrays(np.int64, n, elements=st.integers(0, classes - 1))) for _ in range(2)]


def _tensors(*arrays):
    return [torch.tensor(a) for a in arrays]


@given(pair=predictions())
def test_counts_and_rates(pair):
    y, y_hat = pair
    c = metrics.confusion_counts(*_tensors(y, y_hat))
    (tn, fp), (fn, tp) = sk.confusion_matrix(y, y_hat, labels=[0, 1])
    assert [int(x) for x in c] == [tp, fp, fn, tn]
    p, r = metrics.precision(c.TP, c.FP), metrics.recall(c.TP, c.FN)
    mine = [
        metrics.accuracy(*c), p, r, metrics.specificity(c.TN, c.FP),
        1 - metrics.false_positive_rate(c.FP, c.TN) if c.FP + c.TN else torch.tensor(0.0),
        metrics.f1(p, r), metrics.f_beta(p, r, 0.5), metrics.f_beta(p, r, 2.0),
    ]  # fmt: skip
    negatives = sk.recall_score(1 - y, 1 - y_hat, zero_division=0)
    expected = [
        sk.accuracy_score(y, y_hat), sk.precision_score(y, y_hat, zero_division=0),
        sk.recall_score(y, y_hat, zero_division=0), negatives, negatives,
        sk.f1_score(y, y_hat, zero_division=0), sk.fbeta_score(y, y_hat, beta=0.5, zero_division=0),
        sk.fbeta_score(y, y_hat, beta=2.0, zero_division=0),
    ]  # fmt: skip
    np.testing.assert_allclose([float(x) for x in mine], expected, atol=1e-12)


@given(tp=COUNTS, fp=COUNTS, fn=COUNTS)
def test_f1_of_rates_is_that_of_counts(tp, fp, fn):
    p = metrics.precision(torch.tensor(tp), torch.tensor(fp))
    r = metrics.recall(torch.tensor(tp), torch.tensor(fn))
    assert float(metrics.f1(p, r)) == pytest.approx(2 * tp / (2 * tp + fp + fn) if tp else 0)


def test_rates_work_on_batches_of_counts():
    y = torch.tensor([[1, 1, 0], [0, 0, 0]])
    c = metrics.confusion_counts(y, torch.tensor([[1, 0, 0], [0, 1, 0]]))
    assert metrics.precision(c.TP, c.FP).tolist() == [1.0, 0.0]
    assert metrics.recall(c.TP, c.FN).tolist() == [0.5, 0.0]
    assert metrics.accuracy(*c).tolist() == pytest.approx([2 / 3, 2 / 3])


@given(pair=predictions(classes=4))
def test_confusion_matrix(pair):
    mine = metrics.confusion_matrix(*_tensors(*pair), 4)
    assert mine.tolist() == sk.confusion_matrix(*pair, labels=range(4)).tolist()


@given(p=st.floats(0.01, 0.99), r=st.floats(0.01, 0.99), beta=st.floats(0.1, 5))
def test_gradients_of_f_scores(p, r, beta):
    P, R = (torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in (p, r))
    assert torch.autograd.gradcheck(metrics.f1, (P, R))
    assert torch.autograd.gradcheck(lambda a, b: metrics.f_beta(a, b, beta), (P, R))


@given(ranking=rankings())
def test_roc_curve(ranking):
    s, y = ranking
    x, tpr, thresholds = metrics.roc_curve(*_tensors(s, y))
    for mine, expected in zip((x, tpr, thresholds), sk.roc_curve(y, s, drop_intermediate=False), strict=True):
        np.testing.assert_allclose(mine, expected, atol=1e-12)


@given(ranking=rankings(needs=(1,)))
def test_precision_recall_curve_and_average_precision(ranking):
    s, y = ranking
    recall, precision, thresholds = metrics.precision_recall_curve(*_tensors(s, y))
    expected_p, expected_r, expected_t = sk.precision_recall_curve(y, s)
    np.testing.assert_allclose(precision, expected_p[::-1], atol=1e-12)
    np.testing.assert_allclose(recall, expected_r[::-1], atol=1e-12)
    assert thresholds[1:].tolist() == expected_t[::-1].tolist()
    mine = metrics.average_precision(*_tensors(s, y))
    assert mine.item() == pytest.approx(sk.average_precision_score(y, s), abs=1e-12)


@given(ranking=rankings())
def test_auc(ranking):
    s, y = ranking
    pairs = [(a > b) + 0.5 * (a == b) for a in s[y == 1] for b in s[y == 0]]
    expected = sum(pairs) / len(pairs)
    assert expected == pytest.approx(sk.roc_auc_score(y, s), abs=1e-12)
    s, y = _tensors(s, y)
    assert metrics.auc_by_pairs(s, y).item() == pytest.approx(expected, abs=1e-12)
    assert metrics.auc_by_ranks(s, y).item() == pytest.approx(expected, abs=1e-12)
    fpr, tpr, _ = metrics.roc_curve(s, y)
    assert metrics.area_under_curve(fpr, tpr).item() == pytest.approx(expected, abs=1e-12)
    assert metrics.gini(metrics.auc_by_ranks(s, y)).item() == pytest.approx(2 * expected - 1, abs=1e-12)
    assert metrics.auc_by_ranks(-s, y).item() == pytest.approx(1 - expected, abs=1e-12)


def test_equal_infinite_scores_are_ties():
    s, y = torch.tensor([math.inf, math.inf, -math.inf]), torch.tensor([1, 0, 0])
    assert metrics.auc_by_pairs(s, y).item() == 0.75
    assert metrics.auc_by_ranks(s, y).item() == 0.75


def test_auc_of_a_million_scores_with_ties():
    """More examples than float32 can count, in both the classes and the sum of ranks."""
    draw = torch.Generator().manual_seed(0)
    y = (torch.rand(1_000_000, generator=draw) < 0.3).long()
    s = (torch.randn(1_000_000, generator=draw) + y).mul(1000).round() / 1000
    expected = sk.roc_auc_score(y.numpy(), s.numpy())
    assert metrics.auc_by_ranks(s, y).item() == pytest.approx(expected, abs=1e-12)


@given(ranking=rankings())
def test_kolmogorov_smirnov(ranking):
    s, y = ranking
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = ks_2samp(s[y == 1], s[y == 0]).statistic
    assert metrics.kolmogorov_smirnov(*_tensors(s, y)).item() == pytest.approx(expected, abs=1e-12)


@given(data=st.data())
def test_area_under_curve(data):
    m = data.draw(st.integers(2, 8))
    x = np.sort(data.draw(hnp.arrays(np.float64, (3, m), elements=st.floats(-5, 5))), axis=-1)
    y = data.draw(hnp.arrays(np.float64, (3, m), elements=st.floats(-5, 5)))
    expected = [sk.auc(a, b) for a, b in zip(x, y, strict=True)]
    np.testing.assert_allclose(metrics.area_under_curve(*_tensors(x, y)), expected, atol=1e-9)


@given(p=hnp.arrays(np.float64, hnp.array_shapes(max_dims=3), elements=st.floats(1e-6, 1)))
def test_perplexity(p):
    mine = metrics.perplexity(torch.tensor(p))
    for value, words in zip(np.ravel(mine), p.reshape(-1, p.shape[-1]), strict=True):
        product = math.prod(float(w) ** (1 / len(words)) for w in words)
        assert value == pytest.approx(1 / product, rel=1e-9)


def test_perplexity_at_its_ends():
    assert metrics.perplexity(torch.ones(3)).item() == 1
    assert metrics.perplexity(torch.tensor([0.5, 0.0])).item() == math.inf
    uniform = metrics.perplexity_from_logits(torch.zeros(5, 7, dtype=torch.float64), torch.arange(5))
    assert uniform.item() == pytest.approx(7)


@settings(max_examples=30)
@given(seed=st.integers(0, 2**31), b=st.integers(1, 3), n=st.integers(1, 4), v=st.integers(1, 5))
def test_perplexity_from_logits(seed, b, n, v):
    draw = torch.Generator().manual_seed(seed)
    z = (torch.randn(b, n, v, generator=draw, dtype=torch.float64) * 3).requires_grad_()
    y = torch.randint(v, (b, n), generator=draw)
    loss = (
        torch.nn.functional.cross_entropy(z.flatten(0, 1), y.flatten(), reduction="none").view(b, n).mean(-1)
    )
    mine = metrics.perplexity_from_logits(z, y)
    torch.testing.assert_close(mine, loss.exp(), rtol=1e-10, atol=1e-10)
    expected = torch.autograd.grad(loss.exp().sum(), z)[0]
    torch.testing.assert_close(torch.autograd.grad(mine.sum(), z)[0], expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_devices_and_types(dtype, device):
    s = torch.tensor([0.1, 0.4, 0.4, 0.8, 0.3], dtype=dtype, device=device)
    y = torch.tensor([0, 1, 0, 1, 1], device=device)
    for function in (metrics.auc_by_pairs, metrics.auc_by_ranks, metrics.average_precision,
                     metrics.kolmogorov_smirnov):  # fmt: skip
        assert function(s, y).device == s.device
        assert function(s, y).item() == pytest.approx(function(s.cpu().double(), y.cpu()).item())
    assert metrics.auc_by_ranks(s, y.to(dtype)).item() == metrics.auc_by_ranks(s, y).item()
    assert metrics.perplexity(s).dtype == dtype
    assert metrics.confusion_matrix(y, y, 2).device == s.device


ONE = torch.tensor([1.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: metrics.roc_curve(ONE, torch.tensor([1])), "classes, got 1 positives and 0 neg"),
        (
            lambda: metrics.auc_by_ranks(ONE, torch.tensor([0])),
            "got 0 positives and 1 neg",
        ),
        (
            lambda: metrics.auc_by_pairs(ONE[:0], torch.arange(0)),
            "got 0 positives and 0 neg",
        ),
        (lambda: metrics.average_precision(ONE, torch.tensor([0])), "y must hold"),
        (lambda: metrics.kolmogorov_smirnov(ONE, torch.tensor([1])), "y must hold both classes"),
        (lambda: metrics.auc_by_ranks(ONE, torch.tensor([2])), "y must be 0 or 1 everywhere"),
        (lambda: metrics.auc_by_ranks(ONE * math.nan, torch.tensor([1])), "s must hold numbers, got 1 NaN"),
        (lambda: metrics.roc_curve(ONE, torch.tensor([1, 0])), "y must have shape"),
        (lambda: metrics.confusion_counts(torch.arange(2), torch.arange(1)), "y_hat must have shape"),
        (
            lambda: metrics.confusion_counts(torch.tensor([0, 3]), torch.arange(2)),
            "y must be 0 or 1 everywhere",
        ),
        (lambda: metrics.confusion_matrix(torch.tensor([2]), torch.tensor([0]), 2), "from 0 to 1, got 2"),
        (lambda: metrics.precision(torch.tensor(-1), torch.tensor(1)), "TP must .*got .*-1"),
        (lambda: metrics.f1(torch.tensor(1.5), torch.tensor(1.0)), "P must .*got .*1.5"),
        (lambda: metrics.f_beta(torch.tensor(0.5), torch.tensor(1.0), 0.0), "beta must .*got .*0"),
        (lambda: metrics.gini(torch.tensor(1.5)), "AUC must .*got .*1.5"),
        (lambda: metrics.perplexity(ONE[:0]), "at least one word"),
        (lambda: metrics.perplexity(-ONE), "p must .*got .*-1"),
        (lambda: metrics.perplexity_from_logits(torch.zeros(1, 2), torch.tensor([2])), "y must .*got .*2"),
        (lambda: metrics.perplexity_from_logits(torch.zeros(0, 2), torch.arange(0)), "at least one word"),
    ],
)
def test_what_cannot_be_measured_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
