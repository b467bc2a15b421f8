"""The assertion gate: which links may be refuted, and why the others may not.

Most equations of notes are constraints, data, assumptions or steps. A link may be refuted if it belongs to a
class of assertions and no restraint holds it back; whatever else there is can be supported or stay undecided.
"""

from collections.abc import Callable

from mdcheck.claims.assertions import CLASSES, is_doubtful, is_own_value
from mdcheck.claims.features import is_complex, is_value, names_of, same_kind, swapped, takes_members
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import (
    Compare,
    Number,
)
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a link may be refuted, and why."""

    refutable: bool
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restraint:
    """A reason not to refute a claim of any class; most of them spare arithmetic."""

    why: str
    test: Callable[[Link, Compare], bool]
    spares: bool = True


def gate(link: Link, statement: Compare) -> Gate:
    """Through which gate a link passes."""
    kind = next((c for c in CLASSES if c.test(link, statement)), None)
    if kind is None:
        return Gate(False, "relation", "an equation that may as well be a constraint, an assumption or data")
    for restraint in RESTRAINTS:
        if not (restraint.spares and kind.name == "arithmetic") and restraint.test(link, statement):
            return Gate(False, kind.name, restraint.why)
    return Gate(True, kind.name, kind.why)


def one_value(link: Link, statement: Compare) -> bool:
    """A number on one side, which may be data, unless nothing else than the number can be found."""
    number = is_value(statement.left) or is_value(statement.right)
    return number and not is_own_value(link, statement)


def two_measures(_: Link, statement: Compare) -> bool:
    """Two measures of one kind set equal, unless only the order of their arguments differs."""
    return same_kind(statement) and not swapped(statement)


def two_numbers(_: Link, statement: Compare) -> bool:
    """Two literals set equal."""
    return isinstance(statement.left, Number) and isinstance(statement.right, Number)


def bold_and_plain(_: Link, statement: Compare) -> bool:
    """One letter in two fonts, which may or may not be two things."""
    names = names_of(statement)
    return any(f"bold {name}" in names for name in names)


RESTRAINTS = (
    Restraint("the section uses notation of another field", lambda link, _: link.place.foreign, spares=False),
    Restraint("the author marks it as wrong", lambda link, _: link.place.marked_wrong, spares=False),
    Restraint("two numbers set equal assert nothing", two_numbers, spares=False),
    Restraint("one side is a number: it may be data", one_value),
    Restraint("two measures set equal: it may hold for the ones at hand", two_measures),
    Restraint("a member of a matrix may be a row of it", lambda link, s: takes_members(s, link)),
    Restraint("i may be the imaginary unit", is_complex),
    Restraint("one letter stands both bold and plain", bold_and_plain),
    Restraint("a bracket after a name may be an argument or a factor", is_doubtful),
    Restraint("words of condition stand near", lambda link, _: link.restrained),
)
