"""Scaling, schedules, clipping, norms of channels, rotations: their names in code, and other ways."""

import math
from collections.abc import Callable

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Also, Known, other, wrong

_TOTAL = 12
_GRADES = 5


def _step(generator: Generator, _: Sizes) -> int:
    return int(torch.randint(1, _TOTAL, (), generator=generator))


def _total(_: Generator, __: Sizes) -> int:
    return _TOTAL


def _short_or_long(generator: Generator, _: Sizes) -> Tensor:
    """A gradient that is shorter than most limits, or longer."""
    size = float(torch.randint(0, 2, (), generator=generator)) * 9 + 0.1
    return size * torch.randn(5, generator=generator, dtype=torch.float64)


def _grades(generator: Generator, _: Sizes) -> Tensor:
    found = torch.randint(0, _GRADES, (6,), generator=generator).double()
    found[0] = 1.0
    return found


def _gain(worth: Tensor) -> Tensor:
    return (worth / torch.arange(2, len(worth) + 2, dtype=worth.dtype).log2()).sum()


def _normed(x: Tensor, axes: list[int], unbiased: int) -> Tensor:
    variance: Tensor = x.var(axes, keepdim=True, correction=unbiased)
    return variance


def _instance(x: Tensor, gamma: Tensor, beta: Tensor, eps: float, *, unbiased: int) -> Tensor:
    scale, shift = gamma[:, None, None], beta[:, None, None]
    centred = x - x.mean([2, 3], keepdim=True)
    return centred / (_normed(x, [2, 3], unbiased) + eps).sqrt() * scale + shift


def _group(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, eps: float, *, unbiased: int) -> Tensor:
    scale, shift = gamma[:, None, None], beta[:, None, None]
    parts = x.reshape(len(x), groups, -1)
    normed = (parts - parts.mean(-1, keepdim=True)) / (_normed(parts, [-1], unbiased) + eps).sqrt()
    return normed.reshape(x.shape) * scale + shift


def _neighbours(x: Tensor, base: float) -> Tensor:
    """Rotations of pairs of neighbours."""
    n, width = x.shape[-2:]
    pace = base ** (-torch.arange(0, width, 2, dtype=x.dtype) / width)
    angle = torch.arange(n, dtype=x.dtype)[:, None] * pace
    a, b = x[..., ::2], x[..., 1::2]
    turned = torch.stack([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()], -1)
    return turned.flatten(-2)


def _halves(x: Tensor, base: float, *, sign: int = 1) -> Tensor:
    """Rotations of a feature with the one half the width ahead; a sign of -1 turns back."""
    n, width = x.shape[-2:]
    pace = base ** (-torch.arange(width // 2, dtype=x.dtype) * 2 / width)
    angle = sign * torch.arange(n, dtype=x.dtype)[:, None] * pace
    left, right = x.chunk(2, -1)
    turned = (left * angle.cos() - right * angle.sin(), right * angle.cos() + left * angle.sin())
    return torch.cat(turned, -1)


def _heads(generator: Generator, _: Sizes) -> Tensor:
    """A batch of positions, each with several heads."""
    return torch.randn(2, 5, 3, 8, generator=generator, dtype=torch.float64)


def _before_heads(turn: Callable[[Tensor, float], Tensor]) -> Callable[[Tensor, float], Tensor]:
    """The same for positions that stand before the heads.

    Raises:
        ValueError: There are no heads.
    """

    def turned(x: Tensor, base: float) -> Tensor:
        if x.ndim < 4:
            raise ValueError("no heads")
        return turn(x.transpose(-2, -3), base).transpose(-2, -3)

    return turned


_UNBIASED = "the variance is divided by one less than the size, the canonical one by the size"

KNOWN = {
    "instance_norm": Known(
        slips=(
            other(_UNBIASED, lambda x, gamma, beta, eps: _instance(x, gamma, beta, eps, unbiased=1)),
            wrong(
                "the statistics run over the batch, too: this is batch normalisation",
                lambda x, gamma, beta, eps: torch.nn.functional.batch_norm(
                    x, None, None, gamma, beta, training=True, eps=eps
                ),
            ),
        ),
        named=r"instance_?norm(?:ali[sz]ation)?(?:_?2d)?",
    ),
    "group_norm": Known(
        slips=(
            other(
                _UNBIASED,
                lambda x, groups, gamma, beta, eps: _group(x, groups, gamma, beta, eps, unbiased=1),
            ),
        ),
        named=r"group_?norm(?:ali[sz]ation)?(?:_?2d)?",
        draws={"groups": lambda _, __: 2},
    ),
    "rotary_encoding": Known(
        slips=(
            other("neighbours are paired", _neighbours, silent=True),
            other("positions stand before heads", _before_heads(_halves), silent=True),
            other("neighbours are paired, positions before heads", _before_heads(_neighbours), silent=True),
            wrong(
                "it turns the wrong way: the sines have the wrong sign",
                lambda x, base: _halves(x, base, sign=-1),
            ),
        ),
        also=(Also("x", "heads", _heads, lambda x: x),),
        named=r"(?:apply_)?(?:rope|rotary(?:_?pos(?:ition(?:al)?)?)?(?:_?(?:emb(?:edding)?|encoding))?)",
    ),
    "cosine_annealing": Known(
        draws={"t": _step, "total": _total},
        named=r"cosine_?(?:annealing|schedule|decay|lr)(?:_?(?:lr|schedule|rate))?",
    ),
    "linear_warmup": Known(
        draws={"t": _step},
        slips=(
            other(
                "it starts one step above 0",
                lambda t, warmup, eta_max: torch.tensor(eta_max * min(1.0, (t + 1) / warmup)),
                silent=True,
            ),
        ),
        named=r"(?:linear_?)?warm_?up(?:_?(?:lr|schedule|rate))?",
    ),
    "exponential_decay": Known(
        draws={"t": _step},
        slips=(
            other(
                "it falls as the exponential of minus a constant times t",
                lambda t, eta, gamma: torch.tensor(eta * math.exp(-gamma * t)),
                silent=True,
            ),
        ),
        named=r"exp(?:onential)?_?decay(?:_?(?:lr|schedule|rate))?",
    ),
    "step_decay": Known(draws={"t": _step}, named=r"step_?(?:decay|lr)(?:_?(?:schedule|rate))?"),
    "clip_by_norm": Known(
        draws={"g": _short_or_long},
        slips=(
            other(
                "1e-6 is added to the length",
                lambda g, max_norm: g * min(1.0, max_norm / (g.norm() + 1e-6)),
                silent=True,
            ),
            wrong("every gradient is scaled, long or not", lambda g, max_norm: g * max_norm / g.norm()),
        ),
        named=r"clip_?(?:grad(?:ient)?s?_?)?(?:by_?)?norm|(?:grad(?:ient)?_?)clip(?:ping)?(?:_?by)?_?norm",
    ),
    "clip_by_value": Known(
        named=r"clip_?(?:grad(?:ient)?s?_?)?(?:by_?)?value|(?:grad(?:ient)?_?)clip(?:ping)?(?:_?by)?_?value"
    ),
    "r_squared": Known(named=r"r_?(?:2|squared?)(?:_?score)?"),
    "mean_absolute_percentage_error": Known(
        slips=(other("in percent", lambda y, f: 100 * ((y - f) / y).abs().mean(), silent=True),),
    ),
    "discounted_gain": Known(
        draws={"relevance": _grades},
        slips=(
            other("the gain is the relevance itself", lambda relevance: _gain(relevance), silent=True),
            wrong(
                "places are counted so that the first two are not discounted",
                lambda relevance: (
                    relevance / torch.arange(1, len(relevance) + 1).double().log2().clamp(min=1)
                ).sum(),
                excused=r"Järvelin|original",
            ),
        ),
        named=r"dcg(?:_?score)?",
    ),
    "normalised_gain": Known(
        draws={"relevance": _grades},
        slips=(
            other(
                "the gain is the relevance itself",
                lambda relevance: _gain(relevance) / _gain(relevance.sort(descending=True).values),
                silent=True,
            ),
        ),
        named=r"ndcg(?:_?score)?",
    ),
    "standardised": Known(
        slips=(
            other(
                "the variance is divided by n - 1",
                lambda x: (x - x.mean(0)) / x.std(0, correction=1),
                silent=True,
            ),
            other("over all features together", lambda x: (x - x.mean()) / x.std(correction=0), silent=True),
        ),
        named=r"standardi[sz](?:e|er|ation)(?:_?(?:data|features|x))?|z_?score(?:_?(?:normali[sz](?:e|ation)|scaling))?",
    ),
    "min_max_scaled": Known(
        slips=(
            other("over all features together", lambda x: (x - x.min()) / (x.max() - x.min()), silent=True),
        ),
        named=r"min_?max(?:_?(?:scal(?:e|er|ing)|norm(?:ali[sz](?:e|ation))?))?",
    ),
}
