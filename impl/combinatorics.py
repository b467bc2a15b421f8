"""Counting: orders, arrangements and selections of distinct things, exactly and by logarithms."""

import math

import torch
from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Counts


@checked
def factorial(n: Counts[int, ""]) -> int:
    r"""The number of orders of n things.

    Formula:
        $$ n! = \prod_{i=1}^n i $$

    Names:
        factorial; 阶乘; n!

    Args:
        n: number of things.

    Returns:
        The exact integer; 1 for nothing, which has one order.

    Raises:
        ValueError: if n is negative.

    Conventions:
        none

    Source:
        Graham, Knuth and Patashnik, Concrete Mathematics, 1994, section 4.4.
    """
    return math.prod(range(1, n + 1))


@checked
def permutations(n: Counts[int, ""], m: Counts[int, ""]) -> int:
    r"""The number of ways to pick m of n things one after another.

    Formula:
        $$ A_n^m = \frac{n!}{(n - m)!} $$
        $$ A_n^m = \prod_{i=n-m+1}^n i $$

    Names:
        permutations, permutation, arrangements, falling factorial; 排列数, 排列; A, P

    Args:
        n: number of things.
        m: number that is picked.

    Returns:
        The exact integer; 0 if m is more than n.

    Raises:
        ValueError: if n or m is negative.

    Conventions:
        notation: m above n | n above m

    Source:
        Graham, Knuth and Patashnik, Concrete Mathematics, 1994, section 2.6.
    """
    return math.prod(range(n - m + 1, n + 1)) if m <= n else 0


@checked
def combinations(n: Counts[int, ""], m: Counts[int, ""]) -> int:
    r"""The number of ways to pick m of n things at once.

    Formula:
        $$ C_n^m = \frac{A_n^m}{m!} $$
        $$ C_n^m = \frac{n!}{m! (n - m)!} $$
        $$ C_n^m = C_n^{n-m} $$

    Names:
        combinations, combination, binomial coefficient; 组合数, 组合, 二项式系数; C

    Args:
        n: number of things.
        m: number that is picked.

    Returns:
        The exact integer; 0 if m is more than n.

    Raises:
        ValueError: if n or m is negative.

    Conventions:
        notation: m above n | n above m

    Source:
        Graham, Knuth and Patashnik, Concrete Mathematics, 1994, section 5.1.
    """
    return permutations(n, m) // factorial(m)


@checked
def log_combinations(n: Float[Tensor, "*shape"], m: Float[Tensor, "*shape"]) -> Float[Tensor, "*shape"]:
    r"""The logarithm of the binomial coefficient, where the number itself would overflow.

    Formula:
        $$ \log C_n^m = \log \frac{\Gamma(n + 1)}{\Gamma(m + 1) \Gamma(n - m + 1)} $$

    Names:
        log binomial coefficient; 组合数的对数; log C

    Args:
        n: number of things.
        m: number that is picked, from 0 to n.

    Returns:
        The natural logarithm, differentiable where 0 < m < n.

    Raises:
        ValueError: if the shapes differ, or an m is below 0 or above its n.

    Conventions:
        log_base: e | 2

    Source:
        Graham, Knuth and Patashnik, Concrete Mathematics, 1994, section 5.5.
    """
    if ((m < 0) | (m > n)).any():
        raise ValueError(f"m must lie from 0 to n, got m = {m} for n = {n}")
    return torch.lgamma(n + 1) - torch.lgamma(m + 1) - torch.lgamma(n - m + 1)  # (*shape)
