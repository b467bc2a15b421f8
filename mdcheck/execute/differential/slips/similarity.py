"""Kernels, contrastive losses, distances, penalties."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import normalize, pairwise_distance

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Known, other, wrong


def _squares(X: Tensor, Z: Tensor) -> Tensor:
    return (X[..., :, None, :] - Z[..., None, :, :]).square().sum(-1)


def _dot(X: Tensor, Z: Tensor) -> Tensor:
    return X @ Z.mT


def _far(a: Tensor, b: Tensor) -> Tensor:
    length: Tensor = torch.linalg.vector_norm(a - b, dim=-1)
    return length


def _off_cosine(a: Tensor, b: Tensor) -> Tensor:
    return 1 - (normalize(a, dim=-1) * normalize(b, dim=-1)).sum(-1)


def _supervised(z: Tensor, y: Tensor, tau: float, *, kept: bool, positives: str = "others") -> Tensor:
    """The loss with its own similarity kept among the candidates, or with another set of positives."""
    eye = torch.eye(len(z), dtype=torch.bool)
    scores = normalize(z, dim=-1) @ normalize(z, dim=-1).mT / tau
    log_p = scores.masked_fill(eye & (not kept), -torch.inf).log_softmax(-1)
    same = (y[:, None] == y) & ~eye if positives == "others" else y[:, None] == y
    number = same.sum(-1).clamp(min=1)
    return -(torch.where(same, log_p, 0.0).sum(-1) / number).mean()


def _shared(generator: Generator, _: Sizes) -> Tensor:
    """Labels that each sample shares with another: authors differ in what one alone adds."""
    return torch.tensor([0, 1, 1, 0, 0])[torch.randperm(5, generator=generator)]


KNOWN = {
    "rbf_kernel": Known(
        slips=(
            other("width sigma", lambda X, Z, gamma: (-_squares(X, Z) / (2 * gamma**2)).exp(), silent=True),
            other(
                "width sigma without 2", lambda X, Z, gamma: (-_squares(X, Z) / gamma**2).exp(), silent=True
            ),
            other(
                "width sigma, not squared", lambda X, Z, gamma: (-_squares(X, Z) / gamma).exp(), silent=True
            ),
            wrong(
                "the exponent has the wrong sign: it grows with the distance",
                lambda X, Z, gamma: (gamma * _squares(X, Z)).exp(),
            ),
            wrong(
                "the distance is not squared: that is no Gaussian kernel",
                lambda X, Z, gamma: (-gamma * _squares(X, Z).sqrt()).exp(),
            ),
            wrong(
                "the exponent has the wrong sign: it grows with the distance",
                lambda X, Z, gamma: (_squares(X, Z) / (2 * gamma**2)).exp(),
            ),
            wrong(
                "the distance is not squared: that is no Gaussian kernel",
                lambda X, Z, gamma: (-_squares(X, Z).sqrt() / (2 * gamma**2)).exp(),
            ),
            wrong(
                "sigma is not squared",
                lambda X, Z, gamma: (-_squares(X, Z) / (2 * gamma)).exp(),
                excused=r"sigma\s*(?:\^|\*\*)|方差",
            ),
            wrong(
                "it multiplies by sigma's square where it has to divide",
                lambda X, Z, gamma: (-_squares(X, Z) * 2 * gamma**2).exp(),
            ),
            wrong("the exponential is missing", lambda X, Z, gamma: -gamma * _squares(X, Z)),
            wrong(
                "absolute differences stand where squared ones belong",
                lambda X, Z, gamma: (-gamma * (X[..., :, None, :] - Z[..., None, :, :]).abs().sum(-1)).exp(),
            ),
        ),
        named=r"rbf|gaussian_?kernel|rbf_?kernel_?matrix",
    ),
    "polynomial_kernel": Known(
        slips=(
            other("without gamma", lambda X, Z, degree, c: (_dot(X, Z) + c) ** int(degree), silent=True),
            other(
                "without constant",
                lambda X, Z, degree, gamma: (gamma * _dot(X, Z)) ** int(degree),
                silent=True,
            ),
            wrong(
                "the constant is added outside of the power",
                lambda X, Z, degree, gamma, c: (gamma * _dot(X, Z)) ** int(degree) + c,
            ),
            wrong(
                "the constant is added outside of the power",
                lambda X, Z, degree, c: _dot(X, Z) ** int(degree) + c,
            ),
            wrong(
                "it multiplies by the degree where it has to raise to it",
                lambda X, Z, degree, gamma, c: (gamma * _dot(X, Z) + c) * degree,
            ),
            wrong(
                "it multiplies by the degree where it has to raise to it",
                lambda X, Z, degree, c: (_dot(X, Z) + c) * degree,
            ),
            wrong("the constant is subtracted", lambda X, Z, degree, c: (_dot(X, Z) - c) ** int(degree)),
        ),
        named=r"poly(?:nomial)?_?kernel",
    ),
    "squared_distances": Known(
        slips=(
            wrong(
                "the mixed term is missing its factor 2",
                lambda X, Z: X.square().sum(-1)[..., :, None] + Z.square().sum(-1)[..., None, :] - _dot(X, Z),
            ),
            wrong(
                "the mixed term is added where it has to be subtracted",
                lambda X, Z: (
                    X.square().sum(-1)[..., :, None] + Z.square().sum(-1)[..., None, :] + 2 * _dot(X, Z)
                ),
            ),
        ),
    ),
    "triplet_loss": Known(
        slips=(
            other(
                "squared distances",
                lambda a, p, n, margin: (_far(a, p) ** 2 - _far(a, n) ** 2 + margin).relu(),
                silent=True,
            ),
            other(
                "1e-6 is added to each difference",
                lambda a, p, n, margin: (pairwise_distance(a, p) - pairwise_distance(a, n) + margin).relu(),
                silent=True,
            ),
            other(
                "cosine distances",
                lambda a, p, n, margin: (_off_cosine(a, p) - _off_cosine(a, n) + margin).relu(),
                silent=True,
            ),
            *(
                slip
                for far in (_far, lambda a, b: _far(a, b) ** 2, _off_cosine)
                for slip in (
                    wrong(
                        "positive and negative are swapped",
                        lambda a, p, n, margin, far=far: (far(a, n) - far(a, p) + margin).relu(),
                    ),
                    wrong(
                        "the margin is subtracted where it has to be added",
                        lambda a, p, n, margin, far=far: (far(a, p) - far(a, n) - margin).relu(),
                    ),
                    wrong(
                        "losses are not cut off at 0",
                        lambda a, p, n, margin, far=far: far(a, p) - far(a, n) + margin,
                    ),
                    wrong(
                        "the margin is left out",
                        lambda a, p, n, far=far: (far(a, p) - far(a, n)).relu(),
                    ),
                    wrong(
                        "the distances are added where they have to be subtracted",
                        lambda a, p, n, margin, far=far: (far(a, p) + far(a, n) + margin).relu(),
                    ),
                    wrong(
                        "the negative is held against the positive, not against the anchor",
                        lambda a, p, n, margin, far=far: (far(a, p) - far(p, n) + margin).relu(),
                    ),
                )
            ),
        ),
    ),
    "weakly_supervised_contrastive_loss": Known(
        slips=(
            wrong(
                "the similarity of a sample with itself is kept among the candidates",
                lambda z, y, tau: _supervised(z, y, tau, kept=True),
            ),
            wrong(
                "the similarities are multiplied by the temperature; they have to be divided by it",
                lambda z, y, tau: _supervised(z, y, 1 / tau, kept=False),
            ),
            wrong(
                "a sample counts as its own positive",
                lambda z, y, tau: _supervised(z, y, tau, kept=True, positives="all"),
            ),
        ),
        named=r"sup_?con(?:trast(?:ive)?)?(?:_?loss)?|supervised_?(?:contrastive|info_?nce|nt_?xent)(?:_?loss)?"
        r"|contrastive_?loss",
        draws={"y": _shared},
    ),
    "alignment": Known(
        slips=(wrong("distances are not raised to alpha", lambda x, y: _far(x, y).mean()),),
        named=r"(?:align|alignment)_?loss",
    ),
    "uniformity": Known(
        slips=(
            wrong("the logarithm is missing", lambda x, t: (-t * torch.pdist(x) ** 2).exp().mean()),
            wrong(
                "the exponent has the wrong sign", lambda x, t: (t * torch.pdist(x) ** 2).exp().mean().log()
            ),
            wrong("distances are not squared", lambda x, t: (-t * torch.pdist(x)).exp().mean().log()),
        ),
        named=r"(?:uniform|uniformity)_?loss",
    ),
    "l1_penalty": Known(
        slips=(
            wrong(
                "absolute values are missing: weights of opposite signs cancel",
                lambda w, lambda_: lambda_ * w.sum(),
            ),
        ),
        named=r"l1_?(?:reg(?:ulari[sz](?:ation|er))?|penalty|norm|loss)|lasso",
    ),
    "l2_penalty": Known(
        slips=(
            other("half the square", lambda w, lambda_: lambda_ * w.dot(w) / 2, silent=True),
            other(
                "the norm is not squared, the canonical penalty is",
                lambda w, lambda_: lambda_ * w.norm(),
                inexcusable=r"\|\|?_?2?\^?\{?2|平方|squared",
            ),
            wrong("weights are summed before they are squared", lambda w, lambda_: lambda_ * w.sum() ** 2),
            wrong(
                "the square is missing: weights of opposite signs cancel",
                lambda w, lambda_: lambda_ * w.sum(),
            ),
        ),
        named=r"l2_?(?:reg(?:ulari[sz](?:ation|er))?|penalty|loss)|ridge",
    ),
    "dot_score": Known(apart=("scaled_dot_score",)),
    "nadaraya_watson": Known(apart=("gaussian_attention_pooling",)),
    "gaussian_attention_pooling": Known(apart=("nadaraya_watson",)),
    "normalised": Known(
        slips=(
            wrong("it divides by the squared length", lambda x: x / x.square().sum(-1, keepdim=True)),
            wrong(
                "it divides by the sum of absolute values",
                lambda x: x / x.abs().sum(-1, keepdim=True),
                excused=r"L1",
            ),
            wrong(
                "it normalises over the batch, not each by its own length",
                lambda x: x / x.norm(dim=0, keepdim=True) if x.ndim > 1 else x * torch.nan,
            ),
            wrong("it divides by the sum, not by the length", lambda x: x / x.sum(-1, keepdim=True)),
        ),
        named=r"l2_?normali[sz]e|normali[sz]e_?l2",
    ),
}
