"""Attention against torch.nn, torch.nn.functional, and brute force from the definitions."""

import itertools
import math

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics.pairwise import rbf_kernel
from torch import Tensor, nn

from impl import attention as att
from tests.impl.oracle import agree, draw

SIZE = st.integers(1, 5)
SEED = st.integers(0, 10**6)
BATCH = st.lists(st.integers(1, 3), max_size=2)
CPU = torch.device("cpu")


def partial_mask(seed: int, *shape: int, device: torch.device) -> Tensor:
    """A mask that leaves each query at least its first key."""
    keep = draw(seed, *shape, device=device) > 0
    keep[..., 0] = True
    return keep


@settings(max_examples=25)
@given(
    batch=BATCH, n=SIZE, m=SIZE, d=SIZE, d_v=SIZE, seed=SEED, kind=st.sampled_from(["none", "keep", "add"])
)
def test_scaled_dot_product_equals_torch(device, batch, n, m, d, d_v, seed, kind):
    Q, K, V = (
        draw(seed + i, *batch, *shape, device=device) for i, shape in enumerate([(n, d), (m, d), (m, d_v)])
    )
    keep = partial_mask(seed + 3, *batch, n, m, device=device)
    mask = {"none": None, "keep": keep, "add": draw(seed + 4, n, m, device=device)}[kind]
    agree(
        lambda q, k, v: att.scaled_dot_product_attention(q, k, v, mask),
        lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=mask),
        Q, K, V,
    )  # fmt: skip


def test_causal_mask_hides_the_future_as_torch_does(device):
    Q, K, V = (draw(i, 2, 5, 3, device=device) for i in range(3))
    agree(
        lambda q, k, v: att.scaled_dot_product_attention(q, k, v, att.causal_mask(5, device=device)),
        lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True),
        Q, K, V,
    )  # fmt: skip
    later = V.clone()
    later[:, 3:] += 1
    before, after = (
        att.scaled_dot_product_attention(Q, K, v, att.causal_mask(5, device=device)) for v in (V, later)
    )
    assert torch.equal(before[:, :3], after[:, :3])
    assert not torch.isclose(before[:, 3:], after[:, 3:]).any()


def test_the_additive_form_of_a_mask_acts_like_the_boolean_one(device):
    S = draw(0, 2, 4, 5, device=device)
    keep = partial_mask(1, 2, 4, 5, device=device)
    added = att.additive_mask(keep, dtype=torch.float64)
    assert torch.equal(att.softmax_weights(S, keep), att.softmax_weights(S, added))
    assert set(added.unique().tolist()) == {0.0, -math.inf}


@pytest.mark.parametrize("form", ["boolean", "additive"])
def test_a_query_without_keys_gets_zeros_and_no_gradient(device, form):
    Q, K, V = (draw(i, 3, 2, device=device).requires_grad_() for i in range(3))
    keep = torch.tensor([[1, 0, 1], [0, 0, 0], [0, 1, 0]], dtype=torch.bool, device=device)
    mask = keep if form == "boolean" else att.additive_mask(keep, dtype=torch.float64)
    out = att.scaled_dot_product_attention(Q, K, V, mask)
    out.sum().backward()
    assert torch.equal(out[1], torch.zeros(2, dtype=torch.float64, device=device))
    for x in (Q, K, V):
        assert torch.isfinite(x.grad).all()
    assert torch.equal(Q.grad[1], torch.zeros(2, dtype=torch.float64, device=device))


def test_padding_mask_keeps_true_tokens(device):
    keep = att.padding_mask(torch.tensor([[0, 2], [3, 1]], device=device), 3)
    assert keep.shape == (2, 2, 1, 3)
    assert keep.squeeze(-2).int().tolist() == [[[0, 0, 0], [1, 1, 0]], [[1, 1, 1], [1, 0, 0]]]


def test_large_scores_do_not_overflow(device):
    S = torch.tensor([[1e4, 0.0, 1e4]], device=device)
    assert att.softmax_weights(S).tolist() == [[0.5, 0.0, 0.5]]


@settings(max_examples=15)
@given(n=SIZE, m=SIZE, d_q=SIZE, d_k=SIZE, d=SIZE, seed=SEED)
def test_scores_follow_their_definitions(device, n, m, d_q, d_k, d, seed):
    Q, K = draw(seed, 2, n, d_q, device=device), draw(seed + 1, 2, m, d_k, device=device)
    W_q, W_k, w = (draw(seed + 2 + i, *s, device=device) for i, s in enumerate([(d_q, d), (d_k, d), (d,)]))
    W = draw(seed + 5, d_q, d_k, device=device)

    def by_pairs(score, Q, K):
        return torch.stack(
            [
                torch.stack([torch.stack([score(q, k) for k in Ks]) for q in Qs])
                for Qs, Ks in zip(Q, K, strict=True)
            ]
        )

    agree(
        att.bilinear_score,
        lambda Q, K, W: by_pairs(lambda q, k: F.bilinear(q, k, W[None]).squeeze(), Q, K),
        Q, K, W,
    )  # fmt: skip
    agree(
        att.additive_score,
        lambda Q, K, a, b, w: by_pairs(lambda q, k: torch.tanh(q @ a + k @ b).dot(w), Q, K),
        Q, K, W_q, W_k, w,
    )  # fmt: skip
    agree(
        lambda Q, K, a, b, w: att.concat_score(Q, K, torch.cat([a, b]), w),
        lambda Q, K, a, b, w: by_pairs(lambda q, k: (torch.cat([q, k]) @ torch.cat([a, b])).tanh() @ w, Q, K),
        Q, K, W_q, W_k, w,
    )  # fmt: skip


def test_attention_by_score_is_the_softmax_average(device):
    Q, K, V, W = (draw(i, *s, device=device) for i, s in enumerate([(2, 3, 4), (2, 5, 4), (2, 5, 2), (4, 4)]))
    a, b, w = (draw(i, *s, device=device) for i, s in enumerate([(4, 3), (4, 3), (3,)]))
    mask = partial_mask(9, 2, 3, 5, device=device)

    def pooled(S, V):
        return torch.softmax(S.masked_fill(~mask, -math.inf), -1) @ V

    agree(lambda *x: att.multiplicative_attention(*x, mask), lambda Q, K, V: pooled(Q @ K.mT, V), Q, K, V)
    agree(
        lambda *x: att.bilinear_attention(*x, mask),
        lambda Q, K, V, W: pooled(torch.einsum("bnd,de,bme->bnm", Q, W, K), V),
        Q, K, V, W,
    )  # fmt: skip
    agree(
        lambda *x: att.additive_attention(*x, mask),
        lambda Q, K, V, a, b, w: pooled(torch.tanh((Q @ a)[:, :, None] + (K @ b)[:, None]) @ w, V),
        Q, K, V, a, b, w,
    )  # fmt: skip


def test_self_and_cross_attention_equal_torch_with_the_same_projections(device):
    X, Z = draw(0, 2, 3, 4, device=device), draw(1, 2, 5, 6, device=device)
    W_q, W_k, W_v = (draw(i, 4, 3, device=device) for i in range(3))
    U_k, U_v = (draw(i, 6, 3, device=device) for i in range(2))
    agree(
        att.self_attention,
        lambda X, q, k, v: F.scaled_dot_product_attention(X @ q, X @ k, X @ v),
        X, W_q, W_k, W_v,
    )  # fmt: skip
    agree(
        att.cross_attention,
        lambda X, Z, q, k, v: F.scaled_dot_product_attention(X @ q, Z @ k, Z @ v),
        X, Z, W_q, U_k, U_v,
    )  # fmt: skip


def test_soft_hard_and_relu_weigh_the_same_scores_differently(device):
    S = torch.tensor([[1.0, 3.0, 3.0, -2.0]], dtype=torch.float64, device=device)
    V = torch.eye(4, dtype=torch.float64, device=device)
    Z = 2 * math.exp(3) + math.exp(1) + math.exp(-2)
    soft = torch.tensor([[math.exp(s) / Z for s in (1, 3, 3, -2)]], dtype=torch.float64, device=device)
    torch.testing.assert_close(att.soft_attention(S, V), soft)
    assert att.hard_attention(S, V).tolist() == [[0, 1, 0, 0]]
    assert att.relu_attention(S, V).tolist() == [[1, 3, 3, 0]]
    mask = torch.tensor([[True, False, False, True]], device=device)
    assert att.hard_attention(S, V, mask).tolist() == [[1, 0, 0, 0]]
    assert att.relu_attention(S, V, mask).tolist() == [[1, 0, 0, 0]]
    assert att.hard_attention(S, V, ~mask & mask).tolist() == [[0, 0, 0, 0]]


@settings(max_examples=15)
@given(seed=SEED, n=SIZE, m=SIZE)
def test_relu_and_hard_attention_equal_brute_force(device, seed, n, m):
    S, V = draw(seed, n, m, device=device), draw(seed + 1, m, 2, device=device)
    agree(att.relu_attention, lambda S, V: torch.einsum("nm,md->nd", F.relu(S), V), S, V)
    agree(att.hard_attention, lambda S, V: torch.stack([V[row.tolist().index(max(row))] for row in S]), S, V)


@settings(max_examples=20)
@given(seed=SEED, n=SIZE, m=SIZE, D=st.floats(0.5, 4))
def test_local_attention_sees_only_its_window(device, seed, n, m, D):
    S, V = draw(seed, n, m, device=device), draw(seed + 1, m, 2, device=device)
    p = draw(seed + 2, n, device=device).abs() * m / 2

    def by_window(S, V, p, *, gaussian):
        rows = []
        for s, centre in zip(S, p, strict=True):
            inside = [j for j in range(1, m + 1) if abs(j - centre.item()) <= D]
            total = sum((s[j - 1].exp() for j in inside), torch.zeros_like(centre))
            row = torch.zeros_like(V[0]) + 0 * centre
            for j in inside:
                near = torch.exp(-2 * (j - centre) ** 2 / D**2) if gaussian else 1
                row = row + s[j - 1].exp() / total * near * V[j - 1]
            rows.append(row)
        return torch.stack(rows)

    agree(lambda S, V, p: att.local_attention(S, V, p, D), lambda *x: by_window(*x, gaussian=False), S, V, p)
    agree(
        lambda S, V, p: att.gaussian_local_attention(S, V, p, D),
        lambda *x: by_window(*x, gaussian=True),
        S,
        V,
        p,
    )


def test_predicted_position_lies_among_the_keys(device):
    H, W, w = draw(0, 3, 2, 4, device=device), draw(1, 4, 5, device=device), draw(2, 5, device=device)
    agree(
        lambda *x: att.predicted_position(*x, 9),
        lambda H, W, w: 9 / (1 + (-(H @ W).tanh() @ w).exp()),
        H,
        W,
        w,
    )
    assert ((att.predicted_position(H, W, w, 9) > 0) & (att.predicted_position(H, W, w, 9) < 9)).all()


def torch_heads(ours: att.MultiHeadAttention, d: int, h: int, *, bias: bool) -> nn.MultiheadAttention:
    """Torch's layer with the weights of ours."""
    layer = nn.MultiheadAttention(d, h, bias=bias, batch_first=True).to(ours.W_q.weight)
    with torch.no_grad():
        layer.in_proj_weight.copy_(torch.cat([ours.W_q.weight, ours.W_k.weight, ours.W_v.weight]))
        layer.out_proj.weight.copy_(ours.W_o.weight)
        if bias:
            layer.in_proj_bias.copy_(torch.cat([ours.W_q.bias, ours.W_k.bias, ours.W_v.bias]))
            layer.out_proj.bias.copy_(ours.W_o.bias)
    return layer


@settings(max_examples=15)
@given(h=st.integers(1, 3), d_h=SIZE, n=SIZE, m=SIZE, bias=st.booleans(), masked=st.booleans(), seed=SEED)
def test_multi_head_layer_equals_torch(device, h, d_h, n, m, bias, masked, seed):
    torch.manual_seed(seed)
    d = h * d_h
    ours = att.MultiHeadAttention(d, h, bias=bias).to(device, torch.float64)
    for parameter in ours.parameters():
        nn.init.normal_(parameter)
    theirs = torch_heads(ours, d, h, bias=bias)
    Q, K, V = (draw(seed + i, 2, s, d, device=device) for i, s in enumerate([n, m, m]))
    mask = partial_mask(seed, n, m, device=device) if masked else None
    drop = None if mask is None else ~mask
    agree(lambda q, k, v: ours(q, k, v, mask), lambda q, k, v: theirs(q, k, v, attn_mask=drop)[0], Q, K, V)
    _, weights = theirs(Q, K, V, attn_mask=drop, average_attn_weights=False)
    torch.testing.assert_close(ours.weights(Q, K, mask), weights)


def test_a_padding_mask_reaches_every_head(device):
    torch.manual_seed(0)
    ours = att.MultiHeadAttention(6, 2).to(device, torch.float64)
    theirs = torch_heads(ours, 6, 2, bias=True)
    X = draw(0, 3, 4, 6, device=device)
    mask = att.padding_mask(torch.tensor([4, 1, 2], device=device), 4)
    agree(lambda X: ours(X, mask=mask), lambda X: theirs(X, X, X, key_padding_mask=~mask.squeeze(1))[0], X)


def test_dropout_acts_on_the_weights_in_training_only():
    torch.manual_seed(0)
    layer = att.MultiHeadAttention(4, 2, dropout=0.5)
    X = torch.randn(2, 50, 4)
    A = layer.weights(X, X)
    assert 0.4 < (A == 0).float().mean() < 0.6
    layer.eval()
    torch.testing.assert_close(layer.weights(X, X)[A > 0] * 2, A[A > 0])


@settings(max_examples=15)
@given(h=st.integers(1, 3), n=SIZE, m=SIZE, seed=SEED, batch=BATCH, masked=st.booleans())
def test_one_batched_product_equals_the_heads_one_by_one(device, h, n, m, seed, batch, masked):
    X, Z = draw(seed, *batch, n, 4, device=device), draw(seed + 1, *batch, m, 4, device=device)
    W_q, W_k, W_v = (draw(seed + i, h, 4, s, device=device) for i, s in enumerate([2, 2, 3]))
    W_o = draw(seed + 5, h, 3, 5, device=device)
    mask = partial_mask(seed, n, m, device=device) if masked else None
    torch.testing.assert_close(
        att.multi_head_attention(X, Z, W_q, W_k, W_v, W_o, mask),
        att.concatenated_heads(X, Z, W_q, W_k, W_v, W_o.flatten(0, 1), mask),
    )


def test_stacked_weights_equal_torch_with_the_same_weights(device):
    torch.manual_seed(1)
    layer = nn.MultiheadAttention(6, 3, bias=False, batch_first=True).to(device, torch.float64)
    W_q, W_k, W_v = (W.T.reshape(6, 3, 2).movedim(1, 0) for W in layer.in_proj_weight.chunk(3))  # (h, d, d_h)
    W_o = layer.out_proj.weight.T.reshape(3, 2, 6)
    X, Z = draw(0, 2, 4, 6, device=device), draw(1, 2, 5, 6, device=device)
    agree(
        lambda X, Z: att.multi_head_attention(X, Z, W_q, W_k, W_v, W_o), lambda X, Z: layer(X, Z, Z)[0], X, Z
    )


def test_heads_merge_as_they_were_split(device):
    X = draw(0, 2, 3, 6, device=device)
    heads = att.split_heads(X, 3)
    assert torch.equal(heads[:, 1], X[..., 2:4])
    assert torch.equal(att.merge_heads(heads), X)


@settings(max_examples=15)
@given(n=SIZE, m=SIZE, seed=SEED, width=st.floats(0.3, 3))
def test_kernel_regression_equals_brute_force_and_sklearn(device, n, m, seed, width):
    x, X, Y = (draw(seed + i, s, device=device) for i, s in enumerate([n, m, m]))

    def brute(x, X, Y):
        K = [[torch.exp(-((a - b) ** 2) / 2) for b in X] for a in x]
        return torch.stack([sum(k * y for k, y in zip(row, Y, strict=True)) / sum(row) for row in K])

    agree(att.nadaraya_watson, brute, x, X, Y)
    agree(att.gaussian_attention_pooling, brute, x, X, Y)
    k = torch.from_numpy(rbf_kernel(x.cpu()[:, None], X.cpu()[:, None], gamma=width**2 / 2)).to(device)
    expected = (k @ Y) / k.sum(-1)
    w = torch.tensor(width, dtype=torch.float64, device=device)
    torch.testing.assert_close(att.gaussian_attention_pooling(x, X, Y, w), expected)
    triangular = att.nadaraya_watson(x, X, Y, lambda u: (10 - u.abs()).clamp_min(0))
    near = (10 - (x[:, None] - X).abs()).clamp_min(0)
    torch.testing.assert_close(triangular, (near * Y).sum(-1) / near.sum(-1))


def test_the_width_of_the_kernel_can_be_learned(device):
    x, X, Y = (draw(i, 4, device=device) for i in range(3))
    w = torch.tensor(0.7, dtype=torch.float64, device=device, requires_grad=True)
    assert torch.autograd.gradcheck(lambda w: att.gaussian_attention_pooling(x, X, Y, w), (w,))


def test_far_from_all_data_the_softmax_form_still_answers(device):
    x, X, Y = (torch.tensor(v, dtype=torch.float64, device=device) for v in ([100.0], [0.0, 1.0], [3.0, 5.0]))
    assert att.nadaraya_watson(x, X, Y).isnan().all()
    torch.testing.assert_close(att.gaussian_attention_pooling(x, X, Y), Y[1:])


def test_gaussian_kernel_is_the_normal_density(device):
    u = draw(0, 3, 2, device=device)
    agree(att.gaussian_kernel, lambda u: torch.distributions.Normal(0.0, 1.0).log_prob(u).exp(), u)


def test_average_pooling_is_the_mean(device):
    Y = draw(0, 2, 5, device=device)
    agree(att.average_pooling, lambda Y: sum(Y.unbind(-1)) / 5, Y)


def test_the_variance_of_a_dot_product_is_exact_for_two_valued_components():
    mu, v, nu, w = (torch.tensor(x, dtype=torch.float64) for x in ([0.3, -1], [0.5, 2], [0, 0.7], [1.5, 0.1]))
    means, deviations = torch.cat([mu, nu]), torch.cat([v, w]).sqrt()
    signs = torch.tensor(
        list(itertools.product([-1.0, 1.0], repeat=4)), dtype=torch.float64
    )  # equally likely
    values = means + signs * deviations  # (16, 4)
    products = (values[:, :2] * values[:, 2:]).sum(-1)
    torch.testing.assert_close(att.dot_product_variance(mu, v, nu, w), products.var(correction=0))


def test_the_scale_undoes_the_variance_of_standard_components():
    zeros, ones = torch.zeros(64), torch.ones(64)
    variance = att.dot_product_variance(zeros, ones, zeros, ones)
    assert variance == 64
    assert att.score_scale(64) ** 2 * variance == 1


def test_bert_self_attention_equals_torch_before_its_output_projection(device):
    torch.manual_seed(3)
    ours = att.BertSelfAttention(6, 3).to(device, torch.float64).eval()
    theirs = nn.MultiheadAttention(6, 3, batch_first=True).to(device, torch.float64)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([ours.query.weight, ours.key.weight, ours.value.weight]))
        theirs.in_proj_bias.copy_(torch.cat([ours.query.bias, ours.key.bias, ours.value.bias]))
        theirs.out_proj.weight.copy_(torch.eye(6))
        theirs.out_proj.bias.zero_()
    X = draw(0, 2, 4, 6, device=device)
    added = draw(1, 4, 4, device=device)
    agree(lambda X: ours(X, added), lambda X: theirs(X, X, X, attn_mask=added)[0], X)


@pytest.mark.parametrize("bias", [True, False])
def test_bert_parameter_counts_equal_those_of_torch_layers(bias):
    d, d_ff, V, P, T, L = 12, 20, 31, 7, 2, 3
    tables = nn.ModuleList([nn.Embedding(V, d), nn.Embedding(P, d), nn.Embedding(T, d)])
    heads = nn.MultiheadAttention(d, 4, bias=bias)
    ffn = nn.Sequential(nn.Linear(d, d_ff, bias=bias), nn.Linear(d_ff, d, bias=bias))
    norm = nn.LayerNorm(d)
    count = [sum(p.numel() for p in part.parameters()) for part in (tables, heads, ffn, norm)]
    assert att.embedding_parameters(V, P, T, d) == count[0]
    assert att.attention_parameters(d, bias=bias) == count[1]
    assert att.feed_forward_parameters(d, d_ff, bias=bias) == count[2]
    assert att.layer_norm_parameters(d) == count[3]
    total = count[0] + count[3] + L * (count[1] + count[2] + 2 * count[3])
    assert sum(att.bert_parameters(L, d, d_ff, V, P, T, bias=bias)) == total


def test_bert_base_has_the_counts_that_its_docstrings_name():
    assert att.embedding_parameters() == 23_835_648
    assert att.attention_parameters() == 2_362_368
    assert att.attention_parameters(bias=False) == 2_359_296
    assert att.feed_forward_parameters() == 4_722_432
    assert att.feed_forward_parameters(bias=False) == 4_718_592
    assert att.layer_norm_parameters() == 1_536
    encoder = nn.TransformerEncoderLayer(768, 12, 3072)
    layer = sum(p.numel() for p in encoder.parameters())
    assert sum(att.bert_parameters()) == 23_835_648 + 1_536 + 12 * layer == 108_891_648


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_dtype_of_the_input_is_kept(device, dtype):
    Q, K, V = (draw(i, 2, 3, 4, device=device, dtype=dtype) for i in range(3))
    for out in (
        att.scaled_dot_product_attention(Q, K, V, att.causal_mask(3, device=device)),
        att.local_attention(Q @ K.mT, V, Q[..., 0], 2.0),
        att.hard_attention(Q @ K.mT, V),
        att.nadaraya_watson(Q[0], K[0], V[0]),
    ):
        assert out.dtype == dtype
        assert out.device.type == device.type


X34, X35, X24 = torch.ones(3, 4), torch.ones(3, 5), torch.ones(2, 4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: att.scaled_dot_product_attention(X34, X35, X35), r"K must have .*d_k = 4.*got \(3, 5\)"),
        (lambda: att.scaled_dot_product_attention(X34, X34, X24), r"V must have .*m = 3.*got \(2, 4\)"),
        (lambda: att.scaled_dot_product_attention(X34, X34, X34, torch.ones(2, 3) > 0), "mask must have"),
        (lambda: att.scaled_dot_product_attention(X34, X34, X34, torch.ones(3).long()), "mask must be bool"),
        (lambda: att.scaled_dot_product_attention(X34.long(), X34, X34), "Q must be floats"),
        (lambda: att.causal_mask(0), r"n must hold values in \(0, inf\), got 0"),
        (lambda: att.padding_mask(torch.tensor([-1]), 3), "lengths must hold"),
        (lambda: att.bilinear_score(X34, X34, X34), "W must have shape"),
        (lambda: att.concat_score(X34, X34, torch.ones(7, 2), torch.ones(2)), "8 rows, got 7"),
        (lambda: att.local_mask(torch.ones(3), 4, -1.0), "D must hold"),
        (lambda: att.split_heads(X34, 3), "divide the 4 features of X, got 3"),
        (lambda: att.MultiHeadAttention(6, 4), "divide d = 6, got 4"),
        (lambda: att.BertSelfAttention(6, 4), "divide d = 6, got 4"),
        (lambda: att.MultiHeadAttention(6, 2)(X34), "Q must have 6 features, got 4"),
        (lambda: att.MultiHeadAttention(4, 2)(X34, X35), "K must have"),
        (lambda: att.BertSelfAttention(6, 2)(X34), "X must have 6 features, got 4"),
        (lambda: att.average_pooling(torch.ones(0)), "at least one value"),
        (lambda: att.nadaraya_watson(torch.ones(2), torch.ones(3), torch.ones(4)), "Y must have shape"),
        (lambda: att.score_scale(0), "d_k must hold"),
        (lambda: att.dot_product_variance(*torch.ones(3, 2), -torch.ones(2)), "w must hold"),
        (lambda: att.bert_parameters(L=0), "L must hold"),
        (
            lambda: att.concatenated_heads(X34, X34, *torch.ones(3, 2, 4, 3), torch.ones(5, 4)),
            "6 rows, got 5",
        ),
    ],
)  # fmt: skip
def test_errors_say_what_was_expected_and_what_came(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_scores_and_weights_alone_are_those_of_torch(device):
    Q, K = draw(0, 2, 3, 4, device=device), draw(1, 2, 5, 4, device=device)
    agree(att.dot_score, lambda q, k: torch.einsum("bid,bjd->bij", q, k), Q, K)
    agree(att.scaled_dot_score, lambda q, k: torch.einsum("bid,bjd->bij", q, k) / 2, Q, K)
    S = draw(2, 2, 3, 5, device=device)
    agree(att.relu_weights, F.relu, S)
    assert torch.equal(att.hard_weights(S), F.one_hot(S.argmax(-1), 5).to(S.dtype))
