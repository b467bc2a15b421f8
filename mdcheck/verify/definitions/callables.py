"""Formulas of a page as functions: what they are called, what they take, and their values at drawn points."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from mdcheck.claims.definitions import Candidate, candidates
from mdcheck.claims.equations import links_of
from mdcheck.claims.sections import Section, sections
from mdcheck.expr.gap import Gap
from mdcheck.expr.scope import Definition, Scope
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.records import dataclass
from mdcheck.verify.definitions.forms import evaluated
from mdcheck.verify.definitions.lower import Lowered, lowered
from mdcheck.verify.definitions.shapes import expanded
from mdcheck.verify.definitions.sides import read, says_nothing
from mdcheck.verify.numeric import NoValue
from mdcheck.verify.steps import OutOfFuel, Unknown

Value = float | list[Any]
_LENGTHS = (5, 4, 6, 3)
_RANGES = ((0.1, 0.9), (0.3, 2.5), (-2.0, 2.0), (0.15, 0.85))
_FEWEST, _SAME = 3, 1e-9


@dataclass(frozen=True, slots=True)
class Stated:
    """A formula that gives something a name.

    Attributes:
        head: The name, as written.
        titles: The headings above it, the nearest last.
        span: Its place in the source.
        text: As written.
        draws: Values of what it takes, by name: numbers, or lists of them.
        values: What it comes to for each of the draws.
    """

    head: str
    titles: tuple[str, ...]
    span: Span
    text: str
    draws: tuple[Mapping[str, Value], ...]
    values: tuple[float, ...]


def stated(document: Document, macros: Mapping[str, str]) -> Iterator[Stated]:
    """Every equation of a page whose right side has one meaning and a value wherever it is defined."""
    parsed = {p.formula.span: p for p in parsed_formulas(document, macros)}
    for section in sections(document, parsed):
        found = [c for c in candidates(section) if len(c.sides) == 1 and c.sign.head]
        if not found:
            continue
        known = _known(section)
        for candidate in found:
            scope, definitions = known.get(candidate.place.parsed.formula.span, (Scope(), {}))
            try:
                yield from _of(candidate, scope, definitions)
            except (Gap, Unknown):
                continue


def _known(section: Section) -> Mapping[Span, tuple[Scope, Mapping[str, Definition]]]:
    """What the section says of names at each of its formulas."""
    return {
        link.place.parsed.formula.span: (link.scope, {**link.later, **link.scope.definitions})
        for link in links_of(section, {})
    }


def _of(candidate: Candidate, scope: Scope, definitions: Mapping[str, Definition]) -> Iterator[Stated]:
    """The formula as a function, if all readings of it are one.

    Raises:
        Gap, Unknown: if it cannot be read, or has no meaning as a quantity.
    """
    readings = list(read(candidate.sides[0], scope))
    own = {name: d for name, d in definitions.items() if name != candidate.sign.head}
    lows = [lowered(expanded(reading, own)) for reading in readings if not says_nothing(reading)]
    if not lows or any(low.laws or low.free or low.arity != lows[0].arity for low in lows):
        return
    draws, values = [], []
    for number in range(len(_LENGTHS)):
        draw = _drawn(lows[0], number)
        found = [_value(low, draw) for low in lows]
        if found[0] is not None and all(v is not None and abs(v - found[0]) < _SAME for v in found):
            draws.append({name: v.tolist() if isinstance(v, np.ndarray) else v for name, v in draw.items()})
            values.append(found[0])
    if len(values) >= _FEWEST and len(set(values)) > 1:
        span = candidate.statement.span
        yield Stated(
            candidate.sign.head,
            candidate.titles,
            candidate.place.parsed.locate(span),
            candidate.place.parsed.text[span.start : span.end],
            tuple(draws),
            tuple(values),
        )


def _drawn(low: Lowered, number: int) -> dict[str, Any]:
    """A value for each quantity: a number, a vector or a square matrix, of one length in each draw."""
    generator = np.random.default_rng(4049 + number)
    length, ends = _LENGTHS[number], _RANGES[number]
    return {
        name: generator.uniform(*ends, (length,) * axes) if axes else float(generator.uniform(*ends))
        for name, axes in low.arity.items()
        if name not in low.sizes
    }


def _value(low: Lowered, draw: Mapping[str, Any]) -> float | None:
    try:
        found = np.asarray(evaluated(low, dict(draw)), dtype=float)
    except (NoValue, Unknown, OutOfFuel, ValueError, TypeError):
        return None
    return float(found) if found.ndim == 0 and np.isfinite(found) else None
