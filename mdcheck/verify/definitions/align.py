"""Which quantity of a note plays which role of a form: names first, then shape, then every order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice, permutations
from typing import Any

import numpy as np

from mdcheck.concepts.definitions import Role
from mdcheck.expr.nodes import Index, Symbol, walk
from mdcheck.notation.counts import COUNTS
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.definitions.forms import Draw, Ready
from mdcheck.verify.definitions.lower import Law, Lowered
from mdcheck.verify.definitions.times import astray
from mdcheck.verify.steps import Unknown

MOST = 150
CALL = regex(r"(?P<head>.+?)\((?P<args>.*)\)$")
SIZE = regex(r"(?:[nmNMKTLDdCkHhVJ]|\|.*\|)(?:_\w+)?$")
ARGUMENT = regex(r"^\w+[_^]\{?([\w+-])")
LABEL = regex(r"[_^*]")
PREDICTORS = frozenset(("f", "h", "g", "s"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Roles by atom; ``named`` is False where a name, or the step at which one stands, speaks against it."""

    roles: Mapping[str, str]
    named: bool = True
    astray: str = ""

    def __str__(self) -> str:
        """``P(x) as p, Q(x) as q``."""
        return ", ".join(f"{atom} as {role}" for atom, role in self.roles.items())


@lru_cache(maxsize=1024)
def tags(atom: str) -> tuple[str, ...]:
    """What a name says: ``hat y`` is a prediction, ``d(a,p)`` speaks of a and p, ``bold x`` of x."""
    head, bracket, rest = atom.partition("(")
    *marks, base = head.split() or [""]
    base += bracket + rest
    found = [*marks, atom]
    if not {"hat", "tilde"} & set(marks):
        found.append(base)
    if call := CALL.match(base):
        found += [call["head"], LABEL.split(call["head"])[0], re.sub(r"[^A-Za-z]", "", call["args"]).lower()]
        found += ["hat"] if call["head"] in PREDICTORS else []
        found += [f"{call['head']}/{label}" for label in (*ARGUMENT.findall(call["args"])[:1], "")]
    if "_" in base:
        name, label = base.split("_", 1)
        found += [name, label] if len(label) > 1 else [name]
    return tuple(dict.fromkeys(found))


def decided(atom: str, parts: Sequence[Role]) -> str | None:
    """The role that an atom's name decides on, if it is one alone."""
    said = tags(atom)
    for tag in said:
        matches = [role.name for role in parts if tag in role.hints]
        if matches:
            return matches[0] if len(matches) == 1 else None
    return None


def likeness(atom: str, role: Role) -> int:
    """How much a name suggests a role."""
    said = tags(atom)
    hints = {hint.lstrip("?") for hint in role.hints}
    lower = [tag.lower() for tag in said]
    return 4 * bool(set(said) & hints) + 2 * (role.name in said) + (role.name.lower() in lower)


def alignments(low: Lowered, ready: Ready, order: Mapping[str, str]) -> Iterator[Alignment]:
    """Alignments of all atoms with all roles, the most likely first.

    Args:
        low: The note's formula.
        ready: The canonical form.
        order: Roles of atoms as the left side lists its arguments.
    """
    if ready.joint is not None and low.laws:
        yield from jointly(low)
        return
    axes = tuple(dict.fromkeys(axis for role in ready.roles for axis in role.axes))
    names = tuple(low.arity)
    spare = len(names) - len(ready.roles)
    if sum(bool(SIZE.match(name)) for name in names) < spare:
        return
    if not 0 <= spare <= len(axes) or len(names) > 8:
        return
    parts = {role.name: role for role in ready.roles}
    listed = {atom: role for atom, role in order.items() if role in parts}
    by_name = {atom: listed.get(atom) or decided(atom, ready.roles) for atom in names}
    taken = list(by_name.values())
    by_name = {
        atom: role if taken.count(role) == 1 or atom in listed else None for atom, role in by_name.items()
    }
    sure = {atom: role for atom, role in by_name.items() if role and taken.count(role) == 1}
    found = [*islice(bijections(low, ready.roles, axes, spare, sure), MOST)]
    found += islice(bijections(low, ready.roles, axes, spare, {}), MOST)

    def rank(roles: Mapping[str, str]) -> int:
        return -sum(likeness(atom, parts[role]) for atom, role in roles.items() if role in parts)

    def judged(roles: Mapping[str, str]) -> Alignment:
        late = astray(low.steps, ready.lowered.steps, roles)
        return Alignment(roles, not late and follows(roles, by_name, parts), late)

    ranked = map(judged, sorted(found, key=rank))
    yield from sorted(ranked, key=lambda alignment: not alignment.named)


def follows(roles: Mapping[str, str], by_name: Mapping[str, str | None], parts: Mapping[str, Role]) -> bool:
    """Whether an alignment respects what names decide; a cell of the confusion matrix is no other one."""
    for atom, role in roles.items():
        wanted = by_name[atom]
        if wanted and wanted in roles.values() and wanted != role:
            return False
        if role in parts and any(f"!{tag}" in parts[role].hints for tag in tags(atom)):
            return False
        only = [hint[1:] for hint in parts[role].hints if hint[0] == "="] if role in parts else []
        if only and not set(only) & set(tags(atom)):
            return False
        if (
            role in parts
            and parts[role].domain == "cell"
            and {*COUNTS} & {*tags(atom)} - {*parts[role].hints}
        ):
            return False
    return True


def bijections(
    low: Lowered, parts: Sequence[Role], axes: Sequence[str], spare: int, sure: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """All orders in which arities fit, what is sure kept; spare atoms without keys stand for sizes."""
    ranks = {role.name: len(role.axes) for role in parts}
    if any(low.arity[atom] > ranks[role] for atom, role in sure.items()):
        return
    names = tuple(atom for atom in low.arity if atom not in sure)
    targets = [(role.name, len(role.axes)) for role in parts if role.name not in sure.values()]
    sizes = [name for name in names if SIZE.match(name) and low.arity[name] == 0]
    for chosen in permutations(axes, spare):
        for counting in combinations(sizes, spare):
            rest = tuple(name for name in names if name not in counting)
            counted = dict(zip(counting, chosen, strict=True))
            yield from matched(rest, low.arity, targets, {**sure, **counted})


def matched(
    names: Sequence[str], arity: Mapping[str, int], pool: Sequence[tuple[str, int]], so_far: dict[str, str]
) -> Iterator[dict[str, str]]:
    """Complete a partial match in every way."""
    if not names:
        yield so_far
        return
    first, *rest = names
    for place, (role, rank) in enumerate(pool):
        if arity[first] <= rank:
            left = [*pool[:place], *pool[place + 1 :]]
            yield from matched(rest, arity, left, {**so_far, first: role})


def jointly(low: Lowered) -> Iterator[Alignment]:
    """The two ways in which two variables are the axes of the joint law."""
    plain = set(low.arity) - set(low.laws)
    if plain - set(weights(low)) or len({law.head for law in low.laws.values() if law.kind == "p"}) > 1:
        return
    variables = tuple(
        dict.fromkeys(v for law in low.laws.values() for v in (*law.variables, *law.given, *law.at))
    )
    if len(variables) == 2:
        for first, second in permutations(variables):
            yield Alignment({first: "rows", second: "columns"})


def weights(low: Lowered) -> dict[str, Law]:
    """Plain atoms such as ``p_i`` beside ``H(Y|X=x_i)``: the law of what is given there."""
    given = {
        key: law.at[place]
        for node in walk(low.expr)
        if isinstance(node, Index) and isinstance(node.base, Symbol) and (law := low.laws.get(node.base.name))
        for place, key in enumerate(node.keys)
        if law.at
    }
    return {
        node.base.name: Law("p", "p", (given[node.keys[0]],))
        for node in walk(low.expr)
        if isinstance(node, Index)
        and isinstance(node.base, Symbol)
        and node.base.name not in low.laws
        and len(node.keys) == 1
        and node.keys[0] in given
    }


def values_for(low: Lowered, ready: Ready, draw: Draw, alignment: Alignment) -> dict[str, Any]:
    """Values of the note's atoms at a draw."""
    if "rows" in alignment.roles.values() and ready.joint is not None:
        table = draw.values[ready.joint.name]
        axis = {name: 0 if role == "rows" else 1 for name, role in alignment.roles.items()}
        return {name: of_joint(law, table, axis) for name, law in {**weights(low), **low.laws}.items()}
    return {atom: draw.values[role] for atom, role in alignment.roles.items()}


def of_joint(law: Law, table: Any, axis: Mapping[str, int]) -> Any:
    """A marginal, conditional or entropy of a joint table.

    Raises:
        Unknown: if a variable is not one of its axes.
    """
    given = (*law.given, *law.at)
    if law.kind == "p":
        below = marginal(table, given, axis) if given else 1.0
        return arranged(table, (*law.variables, *given), axis) / (
            np.broadcast_to(below, shape_of(table, (*law.variables, *given), axis)) if given else 1.0
        )
    if law.at:
        rows = arranged(table, (*law.at, *law.variables), axis)
        laws = rows / rows.sum(axis=1, keepdims=True)
        return -(laws * np.log(laws)).sum(axis=1)
    if law.kind == "I":
        return (
            entropy(table, law.variables[:1], axis)
            + entropy(table, law.variables[1:], axis)
            - entropy(table, law.variables, axis)
        )
    return entropy(table, (*law.variables, *given), axis) - (entropy(table, given, axis) if given else 0.0)


def arranged(table: Any, variables: tuple[str, ...], axis: Mapping[str, int]) -> Any:
    """The law of some variables, with an axis for each in their order."""
    places = [axis[v] for v in variables if v in axis]
    if len(places) != len(variables) or len(set(places)) != len(places):
        raise Unknown("a law of other variables")
    if len(places) == 2:
        return table if places == [0, 1] else table.T
    return table.sum(axis=1 - places[0])


def marginal(table: Any, variables: tuple[str, ...], axis: Mapping[str, int]) -> Any:
    """The law of what is given, along the last axis."""
    return arranged(table, variables, axis)


def shape_of(table: Any, variables: tuple[str, ...], axis: Mapping[str, int]) -> tuple[int, ...]:
    """The shape of a law of variables."""
    return tuple(int(table.shape[axis[v]]) for v in variables)


def entropy(table: Any, variables: tuple[str, ...], axis: Mapping[str, int]) -> float:
    """Entropy in nats of some variables."""
    law = arranged(table, variables, axis)
    return float(-(law * np.log(law)).sum())
