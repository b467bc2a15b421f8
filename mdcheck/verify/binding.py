"""What binders run over, under which conditions, and what they make of the values."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flint import arb

from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.nodes import Apply, Bind, Call, Compare, Expr, Index, Number, Range, Such, Symbol, Values
from mdcheck.expr.sampling import outcomes
from mdcheck.notation.elementary import sign_of
from mdcheck.notation.values import (
    Undefined,
    Value,
    add,
    ball,
    constant,
    integer,
    is_matrix,
    multiply,
)
from mdcheck.verify import analysis, finite_sets
from mdcheck.verify.entries import meaning_of
from mdcheck.verify.steps import Env, Outcome, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

LONGEST = 200
PLACES = (Fraction(1), Fraction(2))
"""What a label that chooses a component may be: there are two in every world."""
CALLED = {
    "int": "an integral without ends", "lim": "a limit", "limsup": "a limit", "liminf": "a limit",
    "sup": "a supremum", "inf": "an infimum", "union": "a union", "intersection": "an intersection",
    "each": "a list", "argmax": "an argument of a maximum", "argmin": "an argument of a minimum",
}  # fmt: skip
ORDERED = frozenset(("eq", "ne", "lt", "le", "gt", "ge"))


def bind(evaluator: "Evaluator", node: Bind, env: Env) -> Value:
    """A sum, product or extremum over its index set."""
    if (found := analysis.value(evaluator, node, env)) is not None:
        return found
    if node.head in ("union", "intersection") and finite_sets.is_set(evaluator, node):
        return finite_sets.column(evaluator, finite_sets.members(evaluator, node, env))
    if node.head in ("argmax", "argmin"):
        return place(evaluator, node, env)
    summed = node.head == "sum" or is_weighed(evaluator, node)
    if not summed and node.head not in ("prod", "max", "min"):
        raise Unknown(f"no value is computed of {CALLED.get(node.head, node.head)}")
    values = [evaluator.value(node.body, inner) for inner in bindings(evaluator, node, env)]
    if summed:
        return add(*values) if values else arb(0)
    if node.head == "prod":
        return multiply(*values) if values else arb(1)
    if not values or any(is_matrix(v) for v in values):
        raise Undefined("an extremum of nothing")
    return meaning_of(node.head)(*values)


def place(evaluator: "Evaluator", node: Bind, env: Env) -> Value:
    """The index at which the body is largest or smallest; of other variables, which of their values it is."""
    inners = list(bindings(evaluator, node, env))
    values = [constant(evaluator.value(node.body, inner)) for inner in inners]
    if not values or any(is_matrix(v) for v in values):
        raise Undefined("an extremum of nothing")
    wanted = 1 if node.head == "argmax" else -1
    best = [
        k
        for k, v in enumerate(values)
        if all(j == k or sign_of(v - w) == wanted for j, w in enumerate(values))
    ]
    if not best:
        raise Undefined("an extremum at several places")
    found = inners[best[0]][node.variable]
    return found if isinstance(node.domain, Range) else arb(best[0] + 1)


def is_weighed(evaluator: "Evaluator", node: Bind) -> bool:
    """Whether an integral runs over the values of a random variable against its law: in a world, a sum."""
    random = isinstance(node.domain, Values) and axis_of(node.variable) in evaluator.world.setting.axes
    return node.head == "int" and random and outcomes(node.variable, node.domain, node.body) is not None


def bindings(evaluator: "Evaluator", node: Bind, env: Env) -> Iterator[Env]:
    """Bindings of the variable that satisfy the conditions."""
    for bound in evaluator.domain(node, env):
        evaluator.fuel.burn(1)
        inner = {**env, node.variable: bound}
        if isinstance(bound, Outcome) and not node.variable.endswith("'"):
            inner[axis_of(node.variable)] = bound
        if all(holds(evaluator, c, inner) for c in node.conditions):
            yield inner


def domain(evaluator: "Evaluator", node: Bind, env: Env) -> Iterator[Any]:
    """Numbers of a range, outcomes of a random variable, members of a set, or a few values untold."""
    if isinstance(node.domain, Values):
        if "[" in node.variable:
            raise Unknown(f"a {node.head} over the values of {node.variable}, of which nothing is known")
        yield from (Outcome(k) for k in range(evaluator.world.extent(axis_of(node.variable))))
        return
    if isinstance(node.domain, Such):
        yield from finite_sets.elements(evaluator, node, node.domain.condition, env)
        return
    if not isinstance(node.domain, Range):
        raise Unknown(f"a {node.head} over a set of which nothing is known")
    first = 1 if node.domain.first is None else integer(evaluator.value(node.domain.first, env))
    last = (
        evaluator.world.size if node.domain.last is None else integer(evaluator.value(node.domain.last, env))
    )
    if last - first > LONGEST:
        raise Undefined("a long sum")
    yield from (ball(k) for k in range(first, last + 1))


def holds(evaluator: "Evaluator", condition: Expr, env: Env) -> bool:
    """Whether a condition holds."""
    if isinstance(condition, Apply) and condition.head == "all of":
        return all(holds(evaluator, part, env) for part in condition.args)
    if not isinstance(condition, Compare):
        raise Unknown("a condition that is no relation")
    if condition.relation in ("eq", "ne") and (same := same_outcome(evaluator, condition, env)) is not None:
        return same == (condition.relation == "eq")
    if condition.relation in ("in", "notin"):
        found = finite_sets.contains(evaluator, condition.left, condition.right, env)
        return found == (condition.relation == "in")
    if condition.relation not in ORDERED:
        raise Unknown("a condition not understood")
    left, right = evaluator.value(condition.left, env), evaluator.value(condition.right, env)
    if is_matrix(left) or is_matrix(right):
        raise Unknown("a condition on vectors")
    order = sign_of(constant(left) - constant(right))
    tests = {
        "eq": order == 0,
        "ne": order != 0,
        "lt": order < 0,
        "le": order <= 0,
        "gt": order > 0,
        "ge": order >= 0,
    }
    return tests[condition.relation]


def surely(evaluator: "Evaluator", condition: Expr, env: Env) -> bool:
    """Whether a condition holds that is not idle in a world of numbers, no two of which are equal."""
    if isinstance(condition, Compare) and condition.relation in ("eq", "ne"):
        told = labels_of(condition) <= evaluator.world.setting.values.keys()
        if told or same_outcome(evaluator, condition, env) is not None:
            return holds(evaluator, condition, env)
        raise Unknown("an indicator of an equality between numbers")
    return holds(evaluator, condition, env)


def labels_of(condition: Compare) -> frozenset[str]:
    """The names of labels that a relation compares; a blank for what is none, indices and numbers aside."""
    names = (label_of(side) for side in (condition.left, condition.right) if not isinstance(side, Number))
    return frozenset(names)


def label_of(side: Expr) -> str:
    """The name of what may be a label: ``y``, ``y_i``, ``h(x)``."""
    match side:
        case Symbol(name) | Index(Symbol(name), _) | Call(Symbol(name), _, 0):
            return name
    return ""


def labels(nodes: list[Expr], indices: frozenset[str]) -> dict[str, tuple[Fraction, ...]]:
    """Names that an indicator compares, with the few values that they may have: those it names, or two."""
    bound = {n.variable for n in nodes if isinstance(n, Bind)}
    compared = [n.args[0] for n in nodes if isinstance(n, Apply) and n.head == "indicator"]
    equal = [c for c in compared if isinstance(c, Compare) and c.relation in ("eq", "ne")]
    numbers = {s.value for c in equal for s in (c.left, c.right) if isinstance(s, Number)}
    if len(numbers) < 2:
        numbers |= {max(numbers, default=Fraction(1)) + 1, *(() if numbers else (Fraction(1),))}
    names = {name for c in equal for name in labels_of(c)} - indices - bound - {""}
    keys = [key for n in nodes if isinstance(n, Index) for key in n.keys if isinstance(key, Index)]
    chosen = {label_of(key) for key in keys} - {""}  # the y of f_{y_i}
    return {**dict.fromkeys(chosen, PLACES), **dict.fromkeys(names, tuple(sorted(numbers)))}


def same_outcome(evaluator: "Evaluator", condition: Compare, env: Env) -> bool | None:
    """Whether two index names are equal, where both sides are indices."""
    if isinstance(condition.left, Symbol) and isinstance(condition.right, Symbol):
        names = (condition.left.name, condition.right.name)
        if all(n in env or n in evaluator.world.setting.indices for n in names):
            return evaluator.key(condition.left, env) == evaluator.key(condition.right, env)
    return None
