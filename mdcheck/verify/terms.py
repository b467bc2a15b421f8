"""What a term of a sentence computes: a concept made of concepts, one for each way to read their names."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from inspect import signature
from itertools import product
from typing import Any, assert_never

import numpy as np

from mdcheck.claims.terms import Applied, Named, Number, Term
from mdcheck.verify.concept_domains import Array, Domain
from mdcheck.verify.concept_values import CONCEPTS, EXACT, Concept

Bound = Callable[[int], float]
"""A number by the number of entries of the input."""

_INPUT_OF: Mapping[Domain, Domain] = {"logits": "distribution", "line": "line"}
"""Domain of a concept to the domain that its output belongs to."""

_KEEPING_UNITS = frozenset({"+", "-", "abs", "negative"})

_NEEDS_SETTING = frozenset({"renyi entropy", "minkowski distance", "power mean"})
_LIMIT = 1e9
_LIMIT_SLACK, _DERIVATIVE_SLACK = 1e-3, 1e-6
_EITHER_INFINITE = frozenset({"p", "alpha", "beta"})
"""Parameters that a concept takes at infinity; others are only let grow."""


def readings(term: Term, *, aside: bool = False) -> tuple[Concept, ...]:
    """Every way to compute a term; those for use beside other terms only if ``aside``."""
    match term:
        case Named(concept=name, settings=settings):
            known = (one for one in CONCEPTS.get(name, ()) if aside or not one.aside)
            bound = (_bound(one, settings) for one in known)
            return tuple(one for one in bound if one) if settings or name not in _NEEDS_SETTING else ()
        case Number():
            return ()
        case Applied(function="of", arguments=(outer, inner)):
            return tuple(_composed(outer, inner))
        case Applied(function="derivative", arguments=(inner,)):
            return tuple(derivative(one) for one in readings(inner) if one.domain == "line")
        case Applied(function=function, arguments=arguments) if function in _functions():
            return tuple(_combined(function, arguments))
        case Applied():
            return ()
        case _:
            assert_never(term)


def _bound(concept: Concept, settings: tuple[tuple[str, str], ...]) -> Concept | None:
    """The concept with its parameters set; None if it has no such parameter, or a value is no number."""
    if not settings:
        return concept
    values: dict[str, float] = {}
    slack = concept.slack
    for name, text in settings:
        number = read_number(text)
        if number is None:
            return None
        value = number(2)
        if math.isinf(value) or (name == "temperature" and value == 0):
            slack = _LIMIT_SLACK
        values[name] = (
            math.copysign(_LIMIT, value) if math.isinf(value) and name not in _EITHER_INFINITE else value
        )
    if not values.keys() <= signature(concept.value).parameters.keys():
        return None
    return replace(concept, value=partial(concept.value, **values), slack=slack)


def _composed(outer: Term, inner: Term) -> Iterator[Concept]:
    for one, other in product(readings(outer), readings(inner)):
        if one.domain == _INPUT_OF.get(other.domain):
            yield replace(other, value=_after(one.value, other.value), unit=one.unit)


def _after(outer: Callable[..., Any], inner: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *inputs: outer(inner(*inputs))


@cache
def _functions() -> Mapping[str, Callable[..., Any]]:
    """What the words between and before names compute; numpy is loaded for it."""
    return {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": np.divide,
        "sqrt": np.sqrt,
        "square": np.square,
        "exp": np.exp,
        "log": np.log,
        "abs": np.abs,
        "reciprocal": lambda x: 1 / x,
        "negative": np.negative,
        "double": lambda x: 2 * x,
        "half": lambda x: x / 2,
        "arithmetic mean": lambda x, y: (x + y) / 2,
        "geometric mean": lambda x, y: np.sqrt(x * y),
        "harmonic mean": lambda x, y: 2 * x * y / (x + y),
    }


def _combined(function: str, arguments: tuple[Term, ...]) -> Iterator[Concept]:
    choices = [
        [read_number(one.text)] if isinstance(one, Number) else readings(one, aside=True) for one in arguments
    ]
    for chosen in product(*choices):
        concepts = [one for one in chosen if isinstance(one, Concept)]
        domains = {one.domain for one in concepts}
        if len(domains) == 1 and same_unit(concepts) and all(one is not None for one in chosen):
            slack = max(one.slack for one in concepts)
            aside = all(one.aside for one in concepts)
            values = [one.value if isinstance(one, Concept) else _constant(one) for one in chosen]
            unit = next(iter(_units(concepts)), "") if function in _KEEPING_UNITS else ""
            joined = _pointwise(_functions()[function], values)
            yield Concept(domains.pop(), joined, slack=slack, aside=aside, unit=unit)


def _units(concepts: Iterable[Concept]) -> set[str]:
    return {concept.unit for concept in concepts if concept.unit}


def same_unit(concepts: Iterable[Concept]) -> bool:
    """Whether no two of the concepts are in different units."""
    return len(_units(concepts)) <= 1


def _pointwise(function: Callable[..., Any], values: list[Callable[..., Any]]) -> Callable[..., Any]:
    return lambda *inputs: function(*(value(*inputs) for value in values))


def _constant(number: Bound | None) -> Callable[..., Any]:
    return lambda *inputs: number(np.size(inputs[0])) if number else math.nan


def constant(number: Bound, domain: Domain) -> Concept:
    """A number as a concept on a domain."""
    return Concept(domain, _constant(number))


def derivative(concept: Concept) -> Concept:
    """The slope of a function on a line; undefined where the function has a kink."""
    step = 1e-5

    def slope(x: Array) -> Any:
        left, here, right = (np.asarray(concept.value(x + move), dtype=float) for move in (-step, 0.0, step))
        smooth = np.abs(left - 2 * here + right) < step * 1e-3
        return np.where(smooth & (np.abs(x) < 50), (right - left) / (2 * step), np.nan)

    return replace(concept, value=slope, slack=max(concept.slack, _DERIVATIVE_SLACK))


def read_number(text: str) -> Bound | None:
    """A number as written: a figure, a fraction, ``log n``, ``ln 2`` or infinity."""
    plain = re.sub(r"[\s()]+", "", text).replace("−", "-").lower()
    plain = re.sub(r"^(?:minus|negative|负)", "-", re.sub(r"^(?:plus|positive|正)", "", plain))
    words = {"零": 0.0, "一": 1.0, "zero": 0.0, "one": 1.0, "ln2": math.log(2), "log2": math.log(2)}
    if plain in words:
        return lambda _: words[plain]
    if plain in ("logn", "lnn", "logk", "lnk"):
        return math.log
    if plain.lstrip("+-") in ("∞", "无穷", "无穷大", "infinity", "inf"):
        return lambda _: -math.inf if plain.startswith("-") else math.inf
    numerator, _, denominator = plain.partition("/")
    try:
        value = float(numerator) / float(denominator or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return lambda _: value


__all__ = ["EXACT", "Bound", "constant", "derivative", "read_number", "readings", "same_unit"]
