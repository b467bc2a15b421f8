"""Inputs that reveal slips: sizes that differ, small spreads, partial masks, unequal groups."""

import math
from collections.abc import Callable

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential.record import Sizes

Draw = Callable[[Generator, Sizes], object]


def normal(generator: Generator, *shape: int, std: float = 1.0) -> Tensor:
    """Standard normal numbers in float64."""
    return torch.randn(shape, generator=generator, dtype=torch.float64) * std


def rows(generator: Generator, sizes: Sizes) -> Tensor:
    """A matrix, one item a row."""
    return normal(generator, sizes.length, sizes.width)


def narrow(generator: Generator, sizes: Sizes) -> Tensor:
    """Rows of small spread and unequal means, where epsilon shows."""
    return normal(generator, sizes.batch, sizes.length, sizes.width, std=0.02) + normal(generator, 1, 1, 1)


def distribution(generator: Generator, sizes: Sizes) -> Tensor:
    """A distribution over a few values, all above 0."""
    return normal(generator, sizes.classes).softmax(-1)


def logits(generator: Generator, sizes: Sizes) -> Tensor:
    """Scores of each example for each class."""
    return normal(generator, sizes.length, sizes.classes, std=2.0)


def probabilities(generator: Generator, sizes: Sizes) -> Tensor:
    """Class probabilities of each example."""
    return logits(generator, sizes).softmax(-1)


def labels(generator: Generator, sizes: Sizes) -> Tensor:
    """A class for each example."""
    return torch.randint(sizes.classes, (sizes.length,), generator=generator)


def one_hot(generator: Generator, sizes: Sizes) -> Tensor:
    """A class for each example, as a row with a single 1."""
    return torch.nn.functional.one_hot(labels(generator, sizes), sizes.classes).double()


def binary(generator: Generator, sizes: Sizes) -> Tensor:
    """Zeros and ones of unequal number, both among them."""
    drawn = (torch.rand(4 * sizes.width, generator=generator) < 0.35).long()
    drawn[:2] = torch.tensor([0, 1])
    return drawn


def count(generator: Generator, sizes: Sizes) -> Tensor:
    """A count above 0."""
    return torch.randint(3, 40 + sizes.batch, (), generator=generator).double()


def scalar(low: float, high: float) -> "Draw":
    """A number between two bounds, evenly in its logarithm."""

    def draw(generator: Generator, sizes: Sizes) -> float:
        del sizes
        u = torch.rand((), generator=generator, dtype=torch.float64).item()
        return math.exp(math.log(low) + u * (math.log(high) - math.log(low)))

    return draw


def vector(generator: Generator, sizes: Sizes) -> Tensor:
    """One vector."""
    return normal(generator, sizes.width)


def logit_vector(generator: Generator, sizes: Sizes) -> Tensor:
    """Scores for each class, of one example."""
    return normal(generator, sizes.classes, std=2.0)


def large_logits(generator: Generator, sizes: Sizes) -> Tensor:
    """Scores so large that their exponentials overflow."""
    return 900.0 + normal(generator, sizes.classes, std=20.0)


def scale_and_shift(generator: Generator, sizes: Sizes) -> Tensor:
    """A parameter for each feature, far from 0 and 1."""
    return 1.5 + 0.5 * normal(generator, sizes.width).abs()


def views(generator: Generator, sizes: Sizes) -> Tensor:
    """Two views of each sample, the second half being the second views."""
    first = normal(generator, sizes.length, sizes.width)
    return torch.cat([first, first + normal(generator, *first.shape)])


def coin_sides(generator: Generator, sizes: Sizes) -> Tensor:
    """Zeros and ones as floats, both among them."""
    return binary(generator, sizes)[: sizes.width].double()


def chances(generator: Generator, sizes: Sizes) -> Tensor:
    """Probabilities away from 0 and 1."""
    return torch.sigmoid(normal(generator, sizes.width))


def as_mask(keep: Tensor, kind: str) -> Tensor:
    """Kept keys as code may want them: booleans, ones and zeros, or what is added to the scores."""
    match kind:
        case "boolean":
            return keep
        case "number":
            return keep.double()
    return torch.zeros(keep.shape, dtype=torch.float64).masked_fill(~keep, -1e9)
