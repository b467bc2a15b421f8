"""Embeddings against torch.nn, plain loops and exhaustive search."""

import itertools
import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from impl import embeddings as emb

COUNTS = st.lists(st.integers(0, 20), min_size=1, max_size=7)


def _draw(seed, *shapes, dtype=torch.float64, device="cpu"):
    draw = torch.Generator().manual_seed(seed)
    return [torch.randn(shape, generator=draw, dtype=dtype).to(device) for shape in shapes]


def _words(seed, v, *shape):
    return torch.randint(v, shape, generator=torch.Generator().manual_seed(seed))


def _same_gradients(mine, theirs, inputs):
    ours = torch.autograd.grad(mine.sum(), inputs)
    for a, b in zip(ours, torch.autograd.grad(theirs.sum(), inputs), strict=True):
        torch.testing.assert_close(a, b, rtol=1e-9, atol=1e-10)


@given(seed=st.integers(0, 2**31), shape=st.lists(st.integers(0, 3), max_size=2), v=st.integers(1, 6))
def test_one_hot(seed, shape, v):
    i, j = _words(seed, v, *shape), _words(seed + 1, v, *shape)
    e = emb.one_hot(i, v)
    assert torch.equal(e, F.one_hot(i, v).to(e.dtype))
    assert torch.equal(emb.one_hot_cosine(i, j), F.cosine_similarity(e, emb.one_hot(j, v), dim=-1).round())
    W = _draw(seed, (v, 3))[0]
    assert torch.equal(emb.embedding(i, W), F.embedding(i, W))
    torch.testing.assert_close(emb.embedding(i, W), e.double() @ W)


@settings(max_examples=40)
@given(seed=st.integers(0, 2**31), b=st.integers(1, 3), m=st.integers(1, 4), v=st.integers(1, 6))
def test_cbow_and_skip_gram(seed, b, m, v):
    W, W_prime = (t.requires_grad_() for t in _draw(seed, (v, 3), (v, 3)))
    context, word = _words(seed, v, b, m), _words(seed + 1, v, b)
    bags = F.embedding_bag(context, W, mode="mean")
    logits = F.linear(bags, W_prime)
    torch.testing.assert_close(emb.cbow(context, W, W_prime), F.log_softmax(logits, -1))
    expected = F.cross_entropy(logits, word, reduction="none")
    mine = emb.cbow_loss(context, word, W, W_prime)
    torch.testing.assert_close(mine, expected)
    _same_gradients(mine, expected, (W, W_prime))
    logits = F.linear(F.embedding(word, W), W_prime)
    torch.testing.assert_close(emb.skip_gram(word, W, W_prime), F.log_softmax(logits, -1))
    expected = sum(F.cross_entropy(logits, context[:, c], reduction="none") for c in range(m))
    mine = emb.skip_gram_loss(word, context, W, W_prime)
    torch.testing.assert_close(mine, expected)
    _same_gradients(mine, expected, (W, W_prime))


def test_one_context_word_makes_cbow_and_skip_gram_one():
    W, W_prime = _draw(3, (5, 3), (5, 3))
    i = torch.tensor([4, 0])
    torch.testing.assert_close(emb.cbow(i[:, None], W, W_prime), emb.skip_gram(i, W, W_prime))


@settings(max_examples=40)
@given(seed=st.integers(0, 2**31), b=st.integers(1, 3), k=st.integers(0, 4))
def test_negative_sampling(seed, b, k):
    """Binary cross entropy of the true word labelled 1 and the k others labelled 0."""
    h, u, U = (t.requires_grad_() for t in _draw(seed, (b, 3), (b, 3), (b, k, 3)))
    mine = emb.negative_sampling_loss(h, u, U)
    logits = torch.stack([(torch.cat([u[i, None], U[i]]) @ h[i]) for i in range(b)])
    labels = torch.zeros(b, k + 1, dtype=h.dtype)
    labels[:, 0] = 1
    expected = F.binary_cross_entropy_with_logits(logits, labels, reduction="none").sum(-1)
    torch.testing.assert_close(mine, expected)
    _same_gradients(mine, expected, (h, u, U))


@given(counts=COUNTS.filter(any), power=st.sampled_from([0.5, 0.75, 1.0]))
def test_noise_distribution(counts, power):
    mine = emb.noise_distribution(torch.tensor(counts, dtype=torch.float64), power)
    total = sum(c**power for c in counts)
    assert mine.tolist() == pytest.approx([c**power / total for c in counts])


def _best_cost(counts):
    """Least weighted length over all prefix codes: every pair of subtrees is tried at every join."""
    if len(counts) == 1:
        return 0
    best = math.inf
    for a, b in itertools.combinations(range(len(counts)), 2):
        rest = [c for k, c in enumerate(counts) if k not in (a, b)]
        joined = counts[a] + counts[b]
        best = min(best, joined + _best_cost(tuple(sorted([*rest, joined]))))
    return best


@settings(max_examples=60)
@given(counts=st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_huffman_codes_are_optimal_and_free_of_prefixes(counts):
    codes = emb.huffman_codes(counts)
    assert sum(c * len(code) for c, code in zip(counts, codes, strict=True)) == _best_cost(tuple(counts))
    for a, b in itertools.permutations(codes, 2):
        assert a != b[: len(a)]
    assert sum(2.0 ** -len(code) for code in codes) == 1


def test_huffman_code_of_a_deep_tree():
    """Fibonacci counts make the deepest tree there is."""
    counts = [1, 1]
    while len(counts) < 1500:
        counts.append(counts[-1] + counts[-2])
    codes = emb.huffman_codes(counts)
    assert sorted(len(c) for c in codes) == [*range(1, 1500), 1499]


@settings(max_examples=40)
@given(seed=st.integers(0, 2**31), counts=COUNTS, b=st.integers(1, 3))
def test_hierarchical_softmax(seed, counts, b):
    """The product over the code's bits, one at a time, with nodes found by their prefix."""
    v = len(counts)
    codes = emb.huffman_codes(counts)
    paths = emb.HuffmanPaths.of(codes)
    h, theta = (t.requires_grad_() for t in _draw(seed, (b, 3), (v - 1, 3)))
    words = torch.arange(v).expand(b, v)
    mine = emb.hierarchical_softmax(h[:, None].expand(b, v, 3), words, theta, paths)
    torch.testing.assert_close(mine.exp().sum(-1), torch.ones(b, dtype=h.dtype))
    prefixes = {}
    for code in codes:
        for k in range(len(code)):
            prefixes.setdefault(code[:k], len(prefixes))
    for i, w in itertools.product(range(b), range(v)):
        p = torch.ones((), dtype=h.dtype)
        for k, bit in enumerate(codes[w]):
            left = torch.sigmoid(theta[prefixes[codes[w][:k]]] @ h[i])
            p = p * (1 - left if bit else left)
        torch.testing.assert_close(mine[i, w].exp(), p)
        if codes[w]:
            _same_gradients(
                emb.hierarchical_softmax(h[i], torch.tensor(w), theta, paths), p.log(), (h, theta)
            )


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_type_and_device_are_kept(dtype, device):
    W, h, U = _draw(1, (5, 3), (2, 3), (2, 4, 3), dtype=dtype, device=device)
    i, context = _words(0, 5, 2).to(device), _words(1, 5, 2, 3).to(device)
    paths = emb.HuffmanPaths.of(emb.huffman_codes([5, 1, 1, 2, 9])).to(device)
    for result in (
        emb.cbow_loss(context, i, W, W),
        emb.skip_gram_loss(i, context, W, W),
        emb.negative_sampling_loss(h, h, U),
        emb.hierarchical_softmax(h, i, W[:4], paths),
        emb.embedding(i, W),
    ):
        assert result.dtype == dtype
        assert result.device == W.device
    assert emb.one_hot(i, 5).device == i.device


W = torch.ones(3, 2)
TWO = emb.HuffmanPaths.of(emb.huffman_codes([1, 1]))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: emb.one_hot(torch.tensor([3]), 3), "i must hold words from 0 to 2, got 3"),
        (lambda: emb.one_hot(torch.tensor([-1]), 3), "i must .*got .*-1"),
        (lambda: emb.one_hot(torch.tensor([0]), 0), "v must .*got .*0"),
        (lambda: emb.embedding(torch.tensor([3]), W), "i must .*got .*3"),
        (lambda: emb.cbow(torch.zeros(2, 0, dtype=torch.long), W, W), "at least one word"),
        (lambda: emb.cbow(torch.tensor([[5]]), W, W), "context must .*got .*5"),
        (lambda: emb.skip_gram(torch.tensor([0]), W, W[:2]), "W_prime must have shape"),
        (lambda: emb.negative_sampling_loss(W, W, W), "U must have shape"),
        (lambda: emb.noise_distribution(torch.zeros(3)), "a word that occurs"),
        (lambda: emb.noise_distribution(torch.tensor([-1.0, 2.0])), "counts must .*got .*-1"),
        (lambda: emb.huffman_codes([]), "at least one count"),
        (lambda: emb.huffman_codes([1, -1]), r"none below 0, got \[1, -1\]"),
        (lambda: emb.hierarchical_softmax(W[0], torch.tensor(0), W, TWO), "1 inner nodes, got 3"),
        (lambda: emb.hierarchical_softmax(W[0], torch.tensor(2), W[:1], TWO), "from 0 to 1, got 2"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
