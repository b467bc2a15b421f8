r"""Infinite sums and products: summed where terms fall fast, transformed where they fall slowly.

The ratio of neighbours tells first whether there is a sum at all: transformations would give one to
divergent series, too. Terms that fall by half are cut off with a bound on the rest; others are summed by
Levin's u-transformation, in two orders that must agree.
Source: Weniger, "Nonlinear sequence transformations for the acceleration of convergence", 1989, section 7.
"""

from collections.abc import Callable
from itertools import pairwise
from math import comb

from flint import arb, ctx

from mdcheck.notation.elementary import log
from mdcheck.notation.values import Scalar, Undefined, constant, is_matrix

BITS = 500
TERMS = 60
EARLY = 20
"""Before this many terms nothing is concluded from how they fall."""
ORDERS = (30, 38)
FAST = 0.5
SLACK = 0.02
COARSE = arb(10) ** -10
BETA = 1
Term = Callable[[int], Scalar]


def infinite_sum(term: Term, first: int) -> Scalar:
    """A ball around the sum of ``term(k)`` from ``first`` on.

    Raises:
        Undefined: if the terms do not fall, or too slowly to tell.
    """
    with ctx.workprec(BITS):
        head = arb(0)
        terms = [number(term(first + k)) for k in range(TERMS)]
        if vanishing := [k for k, value in enumerate(terms[:EARLY]) if value.contains(0)]:
            start = vanishing[-1] + 1
            head, first = sum(terms[:start], arb(0)), first + start
            terms = terms[start:] + [number(term(first + k)) for k in range(TERMS - start, TERMS)]
        return head + summed(terms, first)


def summed(terms: list[Scalar], first: int) -> Scalar:
    """The sum that terms begin, none of which vanishes."""
    if all(abs(b).upper() <= FAST * abs(a).upper() for a, b in pairwise(terms[EARLY:])):
        return sum(terms, arb(0)) + arb(0, 1) * abs(terms[-1]).upper()
    check_convergence(terms, first)
    coarse, fine = (levin(terms, order) for order in ORDERS)
    moved = abs(fine - coarse).upper()
    if not moved <= COARSE * arb.max(arb(1), abs(fine)):
        raise Undefined("an infinite sum that converges too slowly to tell")
    return fine.mid() + arb(0, 1) * (4 * moved + fine.rad())


def infinite_product(term: Term, first: int) -> Scalar:
    """A ball around the product of positive factors, by the sum of their logarithms."""
    return infinite_sum(lambda k: log(number(term(k))), first).exp()


def number(value: Scalar) -> Scalar:
    """The value if it is one finite number."""
    if is_matrix(value) or not constant(value).is_finite():
        raise Undefined("an infinite sum of terms that are no numbers")
    return constant(value)


def check_convergence(terms: list[Scalar], first: int) -> None:
    """Undefined unless the ratios of neighbours say that there is a sum (d'Alembert, Raabe, Leibniz)."""
    sizes = [float(abs(t).mid()) for t in terms]
    if not all(sizes):
        raise Undefined("an infinite sum with terms that vanish")
    early, last = TERMS // 2, TERMS - 2
    near, far = sizes[early + 1] / sizes[early], sizes[last + 1] / sizes[last]
    at_near, at_far = early + max(first, 0), last + max(first, 0)
    ratio = (at_far * far - at_near * near) / (at_far - at_near)
    if ratio < 1 - SLACK:
        return
    if ratio > 1 + SLACK or far >= 1:
        raise Undefined("an infinite sum that diverges")
    alternating = all((a * b) < 0 for a, b in pairwise(terms[early:]))
    power = at_far * (1 / far - 1)
    if power < (SLACK if alternating else 1 + 4 * SLACK):
        raise Undefined("an infinite sum that diverges, or nearly so")


def levin(terms: list[Scalar], order: int) -> Scalar:
    """Levin's u-transformation of the partial sums up to an order."""
    above = below = arb(0)
    partial = arb(0)
    for k in range(order + 1):
        partial = partial + terms[k]
        weight = (
            (-1) ** k
            * comb(order, k)
            * (arb(BETA + k) / (BETA + order)) ** (order - 1)
            / ((BETA + k) * terms[k])
        )
        above = above + weight * partial
        below = below + weight
    if below.contains(0):
        raise Undefined("an infinite sum that cannot be transformed")
    return above / below
