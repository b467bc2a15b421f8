"""Clusters, and windows that slide over images."""

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Also, Known, other, wrong

_POINTS = ((0.0, 0.0), (6.0, 1.0), (2.0, 7.0))


def _clustered(generator: Generator, _: Sizes) -> Tensor:
    """Examples around three places, four each."""
    places = torch.tensor(_POINTS, dtype=torch.float64).repeat_interleave(4, 0)
    return places + 0.5 * torch.randn(12, 2, generator=generator, dtype=torch.float64)


def _near_each(generator: Generator, _: Sizes) -> Tensor:
    """A centre near each of the places."""
    return torch.tensor(_POINTS, dtype=torch.float64) + torch.rand(
        3, 2, generator=generator, dtype=torch.float64
    )


def _steps(generator: Generator, _: Sizes) -> int:
    return int(torch.randint(4, 9, (), generator=generator))


def _two(generator: Generator, _: Sizes) -> int:
    del generator
    return 2


def _image(generator: Generator, _: Sizes) -> Tensor:
    return torch.randn(7, 6, generator=generator, dtype=torch.float64)


def _kernel(generator: Generator, _: Sizes) -> Tensor:
    return torch.randn(2, 3, generator=generator, dtype=torch.float64)


def _farther(X: Tensor, C: Tensor) -> Tensor:
    return (X[:, None] - C).square().sum(-1).argmax(-1)


def _pairs(X: Tensor, C: Tensor) -> Tensor:
    return (X[:, None] - C).square().sum(-1)


KNOWN = {
    "nearest_centres": Known(
        draws={"X": _clustered, "C": _near_each},
        slips=(wrong("each example goes to its farthest centre", _farther),),
        named=r"assign(?:_?(?:to_?)?(?:clusters?|labels?|points|centers?|centroids?))?|(?:nearest|closest)_?(?:centers?|centres?|centroids?)|e_?step|find_?closest_?centroids|cluster_?assign(?:ment)?s?",
    ),
    "inertia": Known(
        draws={"X": _clustered, "C": _near_each},
        slips=(other("mean", lambda X, C: _pairs(X, C).amin(-1).mean(), silent=True),),
        named=r"k_?means_?(?:loss|cost|objective|inertia)",
    ),
    "k_means": Known(
        draws={"X": _clustered, "C": _near_each, "steps": _steps},
        also=(Also("C", "and the examples' centres", _near_each, lambda C: C),),
        named=r"k_?means(?:_?(?:clustering|fit|iterations?|loop))?|lloyds?(?:_?algorithm)?",
    ),
    "cross_correlation": Known(
        draws={"X": _image, "K": _kernel},
        slips=(
            other(
                "the kernel is turned round in both directions, as in mathematics",
                lambda X, K: torch.nn.functional.conv2d(X[None, None], K.flip(0, 1)[None, None])[0, 0],
                mentioned=r"翻转|flip|true convolution|严格|数学",
            ),
        ),
        named=r"(?:corr|conv(?:olve|olution)?|cross_?corr(?:elation)?)_?(?:2d)?(?:_?valid)?",
    ),
    "max_pooled": Known(
        draws={"size": _two},
        slips=(
            other(
                "windows overlap: they move by one",
                lambda X, size: X.unfold(0, int(size), 1).unfold(1, int(size), 1).amax((-2, -1)),
                silent=True,
            ),
        ),
        named=r"max_?pool(?:ing)?(?:_?2d)?",
    ),
    "average_pooled": Known(
        draws={"size": _two},
        slips=(
            other(
                "windows overlap: they move by one",
                lambda X, size: X.unfold(0, int(size), 1).unfold(1, int(size), 1).mean((-2, -1)),
                silent=True,
            ),
        ),
        named=r"(?:avg|average|mean)_?pool(?:ing)?_?2d",
    ),
}
