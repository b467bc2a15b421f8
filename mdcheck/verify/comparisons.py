"""Decide how two terms compare, on inputs that both share."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np

from mdcheck.claims.terms import Number, Term
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.verify.circumstances import limited
from mdcheck.verify.concept_domains import Array, many_outcomes
from mdcheck.verify.concept_values import EXACT, Concept
from mdcheck.verify.properties import ON_LINES, Trial, at_least, differ, value_at
from mdcheck.verify.terms import constant, read_number, readings, same_unit
from mdcheck.verify.trials import everywhere, shown

_NEAR = 10.0
"""Inputs below this are small enough that a strict inequality does not fail by rounding alone."""

_GROWTH = 0.05
"""By how much a value has to gain to count as growing with the number of outcomes."""

Pair = tuple[Concept, Concept]


def judge_comparison(
    left: Term, relation: str, right: Term, *, where: tuple[str, ...] = (), only: bool = False
) -> Verdict | None:
    """Whether ``left >= right`` or the like holds under some reading; None if there is no reading."""
    verdicts = [
        verdict
        for pair in _pairs(left, right, aside=bool(where))
        if (verdict := _judged(pair, relation, where, only=only)) is not None
    ]
    return next((one for one in verdicts if not isinstance(one, Refuted)), verdicts[0] if verdicts else None)


def _pairs(left: Term, right: Term, *, aside: bool) -> Iterator[Pair]:
    if isinstance(right, Number):
        number = read_number(right.text)
        yield from ((one, constant(number, one.domain)) for one in readings(left, aside=aside) if number)
        return
    for one, other in product(readings(left, aside=True), readings(right, aside=True)):
        if one.domain == other.domain and not (one.aside and other.aside) and same_unit((one, other)):
            yield one, other


def _judged(pair: Pair, relation: str, where: tuple[str, ...], *, only: bool) -> Verdict | None:
    left, right = (limited(one, where) for one in pair)
    if left is None or right is None:
        return None
    if relation in ("≤", "<") and not where and _outgrown(left, right):
        return Undecided("size", "the largest value depends on the number of outcomes")
    slack = max(left.slack, right.slack)
    tries = list(_scaled((left, right)) if left.domain == "penalty" else _tries((left, right), relation))
    verdict = everywhere(tries, slack=slack) if tries else None
    if only and isinstance(verdict, Supported) and relation == "=":
        return _nowhere_else(pair, left)
    return verdict


def _outgrown(left: Concept, right: Concept) -> bool:
    """Whether the left side gains on the right with more outcomes than are tried."""
    gaps = [float(value_at(left, one) - value_at(right, one)) for one in many_outcomes(left.domain)]
    return bool(gaps) and gaps[-1] > gaps[0] + _GROWTH


def _tries(pair: Pair, relation: str) -> Iterator[Trial]:
    for inputs, left, right in _values(pair):
        match relation:
            case "≥" | ">":
                trial = at_least(inputs, left, right)
            case "≤" | "<":
                turned = at_least(inputs, right, left)
                trial = replace(turned, left=left, right=right)
            case _:
                trial = differ(inputs, left, right)
        touches = relation in ("<", ">") and left == right and max(np.abs(inputs[0]).max(), 0) < _NEAR
        yield replace(trial, excess=1.0) if touches else trial


def _values(pair: Pair) -> Iterator[tuple[tuple[Array, ...], float, float]]:
    """Inputs and both values there, entry by entry."""
    left, right = pair
    for inputs in left.points():
        one, other = np.broadcast_arrays(value_at(left, inputs), value_at(right, inputs))
        for at in np.argwhere(np.isfinite(one) & np.isfinite(other)):
            place = tuple(at)
            shown = (inputs[0][place],) if left.domain in ON_LINES and one.ndim else inputs
            yield shown, float(one[place]), float(other[place])


def _scaled(pair: Pair) -> Iterator[Trial]:
    """Penalties and priors are the same if one is a positive multiple of the other, but for a constant."""
    zero = (np.zeros(1),)
    offsets = [float(value_at(one, zero)[0]) for one in pair]
    unit = [
        float(value_at(one, (np.ones(1),))[0]) - offset for one, offset in zip(pair, offsets, strict=True)
    ]
    for inputs, left, right in _values(pair):
        if abs(float(inputs[0])) < _NEAR:
            yield differ(inputs, (left - offsets[0]) / unit[0], (right - offsets[1]) / unit[1])


def _nowhere_else(pair: Pair, limited_left: Concept) -> Verdict:
    """That two terms are equal under no other circumstances: ``zero only if p = q``."""
    project = limited_left.project
    for inputs, left, right in _values(pair):
        same = project is not None and all(
            np.allclose(one, other) for one, other in zip(project(inputs), inputs, strict=True)
        )
        if not same and abs(left - right) <= EXACT:
            values = {name: shown(array) for name, array in zip("xy", inputs, strict=False)}
            return Refuted(Witness(values, f"{left:.6g}", "equal elsewhere too"), by="sampling")
    return Supported(1, EXACT)
