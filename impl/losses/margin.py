"""Losses of a score against a sign: functions of the margin y f."""

import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import NonNegative, Scores, Signs
from impl.losses.reduction import Reduction, reduced


@checked
def hinge_loss(
    y: Signs[Tensor, "*batch"], f: Scores[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Nothing for a margin of at least 1, what is missing otherwise: the loss of the support vector machine.

    Formula:
        $$ L(y, f) = \max(0, 1 - y f) $$

    Names:
        hinge loss; 合页损失, Hinge 损失, 合页损失函数, 铰链损失

    Args:
        y: class, 1 or -1.
        f: score.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, y holds anything but 1 and -1, or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        labels: -1 and 1 | 0 and 1

    Source:
        Cortes and Vapnik, Support-Vector Networks, 1995.
    """
    return reduced((1 - y * f).relu(), reduction)


@checked
def perceptron_loss(
    y: Signs[Tensor, "*batch"], f: Scores[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Nothing for the right sign, the size of the score for the wrong one.

    Formula:
        $$ L(y, f) = \max(0, -y f) $$

    Names:
        perceptron loss; 感知损失, 感知机损失, 感知损失函数

    Args:
        y: class, 1 or -1.
        f: score.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, y holds anything but 1 and -1, or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        labels: -1 and 1 | 0 and 1

    Source:
        Rosenblatt, The Perceptron, 1958.
    """
    return reduced((-y * f).relu(), reduction)


@checked
def exponential_loss(
    y: Signs[Tensor, "*batch"], f: Scores[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Grows exponentially with a wrong score: the loss that AdaBoost minimises, sensitive to outliers.

    Formula:
        $$ L(y, f) = \exp(-y f) $$

    Names:
        exponential loss; 指数损失, 指数损失函数

    Args:
        y: class, 1 or -1.
        f: score.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, y holds anything but 1 and -1, or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        labels: -1 and 1 | 0 and 1

    Source:
        Friedman, Hastie and Tibshirani, Additive Logistic Regression, 2000.
    """
    return reduced((-y * f).exp(), reduction)


@checked
def logistic_loss(
    y: Signs[Tensor, "*batch"], f: Scores[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""The log loss of a logistic model in terms of its margin.

    Formula:
        $$ L(y, f) = \log(1 + \exp(-y f)) $$

    Names:
        logistic loss; 逻辑损失, 对率损失, logistic 损失

    Args:
        y: class, 1 or -1.
        f: score: the logit of class 1.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, y holds anything but 1 and -1, or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        labels: -1 and 1 | 0 and 1
        log_base: e | 2

    Source:
        Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 10.5.
    """
    return reduced(-F.logsigmoid(y * f), reduction)  # never overflows, as log(1 + exp) would


@checked
def soft_margin_svm_objective(
    X: Float[Tensor, "n d"],
    y: Signs[Tensor, "n"],
    w: Float[Tensor, "d"],
    b: Float[Tensor, ""],
    C: NonNegative[float, ""] = 1.0,
) -> Float[Tensor, ""]:
    r"""What a support vector machine minimises: half the squared norm, and C for each unit of missing margin.

    The slack of a sample at the optimum is its hinge loss, so the constraints of the primal problem are gone.

    Formula:
        $$ J = \frac{1}{2} \|w\|^2 + C \sum_{i=1}^{n} \max(0, 1 - y_i (w \cdot X_i + b)) $$

    Names:
        soft-margin SVM objective, soft-margin support vector machine;
        软间隔 SVM 目标函数, 软间隔支持向量机; SVM

    Args:
        X: samples.
        y: their classes, 1 or -1.
        w: normal of the hyperplane.
        b: offset of the hyperplane.
        C: price of a missing margin.

    Returns:
        The objective.

    Raises:
        ValueError: if the shapes do not fit together, y holds anything but 1 and -1, or C is negative.

    Conventions:
        penalty: sum of slacks | mean of slacks
        factor: 1/2 | 1

    Source:
        Cortes and Vapnik, Support-Vector Networks, 1995.
    """
    f = X @ w + b  # (n,)
    return w.dot(w) / 2 + C * hinge_loss(y, f, "sum")  # ()
