"""Losses that are negative log-probabilities: of classes, of coins, from probabilities and from logits."""

import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Distribution, Labels, Logits, NonNegative, Probability
from impl.losses.reduction import Reduction, reduced


def weighted_log(
    w: NonNegative[Tensor, "*batch"], p: NonNegative[Tensor, "*batch"]
) -> Float[Tensor, "*batch"]:
    r"""A weighted logarithm that is 0 where both weight and argument are, the limit of w log w.

    Formula:
        $$ t = w \log p $$

    Names:
        weighted logarithm, 0 log 0 convention; 加权对数, 0 log 0 约定

    Args:
        w: weights.
        p: what the logarithm is taken of.

    Returns:
        One term for each; where both are 0 it is 0 with no gradient, and where p alone is 0 minus infinity.

    Conventions:
        log_base: e | 2 | 10
        log of 0: minus infinity | at least -100

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.1.
    """
    if not p.all():  # rare, and what follows costs more than looking
        p = p.masked_fill((w == 0) & (p == 0), 1)  # (*batch)
    return w * p.log()  # (*batch)


@checked
def log_loss(p: Probability[Tensor, "*batch"], reduction: Reduction = "none") -> Float[Tensor, "*batch"]:
    r"""Surprise at the true class, given the probability that the model gave it.

    Formula:
        $$ L = -\log p $$

    Names:
        log loss, logarithmic loss; 对数损失, log 对数损失, 对数损失函数

    Args:
        p: probability that the model gave to what came true.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum; infinite where p is 0.

    Raises:
        ValueError: if p is not in [0, 1] or the reduction is unknown.

    Conventions:
        log_base: e | 2 | 10
        reduction: none | mean | sum

    Source:
        Good, Rational Decisions, 1952.
    """
    return reduced(-p.log(), reduction)


@checked
def negative_log_likelihood(
    ell: Float[Tensor, "*batch c"], y: Labels[Tensor, "*batch", "c"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Pick the log-probability of the true class and change its sign.

    Formula:
        $$ L = -\ell_y $$

    Names:
        negative log-likelihood; 负对数似然, 负对数似然损失; NLL

    Args:
        ell: log-probability of each class.
        y: the true class, counted from 0.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes do not fit together, a class is out of range or the reduction is unknown.

    Conventions:
        reduction: none | mean | sum
        input: log-probabilities | probabilities

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 5.5.
    """
    return reduced(-ell.gather(-1, y[..., None].long()).squeeze(-1), reduction)


@checked
def cross_entropy_from_logits(
    z: Logits[Tensor, "*batch c"], y: Labels[Tensor, "*batch", "c"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Negative log of the softmax probability of the true class, from the scores before the softmax.

    Formula:
        $$ L = -\log \frac{\exp(z_y)}{\sum_{j=1}^{c} \exp(z_j)} $$

    Names:
        cross entropy, softmax cross entropy, cross-entropy loss from logits;
        交叉熵损失, 交叉熵损失函数, 多分类交叉熵; CE

    Args:
        z: score of each class.
        y: the true class, counted from 0.
        reduction: over the samples.

    Returns:
        One loss in nats for each sample, or their mean or sum; finite however large the scores.

    Raises:
        ValueError: if the shapes do not fit together, a class is out of range or the reduction is unknown.

    Conventions:
        input: logits | probabilities | log-probabilities
        log_base: e | 2 | 10
        reduction: none | mean | sum

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 6.2.2.3.
    """
    return negative_log_likelihood(z.log_softmax(-1), y, reduction)


@checked
def cross_entropy_from_probabilities(
    p: Distribution[Tensor, "*batch c"], q: Distribution[Tensor, "*batch c"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Mean surprise of a model that says q where p is true.

    Formula:
        $$ H(p, q) = -\sum_{i=1}^{c} p_i \log q_i $$

    Names:
        cross entropy; 交叉熵, 交叉熵损失函数; CE

    Args:
        p: the true distribution, a one-hot vector for a known class.
        q: the distribution of the model.
        reduction: over the samples.

    Returns:
        One cross entropy in nats for each sample, or their mean or sum; a class with p of 0 adds nothing,
        even where q is 0 too; infinite where q alone is 0.

    Raises:
        ValueError: if the shapes differ, a row is no distribution or the reduction is unknown.

    Conventions:
        input: probabilities | logits
        log_base: e | 2 | 10
        arguments: p is true | q is true
        reduction: none | mean | sum

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, chapter 5.
    """
    return reduced(-weighted_log(p, q).sum(-1), reduction)


@checked
def binary_cross_entropy(
    y: Probability[Tensor, "*batch"], p: Probability[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Negative log of the probability given to what a coin showed.

    Formula:
        $$ L = -(y \log p + (1 - y) \log(1 - p)) $$

    Names:
        binary cross entropy; 二元交叉熵, 二分类交叉熵, 二分类交叉熵损失函数; BCE

    Args:
        y: 1 or 0, or anything between for a soft target.
        p: probability of 1 by the model.
        reduction: over the samples.

    Returns:
        One loss in nats for each sample, or their mean or sum; infinite where the model
        excluded what happened.

    Raises:
        ValueError: if the shapes differ, a value is not in [0, 1] or the reduction is unknown.

    Conventions:
        input: probabilities | logits
        log_base: e | 2 | 10
        log of 0: minus infinity | at least -100
        reduction: none | mean | sum

    Source:
        Bishop, Pattern Recognition and Machine Learning, 2006, equation 4.90.
    """
    y = y.to(p.dtype)  # (*batch)
    return reduced(-(weighted_log(y, p) + weighted_log(1 - y, 1 - p)), reduction)


@checked
def binary_cross_entropy_with_logits(
    y: Probability[Tensor, "*batch"], z: Logits[Tensor, "*batch"], reduction: Reduction = "none"
) -> Float[Tensor, "*batch"]:
    r"""Binary cross entropy from the score before the sigmoid; finite however large the score.

    Formula:
        $$ L = -(y \log \sigma(z) + (1 - y) \log(1 - \sigma(z))) $$

    Names:
        binary cross entropy with logits; 带 logits 的二元交叉熵; BCEWithLogits

    Args:
        y: 1 or 0, or anything between for a soft target.
        z: logit of 1.
        reduction: over the samples.

    Returns:
        One loss in nats for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, a target is not in [0, 1] or the reduction is unknown.

    Conventions:
        input: logits | probabilities
        log_base: e | 2 | 10
        reduction: none | mean | sum

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 6.2.2.2.
    """
    return reduced((1 - y) * z - F.logsigmoid(z), reduction)  # as 1 - sigmoid(z) is sigmoid(z) exp(-z)


@checked
def focal_loss(
    y: Probability[Tensor, "*batch"],
    p: Probability[Tensor, "*batch"],
    gamma: NonNegative[float, ""] = 2.0,
    alpha: Probability[float, ""] = 0.25,
    reduction: Reduction = "none",
) -> Float[Tensor, "*batch"]:
    r"""Binary cross entropy that fades for what is already well classified, so that the hard cases count.

    Formula:
        $$ L = -y \alpha (1 - p)^\gamma \log p - (1 - y) (1 - \alpha) p^\gamma \log(1 - p) $$

    Names:
        focal loss; 焦点损失, focal 损失

    Args:
        y: 1 or 0, or anything between for a soft target.
        p: probability of 1 by the model.
        gamma: how fast it fades; 0 is the weighted cross entropy.
        alpha: weight of class 1; that of class 0 is 1 - alpha.
        reduction: over the samples.

    Returns:
        One loss for each sample, or their mean or sum.

    Raises:
        ValueError: if the shapes differ, a value or parameter is out of range, or the reduction is unknown.

    Conventions:
        input: probabilities | logits
        alpha: weighs class 1 and 1 - alpha class 0 | weighs both | none
        reduction: none | mean | sum

    Source:
        Lin et al., Focal Loss for Dense Object Detection, 2017, equation 5.
    """
    y = y.to(p.dtype)  # (*batch)
    ones = weighted_log(y * alpha * (1 - p) ** gamma, p)  # (*batch)
    zeros = weighted_log((1 - y) * (1 - alpha) * p**gamma, 1 - p)  # (*batch)
    return reduced(-(ones + zeros), reduction)
