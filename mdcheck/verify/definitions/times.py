"""Steps at which quantities stand: ``h_{t-1}`` is of the step before ``h_t``, whatever letter counts them."""

from collections.abc import Mapping
from dataclasses import field

from mdcheck.expr.nodes import Apply, Expr, Index, Number, Symbol, walk
from mdcheck.patterns import regex
from mdcheck.records import dataclass

Moments = Mapping[str, int]
"""Steps by the letter that counts them: ``t + 1`` is ``{"t": 1}``."""

STEP = regex(r"(?:[_^][({<]?|\((?:[A-Za-z]_)?)(?P<letter>[a-z])(?P<offset>[-+]\d+)?(?=[)}>,]|$)")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that a formula speaks of.

    Attributes:
        atoms: Of each quantity that stands at one step alone.
        free: Of each free index in order; empty for one that counts no steps.
        left: Of the left side; None where it is not known.
    """

    atoms: Mapping[str, Moments] = field(default_factory=dict)
    free: tuple[Moments, ...] = ()
    left: Moments | None = None


def moment(key: Expr) -> Moments:
    """The step that an index key stands for; empty where it is none."""
    match key:
        case Symbol(name):
            return {name: 0}
        case Apply("add", (Symbol(name), Number(value=ahead))) if ahead.denominator == 1:
            return {name: int(ahead)}
        case Apply("add", (Symbol(name), Apply("neg", (Number(value=back),)))) if back.denominator == 1:
            return {name: -int(back)}
    return {}


def steps(expr: Expr, when: Mapping[str, Moments]) -> Mapping[str, Moments]:
    """The step of each atom that always has the same keys.

    Args:
        expr: A formula over atoms.
        when: The steps that keys stand for, as they are printed.
    """
    keys: dict[str, set[tuple[Expr, ...]]] = {}
    for node in walk(expr):
        if isinstance(node, Index) and isinstance(node.base, Symbol):
            keys.setdefault(node.base.name, set()).add(node.keys)
    same = {name: next(iter(found)) for name, found in keys.items() if len(found) == 1}
    return {
        name: {
            letter: at
            for key in found
            if isinstance(key, Symbol)
            for letter, at in when.get(key.name, {}).items()
        }
        for name, found in same.items()
    }


def of_left(head: str, args: tuple[str, ...]) -> Moments:
    """The step of a left side: of ``c_t+1``, ``h^(t)``, or ``V`` of ``S_t``."""
    found = STEP.search(head) or (STEP.search(f"({args[0]})") if args else None)
    return {found["letter"]: int(found["offset"] or 0)} if found else {}


def astray(mine: Steps, canon: Steps, roles: Mapping[str, str]) -> str:
    """The quantity that stands at another step than its role does; empty if none does.

    The canonical form counts from its left side, at ``t``.

    Args:
        mine: Of the note's formula.
        canon: Of the form.
        roles: Roles by atom.
    """
    if mine.left is None:
        return among_free(mine, canon)
    letter, start = next(iter(mine.left.items()), ("t", None))
    for atom, role in roles.items():
        here, there = mine.atoms.get(atom, {}).get(letter), canon.atoms.get(role, {}).get("t")
        if here is None or there is None:
            continue
        if start is None:
            start = here - there
        elif here - there != start:
            return f"{atom} of {step(letter, here)} in the place of {step(letter, start + there)}"
    return among_free(mine, canon)


def among_free(mine: Steps, canon: Steps) -> str:
    """Two steps of one quantity that are not as far from each other as they should be; empty if all are."""
    letter = next((letter for moments in mine.free for letter in moments), "t")
    here = [moments.get(letter) for moments in mine.free]
    there = [moments.get("t") for moments in canon.free]
    if len(here) != len(there) or len(here) < 2 or None in here or None in there:
        return ""
    gaps = {(a or 0) - (b or 0) for a, b in zip(here, there, strict=True)}
    return "" if len(gaps) == 1 else f"{step(letter, here[0] or 0)} beside {step(letter, here[1] or 0)}"


def step(letter: str, offset: int) -> str:
    """``t - 1``, as a reader says it."""
    return f"{letter} {'+' if offset > 0 else '-'} {abs(offset)}" if offset else letter
