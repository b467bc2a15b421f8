"""What would make a false equation hold: a small edit, one more term, or the number that a side always is."""

import re
from dataclasses import replace
from fractions import Fraction

from mdcheck.claims.assertions import ZERO, explicit, is_doubtful
from mdcheck.claims.features import has, is_plain, names_of
from mdcheck.claims.generality import is_general, is_universal
from mdcheck.claims.link import Link
from mdcheck.expr.canonical import flat
from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Compare,
    Derivative,
    Expr,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    walk,
)
from mdcheck.model.verdict import Refuted
from mdcheck.patterns import regex
from mdcheck.verify.decide import holds, screen
from mdcheck.verify.edits import flipped
from mdcheck.verify.normal_forms import one_term
from mdcheck.verify.slips import is_name, likely
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel, OutOfFuel

MOST_EDITS = 600
MOST = 6
"""The largest number by which one side may exceed the other."""
EDIT_STEPS = 60_000
NEGLECT = regex(
    r"忽略|略去|高阶|一阶|近似|约等|小量|微小|充分小|趋[于近]|极限|neglect|negligib|ignor|first.order|higher.order|"
    r"approx|small|limit|leading|tends to",
    re.IGNORECASE,
)
"""What a section says that leaves out terms."""


def repaired(link: Link, statement: Compare, *, near: bool) -> Compare | None:
    """The statement with the likely slip mended; ``near``: only by what no assumption does as well."""
    fuel = Fuel(EDIT_STEPS)
    scalar = near and is_scalar(statement, link)
    general = near and (is_general(link) if len(names_of(statement)) > 1 else is_universal(link))
    may_hold = screen(statement, link.scope, seed=link.text, fuel=fuel)
    try:
        slip = likely(
            statement,
            lambda edit: may_hold(edit) and holds(edit, link.scope, seed=link.text, fuel=fuel),
            most=MOST_EDITS,
            dropping=not near or general,
            restoring=scalar or general,
            anywhere=general,
        )
    except OutOfFuel:
        slip = None
    if slip is not None and near and not is_sound(statement, slip, link):
        slip = None
    return slip or (completed(statement) if scalar else None)


def is_sound(statement: Compare, slip: Compare, link: Link) -> bool:
    """Whether a repair speaks of what the statement spoke of, and is not true because both sides are zero."""
    if not names_of(slip) <= names_of(statement):
        return False
    if isinstance(slip.right, Number):
        return True
    zero = replace(slip, right=Number(Fraction(0)))
    if not holds(zero, link.scope, seed=link.text, fuel=Fuel(EDIT_STEPS)):
        return True
    free = replace(link.scope, definitions={})  # without them it may say more than 0 = 0
    sides = [holds(one, free, seed=link.text, fuel=Fuel(EDIT_STEPS)) for one in (slip, zero)]
    return sides == [True, False]


def is_scalar(statement: Compare, link: Link) -> bool:
    """Whether a product of names in it vanishes only with one of them, and nothing small is neglected.

    Of vectors, sums and random variables a cross term may vanish without either being zero.
    """
    several = has(statement, Prob, Info, Moment, Array, Derivative)
    return not (several or NEGLECT.search(link.scope.words) or setting(statement, link.scope).shapes)


def completed(statement: Compare) -> Compare | None:
    """The statement with the one term that it lacks, if the side that lacks it has all of the term's names.

    Nobody who knows a term to be zero, and so one of its names, writes that name beside it.
    """
    term = one_term(statement)
    if term is None:
        return None
    if all(letter in set(walk(statement.right)) for letter in term.letters):
        return replace(statement, right=plus(statement.right, term.expression))
    if not is_name(statement.left) and all(letter in set(walk(statement.left)) for letter in term.letters):
        return replace(statement, left=plus(statement.left, flipped(term.expression)))
    return None


def plus(side: Expr, term: Expr) -> Expr:
    """A side with a term more."""
    return Apply("add", (*flat("add", (side,)), term))


def as_constant(link: Link, statement: Compare, verdict: Refuted) -> Compare | None:
    """The statement with the number that its left side always is, if its right side is another one.

    ``sum_x p(x) = 2`` constrains nothing and is no data: the left side is 1 whatever p is.
    """
    place = link.place
    if not isinstance(statement.right, Number) or is_plain(statement.left):
        return None
    if link.restrained or place.marked_wrong or place.foreign:
        return None
    if is_doubtful(link, statement) or any(map(is_short, walk(statement))):
        return None
    if has(statement, Call, Derivative) and not (explicit(statement.left, link) and statement.right != ZERO):
        return None
    if not (names_of(statement) or has(statement, Prob, Info, Moment)):
        return None
    try:
        value = Fraction(verdict.witness.left)
    except ValueError:
        return None
    edit = replace(statement, right=Number(value))
    return edit if holds(edit, link.scope, seed=link.text, fuel=Fuel(EDIT_STEPS)) else None


def as_multiple(link: Link, statement: Compare, verdict: Refuted) -> Compare | None:
    """The statement with the factor by which one side always exceeds the other: nobody says so of zeros."""
    try:
        ratio = Fraction(float(verdict.witness.left) / float(verdict.witness.right)).limit_denominator(MOST)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    if ratio <= 0 or ratio == 1:
        return None
    edit = replace(statement, right=Apply("mul", (Number(ratio), statement.right)))
    return edit if holds(edit, link.scope, seed=link.text, fuel=Fuel(EDIT_STEPS)) else None


def is_short(node: Expr) -> bool:
    """Whether a sum ends at an expression, which small numbers seldom make positive."""
    return isinstance(node, Bind) and isinstance(node.domain, Range) and isinstance(node.domain.last, Apply)
