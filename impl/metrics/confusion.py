"""Right and wrong predictions, counted, and the rates that are made of the counts."""

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, Counts, Labels, Positive, Probability


class Confusion(NamedTuple):
    """The four counts of a binary classification.

    Attributes:
        TP: positives predicted positive.
        FP: negatives predicted positive.
        FN: positives predicted negative.
        TN: negatives predicted negative.
    """

    TP: Int[Tensor, "*batch"]
    FP: Int[Tensor, "*batch"]
    FN: Int[Tensor, "*batch"]
    TN: Int[Tensor, "*batch"]


@checked
def confusion_counts(y: Binary[Tensor, "*batch n"], y_hat: Binary[Tensor, "*batch n"]) -> Confusion:
    r"""Count what was predicted rightly and wrongly of each class.

    Formula:
        $$ TP = \sum_{i=1}^n y_i \hat{y}_i $$
        $$ FP = \sum_{i=1}^n (1 - y_i) \hat{y}_i $$
        $$ FN = \sum_{i=1}^n y_i (1 - \hat{y}_i) $$
        $$ TN = \sum_{i=1}^n (1 - y_i) (1 - \hat{y}_i) $$

    Names:
        true positives, false positives, false negatives, true negatives;
        真正例, 假正例, 假负例, 真负例; TP, FP, FN, TN

    Args:
        y: true class of each example, 1 the positive one.
        y_hat: predicted class of each example.

    Returns:
        The four counts; together they are n.

    Raises:
        ValueError: if the shapes differ, or a class is neither 0 nor 1.

    Conventions:
        none

    Source:
        Fawcett, An introduction to ROC analysis, 2006.
    """
    true, said = y.bool(), y_hat.bool()  # (*batch, n)
    return Confusion(
        TP=(true & said).sum(-1),
        FP=(~true & said).sum(-1),
        FN=(true & ~said).sum(-1),
        TN=(~true & ~said).sum(-1),
    )


@checked
def confusion_matrix(
    y: Labels[Tensor, "n", "c"], y_hat: Labels[Tensor, "n", "c"], c: int
) -> Int[Tensor, "c c"]:
    r"""Count how often each class was taken for each other.

    Formula:
        $$ C_{ab} = \sum_{i=1}^n \delta_{y_i a} \delta_{\hat{y}_i b} $$

    Names:
        confusion matrix, error matrix; 混淆矩阵

    Args:
        y: true class of each example.
        y_hat: predicted class of each example.
        c: number of classes.

    Returns:
        The counts, true classes along the rows, predicted ones along the columns.

    Raises:
        ValueError: if y and y_hat differ in number, or a class is not one of 0 to c - 1.

    Conventions:
        rows: true classes | predicted classes

    Source:
        Fawcett, An introduction to ROC analysis, 2006.
    """
    for name, labels in (("y", y), ("y_hat", y_hat)):
        if labels.numel() and labels.max() >= c:
            raise ValueError(f"{name} must hold classes from 0 to {c - 1}, got {labels.max()}")
    return torch.bincount(y * c + y_hat, minlength=c * c).view(c, c)  # (c, c)


@checked
def accuracy(
    TP: Counts[Tensor, "*batch"],
    FP: Counts[Tensor, "*batch"],
    FN: Counts[Tensor, "*batch"],
    TN: Counts[Tensor, "*batch"],
) -> Float[Tensor, "*batch"]:
    r"""The share of all predictions that are right.

    Formula:
        $$ Accuracy = \frac{TP + TN}{TP + FP + FN + TN} $$

    Names:
        accuracy; 准确率; ACC

    Args:
        TP: true positives.
        FP: false positives.
        FN: false negatives.
        TN: true negatives.

    Returns:
        Between 0 and 1, in float64; 0 where there is no example.

    Raises:
        ValueError: if the shapes differ or a count is negative.

    Conventions:
        unit: fraction | per cent

    Source:
        Fawcett, An introduction to ROC analysis, 2006.
    """
    return _ratio(TP + TN, TP + FP + FN + TN)


@checked
def precision(TP: Counts[Tensor, "*batch"], FP: Counts[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The share of the positive predictions that are right.

    Formula:
        $$ Precision = \frac{TP}{TP + FP} $$

    Names:
        precision, positive predictive value; 精确率, 查准率, 精度; P, PPV

    Args:
        TP: true positives.
        FP: false positives.

    Returns:
        Between 0 and 1, in float64; 0 where nothing was predicted positive.

    Raises:
        ValueError: if the shapes differ or a count is negative.

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        van Rijsbergen, Information Retrieval, 1979.
    """
    return _ratio(TP, TP + FP)


@checked
def recall(TP: Counts[Tensor, "*batch"], FN: Counts[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The share of the positives that were found.

    Formula:
        $$ Recall = \frac{TP}{TP + FN} $$

    Names:
        recall, sensitivity, true positive rate, hit rate;
        召回率, 查全率, 真正率, 真阳性率, 灵敏度; R, TPR

    Args:
        TP: true positives.
        FN: false negatives.

    Returns:
        Between 0 and 1, in float64; 0 where there are no positives.

    Raises:
        ValueError: if the shapes differ or a count is negative.

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        van Rijsbergen, Information Retrieval, 1979.
    """
    return _ratio(TP, TP + FN)


@checked
def false_positive_rate(
    FP: Counts[Tensor, "*batch"], TN: Counts[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""The share of the negatives that were taken for positives.

    Formula:
        $$ FPR = \frac{FP}{FP + TN} $$

    Names:
        false positive rate, fall-out, false alarm rate; 假正率, 假阳性率; FPR

    Args:
        FP: false positives.
        TN: true negatives.

    Returns:
        Between 0 and 1, in float64; 0 where there are no negatives.

    Raises:
        ValueError: if the shapes differ or a count is negative.

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        Fawcett, An introduction to ROC analysis, 2006.
    """
    return _ratio(FP, FP + TN)


@checked
def specificity(TN: Counts[Tensor, "*batch"], FP: Counts[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The share of the negatives that were recognised.

    Formula:
        $$ Specificity = \frac{TN}{TN + FP} $$

    Names:
        specificity, true negative rate, selectivity; 特异度, 真负率, 真阴性率; TNR

    Args:
        TN: true negatives.
        FP: false positives.

    Returns:
        Between 0 and 1, in float64; 0 where there are no negatives. It is 1 - FPR.

    Raises:
        ValueError: if the shapes differ or a count is negative.

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        Fawcett, An introduction to ROC analysis, 2006.
    """
    return _ratio(TN, TN + FP)


@checked
def f1(P: Probability[Tensor, "*batch"], R: Probability[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The harmonic mean of precision and recall: high only where both are.

    Formula:
        $$ F_1 = \frac{2 P R}{P + R} $$
        $$ F_1 = \frac{2}{\frac{1}{P} + \frac{1}{R}} $$

    Names:
        F1 score, F-measure, balanced F-score; F1 值, F1 分数; F1

    Args:
        P: precision.
        R: recall.

    Returns:
        Between 0 and 1; 0 where both are 0.

    Raises:
        ValueError: if the shapes differ, or P or R is outside [0, 1].

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        van Rijsbergen, Information Retrieval, 1979.
    """
    return _ratio(2 * P * R, P + R)


@checked
def f_beta(
    P: Probability[Tensor, "*batch"], R: Probability[Tensor, "*batch"], beta: Positive[float, ""]
) -> Float[Tensor, "*batch"]:
    r"""The mean of precision and recall in which recall counts beta times as much.

    Formula:
        $$ F_\beta = \frac{(1 + \beta^2) P R}{\beta^2 P + R} $$

    Names:
        F-beta score; F-beta 分数; Fβ

    Args:
        P: precision.
        R: recall.
        beta: how many times as much recall counts; 1 gives `f1`.

    Returns:
        Between 0 and 1; 0 where both are 0.

    Raises:
        ValueError: if the shapes differ, P or R is outside [0, 1], or beta is not positive.

    Conventions:
        zero_division: 0 | 1 | nan

    Source:
        van Rijsbergen, Information Retrieval, 1979.
    """
    return _ratio((1 + beta**2) * P * R, beta**2 * P + R)


def _ratio(part: Tensor, whole: Tensor) -> Tensor:
    """Part / whole, 0 where the whole is 0; integers are divided in float64."""
    if not part.is_floating_point():
        part = part.double()
    empty = whole == 0
    return torch.where(empty, 0.0, part / torch.where(empty, 1, whole))  # (*batch)
