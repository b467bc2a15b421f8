"""Decide what sentences say of a concept's smallest and largest values."""

import math

import numpy as np

from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.verify import properties
from mdcheck.verify.concept_values import Concept
from mdcheck.verify.terms import Bound, read_number
from mdcheck.verify.trials import denied, everywhere

_TIGHT = 0.05
"""How far from the extreme value, relative to the range, a bound may be and still be called the extreme."""

_FAR = 100.0
"""Values beyond this, on inputs chosen far out, mean that there is no bound."""


def judge_bounds(concept: Concept, name: str, written: tuple[str, ...]) -> Verdict | None:
    """The verdict on a range, a minimum, a maximum or boundedness."""
    limits = [limit for text in written if (limit := read_number(text))]
    return _judged(concept, name, limits) if len(limits) == len(written) else None


def _judged(concept: Concept, name: str, limits: list[Bound]) -> Verdict | None:
    match name, limits:
        case "range", [low, high]:
            return _first(_extreme(concept, low, least=True), _extreme(concept, high, least=False))
        case "within", [low, high]:
            return _first(_limit(concept, low, least=True), _limit(concept, high, least=False))
        case "minimum", [low]:
            return _extreme(concept, low, least=True)
        case "maximum", [high]:
            return _extreme(concept, high, least=False)
        case "≥", [low]:
            return _limit(concept, low, least=True)
        case "≤", [high]:
            return _limit(concept, high, least=False)
        case "reaches", [value]:
            return _reached(concept, value(2))
        case "bounded" | "bounded-above" | "bounded-below", []:
            return _bounded(concept, name)
        case "unbounded" | "unbounded-above" | "unbounded-below", []:
            return denied(_bounded(concept, name.removeprefix("un")))
    return None


def _first(*verdicts: Verdict) -> Verdict:
    """The worst of several verdicts on parts of one claim."""
    ranks = [Refuted, Undecided, Supported]
    return min(
        verdicts, key=lambda verdict: ranks.index(type(verdict)) if type(verdict) in ranks else len(ranks)
    )


def _limit(concept: Concept, bound: Bound, *, least: bool) -> Verdict:
    if math.isinf(bound(2)):
        return Supported(1, 0.0)
    if _grows(concept) and bound(2) == bound(3) and not least:
        return Undecided("size", "the largest value depends on the number of outcomes")
    return everywhere(
        (properties.bounded_below if least else properties.bounded_above)(concept, bound), slack=concept.slack
    )


def _extreme(concept: Concept, bound: Bound, *, least: bool) -> Verdict:
    """That ``bound`` is kept, and come near: a minimum of 0 is not a minimum of -1."""
    kept = _limit(concept, bound, least=least)
    if isinstance(kept, Refuted | Undecided) or (_grows(concept) and not least):
        return kept
    values = [float(np.min(value) if least else np.max(value)) for _, value in properties.values(concept)]
    reached, aim = (min(values) if least else max(values)), bound(2)
    if math.isinf(aim):
        return kept if abs(reached) > _FAR else _never(reached, aim)
    return kept if abs(reached - aim) <= _TIGHT * max(1.0, abs(aim)) else _never(reached, aim)


def _reached(concept: Concept, aim: float) -> Verdict:
    values = [value for _, value in properties.values(concept)]
    low, high = min(float(np.min(value)) for value in values), max(float(np.max(value)) for value in values)
    if low - _TIGHT <= aim <= high + _TIGHT or max(-low, high) > _FAR:
        return Supported(len(values), _TIGHT)
    return Undecided("size", "depends on the number of outcomes") if _grows(concept) else _never(high, aim)


def _never(reached: float, aim: float) -> Refuted:
    return Refuted(Witness({}, f"claimed extreme {aim:g}", f"extreme value {reached:.6g}"), by="sampling")


def _grows(concept: Concept) -> bool:
    """Whether the largest value depends on the size of the input."""
    return concept.domain in ("distribution", "joint")


def _bounded(concept: Concept, name: str) -> Verdict:
    if _grows(concept) and name != "bounded-below":
        return Undecided("size", "the largest value depends on the number of outcomes")
    found = [value for _, value in properties.values(concept)]
    low, high = min(float(np.min(value)) for value in found), max(float(np.max(value)) for value in found)
    size = {"bounded-above": high, "bounded-below": -low}.get(name, max(-low, high))
    if size <= _FAR:
        return Supported(len(found), 0.0)
    return Refuted(Witness({}, name, f"a value of {high if size == high else low:.4g} occurs"), by="sampling")
