"""Losses of regression, of margins and of classification."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import logsigmoid

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Also, Known, other, wrong


def _coins(generator: Generator, _: Sizes) -> Tensor:
    sides = (torch.rand(6, generator=generator) < 0.4).double()
    sides[:2] = torch.tensor([0.0, 1.0])
    return sides


def _logits(generator: Generator, _: Sizes) -> Tensor:
    return torch.randn(6, generator=generator, dtype=torch.float64)


def _log_probabilities(generator: Generator, _: Sizes) -> Tensor:
    return torch.randn(6, 5, generator=generator, dtype=torch.float64).log_softmax(-1)


def _few(generator: Generator, _: Sizes) -> Tensor:
    return torch.randint(3, (8,), generator=generator).double()


def _right(y: Tensor, p: Tensor) -> Tensor:
    """The probability given to the true class."""
    return y * p + (1 - y) * (1 - p)


def _share(y: Tensor, alpha: float) -> Tensor:
    return y * alpha + (1 - y) * (1 - alpha)


def _softplus(x: Tensor) -> Tensor:
    return -logsigmoid(-x)


_ZERO_AND_ONE = Also("y", "labels 0 and 1", _coins, lambda y: 2 * y - 1)

KNOWN = {
    "negative_log_likelihood": Known(
        draws={"ell": _log_probabilities},
        named=r"nll(?:_?loss)?",
        slips=(
            wrong(
                "all classes count, not the true one alone",
                lambda ell: -ell.sum(-1),
            ),
        ),
    ),
    "hinge_loss": Known(
        also=(_ZERO_AND_ONE,),
        slips=(
            wrong("losses of well classified examples are not cut off at 0", lambda y, f: 1 - y * f),
            wrong(
                "the sign of the margin is wrong: it grows with right answers",
                lambda y, f: (1 + y * f).relu(),
            ),
            wrong("the label does not turn the score", lambda y, f: (1 - f).relu() + 0 * y),
            wrong("the difference is taken where the product belongs", lambda y, f: (1 - (y - f)).relu()),
            wrong(
                "the larger of the two is taken where the smaller is cut off",
                lambda y, f: -((y * f - 1).relu()),
            ),
            wrong("the margin is cut off from above, not from below", lambda y, f: (1 - y * f).clamp(max=0)),
            other(
                "the hinge is squared, the canonical implementation takes it as it is",
                lambda y, f: (1 - y * f).relu() ** 2,
                mentioned=r"squared hinge|平方(?:合页|hinge|铰链)",
            ),
        ),
    ),
    "perceptron_loss": Known(
        also=(_ZERO_AND_ONE,),
        slips=(
            wrong("losses are not cut off at 0", lambda y, f: -y * f),
            wrong("the sign of the margin is wrong: right answers cost", lambda y, f: (y * f).relu()),
        ),
    ),
    "exponential_loss": Known(
        slips=(wrong("the exponent has the wrong sign: right answers cost", lambda y, f: (y * f).exp()),),
        named=r"ada_?boost_?loss|exp_?loss",
    ),
    "logistic_loss": Known(
        also=(_ZERO_AND_ONE,),
        slips=(
            wrong("the exponent has the wrong sign: right answers cost", lambda y, f: _softplus(y * f)),
            wrong("1 is missing in the logarithm", lambda y, f: -y * f),
            wrong("the logarithm is missing", lambda y, f: 1 + (-y * f).exp()),
            other(
                "the logarithm has base 2, the canonical one is natural",
                lambda y, f: _softplus(-y * f) / torch.tensor(2.0).log(),
                mentioned=r"log_?\{?2",
            ),
        ),
    ),
    "squared_loss": Known(
        slips=(
            other(
                "the loss is halved, the canonical one is not",
                lambda y, f: (y - f) ** 2 / 2,
                mentioned=r"\\frac\s*\{?1\}?\s*\{?2|1/2|½|一半|half|0\.5",
            ),
            wrong(
                "the root is taken: that is the root mean square error",
                lambda y, f: (y - f).square().mean().sqrt(),
            ),
            wrong("errors are averaged before they are squared", lambda y, f: (y - f).mean() ** 2),
            wrong("the square is missing: errors of opposite signs cancel", lambda y, f: (y - f).mean()),
            wrong("the square is missing: errors of opposite signs cancel", lambda y, f: (f - y).mean()),
            wrong("squares are subtracted where the difference is squared", lambda y, f: y**2 - f**2),
            wrong(
                "target and prediction are added where they have to be subtracted", lambda y, f: (y + f) ** 2
            ),
            wrong("errors are cubed where they have to be squared", lambda y, f: (y - f) ** 3),
        ),
        named=r"mse(?:_?loss)?|mean_?squared?_?(?:error|loss)|squared?_?error|l2_?loss",
    ),
    "absolute_loss": Known(
        slips=(
            wrong(
                "the absolute value is missing: errors of opposite signs cancel", lambda y, f: (y - f).mean()
            ),
            wrong(
                "the absolute value is missing: errors of opposite signs cancel", lambda y, f: (f - y).mean()
            ),
            wrong("the absolute value is taken of the mean error", lambda y, f: (y - f).mean().abs()),
            wrong("absolute values are subtracted from each other", lambda y, f: y.abs() - f.abs()),
            wrong(
                "the root mean square is taken where absolute values belong",
                lambda y, f: (y - f).square().mean().sqrt(),
            ),
        ),
        named=r"mae(?:_?loss)?|mean_?absolute_?(?:error|loss)|l1_?loss",
    ),
    "huber_loss": Known(
        slips=(
            other(
                "smooth L1: the loss is divided by delta",
                lambda y, f, delta: _huber(y - f, delta) / delta,
                silent=True,
            ),
            other(
                "the pseudo-Huber loss, smooth everywhere",
                lambda y, f, delta: delta**2 * ((1 + ((y - f) / delta) ** 2).sqrt() - 1),
                mentioned=r"pseudo|伪",
            ),
            wrong(
                "delta / 2 is not subtracted in the linear part: the loss jumps at delta",
                lambda y, f, delta: _parts(y - f, delta, (y - f) ** 2 / 2, delta * (y - f).abs()),
            ),
            wrong(
                "the square is not halved near 0: the loss jumps at delta",
                lambda y, f, delta: _parts(y - f, delta, (y - f) ** 2, delta * ((y - f).abs() - delta / 2)),
            ),
            wrong(
                "the linear part is not multiplied by delta: the loss jumps there",
                lambda y, f, delta: _parts(y - f, delta, (y - f) ** 2 / 2, (y - f).abs() - delta / 2),
            ),
            wrong(
                "delta is subtracted in full in the linear part: the loss jumps there",
                lambda y, f, delta: _parts(y - f, delta, (y - f) ** 2 / 2, delta * ((y - f).abs() - delta)),
            ),
            wrong(
                "delta / 2 is added in the linear part where it has to be subtracted",
                lambda y, f, delta: _parts(
                    y - f, delta, (y - f) ** 2 / 2, delta * ((y - f).abs() + delta / 2)
                ),
            ),
            wrong(
                "1/2 stands for delta / 2 in the linear part",
                lambda y, f, delta: _parts(y - f, delta, (y - f) ** 2 / 2, delta * ((y - f).abs() - 0.5)),
            ),
            wrong(
                "the two parts are swapped: small errors are charged linearly, large ones by their square",
                lambda y, f, delta: _parts(
                    y - f, delta, delta * ((y - f).abs() - delta / 2), (y - f) ** 2 / 2
                ),
            ),
        ),
        named=r"huber|smooth_?l1(?:_?loss)?",
    ),
    "zero_one_loss": Known(
        slips=(wrong("it counts the right answers, not the wrong ones", lambda y, f: (y == f).double()),),
        draws={"y": _few, "f": _few},
    ),
    "binary_cross_entropy_with_logits": Known(
        slips=(
            wrong("the term of the negatives is missing", lambda y, z: -y * logsigmoid(z)),
            wrong(
                "the two terms are subtracted where they have to be added",
                lambda y, z: -(y * logsigmoid(z) - (1 - y) * logsigmoid(-z)),
            ),
            wrong("both terms take the same logarithm", lambda y, z: -logsigmoid(z) + 0 * y),
            wrong("labels are turned round", lambda y, z: -((1 - y) * logsigmoid(z) + y * logsigmoid(-z))),
            wrong(
                "the sigmoid is applied twice",
                lambda y, z: -(y * logsigmoid(z.sigmoid()) + (1 - y) * logsigmoid(-z.sigmoid())),
            ),
            wrong(
                "the linear term has the wrong sign",
                lambda y, z: z.relu() + z * y + torch.log1p((-z.abs()).exp()),
            ),
        ),
        named=r"bce_?(?:with_?)?logits(?:_?loss)?|sigmoid_(?:binary_)?cross_entropy",
    ),
    "focal_loss": Known(
        slips=(
            other(
                "alpha weighs both classes alike",
                lambda y, p, gamma, alpha: alpha * _focal(y, p, gamma),
                silent=True,
            ),
            other("classes are not weighed by alpha", lambda y, p, gamma: _focal(y, p, gamma), silent=True),
            wrong(
                "the focus is turned round: p_t stands where 1 - p_t belongs, easy examples weigh most",
                lambda y, p, gamma, alpha: -_share(y, alpha) * _right(y, p) ** gamma * _right(y, p).log(),
            ),
            wrong(
                "the focus is turned round, and alpha weighs both: p_t stands where 1 - p_t belongs",
                lambda y, p, gamma, alpha: -alpha * _right(y, p) ** gamma * _right(y, p).log(),
            ),
            wrong(
                "the focus is turned round: p_t stands where 1 - p_t belongs",
                lambda y, p, gamma: -(_right(y, p) ** gamma) * _right(y, p).log(),
            ),
            wrong(
                "gamma multiplies where it has to be the exponent",
                lambda y, p, gamma, alpha: (
                    -_share(y, alpha) * (1 - _right(y, p)) * gamma * _right(y, p).log()
                ),
            ),
            wrong(
                "alpha weighs class 0 and 1 - alpha class 1",
                lambda y, p, gamma, alpha: _share(1 - y, alpha) * _focal(y, p, gamma),
            ),
            wrong(
                "the focusing factor is missing",
                lambda y, p, alpha: -_share(y, alpha) * _right(y, p).log(),
            ),
            wrong(
                "the logarithm is missing",
                lambda y, p, gamma, alpha: -_share(y, alpha) * (1 - _right(y, p)) ** gamma * _right(y, p),
            ),
            wrong(
                "the focus is taken of the probability of class 1, whatever the label",
                lambda y, p, gamma, alpha: -_share(y, alpha) * (1 - p) ** gamma * _right(y, p).log(),
            ),
        ),
        draws={"y": _coins},
        also=(Also("p", "logits", _logits, torch.sigmoid, called=r"z|logits?|scores?|x"),),
        named=r"(?:binary_?)?focal_?loss",
    ),
    "soft_margin_svm_objective": Known(
        slips=(
            other(
                "the penalty of the weights is not halved",
                lambda X, y, w, b, C: w.dot(w) + C * _slack(X, y, w, b).sum(),
            ),
            other(
                "slacks are averaged",
                lambda X, y, w, b, C: w.dot(w) / 2 + C * _slack(X, y, w, b).mean(),
                silent=True,
            ),
            wrong(
                "slacks are not cut off at 0",
                lambda X, y, w, b, C: w.dot(w) / 2 + C * (1 - y * (X @ w + b)).sum(),
            ),
            wrong(
                "C multiplies the penalty of the weights, not the slacks",
                lambda X, y, w, b, C: C * w.dot(w) / 2 + _slack(X, y, w, b).sum(),
            ),
        ),
        named=r"svm_?(?:loss|objective|cost)|(?:compute_)?hinge_?svm",
    ),
}


def _focal(y: Tensor, p: Tensor, gamma: float) -> Tensor:
    return -((1 - _right(y, p)) ** gamma) * _right(y, p).log()


def _parts(error: Tensor, delta: float, near: Tensor, far: Tensor) -> Tensor:
    return torch.where(error.abs() <= delta, near, far)


def _huber(error: Tensor, delta: float) -> Tensor:
    return _parts(error, delta, error**2 / 2, delta * (error.abs() - delta / 2))


def _slack(X: Tensor, y: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return (1 - y * (X @ w + b)).relu()
