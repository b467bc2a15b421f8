"""Inequalities: supported if they were tried where they could fail, refuted if only the reverse holds."""

import re
from dataclasses import replace

from mdcheck.claims.assertions import is_doubtful
from mdcheck.claims.features import generics, has, is_plain, is_value
from mdcheck.claims.link import Link
from mdcheck.claims.stipulations import FUNCTIONS, by_words
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Cases,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Prob,
    Symbol,
    Values,
    free_names,
    walk,
)
from mdcheck.expr.printer import plain
from mdcheck.model.verdict import Assumed, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.patterns import regex
from mdcheck.verify.decide import decide, gaps

BOUNDING = regex(
    r"最[大小]|[上下][界限]|不超过|不小于|不大于|至[多少]|有界|恒|总[是有]|介于|"
    r"\b(?:bound\w*|at (?:most|least)|never|maxim\w+|minim\w+|always|everywhere|"
    r"for (?:all|every|any)|between|range)\b",
    re.IGNORECASE,
)
"""What calls an inequality a bound."""
REVERSED = {"le": "ge", "lt": "ge", "ge": "le", "gt": "le"}
TIGHT = 0.25
"""The smallest gap between the sides must be this small beside the largest, or nothing was tried."""
DENSITIES = Undecided("no-meaning", "an inequality of densities, which may exceed one")
CONDITION = Undecided("gate", "an inequality that may as well be a condition")


def decide_order(link: Link, statement: Compare) -> Verdict:
    """The verdict on an inequality; a condition, which holds here and fails there, stays undecided."""
    if is_range(link, statement):
        return Assumed()
    if any(isinstance(n, Bind) and n.head == "int" and isinstance(n.domain, Values) for n in walk(statement)):
        return DENSITIES
    if is_stated_bound(link, statement):
        return decide_bound(link, statement)
    if not is_general(link, statement):
        return Assumed() if is_limit_of_one(link, statement) else CONDITION
    verdict = decide(statement, link.scope, seed=link.text, thorough=True)
    match verdict:
        case Supported() if could_fail(link, statement):
            return verdict
        case Refuted() if is_reversed(link, statement):
            likely = replace(statement, relation=REVERSED[statement.relation])
            return replace(verdict, witness=replace(verdict.witness, likely=plain(likely)))
    return CONDITION


def is_range(link: Link, statement: Compare) -> bool:
    r"""Whether a number or a symbol bounds a symbol that nothing here defines: ``\tau > 0`` declares it."""
    sides = (statement.left, statement.right)
    names = free_names(statement.left) | free_names(statement.right)
    bare = all(is_value(side) or is_symbol(side) for side in sides)
    return bare and bool(names) and not names & link.scope.definitions.keys()


def is_limit_of_one(link: Link, statement: Compare) -> bool:
    r"""Whether a symbol that nothing defines is limited by other symbols: ``\eta < \frac{2}{h}``."""
    one, other = free_names(statement.left), free_names(statement.right)
    plain_other = not has(statement.right, Call, Cases, Prob, Info, Moment, Bind, Index)
    undefined = not (one | other) & link.scope.definitions.keys()
    return is_symbol(statement.left) and plain_other and undefined and not one & other


def is_symbol(side: Expr) -> bool:
    r"""Whether a side is one symbol, perhaps with an index or between bars: ``x``, ``x_i``, ``|x|``."""
    match side:
        case Apply("abs", (inner,)):
            return is_symbol(inner)
        case _:
            return isinstance(side, Symbol | Index)


def is_stated_bound(link: Link, statement: Compare) -> bool:
    """Whether words call a number the bound of what known functions come to, and nothing conditions it."""
    place = link.place
    if link.restrained or place.marked_wrong or place.foreign or by_words(link, statement):
        return False
    sides = (statement.left, statement.right)
    known = [s for s in sides if any(isinstance(n, Apply) and n.head in FUNCTIONS for n in walk(s))]
    numbers = [s for s in sides if is_value(s)]
    said = link.role == "link" or any(BOUNDING.search(text) for text in (place.before, place.behind))
    return said and len(known) == len(numbers) == 1 and not has(statement, Call, Cases, Prob)


def decide_bound(link: Link, statement: Compare) -> Verdict:
    """The verdict on a bound: one value beyond it is enough."""
    verdict = decide(statement, link.scope, seed=link.text, thorough=True)
    match verdict:
        case Supported() if could_fail(link, statement):
            return verdict
        case Refuted():
            return verdict
        case Undecided("partial", _, evidence):
            values = dict(part.split(" = ") for part in evidence["fails at"].split(", "))
            return Refuted(Witness(values, evidence["left"], evidence["right"]))
    return CONDITION


def is_general(link: Link, statement: Compare) -> bool:
    """Whether both sides are expressions over the same names, and nothing near makes it a condition."""
    place = link.place
    if link.restrained or place.marked_wrong or place.foreign:
        return False
    if is_doubtful(link, statement) or has(statement, Cases, Prob) or generics(statement, link):
        return False
    left, right = free_names(statement.left), free_names(statement.right)
    shared = bool(left) and bool(right) and (left <= right or right <= left)
    return shared and not (is_plain(statement.left) and is_plain(statement.right))


def could_fail(link: Link, statement: Compare) -> bool:
    """Whether the sides come near to each other at some of the points: far apart, nothing is tried."""
    found = gaps(statement, link.scope, seed=link.text)
    return bool(found) and min(found) <= TIGHT * max(found)


def is_reversed(link: Link, statement: Compare) -> bool:
    """Whether the inequality with its sign turned holds everywhere, so that this one is one of equality."""
    if is_plain(statement.left) or is_plain(statement.right):
        return False
    reverse = replace(statement, relation=REVERSED[statement.relation])
    held = decide(reverse, link.scope, seed=link.text, thorough=False)
    return isinstance(held, Supported) and could_fail(link, reverse)
