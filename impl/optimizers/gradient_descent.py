"""Gradient descent: the plain step, and the three ways to choose the examples it is taken on."""

from collections.abc import Callable, Iterator

import torch
from jaxtyping import Float, Int
from torch import Tensor

from impl.domains import Positive
from impl.optimizers._checks import check_positive, check_same_shape

Loss = Callable[[Tensor, Tensor, Tensor], Tensor]
"""J(theta, X, y): the mean loss of the examples X, y as a scalar."""


def gradient_descent(
    theta: Float[Tensor, "*shape"], g: Float[Tensor, "*shape"], *, eta: Positive[float, ""] = 1e-2
) -> Float[Tensor, "*shape"]:
    r"""Walk one step against the gradient.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta g_t $$

    Names:
        gradient descent, steepest descent; 梯度下降; GD

    Args:
        theta: parameters.
        g: gradient of the objective at theta.
        eta: learning rate.

    Returns:
        The parameters after the step.

    Raises:
        ValueError: if g has another shape than theta, or eta is not positive.

    Conventions:
        none

    Source:
        Cauchy, Methode generale pour la resolution des systemes d'equations simultanees, 1847.
    """
    check_same_shape(theta, g=g)
    check_positive(eta=eta)
    return theta - eta * g  # (*shape)


def batch_gradient_descent(
    loss: Loss,
    theta: Float[Tensor, "*shape"],
    X: Float[Tensor, "n *features"],
    y: Tensor,
    *,
    eta: Positive[float, ""] = 1e-2,
) -> Float[Tensor, "*shape"]:
    r"""Step along the gradient of the mean loss of all n examples.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \frac{1}{n} \sum_{i=1}^n \nabla_\theta J(\theta_t, X_i, y_i) $$

    Names:
        batch gradient descent, full-batch gradient descent; 批量梯度下降; BGD

    Args:
        loss: mean loss of the examples it is given, as a scalar.
        theta: parameters.
        X: all examples.
        y: their targets, n in the first dimension.
        eta: learning rate.

    Returns:
        The parameters after the step.

    Raises:
        ValueError: if there are no examples, or X and y differ in number.

    Conventions:
        reduction: mean | sum

    Source:
        Ruder, An overview of gradient descent optimization algorithms, 2016, section 2.1.
    """
    _check_examples(X, y)
    return gradient_descent(theta, _gradient(loss, theta, X, y), eta=eta)


def stochastic_gradient_descent(
    loss: Loss,
    theta: Float[Tensor, "*shape"],
    X: Float[Tensor, "n *features"],
    y: Tensor,
    i: int,
    *,
    eta: Positive[float, ""] = 1e-2,
) -> Float[Tensor, "*shape"]:
    r"""Step along the gradient of the loss of one example, number i.

    Formula:
        $$ \theta_{t+1} = \theta_t - \eta \nabla_\theta J(\theta_t, X_i, y_i) $$

    Names:
        stochastic gradient descent; 随机梯度下降; SGD

    Args:
        loss: mean loss of the examples it is given, as a scalar.
        theta: parameters.
        X: all examples.
        y: their targets, n in the first dimension.
        i: the example drawn for this step, 0 <= i < n.
        eta: learning rate.

    Returns:
        The parameters after the step.

    Raises:
        ValueError: if there are no examples, X and y differ in number, or i is not one of them.

    Conventions:
        batch: one example | a mini-batch (as torch.optim.SGD is used)

    Source:
        Robbins and Monro, A Stochastic Approximation Method, 1951.
    """
    _check_examples(X, y)
    if not 0 <= i < len(X):
        raise ValueError(f"i must be one of the examples 0..{len(X) - 1}, got {i}")
    return gradient_descent(theta, _gradient(loss, theta, X[i : i + 1], y[i : i + 1]), eta=eta)


def minibatch_gradient_descent(
    loss: Loss,
    theta: Float[Tensor, "*shape"],
    X: Float[Tensor, "n *features"],
    y: Tensor,
    batch: Int[Tensor, " m"],
    *,
    eta: Positive[float, ""] = 1e-2,
) -> Float[Tensor, "*shape"]:
    r"""Step along the gradient of the mean loss of the m examples of a mini-batch.

    Formula:
        $$ \theta_{t+1} = \theta_t
            - \eta \frac{1}{m} \sum_{k=1}^m \nabla_\theta J(\theta_t, X_{b_k}, y_{b_k}) $$

    Names:
        mini-batch gradient descent; 小批量梯度下降; MBGD

    Args:
        loss: mean loss of the examples it is given, as a scalar.
        theta: parameters.
        X: all examples.
        y: their targets, n in the first dimension.
        batch: indices b of the examples of this step.
        eta: learning rate.

    Returns:
        The parameters after the step.

    Raises:
        ValueError: if there are no examples, X and y differ in number, or the batch is empty.

    Conventions:
        reduction: mean | sum

    Source:
        Ruder, An overview of gradient descent optimization algorithms, 2016, section 2.3.
    """
    _check_examples(X, y)
    if batch.ndim != 1 or len(batch) == 0:
        raise ValueError(f"batch must hold at least one index in one dimension, got {tuple(batch.shape)}")
    return gradient_descent(theta, _gradient(loss, theta, X[batch], y[batch]), eta=eta)


def minibatches(
    n: int, m: int, *, generator: torch.Generator | None = None, device: torch.device | str = "cpu"
) -> Iterator[Int[Tensor, " m"]]:
    """Cut one epoch over n examples into shuffled mini-batches of m; the last may be smaller.

    Names:
        mini-batch, epoch; 小批量, 轮次

    Args:
        n: number of examples.
        m: examples in a mini-batch.
        generator: source of the shuffling.
        device: where the indices are to live.

    Returns:
        An iterator over index tensors; together they hold every example once.

    Raises:
        ValueError: if n or m is not positive.

    Conventions:
        last batch: kept | dropped

    Source:
        Bottou, Curtis and Nocedal, Optimization Methods for Large-Scale Machine Learning, 2018.
    """
    check_positive(n=n, m=m)
    order = torch.randperm(n, generator=generator, device=device)  # (n)
    return iter(torch.split(order, m))


def _gradient(loss: Loss, theta: Tensor, X: Tensor, y: Tensor) -> Tensor:
    theta = theta.detach().requires_grad_()
    return torch.autograd.grad(loss(theta, X, y), theta)[0]


def _check_examples(X: Tensor, y: Tensor) -> None:
    if len(X) == 0:
        raise ValueError("X must hold at least one example, got none")
    if len(X) != len(y):
        raise ValueError(f"X and y must hold as many examples, got {len(X)} and {len(y)}")
