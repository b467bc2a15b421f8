"""Information theory: what a value, a distribution, two of them, or a joint one has to tell."""

import math

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Distribution, JointDistribution, Labels, Positive, Probability


@checked
def information_content(
    p: Probability[Tensor, "*shape"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*shape"]:
    r"""What is learnt when an event of probability p happens.

    Formula:
        $$ I(p) = -\log p $$

    Names:
        information content, self-information, surprisal; 信息量, 自信息; I

    Args:
        p: probability of the event.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        The information in units of the base, 0 for the certain event, infinite for the impossible one.

    Raises:
        ValueError: if a probability is outside [0, 1], or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Shannon, A Mathematical Theory of Communication, 1948.
    """
    return -p.log() / _log(base)  # (*shape)


@checked
def entropy(
    p: Distribution[Tensor, "*batch n"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What is learnt on average from one draw of a random variable with distribution p.

    Formula:
        $$ H(p) = -\sum_{i=1}^n p_i \log p_i $$

    Names:
        entropy, Shannon entropy; 熵, 信息熵, 香农熵; H

    Args:
        p: distribution.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (one value is certain) and log n (uniform); 0 log 0 counts as 0.

    Raises:
        ValueError: if p is not a distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Shannon, A Mathematical Theory of Communication, 1948.
    """
    return _entropy_terms(p).sum(-1) / _log(base)  # (*batch)


@checked
def joint_entropy(
    p: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What is learnt on average from one draw of the pair X, Y.

    Formula:
        $$ H(X, Y) = -\sum_{i=1}^n \sum_{j=1}^m p_{ij} \log p_{ij} $$

    Names:
        joint entropy; 联合熵; H

    Args:
        p: joint distribution of X and Y, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        At least the entropy of each of the two, at most their sum.

    Raises:
        ValueError: if p is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.2.
    """
    return _entropy_terms(p).sum((-2, -1)) / _log(base)  # (*batch)


@checked
def conditional_entropy(
    p: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What is still learnt on average from Y when X is known.

    Formula:
        $$ H(Y|X) = -\sum_{i=1}^n \sum_{j=1}^m p_{ij} \log \frac{p_{ij}}{\sum_{k=1}^m p_{ik}} $$
        $$ H(Y|X) = H(X, Y) - H(X) $$

    Names:
        conditional entropy, equivocation; 条件熵; H

    Args:
        p: joint distribution of X and Y, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (X determines Y) and the entropy of Y (independent).

    Raises:
        ValueError: if p is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        condition: rows known | columns known

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.2.
    """
    p_x = p.sum(-1, keepdim=True)  # (*batch, n, 1)
    return _relative_terms(p, p_x).sum((-2, -1)).neg() / _log(base)  # (*batch)


@checked
def cross_entropy(
    p: Distribution[Tensor, "*batch n"],
    q: Distribution[Tensor, "*batch n"],
    *,
    base: Positive[float, ""] = math.e,
) -> Float[Tensor, "*batch"]:
    r"""The average length of a message about draws from p in a code made for q.

    Formula:
        $$ H(p, q) = -\sum_{i=1}^n p_i \log q_i $$

    Names:
        cross entropy; 交叉熵; CE, H

    Args:
        p: the true distribution.
        q: the distribution held against it.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        At least the entropy of p; infinite where q is 0 and p is not.

    Raises:
        ValueError: if the shapes differ, p or q is not a distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        arguments: p is true | q is true

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 5.4.
    """
    return -torch.xlogy(p, q).sum(-1) / _log(base)  # (*batch)


@checked
def kl_divergence(
    p: Distribution[Tensor, "*batch n"],
    q: Distribution[Tensor, "*batch n"],
    *,
    base: Positive[float, ""] = math.e,
) -> Float[Tensor, "*batch"]:
    r"""How much longer messages about draws from p become in a code made for q.

    Formula:
        $$ D_{KL}(p \| q) = \sum_{i=1}^n p_i \log \frac{p_i}{q_i} $$
        $$ D_{KL}(p \| q) = H(p, q) - H(p) $$

    Names:
        Kullback-Leibler divergence, relative entropy; KL 散度, 相对熵; KL

    Args:
        p: the true distribution.
        q: the distribution held against it.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        At least 0, and 0 only if p = q; infinite where q is 0 and p is not.

    Raises:
        ValueError: if the shapes differ, p or q is not a distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        arguments: p is true | q is true (as in torch.nn.functional.kl_div)

    Source:
        Kullback and Leibler, On Information and Sufficiency, 1951.
    """
    return _relative_terms(p, q).sum(-1) / _log(base)  # (*batch)


@checked
def js_divergence(
    p: Distribution[Tensor, "*batch n"],
    q: Distribution[Tensor, "*batch n"],
    *,
    base: Positive[float, ""] = math.e,
) -> Float[Tensor, "*batch"]:
    r"""How far p and q are on average from their mixture; symmetric and bounded, unlike the KL divergence.

    Formula:
        $$ JS(p \| q) = \frac{1}{2} D_{KL}(p \| m) + \frac{1}{2} D_{KL}(q \| m) $$
        $$ m_i = \frac{p_i + q_i}{2} $$

    Names:
        Jensen-Shannon divergence; JS 散度, 詹森-香农散度; JS, JSD

    Args:
        p: one distribution.
        q: the other.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (equal) and log 2 (no value in common).

    Raises:
        ValueError: if the shapes differ, p or q is not a distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        root: divergence | its square root, the Jensen-Shannon distance

    Source:
        Lin, Divergence Measures Based on the Shannon Entropy, 1991.
    """
    m = (p + q) / 2  # (*batch, n)
    return (_relative_terms(p, m) + _relative_terms(q, m)).sum(-1) / (2 * _log(base))  # (*batch)


@checked
def mutual_information(
    p: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What X tells about Y on average, and Y about X.

    Formula:
        $$ I(X; Y) = \sum_{i=1}^n \sum_{j=1}^m p_{ij}
            \log \frac{p_{ij}}{\sum_{k=1}^m p_{ik} \sum_{k=1}^n p_{kj}} $$
        $$ I(X; Y) = H(X) + H(Y) - H(X, Y) $$
        $$ I(X; Y) = H(Y) - H(Y|X) $$

    Names:
        mutual information; 互信息; MI, I

    Args:
        p: joint distribution of X and Y, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (independent) and the smaller of the two entropies.

    Raises:
        ValueError: if p is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.3.
    """
    p_x = p.sum(-1, keepdim=True)  # (*batch, n, 1)
    p_y = p.sum(-2, keepdim=True)  # (*batch, 1, m)
    # log p(x) + log p(y), as the product p(x) p(y) may underflow
    terms = _relative_terms(p, p_x) - torch.xlogy(p, p_y)  # (*batch, n, m)
    return terms.sum((-2, -1)) / _log(base)  # (*batch)


@checked
def empirical_joint(
    x: Labels[Tensor, "n", "k"], y: Labels[Tensor, "n", "c"], k: int, c: int
) -> Float[Tensor, "k c"]:
    r"""The share of each pair of values among n observed pairs.

    Formula:
        $$ p(a, b) = \frac{1}{n} \sum_{i=1}^n \delta_{x_i a} \delta_{y_i b} $$

    Names:
        empirical joint distribution, normalized contingency table; 经验联合分布, 列联表

    Args:
        x: first value of each pair, below k.
        y: second value of each pair, below c.
        k: number of values of x.
        c: number of values of y.

    Returns:
        The joint distribution in float64, x along the rows, y along the columns.

    Raises:
        ValueError: if there are no pairs, x and y differ in number, or a value is out of range.

    Conventions:
        smoothing: none | one added to each count

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, chapter 11.
    """
    if len(x) == 0:
        raise ValueError("x and y must hold at least one pair, got none")
    for name, values, size in (("x", x, k), ("y", y, c)):
        if values.max() >= size:
            raise ValueError(f"{name} must hold values from 0 to {size - 1}, got {values.max()}")
    counts = torch.bincount(x * c + y, minlength=k * c).view(k, c)  # (k, c)
    return counts.double() / len(x)  # (k, c)


@checked
def information_gain(
    D: Labels[Tensor, "n", "c"], A: Labels[Tensor, "n", "k"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, ""]:
    r"""How much knowing the feature A lowers the entropy of the classes D of a data set.

    Formula:
        $$ g(D, A) = H(D) - H(D|A) $$

    Names:
        information gain; 信息增益; IG, g

    Args:
        D: class of each example.
        A: value of the feature for each example.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        The mutual information of their empirical joint distribution, at least 0, in float64.

    Raises:
        ValueError: if there are no examples, D and A differ in number, a value is negative, or base is
            not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        normalisation: none (ID3) | divided by the entropy of A, the gain ratio (C4.5)

    Source:
        Quinlan, Induction of Decision Trees, 1986.
    """
    k = int(A.max()) + 1 if A.numel() else 0
    c = int(D.max()) + 1 if D.numel() else 0
    p_ad = empirical_joint(A, D, k, c)  # (k, c)
    return entropy(p_ad.sum(0), base=base) - conditional_entropy(p_ad, base=base)  # ()


def _entropy_terms(p: Tensor) -> Tensor:
    """Each -p log p, 0 where p is 0; its gradient there is infinite, where that of xlogy(p, p) is NaN."""
    terms: Tensor = torch.special.entr(p)
    return terms


def _relative_terms(p: Tensor, q: Tensor) -> Tensor:
    """Each p log(p / q), 0 where p is 0."""
    return -_entropy_terms(p) - torch.xlogy(p, q)


def _log(base: float) -> float:
    if not 0 < base < math.inf or base == 1:
        raise ValueError(f"base must be positive and not 1, got {base}")
    return math.log(base)
