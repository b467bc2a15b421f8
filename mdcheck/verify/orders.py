"""Inequalities: supported if they were tried where they could fail, refuted if only the reverse holds."""

from dataclasses import replace

from mdcheck.claims.assertions import is_doubtful
from mdcheck.claims.features import has, is_plain
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import Call, Cases, Compare, Prob, free_names
from mdcheck.expr.printer import plain
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict
from mdcheck.verify.decide import decide, gaps

REVERSED = {"le": "ge", "lt": "ge", "ge": "le", "gt": "le"}
TIGHT = 0.25
"""The smallest gap between the sides must be this small beside the largest, or nothing was tried."""
CONDITION = Undecided("gate", "an inequality that may as well be a condition")


def decide_order(link: Link, statement: Compare) -> Verdict:
    """The verdict on an inequality; a condition, which holds here and fails there, stays undecided."""
    if not is_general(link, statement):
        return CONDITION
    verdict = decide(statement, link.scope, seed=link.text, thorough=True)
    match verdict:
        case Supported() if could_fail(link, statement):
            return verdict
        case Refuted() if is_reversed(link, statement):
            likely = replace(statement, relation=REVERSED[statement.relation])
            return replace(verdict, witness=replace(verdict.witness, likely=plain(likely)))
    return CONDITION


def is_general(link: Link, statement: Compare) -> bool:
    """Whether both sides are expressions over the same names, and nothing near makes it a condition."""
    place = link.place
    if link.restrained or place.marked_wrong or place.foreign:
        return False
    if is_doubtful(link, statement) or has(statement, Call, Cases, Prob):
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
