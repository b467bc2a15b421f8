"""Optimizers, metrics, information, tensors, embeddings, compression against their peers; see bench/impl.py.

Steps of optimizers return new tensors: from about 2 million parameters on, time goes to fresh pages.
"""

import torch
import torch.nn.functional as F
from side_by_side import Case, both, pair
from sklearn import metrics as sklearn_metrics
from torch import distributions, nn
from torch.nn.utils import prune

from impl import compression, embeddings, information, linear_algebra, metrics, residual, tensors
from impl import optimizers as opt


def forward(ours, theirs, *inputs):
    """The same inputs for both, without gradients."""
    return Case(ours, theirs, inputs, gradients=False)


STEPS = {
    "momentum": (opt.momentum, opt.MomentumState, lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "Nesterov": (
        opt.nesterov,
        opt.MomentumState,
        lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True),
    ),
    "AdaGrad": (opt.adagrad, opt.AdaGradState, torch.optim.Adagrad),
    "AdaDelta": (opt.adadelta, opt.AdaDeltaState, torch.optim.Adadelta),
    "RMSProp": (opt.rmsprop, opt.RMSPropState, torch.optim.RMSprop),
    "Adam": (opt.adam, opt.AdamState, torch.optim.Adam),
    "AdamW": (opt.adamw, opt.AdamState, torch.optim.AdamW),
    "Nadam": (opt.nadam, opt.NadamState, torch.optim.NAdam),
}


def _optimizer(name, size):
    @pair(f"{name}, a step on {size:,} parameters")
    def _(device):
        step, state, peer = STEPS[name]
        theta, g = torch.randn(2, size, device=device)
        parameter = nn.Parameter(theta.clone())
        parameter.grad = g
        optimizer = peer([parameter])
        now = [theta, state.zeros(theta)]

        def ours():
            now[:] = step(now[0], g, now[1])

        return forward(ours, optimizer.step)


for name in STEPS:
    for size in (590_000, 2_360_000):  # a 768 x 768 and a 768 x 3,072 matrix
        _optimizer(name, size)


def _ranking(ours, theirs, what, n):
    @pair(f"{what}, {n:,} scores; sklearn", cpu_only=True)
    def _(device):
        y = (torch.rand(n) < 0.3).long()
        s = torch.randn(n) + y
        return forward(ours, lambda s, y: theirs(y.numpy(), s.numpy()), s.to(device), y.to(device))


for n in (10_000, 1_000_000):
    _ranking(metrics.auc_by_ranks, sklearn_metrics.roc_auc_score, "AUC by ranks", n)
    _ranking(metrics.average_precision, sklearn_metrics.average_precision_score, "average precision", n)
    _ranking(metrics.roc_curve, sklearn_metrics.roc_curve, "ROC curve", n)


@pair("confusion matrix, 1,000,000 labels of 10 classes; sklearn", cpu_only=True)
def _(device):
    y, y_hat = torch.randint(10, (2, 1_000_000), device=device)
    return forward(
        lambda y, y_hat: metrics.confusion_matrix(y, y_hat, 10),
        lambda y, y_hat: sklearn_metrics.confusion_matrix(y.numpy(), y_hat.numpy()),
        y, y_hat,
    )  # fmt: skip


@pair("entropy, 4,096 x 1,000; torch.distributions")
def _(device):
    p = torch.randn(4096, 1000, device=device).softmax(-1)
    return both(information.entropy, lambda p: distributions.Categorical(p).entropy(), p)


@pair("KL divergence, 4,096 x 1,000; F.kl_div")
def _(device):
    p, q = torch.randn(2, 4096, 1000, device=device).softmax(-1)
    return both(information.kl_divergence, lambda p, q: F.kl_div(q.log(), p, reduction="none").sum(-1), p, q)


@pair("softmax, 4,096 x 1,000; torch's is one fused kernel")
def _(device):
    z = torch.randn(4096, 1000, device=device)
    return both(tensors.softmax, lambda z: z.softmax(-1), z)


@pair("log-softmax, 4,096 x 1,000; torch's is one fused kernel")
def _(device):
    z = torch.randn(4096, 1000, device=device)
    return both(tensors.log_softmax, lambda z: z.log_softmax(-1), z)


@pair("repeat, 512 x 768 by 4 x 2")
def _(device):
    x = torch.randn(512, 768, device=device)
    return both(lambda x: tensors.repeat(x, 4, 2), lambda x: x.repeat(4, 2), x)


@pair("repeat_interleave, 512 x 768 by 4")
def _(device):
    x = torch.randn(512, 768, device=device)
    return both(lambda x: tensors.repeat_interleave(x, 4, 0), lambda x: x.repeat_interleave(4, 0), x)


@pair("diagonal times matrix, 1,024 x 1,024; torch.diag(d) @ A")
def _(device):
    d, A = torch.randn(1024, device=device), torch.randn(1024, 1024, device=device)
    return both(linear_algebra.scale_rows, lambda d, A: torch.diag(d) @ A, d, A)


@pair("1x1 convolution, 32 x 256 x 28 x 28 to 64 channels")
def _(device):
    x, W = torch.randn(32, 256, 28, 28, device=device), torch.randn(64, 256, device=device)
    return both(residual.pointwise_convolution, lambda x, W: F.conv2d(x, W[:, :, None, None]), x, W)


@pair("CBOW loss, 256 contexts of 8 in 10,000 words; F.embedding_bag and F.cross_entropy")
def _(device):
    W, W_prime = torch.randn(2, 10_000, 128, device=device)
    context, target = (torch.randint(10_000, size, device=device) for size in ((256, 8), (256,)))
    return both(
        lambda W, V: embeddings.cbow_loss(context, target, W, V),
        lambda W, V: F.cross_entropy(F.embedding_bag(context, W) @ V.T, target, reduction="none"),
        W, W_prime,
    )  # fmt: skip


@pair("negative sampling, 4,096 x 10 negatives; F.binary_cross_entropy_with_logits")
def _(device):
    h, u = torch.randn(2, 4096, 128, device=device)
    U = torch.randn(4096, 10, 128, device=device)
    labels = F.one_hot(torch.zeros(4096, dtype=torch.long, device=device), 11).float()

    def bare(h, u, U):
        logits = (torch.cat([u[:, None], U], 1) @ h[..., None])[..., 0]
        return F.binary_cross_entropy_with_logits(logits, labels, reduction="none")

    return both(embeddings.negative_sampling_loss, bare, h, u, U)


@pair("hierarchical softmax, 4,096 words of 10,000; F.cross_entropy over all words")
def _(device):
    counts = [1e6 / (rank + 1) for rank in range(10_000)]
    paths = embeddings.HuffmanPaths.of(embeddings.huffman_codes(counts)).to(device)
    target = torch.multinomial(torch.tensor(counts), 4096, replacement=True).to(device)
    h, theta = torch.randn(4096, 128, device=device), torch.randn(9_999, 128, device=device)
    return both(
        lambda h, theta: embeddings.hierarchical_softmax(h, target, theta, paths),
        lambda h, theta: F.cross_entropy(F.linear(h, F.pad(theta, (0, 0, 0, 1))), target),
        h, theta,
    )  # fmt: skip


@pair("distillation loss, 256 x 1,000; F.kl_div and F.cross_entropy")
def _(device):
    s, t = torch.randn(2, 256, 1000, device=device)
    y = torch.randint(1000, (256,), device=device)

    def bare(s, t):
        log_q, log_p = (s / 2).log_softmax(-1), (t / 2).log_softmax(-1)
        soft = F.kl_div(log_q, log_p, reduction="none", log_target=True).sum(-1)
        return 0.5 * 4 * soft + 0.5 * F.cross_entropy(s, y, reduction="none")

    return both(lambda s, t: compression.distillation_loss(s, t, y), bare, s, t)


@pair("magnitude pruning, 768 x 3,072; prune.l1_unstructured")
def _(device):
    W = torch.randn(768, 3072, device=device)

    def bare(W):
        layer = nn.Module()
        layer.weight = nn.Parameter(W)
        prune.l1_unstructured(layer, "weight", 0.5)

    return forward(lambda W: compression.magnitude_prune(W, 0.5), bare, W)


@pair("int8 quantisation, 768 x 3,072, there and back; torch.fake_quantize_per_tensor_affine")
def _(device):
    W = torch.randn(768, 3072, device=device)
    return forward(
        lambda W: compression.dequantise(compression.quantise_symmetric(W)),
        lambda W: torch.fake_quantize_per_tensor_affine(W, float(W.abs().max()) / 127, 0, -127, 127),
        W,
    )
