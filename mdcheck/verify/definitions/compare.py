"""A note's formula held against a concept: does it agree, by which convention, or but for which slip?"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from mdcheck.concepts.definitions import Definition
from mdcheck.expr.nodes import Expr, walk
from mdcheck.records import dataclass
from mdcheck.verify.definitions.align import Alignment, alignments, values_for
from mdcheck.verify.definitions.documented import ready
from mdcheck.verify.definitions.edits import Edit, edits, leaves_to_one, numbers, replacements, turns
from mdcheck.verify.definitions.forms import Draw, Kept, Ready, evaluated
from mdcheck.verify.definitions.lower import Lowered
from mdcheck.verify.numeric import NoValue
from mdcheck.verify.steps import OutOfFuel, Unknown

CLOSE = 1e-9
APART = 1e-4
MOST_EDITS = 1500
MOST_ALIGNMENTS = 2
SPREAD, SLACK = 1.5, 6


@dataclass(frozen=True, slots=True)
class Match:
    """A formula that agrees with a form.

    Attributes:
        definition: The concept.
        ready: The form.
        alignment: Which quantity plays which role.
        convention: What is unusual, ``axis: value``.
        warned: Whether that is worth a warning.
        points: Draws at which both agree.
    """

    definition: Definition
    ready: Ready
    alignment: Alignment
    convention: str
    warned: bool
    points: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A formula that one edit makes agree.

    Attributes:
        match: What it then agrees with.
        edited: The formula after the edit.
        left: What the note's formula comes to at the first draw.
        right: What the canonical form comes to.
        values: The draw, by the note's names.
    """

    match: Match
    edited: Expr
    left: str
    right: str
    values: Mapping[str, str]


def matches(low: Lowered, definition: Definition, order: Mapping[str, str]) -> Iterator[Match]:
    """Every way in which a formula agrees with a concept, the plainest first."""
    for form in ready(definition):
        for alignment in alignments(low, form, order):
            factor = agreement(low, form, alignment, definition)
            if factor is None:
                continue
            parts = [form.form.convention, low.change, f"factor: {factor:g}" if factor != 1 else ""]
            convention = ", ".join(filter(None, parts))
            yield Match(
                definition, form, alignment, convention, form.form.bearing == "warning", len(form.draws)
            )
            break


def agreement(low: Lowered, form: Ready, alignment: Alignment, definition: Definition) -> float | None:
    """The constant factor, nearly always 1, by which a formula agrees at every draw; None if it does not."""
    candidates = (1.0, *definition.factors, *(1 / f for f in definition.factors))
    for draw in form.quickest:
        mine = value_at(low, form, draw, alignment, definition)
        if mine is None:
            return None
        candidates = tuple(f for f in candidates if close(mine, f * draw.result))
        if not candidates:
            return None
    return candidates[0]


def value_at(
    low: Lowered,
    form: Ready,
    draw: Draw,
    alignment: Alignment,
    definition: Definition,
    kept: Kept | None = None,
) -> Any:
    """What the note's formula comes to at a draw; None where it has no value."""
    try:
        values = values_for(low, form, draw, alignment)
        return evaluated(low, values, logs_natural=definition.any_base, kept=kept)
    except (Unknown, NoValue, OutOfFuel, ValueError, TypeError, IndexError, OverflowError, ZeroDivisionError):
        return None


def close(mine: Any, other: Any) -> bool:
    """Whether two results agree, entry by entry; a single entry is the number it holds."""
    a, b = (np.squeeze(np.asarray(v, dtype=float)) for v in (mine, other))
    if a.shape != b.shape and a.shape == b.shape[::-1]:
        a = a.T
    return a.shape == b.shape and bool(
        np.all(np.isfinite(a)) and np.all(np.abs(a - b) <= CLOSE * np.maximum(1.0, np.abs(b)))
    )


def slip(low: Lowered, definition: Definition, order: Mapping[str, str], *, least: int = 0) -> Slip | None:
    """The first edit under which a formula agrees with a concept, names respected.

    Args:
        low: The formula.
        definition: The concept.
        order: Roles of atoms as the left side lists its arguments.
        least: Nodes that a form must have.
    """
    for form in ready(definition):
        if form.form.bearing == "warning" or not is_near(low.expr, form.lowered.expr):
            continue
        if size(form.lowered.expr) < least:
            continue
        for alignment in likely(alignments(low, form, order)):
            kept: dict[int, Kept] = {}
            for edit in islice(chances(low, form, alignment, definition), MOST_EDITS):
                if agrees(edit, form, alignment, definition, kept):
                    found = Match(definition, form, alignment, "", False, len(form.draws))
                    return described(low, edit, found)
    return foreign(low, definition, order, least=least)


def foreign(low: Lowered, definition: Definition, order: Mapping[str, str], *, least: int) -> Slip | None:
    """A formula in which a quantity that the concept does not know stands once in the place of another."""
    for stranger, edit in replacements(low):
        for form in ready(definition):
            if form.form.bearing == "warning" or size(form.lowered.expr) < least:
                continue
            for alignment in likely(alignments(edit.lowered, form, order)):
                if agrees(edit, form, alignment, definition, {}):
                    draw = form.draws[0]
                    values = values_for(edit.lowered, form, draw, alignment)
                    by_name = {name: shown(value) for name, value in values.items()}
                    return Slip(
                        Match(definition, form, alignment, "", False, len(form.draws)),
                        edit.lowered.expr,
                        f"something of {stranger}",
                        shown(draw.result),
                        by_name,
                    )
    return None


def chances(low: Lowered, form: Ready, alignment: Alignment, definition: Definition) -> Iterator[Edit]:
    """Edits that may mend a formula; one whose shapes do not fit only by what is turned."""
    if value_at(low, form, form.draws[0], alignment, definition) is not None:
        yield from edits(
            low,
            joint=form.joint is not None,
            complements=leaves_to_one(form.lowered.expr),
            numbers=numbers(form.lowered.expr),
        )
    elif any(len(role.axes) == 2 for role in form.roles):
        yield from turns(low)


def is_near(mine: Expr, other: Expr) -> bool:
    """Whether two formulas are of a size at which one slip may part them."""
    here, there = size(mine), size(other)
    return there <= SPREAD * here + SLACK and here <= SPREAD * there + SLACK


def size(node: Expr) -> int:
    """Number of nodes."""
    return sum(1 for _ in walk(node))


def likely(found: Iterable[Alignment]) -> Iterator[Alignment]:
    """The few alignments that names do not speak against."""
    count = 0
    for alignment in found:
        if alignment.named and count < MOST_ALIGNMENTS:
            count += 1
            yield alignment


def agrees(
    edit: Edit, form: Ready, alignment: Alignment, definition: Definition, kept: dict[int, Kept]
) -> bool:
    """Whether an edited formula agrees exactly at every draw; ``kept``: what edits share, by draw."""
    for number, draw in enumerate(form.quickest):
        shared = kept.setdefault(number, {})
        mine = value_at(edit.lowered, form, draw, alignment, definition, shared)
        if mine is None or not close(mine, draw.result):
            return False
    return True


def described(low: Lowered, edit: Edit, match: Match) -> Slip | None:
    """The slip with the draw that shows it best; None if no difference is worth speaking of."""
    best: tuple[float, Draw, Any] | None = None
    for draw in match.ready.draws:
        mine = value_at(low, match.ready, draw, match.alignment, match.definition)
        if mine is not None and (best is None or apart(mine, draw.result) > best[0]):
            best = (apart(mine, draw.result), draw, mine)
    if best is None:
        return Slip(match, edit.lowered.expr, "no value, as shapes do not fit", "one", {})
    if best[0] < APART:
        return None
    _, draw, mine = best
    values = values_for(low, match.ready, draw, match.alignment)
    by_name = {name: shown(value) for name, value in values.items()}
    return Slip(match, edit.lowered.expr, shown(mine), shown(draw.result), by_name)


def apart(mine: Any, other: Any) -> float:
    """How far two results are from each other beside their size; infinite if their shapes differ."""
    a, b = (np.squeeze(np.asarray(v, dtype=float)) for v in (mine, other))
    if a.shape != b.shape or not np.all(np.isfinite(a)):
        return float("inf")
    return float(np.max(np.abs(a - b) / np.maximum(1.0, np.abs(b))))


def shown(value: Any) -> str:
    """A value as a reader wants it."""
    array = np.asarray(value, dtype=float)
    if array.ndim == 0:
        return f"{float(array):.4g}"
    return "[" + ", ".join(shown(part) for part in array) + "]"
