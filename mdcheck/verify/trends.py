"""Decide how a value moves with a parameter: the threshold, a temperature, an exponent, the input itself."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np

from mdcheck.claims.statements import Statement
from mdcheck.claims.terms import PARAMETRIC, Applied, Named, Term, concepts_in
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.verify.concept_domains import Array
from mdcheck.verify.concept_values import Concept
from mdcheck.verify.properties import value_at, values
from mdcheck.verify.terms import readings

_SETTINGS = ("1", "2", "4")
_ROUNDING = 1e-6
_DRAWS = 60

Path = tuple[str, Array]
"""Values at rising values of the parameter, and a word for the inputs."""


def judge_trend(said: Statement) -> Verdict | None:
    """Whether a value rises or falls with a parameter.

    A direction is false if the value never moves that way and moves the other way somewhere. What goes up
    here and down there (precision, with the threshold) is undecided: the sentence may speak of a tendency.
    """
    name, _, spread = said.property.partition(" ")
    subject = _spread(said.subject) if spread else said.subject
    verdicts = [
        verdict
        for concept in readings(subject)
        if (verdict := _judged(list(_paths(said, subject, concept)), rises=name == "rises")) is not None
    ]
    return next((one for one in verdicts if not isinstance(one, Refuted)), verdicts[0] if verdicts else None)


def _spread(term: Term) -> Term:
    """How spread out an output is: its entropy."""
    return Applied("of", (Named("entropy"), term))


def _paths(said: Statement, subject: Term, concept: Concept) -> Iterator[Path]:
    match said.bounds[0]:
        case "threshold" if concept.domain == "counts":
            yield from _by_threshold(concept)
        case "margin" if concept.domain == "line":
            yield from (("the margin", value) for _, value in values(concept))
        case parameter:
            yield from _by_setting(subject, parameter, concept)


@cache
def _thresholded() -> tuple[tuple[Array, ...], ...]:
    """TP, FP, FN, TN of drawn scores at rising thresholds."""
    rng = np.random.default_rng(20240229)
    found = []
    for _ in range(_DRAWS):
        positives, negatives = rng.normal(size=7) + 1, rng.normal(size=9)
        steps = np.quantile([*positives, *negatives], [0.1, 0.3, 0.5, 0.7, 0.9])
        found.append(tuple(_counts(positives > step, negatives > step) for step in steps))
    return tuple(found)


def _counts(positives: Array, negatives: Array) -> Array:
    return np.array([positives.sum(), negatives.sum(), (~positives).sum(), (~negatives).sum()], dtype=float)


def _by_threshold(concept: Concept) -> Iterator[Path]:
    for counts in _thresholded():
        yield "rising thresholds", np.array([float(value_at(concept, (one,))) for one in counts])


def _by_setting(subject: Term, parameter: str, concept: Concept) -> Iterator[Path]:
    inner = next((one for one in concepts_in(subject) if one.concept in PARAMETRIC), None)
    if inner is None or inner.settings:
        return
    settled = [_first(_set(subject, inner, parameter, at), concept) for at in _SETTINGS]
    for inputs in concept.points() if all(settled) else ():
        found = [value_at(one, inputs) for one in settled if one]
        if all(one.ndim == 0 for one in found):
            yield f"{parameter} = {', '.join(_SETTINGS)}", np.array(found)


def _first(term: Term, like: Concept) -> Concept | None:
    return next((one for one in readings(term) if one.domain == like.domain), None)


def _set(term: Term, inner: Named, parameter: str, value: str) -> Term:
    """The term with the inner concept's parameter set."""
    match term:
        case Named() if term == inner:
            return Named(inner.concept, ((parameter, value),))
        case Applied(function=function, arguments=arguments):
            return Applied(function, tuple(_set(one, inner, parameter, value) for one in arguments))
        case _:
            return term


def _judged(paths: list[Path], *, rises: bool) -> Verdict | None:
    moves = [
        (where, float(before), float(after))
        for where, path in paths
        for before, after in pairwise(path[np.isfinite(path)])
        if abs(after - before) > _ROUNDING
    ]
    wrong = [move for move in moves if (move[2] > move[1]) != rises]
    if not moves:
        return None
    if not wrong:
        return Supported(len(moves), _ROUNDING)
    if len(wrong) < len(moves):
        return Undecided("direction", "the value goes up in some cases and down in others")
    where, before, after = wrong[0]
    return Refuted(Witness({"at": where}, f"{before:.4g} before", f"{after:.4g} after"), by="sampling")
