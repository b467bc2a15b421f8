"""Information theory: what a value, a distribution, two of them, or a joint one has to tell."""

import math

import torch
from jaxtyping import Float, Int
from torch import Tensor

from impl.domains import Distribution, JointDistribution, Labels, Positive, Probability


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
    _check_probabilities(p, "p")
    return -p.log() / _log(base)  # (*shape)


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
    _check_distribution(p, "p")
    return _entropy_terms(p).sum(-1) / _log(base)  # (*batch)


def joint_entropy(
    p_xy: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What is learnt on average from one draw of the pair X, Y.

    Formula:
        $$ H(X, Y) = -\sum_{x=1}^n \sum_{y=1}^m p(x, y) \log p(x, y) $$

    Names:
        joint entropy; 联合熵; H(X,Y)

    Args:
        p_xy: joint distribution, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        At least the entropy of each of the two, at most their sum.

    Raises:
        ValueError: if p_xy is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.2.
    """
    _check_joint(p_xy)
    return _entropy_terms(p_xy).sum((-2, -1)) / _log(base)  # (*batch)


def conditional_entropy(
    p_xy: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What is still learnt on average from Y when X is known.

    Formula:
        $$ H(Y|X) = -\sum_{x=1}^n \sum_{y=1}^m p(x, y) \log \frac{p(x, y)}{p(x)} $$
        $$ H(Y|X) = \sum_{x=1}^n p(x) H(Y|X=x) $$
        $$ H(Y|X) = H(X, Y) - H(X) $$

    Names:
        conditional entropy, equivocation; 条件熵; H(Y|X)

    Args:
        p_xy: joint distribution, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (X determines Y) and the entropy of Y (independent).

    Raises:
        ValueError: if p_xy is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10
        condition: H(Y|X), rows known | H(X|Y), columns known

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.2.
    """
    _check_joint(p_xy)
    p_x = p_xy.sum(-1, keepdim=True)  # (*batch, n, 1)
    return _relative_terms(p_xy, p_x).sum((-2, -1)).neg() / _log(base)  # (*batch)


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
        cross entropy; 交叉熵; CE, H(p,q)

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
    _check_pair(p, q)
    return -torch.xlogy(p, q).sum(-1) / _log(base)  # (*batch)


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
    _check_pair(p, q)
    return _relative_terms(p, q).sum(-1) / _log(base)  # (*batch)


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
    _check_pair(p, q)
    m = (p + q) / 2  # (*batch, n)
    return (_relative_terms(p, m) + _relative_terms(q, m)).sum(-1) / (2 * _log(base))  # (*batch)


def mutual_information(
    p_xy: JointDistribution[Tensor, "*batch n m"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, "*batch"]:
    r"""What X tells about Y on average, and Y about X.

    Formula:
        $$ I(X; Y) = \sum_{x=1}^n \sum_{y=1}^m p(x, y) \log \frac{p(x, y)}{p(x) p(y)} $$
        $$ I(X; Y) = H(X) + H(Y) - H(X, Y) $$
        $$ I(X; Y) = H(Y) - H(Y|X) $$

    Names:
        mutual information; 互信息; MI, I(X;Y)

    Args:
        p_xy: joint distribution, the value of X along the rows, that of Y along the columns.
        base: base of the logarithm; e gives nats, 2 bits.

    Returns:
        Between 0 (independent) and the smaller of the two entropies.

    Raises:
        ValueError: if p_xy is not a joint distribution, or base is not a base of logarithms.

    Conventions:
        base: e | 2 | 10

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, section 2.3.
    """
    _check_joint(p_xy)
    p_x = p_xy.sum(-1, keepdim=True)  # (*batch, n, 1)
    p_y = p_xy.sum(-2, keepdim=True)  # (*batch, 1, m)
    return _relative_terms(p_xy, p_x * p_y).sum((-2, -1)) / _log(base)  # (*batch)


def empirical_joint(
    x: Labels[Tensor, "n", "k"], y: Labels[Tensor, "n", "c"], k: int, c: int
) -> Float[Tensor, "k c"]:
    r"""The share of each pair of values among n observed pairs.

    Formula:
        $$ p(a, b) = \frac{1}{n} \sum_{i=1}^n 1[x_i = a, y_i = b] $$

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

    Source:
        Cover and Thomas, Elements of Information Theory, 2006, chapter 11.
    """
    if x.ndim != 1 or x.shape != y.shape or len(x) == 0:
        raise ValueError(
            f"x and y must hold as many values, at least one, got {tuple(x.shape)} and {tuple(y.shape)}"
        )
    _check_labels(x, k, "x")
    _check_labels(y, c, "y")
    counts = torch.bincount(x * c + y, minlength=k * c).view(k, c)  # (k, c)
    return counts.double() / len(x)  # (k, c)


def information_gain(
    D: Labels[Tensor, "n", "c"], A: Labels[Tensor, "n", "k"], *, base: Positive[float, ""] = math.e
) -> Float[Tensor, ""]:
    r"""How much knowing the feature A lowers the entropy of the classes D of a data set.

    Formula:
        $$ g(D, A) = H(D) - H(D|A) $$

    Names:
        information gain; 信息增益; IG, g(D,A)

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


def _check_pair(p: Tensor, q: Tensor) -> None:
    if p.shape != q.shape:
        raise ValueError(f"p and q must have one shape, got {tuple(p.shape)} and {tuple(q.shape)}")
    _check_distribution(p, "p")
    _check_distribution(q, "q")


def _check_joint(p_xy: Tensor) -> None:
    if p_xy.ndim < 2:
        raise ValueError(f"p_xy must have the shape (*batch, n, m), got {tuple(p_xy.shape)}")
    _check_distribution(p_xy.flatten(-2), "p_xy")


def _check_distribution(p: Tensor, name: str) -> None:
    """Raise ValueError unless the last axis of p is a distribution, up to the precision of its dtype."""
    if p.ndim == 0 or p.shape[-1] == 0:
        raise ValueError(f"{name} must have at least one value along its last axis, got {tuple(p.shape)}")
    _check_probabilities(p, name)
    total = p.detach().sum(-1)  # (*batch)
    tolerance = max(1e-4, 4 * torch.finfo(p.dtype).eps)
    if p.numel() and not (total - 1).abs().max() <= tolerance:
        raise ValueError(f"{name} must sum to 1, got sums from {total.min()} to {total.max()}")


def _check_probabilities(p: Tensor, name: str) -> None:
    if not p.is_floating_point():
        raise ValueError(f"{name} must have a floating dtype, got {p.dtype}")
    if p.numel() == 0:
        return
    low, high = torch.aminmax(p.detach())
    if not (low >= 0 and high <= 1 + 1e-4):
        raise ValueError(f"{name} must lie in [0, 1], got values from {low} to {high}")


def _check_labels(x: Int[Tensor, " n"], k: int, name: str) -> None:
    low, high = torch.aminmax(x)
    if low < 0 or high >= k:
        raise ValueError(f"{name} must hold integers from 0 to {k - 1}, got {low} to {high}")
