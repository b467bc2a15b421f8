"""Regularisation: penalties on weights, dropout, and what dropout comes to in linear regression."""

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, NonNegative, Positive, Probability


@checked
def l1_penalty(w: Float[Tensor, "d"], lambda_: NonNegative[float, ""] = 1.0) -> Float[Tensor, ""]:
    r"""Charge for the absolute size of every weight, which drives the useless ones to exactly 0.

    Formula:
        $$ R = \lambda \sum_{i=1}^{d} |w_i| $$

    Names:
        L1 regularisation, lasso penalty, L1 norm penalty; L1 正则化, L1 正则项, L1 范数正则; L1

    Args:
        w: weights.
        lambda_: strength.

    Returns:
        The penalty; its gradient at a weight of 0 is taken as 0.

    Raises:
        ValueError: if w is not a vector or the strength is negative.

    Conventions:
        factor: lambda | lambda / n

    Source:
        Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996.
    """
    return lambda_ * w.abs().sum()  # ()


@checked
def l2_penalty(w: Float[Tensor, "d"], lambda_: NonNegative[float, ""] = 1.0) -> Float[Tensor, ""]:
    r"""Charge for the square of every weight, which shrinks them all in proportion to their size.

    Formula:
        $$ R = \lambda \sum_{i=1}^{d} w_i^2 $$

    Names:
        L2 regularisation, ridge penalty, Tikhonov regularization; L2 正则化, L2 正则项, 岭回归正则项; L2

    Args:
        w: weights.
        lambda_: strength.

    Returns:
        The penalty.

    Raises:
        ValueError: if w is not a vector or the strength is negative.

    Conventions:
        factor: lambda | lambda / 2
        norm: squared | not squared

    Source:
        Hoerl and Kennard, Ridge Regression, 1970.
    """
    return lambda_ * w.dot(w)  # ()


@checked
def weight_decay(
    w: Float[Tensor, "*shape"],
    g: Float[Tensor, "*shape"],
    eta: Positive[float, ""],
    lambda_: NonNegative[float, ""],
) -> Float[Tensor, "*shape"]:
    r"""Take a step of gradient descent that also shrinks the weights in proportion to themselves.

    For plain gradient descent it equals a step on the loss with the L2 penalty lambda/2 |w|^2 added; for
    optimizers that rescale the gradient it does not.

    Formula:
        $$ w' = (1 - \eta \lambda) w - \eta g $$

    Names:
        weight decay; 权重衰减

    Args:
        w: weights.
        g: gradient of the loss at w, without a penalty.
        eta: learning rate.
        lambda_: rate of decay.

    Returns:
        The weights after the step.

    Raises:
        ValueError: if the shapes differ, the learning rate is not positive or the decay is negative.

    Conventions:
        decay: times the learning rate | by itself

    Source:
        Hanson and Pratt, Comparing Biases for Minimal Network Construction with Back-Propagation, 1988.
    """
    return (1 - eta * lambda_) * w - eta * g  # (*shape)


@checked
def dropout(
    x: Float[Tensor, "*shape"],
    p: Probability[float, ""] = 0.5,
    *,
    training: bool = True,
    generator: torch.Generator | None = None,
) -> Float[Tensor, "*shape"]:
    r"""In training set each value to 0 with probability p and enlarge the rest, so that the mean stays.

    Formula:
        $$ y_i = \begin{cases} 0, & m_i = 0 \\ \frac{x_i}{1 - p}, & m_i = 1 \end{cases} $$

        where each m is drawn to be 1 with probability 1 - p.

    Names:
        dropout, inverted dropout; 随机失活, 暂退法, 丢弃法

    Args:
        x: activations.
        p: probability that a value is dropped.
        training: in evaluation nothing is dropped.
        generator: source of randomness, on the device of x; torch's own if left out.

    Returns:
        The activations left, scaled; x itself in evaluation.

    Raises:
        ValueError: if p is not in [0, 1].

    Conventions:
        scaling: in training | in evaluation | none
        p: probability to drop | probability to keep

    Source:
        Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting, 2014.
    """
    if not training or p == 0:
        return x
    m = torch.empty_like(x).bernoulli_(1 - p, generator=generator)  # (*shape)
    return x * (m / (1 - p) if p < 1 else m)  # (*shape)


@checked
def dropout_with(
    x: Float[Tensor, "*shape"], m: Binary[Tensor, "*shape"], p: Probability[float, ""]
) -> Float[Tensor, "*shape"]:
    r"""Drop the values that a mask names and enlarge the rest: dropout once its coins are thrown.

    Formula:
        $$ y_i = \frac{m_i x_i}{1 - p} $$

    Names:
        dropout with a given mask; 给定掩码的 dropout

    Args:
        x: activations.
        m: 1 where a value is kept.
        p: probability with which values were dropped.

    Returns:
        The activations left, scaled; zeros if p is 1.

    Raises:
        ValueError: if the shapes differ, the mask holds anything but 0 and 1, or p is not in [0, 1].

    Conventions:
        scaling: in training | in evaluation | none
        p: probability to drop | probability to keep

    Source:
        Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting, 2014.
    """
    return x * (m / (1 - p)) if p < 1 else x * 0  # (*shape)


@checked
def dropout_penalty(
    X: Float[Tensor, "n d"], w: Float[Tensor, "d"], p: Probability[float, ""]
) -> Float[Tensor, ""]:
    r"""What dropout on the inputs adds to the squared error of linear regression, on average over the coins.

    It is an L2 penalty whose strength for each weight is set by the data.

    Formula:
        $$ R = \frac{p}{1 - p} \sum_{j=1}^{d} w_j^2 \sum_{i=1}^{n} X_{ij}^2 $$

    Names:
        dropout as adaptive L2 regularisation; dropout 与 L2 正则等价, dropout 等价的 L2 正则项

    Args:
        X: inputs, one sample in each row.
        w: weights of the regression.
        p: probability that an input is dropped.

    Returns:
        The penalty on the sum of squared errors; infinite if p is 1 and the weights matter.

    Raises:
        ValueError: if the shapes do not fit together or p is not in [0, 1].

    Conventions:
        reduction: sum | mean
        scaling: in training | none

    Source:
        Wager, Wang and Liang, Dropout Training as Adaptive Regularization, 2013.
    """
    scale = p / (1 - p) if p < 1 else torch.inf
    return scale * (X**2).sum(0).dot(w**2)  # ()


@checked
def expected_dropout_loss(
    X: Float[Tensor, "n d"], y: Float[Tensor, "n"], w: Float[Tensor, "d"], p: Probability[float, ""]
) -> Float[Tensor, ""]:
    r"""Mean, over all coins, of the squared error of linear regression with dropout on its inputs.

    Formula:
        $$ L = \sum_{i=1}^{n} (y_i - X_i \cdot w)^2
        + \frac{p}{1 - p} \sum_{j=1}^{d} w_j^2 \sum_{i=1}^{n} X_{ij}^2 $$

    Names:
        expected loss under dropout, marginalised dropout; dropout 的期望损失

    Args:
        X: inputs, one sample in each row.
        y: targets.
        w: weights of the regression.
        p: probability that an input is dropped.

    Returns:
        The mean loss, summed over samples.

    Raises:
        ValueError: if the shapes do not fit together or p is not in [0, 1].

    Conventions:
        reduction: sum | mean

    Source:
        Wager, Wang and Liang, Dropout Training as Adaptive Regularization, 2013.
    """
    return ((y - X @ w) ** 2).sum() + dropout_penalty(X, w, p)  # ()
