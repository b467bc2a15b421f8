"""How well scores rank positives above negatives: curves over all thresholds, and what sums them up."""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Binary, Probability, Scores


class Curve(NamedTuple):
    """Points of a curve, one for each distinct threshold, from the highest to the lowest.

    Attributes:
        x: abscissa, never falling.
        y: ordinate.
        thresholds: a score at or above it is predicted positive; the first is infinite, nothing is.
    """

    x: Float[Tensor, "m"]
    y: Float[Tensor, "m"]
    thresholds: Float[Tensor, "m"]


@checked
def roc_curve(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Curve:
    r"""Draw the true against the false positive rate over all thresholds.

    Formula:
        $$ FPR_k = \frac{\sum_{i=1}^n (1 - y_i) u_{ik}}{\sum_{i=1}^n (1 - y_i)} $$
        $$ TPR_k = \frac{\sum_{i=1}^n y_i u_{ik}}{\sum_{i=1}^n y_i} $$
        $$ u_{ik} = \begin{cases} 1, & s_i \ge t_k \\ 0, & s_i < t_k \end{cases} $$
        $$ t_k = \text{thresholds}_k $$

    Names:
        receiver operating characteristic, ROC curve; ROC 曲线, 受试者工作特征曲线; ROC

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        The curve from (0, 0) to (1, 1): FPR along x, TPR along y, in float64.

    Raises:
        ValueError: if s and y differ in number, or one of the classes 0 and 1 is missing.

    Conventions:
        axes: FPR along x, TPR along y | the other way round
        points: every distinct score | corners only (drop_intermediate of scikit-learn)

    Source:
        Fawcett, An introduction to ROC analysis, 2006, algorithm 1.
    """
    positives, negatives = _class_sizes(s, y)
    thresholds, TP, FP = _counts_at_thresholds(s, y)
    return Curve(_from_zero(FP / negatives), _from_zero(TP / positives), thresholds)


@checked
def precision_recall_curve(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Curve:
    r"""Draw precision against recall over all thresholds.

    Formula:
        $$ R_k = \frac{\sum_{i=1}^n y_i u_{ik}}{\sum_{i=1}^n y_i} $$
        $$ P_k = \frac{\sum_{i=1}^n y_i u_{ik}}{\sum_{i=1}^n u_{ik}} $$
        $$ u_{ik} = \begin{cases} 1, & s_i \ge t_k \\ 0, & s_i < t_k \end{cases} $$
        $$ t_k = \text{thresholds}_k $$

    Names:
        precision-recall curve, PR curve; PR 曲线, 查准率-查全率曲线; PR, PRC

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        The curve from recall 0, where precision is set to 1: recall along x, precision along y, in float64.

    Raises:
        ValueError: if s and y differ in number, or there are no positives.

    Conventions:
        axes: recall along x, precision along y | the other way round
        precision_at_no_prediction: 1 | undefined

    Source:
        Davis and Goadrich, The Relationship Between Precision-Recall and ROC Curves, 2006.
    """
    positives, _ = _class_sizes(s, y, negatives_needed=False)
    thresholds, TP, FP = _counts_at_thresholds(s, y)
    return Curve(_from_zero(TP / positives), _from_zero(TP / (TP + FP), start=1.0), thresholds)


@checked
def average_precision(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The precision at each threshold, weighted by the recall it adds: the average over the positives.

    Formula:
        $$ AP = \frac{\sum_{k=1}^n y_k P_k}{\sum_{k=1}^n y_k} $$
        $$ P_k = \frac{\sum_{i=1}^n y_i u_{ik}}{\sum_{i=1}^n u_{ik}} $$
        $$ u_{ik} = \begin{cases} 1, & s_i \ge s_k \\ 0, & s_i < s_k \end{cases} $$

    Names:
        average precision; 平均精度, 平均查准率; AP

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        Between 0 and 1, in float64; about the share of positives for scores drawn at random.

    Raises:
        ValueError: if s and y differ in number, or there are no positives.

    Conventions:
        interpolation: steps | trapezoids | 11 points (as in VOC 2007)

    Source:
        Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section 8.4.
    """
    R, P, _ = precision_recall_curve(s, y)  # (m + 1)
    return (R.diff() * P[1:]).sum()  # ()


@checked
def area_under_curve(x: Float[Tensor, "*batch m"], y: Float[Tensor, "*batch m"]) -> Float[Tensor, "*batch"]:
    r"""Sum the trapezoids under the points of a curve.

    Formula:
        $$ A = \sum_{i=2}^m \frac{(x_i - x_{i-1}) (y_i + y_{i-1})}{2} $$

    Names:
        area under the curve, trapezoidal rule; 曲线下面积, 梯形法则; AUC

    Args:
        x: abscissas in order.
        y: ordinates.

    Returns:
        The area; for `roc_curve` it is the probability that `auc_by_pairs` counts.

    Raises:
        ValueError: if the shapes differ.

    Conventions:
        interpolation: trapezoids | steps

    Source:
        Bradley, The use of the area under the ROC curve, 1997.
    """
    return torch.trapezoid(y, x)  # (*batch)


@checked
def auc_by_pairs(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The share of pairs of a positive and a negative in which the positive has the higher score.

    The definition at work: time and memory grow with the number of pairs. See `auc_by_ranks`.

    Formula:
        $$ AUC = \frac{1}{M N} \sum_{i=1}^n \sum_{j=1}^n y_i (1 - y_j) w_{ij} $$
        $$ w_{ij} = \begin{cases} 1, & s_i > s_j \\ \frac{1}{2}, & s_i = s_j \\ 0, & s_i < s_j \end{cases} $$
        $$ M = \sum_{i=1}^n y_i $$
        $$ N = \sum_{i=1}^n (1 - y_i) $$

    Names:
        area under the ROC curve, concordance; ROC 曲线下面积; AUC, AUROC

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        Between 0 and 1, in float64; 1/2 for scores that say nothing.

    Raises:
        ValueError: if s and y differ in number, or one of the classes 0 and 1 is missing.

    Conventions:
        ties: count half | count nothing | count whole

    Source:
        Hanley and McNeil, The meaning and use of the area under a ROC curve, 1982.
    """
    M, N = _class_sizes(s, y)
    positive, negative = s[y == 1, None], s[y == 0]  # (M, 1), (N)
    wins, ties = (positive > negative).sum(), (positive == negative).sum()  # (), ()
    return (wins.double() + ties.double() / 2) / (M * N)  # ()


@checked
def auc_by_ranks(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The same share from the ranks of the positives, in the time of one sort.

    A positive of rank r has r - 1 scores below it; those of the positives among them are taken off at once.

    Formula:
        $$ AUC = \frac{\sum_{i=1}^n y_i r_i - \frac{M (M + 1)}{2}}{M N} $$
        $$ r_i = \frac{1}{2} + \sum_{j=1}^n w_{ij} $$
        $$ w_{ij} = \begin{cases} 1, & s_i > s_j \\ \frac{1}{2}, & s_i = s_j \\ 0, & s_i < s_j \end{cases} $$
        $$ M = \sum_{i=1}^n y_i $$
        $$ N = \sum_{i=1}^n (1 - y_i) $$

    Names:
        area under the ROC curve, Mann-Whitney U statistic, Wilcoxon rank-sum; ROC 曲线下面积; AUC, AUROC

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        Between 0 and 1, in float64; 1/2 for scores that say nothing.

    Raises:
        ValueError: if s and y differ in number, or one of the classes 0 and 1 is missing.

    Conventions:
        ties: average rank | rank in order of appearance

    Source:
        Mann and Whitney, On a test of whether one of two random variables is larger, 1947.
    """
    M, N = _class_sizes(s, y)
    _, TP, FP = _counts_at_thresholds(s, y)
    last = TP + FP  # (m), examples at or above each score
    ranks = M + N + 0.5 - (last + _from_zero(last)[:-1]) / 2  # (m), average rank of the examples tied there
    return ((ranks * _from_zero(TP).diff()).sum() - M * (M + 1) / 2) / (M * N)  # ()


@checked
def kolmogorov_smirnov(s: Scores[Tensor, "n"], y: Binary[Tensor, "n"]) -> Float[Tensor, ""]:
    r"""The widest gap between the two rates over all thresholds.

    Formula:
        $$ KS = \max_k |TPR_k - FPR_k| $$
        $$ FPR_k = \frac{\sum_{i=1}^n (1 - y_i) u_{ik}}{\sum_{i=1}^n (1 - y_i)} $$
        $$ TPR_k = \frac{\sum_{i=1}^n y_i u_{ik}}{\sum_{i=1}^n y_i} $$
        $$ u_{ik} = \begin{cases} 1, & s_i \ge s_k \\ 0, & s_i < s_k \end{cases} $$

    Names:
        Kolmogorov-Smirnov statistic; KS 值, KS 统计量; KS

    Args:
        s: score of each example, higher for likelier positives.
        y: true class of each example, 1 the positive one.

    Returns:
        Between 0 and 1, in float64; the largest distance of the two classes' distribution functions.

    Raises:
        ValueError: if s and y differ in number, or one of the classes 0 and 1 is missing.

    Conventions:
        sign: absolute difference | TPR - FPR

    Source:
        Smirnov, Table for estimating the goodness of fit of empirical distributions, 1948.
    """
    FPR, TPR, _ = roc_curve(s, y)  # (m + 1)
    return (TPR - FPR).abs().max()  # ()


@checked
def gini(AUC: Probability[Tensor, "*batch"]) -> Float[Tensor, "*batch"]:
    r"""The AUC on a scale where scores that say nothing get 0.

    Formula:
        $$ Gini = 2 AUC - 1 $$

    Names:
        Gini coefficient, Somers' D, accuracy ratio; 基尼系数; Gini, AR

    Args:
        AUC: area under the ROC curve.

    Returns:
        Between -1 (the ranking reversed) and 1.

    Raises:
        ValueError: if AUC is outside [0, 1].

    Conventions:
        none

    Source:
        Hand and Till, A Simple Generalisation of the Area Under the ROC Curve, 2001.
    """
    return 2 * AUC - 1  # (*batch)


def _counts_at_thresholds(s: Tensor, y: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Distinct scores from high to low, and the true and false positives when predicting from each on."""
    s, order = s.sort(descending=True)  # (n)
    ends = torch.ones_like(s, dtype=torch.bool)  # (n)
    ends[:-1] = s[1:] != s[:-1]
    last = ends.nonzero()[:, 0]  # (m), last of each run of ties
    TP = (y[order] == 1).cumsum(0)[last].double()  # (m)
    return _from_zero(s[last], start=torch.inf), TP, last + 1 - TP


def _from_zero(x: Tensor, start: float = 0.0) -> Tensor:
    """The point before the first threshold, where nothing is predicted positive, and then x."""
    return torch.cat([x.new_full((1,), start), x])  # (m + 1)


def _class_sizes(s: Tensor, y: Tensor, *, negatives_needed: bool = True) -> tuple[int, int]:
    """Number of positives and of negatives, once it is sure that they can be ranked."""
    if s.isnan().any():
        raise ValueError(f"s must hold numbers, got {int(s.isnan().sum())} NaN")
    positives = int((y == 1).sum())
    negatives = len(y) - positives
    if positives == 0 or (negatives_needed and negatives == 0):
        raise ValueError(f"y must hold both classes, got {positives} positives and {negatives} negatives")
    return positives, negatives
