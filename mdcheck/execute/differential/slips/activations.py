"""Activations, pruning, and linear regression with a penalty."""

from math import pi, sqrt

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential.record import Sizes
from mdcheck.execute.differential.slips.slip import Known, other, wrong


def _missed(w: Tensor, X: Tensor, y: Tensor) -> Tensor:
    return (X @ w - y).square()


def _solved(X: Tensor, y: Tensor, weight: float) -> Tensor:
    w: Tensor = torch.linalg.solve(X.mT @ X + weight * torch.eye(X.shape[1], dtype=X.dtype), X.mT @ y)
    return w


def _half(generator: Generator, _: Sizes) -> float:
    """A share that leaves nothing to round."""
    return float(torch.randint(2, 5, (), generator=generator)) / 6


KNOWN = {
    "gelu": Known(
        slips=(
            other(
                "approximated by tanh",
                lambda x: x / 2 * (1 + torch.tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))),
                silent=True,
            ),
            other("approximated by a sigmoid", lambda x: x * (1.702 * x).sigmoid(), silent=True),
            wrong(
                "the cube is missing in the approximation by tanh",
                lambda x: x / 2 * (1 + torch.tanh(sqrt(2 / pi) * (x + 0.044715 * x))),
            ),
            wrong("the half is missing", lambda x: x * (1 + torch.erf(x / sqrt(2)))),
            wrong("x is not divided by the root of 2", lambda x: x / 2 * (1 + torch.erf(x))),
        ),
        named=r"(?:new_)?gelu(?:_?(?:new|tanh|exact|approx(?:imation|imate)?|erf|activation))?",
    ),
    "silu": Known(named=r"(?:silu|swish)(?:_?activation)?"),
    "sigmoid": Known(
        slips=(
            wrong("the exponent has the wrong sign: this is 1 - sigmoid", lambda x: 1 / (1 + x.exp())),
            wrong("1 is subtracted where it has to be added", lambda x: 1 / (1 - (-x).exp())),
        ),
        named=r"(?:stable_?)?sigmoid(?:_?(?:stable|activation))?|logistic_function|sigma",
    ),
    "relu": Known(named=r"relu(?:_?activation)?"),
    "softplus": Known(named=r"(?:stable_?)?softplus(?:_?(?:stable|activation))?"),
    "magnitude_prune": Known(
        draws={"sparsity": _half},
        slips=(
            wrong(
                "the weights of largest magnitude are pruned, the smallest have to go",
                lambda W, sparsity: (
                    W * (W.abs() <= W.abs().flatten().kthvalue(round(sparsity * W.numel())).values)
                ),
            ),
            wrong(
                "weights are compared with their sign: large negative ones are pruned",
                lambda W, sparsity: W * (W > W.flatten().kthvalue(round(sparsity * W.numel())).values),
            ),
        ),
        named=r"(?:l1_?|magnitude_?)?prun(?:e|ing)(?:_?(?:by_?)?(?:magnitude|l1))?(?:_?(?:weights?|tensor))?",
    ),
    "ridge_objective": Known(
        slips=(
            other(
                "squares averaged",
                lambda w, X, y, lambda_: _missed(w, X, y).mean() + lambda_ * w.dot(w),
                silent=True,
            ),
            other(
                "both halved",
                lambda w, X, y, lambda_: (_missed(w, X, y).sum() + lambda_ * w.dot(w)) / 2,
                silent=True,
            ),
            other(
                "averaged, penalty halved",
                lambda w, X, y, lambda_: _missed(w, X, y).mean() + lambda_ / 2 * w.dot(w),
                silent=True,
            ),
            other(
                "average and penalty halved",
                lambda w, X, y, lambda_: (_missed(w, X, y).mean() + lambda_ * w.dot(w)) / 2,
                silent=True,
            ),
            other(
                "only squares halved",
                lambda w, X, y, lambda_: _missed(w, X, y).sum() / 2 + lambda_ * w.dot(w),
                silent=True,
            ),
            wrong(
                "the penalty is subtracted: it makes the weights grow",
                lambda w, X, y, lambda_: _missed(w, X, y).sum() - lambda_ * w.dot(w),
            ),
            wrong(
                "the penalty is subtracted: it makes the weights grow",
                lambda w, X, y, lambda_: _missed(w, X, y).mean() - lambda_ * w.dot(w),
            ),
            wrong(
                "the weights are not squared in the penalty",
                lambda w, X, y, lambda_: _missed(w, X, y).sum() + lambda_ * w.sum(),
            ),
        ),
        named=r"ridge(?:_?regression)?_?(?:loss|cost|objective)|l2_?regulari[sz]ed_?(?:mse|loss|least_?squares)",
    ),
    "ridge_solution": Known(
        slips=(
            other("n lambda", lambda X, y, lambda_: _solved(X, y, len(X) * lambda_), silent=True),
            wrong("the penalty is subtracted", lambda X, y, lambda_: _solved(X, y, -lambda_)),
            wrong("the penalty is left out: these are least squares", lambda X, y: _solved(X, y, 0.0)),
        ),
        named=(
            r"(?:solve|fit)_?ridge(?:_?regression)?"
            r"|ridge(?:_?regression)?(?:_?(?:fit|solve|solution|solver|weights?|closed_?form|normal_?equation))*"
            r"|closed_?form_?ridge"
        ),
    ),
    "least_squares": Known(
        named=(
            r"ols|normal_?equations?|least_?squares(?:_?(?:fit|solution))?|(?:solve|fit)_?(?:ols|least_?squares)"
            r"|linear_?regression(?:_?(?:fit|closed_?form|normal_?equation|solution))*|fit_?linear_?regression"
        ),
    ),
}
