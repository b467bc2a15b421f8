"""Smoothed labels, overlaps, losses of pairs, normal distributions, impurity: other ways of doing them."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import pairwise_distance

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Also, Known, other, wrong

_CLASSES, _MEMBERS = 3, 12


def _box(generator: Generator, _: Sizes) -> Tensor:
    """Left, top, right, bottom of a box that overlaps most others."""
    corner = torch.rand(2, generator=generator, dtype=torch.float64) * 3
    return torch.cat([corner, corner + 1 + 4 * torch.rand(2, generator=generator, dtype=torch.float64)])


def _members(generator: Generator, _: Sizes) -> Tensor:
    """Labels of a node, every class among them."""
    rest = torch.randint(_CLASSES, (_MEMBERS - _CLASSES,), generator=generator)
    return torch.cat([torch.arange(_CLASSES), rest])


def _shares(labels: Tensor) -> Tensor:
    return torch.bincount(labels, minlength=_CLASSES).double() / len(labels)


def _elsewhere(z: Tensor, y: Tensor, eps: float) -> Tensor:
    """The loss where the share is spread over the wrong classes alone."""
    ell, others = z.log_softmax(-1), z.shape[-1] - 1
    true = ell.gather(-1, y[..., None])[..., 0]
    return -(1 - eps) * true - eps * (ell.sum(-1) - true) / others


def _pairs(a: Tensor, b: Tensor, y: Tensor, margin: float, *, factor: float = 1.0) -> Tensor:
    apart = torch.linalg.vector_norm(a - b, dim=-1)
    loss: Tensor = factor * ((1 - y) * apart**2 + y * (margin - apart).relu() ** 2)
    return loss


def _near_pairs(a: Tensor, b: Tensor, y: Tensor, margin: float) -> Tensor:
    """The same with torch's own distance, which adds 1e-6 to each difference."""
    apart = pairwise_distance(a, b)
    return (1 - y) * apart**2 + y * (margin - apart).relu() ** 2


_SPREAD = "the share is spread over the wrong classes alone, the canonical one over all"
_TOGETHER_IS_1 = "y = 1 means that a pair belongs together, for the canonical one that it does not"
_SAID_1 = (
    r"(?:y|label|标签)\s*(?:=|==|为|is)\s*1[^.;,。；，\n]{0,14}(?<!dis)"
    r"(?:similar|same|positive|相似|同类|正样本)"
)

KNOWN = {
    "smoothed_labels": Known(
        slips=(other(_SPREAD, lambda y, eps: (1 - eps) * y + eps / (y.shape[-1] - 1) * (1 - y)),),
        named=r"(?:smooth(?:ed|ing)?_?(?:one_?hot|labels?|targets?)|label_?smooth(?:ing|er)?|smooth_?one_?hot)",
    ),
    "label_smoothing_loss": Known(
        slips=(
            other(_SPREAD, _elsewhere),
            wrong(
                "the other logarithms are summed, they have to be averaged over the classes",
                lambda z, y, eps: (
                    -(1 - eps) * z.log_softmax(-1).gather(-1, y[..., None])[..., 0]
                    - eps * z.log_softmax(-1).sum(-1)
                ),
            ),
        ),
        named=r"label_?smooth(?:ing|ed)?(?:_?(?:cross_?entropy|ce|nll|loss))*|smooth(?:ed)?_?cross_?entropy(?:_?loss)?",
    ),
    "dice_loss": Known(
        slips=(
            other(
                "sizes are sums of squares",
                lambda y, p, smooth: (
                    1 - (2 * y @ p + smooth) / (y.square().sum() + p.square().sum() + smooth)
                ),
                silent=True,
            ),
            wrong(
                "this is the coefficient, not one minus it",
                lambda y, p, smooth: (2 * y @ p + smooth) / (y.sum() + p.sum() + smooth),
            ),
        ),
    ),
    "box_iou": Known(
        draws={"a": _box, "b": _box},
        named=r"(?:(?:bbox|box)_?)?iou(?:_?(?:score|box(?:es)?))?|intersection_over_union|jaccard(?:_?index)?",
    ),
    "gaussian_kl": Known(
        slips=(
            other(
                "averaged over the features, the canonical one is their sum",
                lambda mu, log_variance: (-0.5 * (1 + log_variance - mu**2 - log_variance.exp())).mean(-1),
                silent=True,
            ),
        ),
        named=r"(?:vae_?|gaussian_?)?kl(?:d|_?(?:div(?:ergence)?|loss|gaussian|normal|standard|vae|term))*",
    ),
    "contrastive_loss": Known(
        slips=(
            other("1e-6 is added to each difference", _near_pairs, silent=True),
            other("halved", lambda a, b, y, margin: _pairs(a, b, y, margin, factor=0.5), silent=True),
            other(
                _TOGETHER_IS_1,
                lambda a, b, y, margin: _pairs(a, b, 1 - y, margin),
                mentioned=_SAID_1,
                silent=True,
            ),
            other(
                f"{_TOGETHER_IS_1}, halved",
                lambda a, b, y, margin: _pairs(a, b, 1 - y, margin, factor=0.5),
                silent=True,
            ),
            other(
                f"{_TOGETHER_IS_1}, with 1e-6 added to each difference",
                lambda a, b, y, margin: _near_pairs(a, b, 1 - y, margin),
                silent=True,
            ),
        ),
        named=r"(?:margin_?|pair(?:wise)?_?|siamese_?)?contrastive(?:_?loss)?",
    ),
    "gini_impurity": Known(
        also=(Also("p", "labels", _members, _shares, called=r"y|labels?|targets?|groups?|values|classes"),),
        named=r"gini(?:_?(?:impurity|index))?",
    ),
    "tempered_softmax": Known(
        named=r"softmax_?(?:with_?)?(?:temp(?:erature)?|t)|temp(?:erature|ered)?_?softmax|scaled_?softmax",
    ),
}
