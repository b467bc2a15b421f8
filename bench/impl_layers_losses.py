"""Layers, attention, losses, kernels and contrastive learning against their peers; run by bench/impl.py."""

import torch
import torch.nn.functional as F
from side_by_side import Case, both, pair
from sklearn.metrics import pairwise
from torch import nn

from impl import attention, contrastive, kernels, likelihood, losses, normalization, regularization


@pair("scaled dot-product attention, 8 x 12 heads, 256 tokens, 64 features; peer returns weights too")
def _(device):
    Q, K, V = torch.randn(3, 96, 256, 64, device=device)
    mask = torch.ones(256, 256, dtype=torch.bool, device=device).tril()
    bias = torch.zeros(256, 256, device=device).masked_fill(~mask, -torch.inf)

    def unfused(q, k, v):  # as nn.MultiheadAttention does where weights are asked for
        return torch.baddbmm(bias, q / 8, k.mT).softmax(-1) @ v

    return both(lambda q, k, v: attention.scaled_dot_product_attention(q, k, v, mask), unfused, Q, K, V)


@pair("scaled dot-product attention, 8 x 12 heads, 256 tokens, 64 features; peer is torch's fused kernel")
def _(device):
    Q, K, V = torch.randn(3, 8, 12, 256, 64, device=device)
    mask = torch.ones(256, 256, dtype=torch.bool, device=device).tril()
    return both(
        lambda q, k, v: attention.scaled_dot_product_attention(q, k, v, mask),
        lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=mask),
        Q, K, V,
    )  # fmt: skip


@pair(
    "multi-head attention layer, 8 x 128 tokens, 768 features, 12 heads; nn.MultiheadAttention with weights"
)
def _(device):
    ours, theirs = (
        attention.MultiHeadAttention(768, 12).to(device),
        nn.MultiheadAttention(768, 12, batch_first=True).to(device),
    )
    X = torch.randn(8, 128, 768, device=device)
    return both(ours, lambda X: theirs(X, X, X, average_attn_weights=False)[0], X)


@pair("layer norm, 8 x 128 x 768")
def _(device):
    x, gamma, beta = torch.randn(8, 128, 768, device=device), *torch.randn(2, 768, device=device)
    return both(normalization.layer_norm, lambda x, g, b: F.layer_norm(x, (768,), g, b), x, gamma, beta)


@pair("RMS norm, 8 x 128 x 768")
def _(device):
    x, gamma = torch.randn(8, 128, 768, device=device), torch.randn(768, device=device)
    return both(normalization.rms_norm, lambda x, g: F.rms_norm(x, (768,), g, 1e-6), x, gamma)


@pair("batch norm, 16 x 64 x 28 x 28, training")
def _(device):
    x, gamma, beta = torch.randn(16, 64, 28, 28, device=device), *torch.randn(2, 64, device=device)
    return both(
        normalization.batch_norm,
        lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True),
        x, gamma, beta,
    )  # fmt: skip


@pair("dropout, 8 x 512 x 768")
def _(device):
    x = torch.randn(8, 512, 768, device=device)
    return both(lambda x: regularization.dropout(x, 0.1), lambda x: F.dropout(x, 0.1), x)


@pair("cross entropy from logits, 4,096 x 8,192")
def _(device):
    z, y = torch.randn(4096, 8192, device=device), torch.randint(8192, (4096,), device=device)
    return both(lambda z: losses.cross_entropy_from_logits(z, y, "mean"), lambda z: F.cross_entropy(z, y), z)


@pair("binary cross entropy with logits, 1,000,000")
def _(device):
    z, y = torch.randn(1_000_000, device=device), torch.randint(2, (1_000_000,), device=device).float()
    return both(
        lambda z: losses.binary_cross_entropy_with_logits(y, z, "mean"),
        lambda z: F.binary_cross_entropy_with_logits(z, y),
        z,
    )


@pair("binary cross entropy, 1,000,000")
def _(device):
    p, y = torch.rand(1_000_000, device=device), torch.randint(2, (1_000_000,), device=device).float()
    return both(
        lambda p: losses.binary_cross_entropy(y, p, "mean"), lambda p: F.binary_cross_entropy(p, y), p
    )


@pair("Huber loss, 1,000,000")
def _(device):
    y, f = torch.randn(2, 1_000_000, device=device)
    return both(lambda f: losses.huber_loss(y, f, reduction="mean"), lambda f: F.huber_loss(f, y), f)


@pair("hinge loss, 1,000,000; the bare formula in torch")
def _(device):
    y, f = torch.randn(2, 1_000_000, device=device)
    y = y.sign() + (y == 0)
    return both(lambda f: losses.hinge_loss(y, f, "mean"), lambda f: (1 - y * f).clamp_min(0).mean(), f)


@pair("logistic loss, 1,000,000")
def _(device):
    y, f = torch.randn(2, 1_000_000, device=device)
    y = y.sign() + (y == 0)
    return both(lambda f: losses.logistic_loss(y, f, "mean"), lambda f: F.soft_margin_loss(f, y), f)


@pair("Bernoulli log-likelihood, 1,000,000")
def _(device):
    x, p = torch.randint(2, (1_000_000,), device=device).float(), torch.tensor(0.3, device=device)
    return both(
        lambda p: likelihood.bernoulli_log_likelihood(x, p),
        lambda p: torch.distributions.Bernoulli(p).log_prob(x).sum(),
        p,
    )


@pair("RBF kernel, 2,000 x 2,000 x 64; sklearn", cpu_only=True)
def _(device):
    X = torch.randn(2000, 64, dtype=torch.float64)
    x = X.numpy()
    ours, theirs = lambda: kernels.rbf_kernel(X, X, 0.1), lambda: pairwise.rbf_kernel(x, x, 0.1)
    return Case(ours, theirs, (), gradients=False)


@pair("polynomial kernel, 2,000 x 2,000 x 64; sklearn", cpu_only=True)
def _(device):
    X = torch.randn(2000, 64, dtype=torch.float64)
    x = X.numpy()
    ours, theirs = lambda: kernels.polynomial_kernel(X, X), lambda: pairwise.polynomial_kernel(x, x, gamma=1)
    return Case(ours, theirs, (), gradients=False)


@pair("cosine similarity, 16,384 x 256")
def _(device):
    a, b = torch.randn(2, 16384, 256, device=device)
    return both(contrastive.cosine_similarity, lambda a, b: F.cosine_similarity(a, b, dim=-1), a, b)


@pair("triplet loss, 16,384 x 256")
def _(device):
    a, p, n = torch.randn(3, 16384, 256, device=device)
    return both(lambda *x: contrastive.triplet_loss(*x, reduction="mean"), F.triplet_margin_loss, a, p, n)


@pair("NT-Xent, 2,048 views x 128; matrix product and F.cross_entropy")
def _(device):
    z = torch.randn(2048, 128, device=device)

    def bare(z):
        z = F.normalize(z)
        s = (z @ z.T / 0.5).masked_fill(torch.eye(len(z), dtype=torch.bool, device=device), -torch.inf)
        return F.cross_entropy(s, torch.arange(len(z), device=device).roll(len(z) // 2))

    return both(contrastive.nt_xent, bare, z)
