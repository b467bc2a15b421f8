"""Decide whether two optimisations are one: by the sides on which their quantities stand."""

from collections.abc import Iterator

from mdcheck.claims.goals import Equivalence, Goal, equivalences
from mdcheck.claims.lexicon.goals import GROUPS
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds

_VERBS = {1: "maximise", -1: "minimise"}


def judge_goals(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about two goals that are one, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in equivalences(text):
        reading = f"{_told(claim.one)} = {_told(claim.other)}"
        yield JudgedClaim(
            ids.next("predicate", claim.text), "predicate", claim.span, claim.text, reading, judge(claim)
        )


def judge(claim: Equivalence) -> Verdict:
    """Quantities of one group move together or against each other; of two, only under a condition."""
    one, other = (_side(goal) for goal in (claim.one, claim.other))
    related = one[0] == other[0]
    if not related and claim.condition is not None:
        related = {one[0], other[0]} == {_side(Goal(name, 1))[0] for name in claim.condition}
    if not related:
        return Undecided("no-relation", "nothing relates the two quantities")
    if one[1] == other[1]:
        return Proved("monotone")
    right = Goal(claim.other.quantity, -claim.other.sign)
    return Refuted(Witness({}, f"{_told(claim.one)} is to {_told(right)}", _told(claim.other)), by="monotone")


def _side(goal: Goal) -> tuple[str, int]:
    """The group of a goal's quantity, and the direction in which the goal moves the group."""
    group = next(name for name, members in GROUPS.items() if goal.quantity in members)
    return group, GROUPS[group][goal.quantity][0] * goal.sign


def _told(goal: Goal) -> str:
    return f"{_VERBS[goal.sign]} the {goal.quantity}"
