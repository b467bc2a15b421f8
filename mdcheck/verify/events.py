r"""Probabilities of conditions on the values of random variables: ``P(X \le x)``, ``P(a < X \le b)``."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Prob, Symbol, children, walk
from mdcheck.notation.values import Scalar, Undefined, ball
from mdcheck.verify.chance import law_of
from mdcheck.verify.steps import Env, Outcome, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

ORDERS = frozenset(("lt", "le", "gt", "ge"))
ARITHMETIC = frozenset(("add", "neg", "mul", "dot", "div"))


def variables(condition: Expr) -> tuple[str, ...]:
    """The random variables of a condition: its capital letters."""
    names = (n.name for n in walk(condition) if isinstance(n, Symbol))
    return tuple(dict.fromkeys(name for name in names if len(name) == 1 and name.isupper()))


def comparisons(condition: Expr) -> Iterator[Expr]:
    """The relations that a condition joins, also those given."""
    match condition:
        case Apply("all of" | "given" | "list", args):
            for arg in args:
                yield from comparisons(arg)
        case _:
            yield condition


def is_ordered(condition: Expr) -> bool:
    """Whether a condition only compares by size: a continuous variable equals no number."""
    found = list(comparisons(condition))
    ordered = all(isinstance(c, Compare) and c.relation in ORDERS for c in found)
    return ordered and bool(variables(condition)) and all(variables(c) for c in found)


def probability(evaluator: "Evaluator", law: Expr, condition: Expr, env: Env) -> Scalar:
    """The probability of a condition, perhaps given another."""
    if not is_ordered(condition) or not isinstance(law, Symbol):
        raise Unknown("no value is computed of the probability of such events")
    name = law_of(law.name.removeprefix("law "))
    match condition:
        case Apply("given", (event, given)):
            total = weight(evaluator, name, (given,), env)
            found = weight(evaluator, name, (event, given), env)
        case _:
            total, found = weight(evaluator, name, (), env), weight(evaluator, name, (condition,), env)
    if not total:
        raise Undefined("a condition that never holds")
    return ball(Fraction(found, total))


def weight(evaluator: "Evaluator", law: str, conditions: tuple[Expr, ...], env: Env) -> int:
    """The weight of all outcomes at which conditions hold."""
    from mdcheck.verify.binding import holds

    axes = evaluator.world.setting.axes
    names = tuple(dict.fromkeys(name for c in conditions for name in variables(c)))
    places = {name: axes.index(axis_of(name)) for name in names}
    free = {axis_of(n): Outcome(evaluator.world.free_outcome(axis_of(n))) for n in names}
    total = 0
    for joint, mass in evaluator.world.table(law).items():
        inner = {**free, **env, **{name: Outcome(joint[place]) for name, place in places.items()}}
        total += mass * all(
            holds(evaluator, part, inner) for condition in conditions for part in comparisons(condition)
        )
    return total


def told_values(nodes: Iterable[Expr]) -> dict[str, tuple[Fraction, ...]]:
    """By random variable: the values that a statement names of it, if they may be all; a lone 1 has its 0."""
    found: dict[str, set[Fraction]] = {}
    for node in nodes:
        for event in (*node.events, *node.given) if isinstance(node, Prob) else ():
            if isinstance(event.value, Number):
                found.setdefault(event.variable, set()).add(event.value.value)
    return {axis: told for axis, values in found.items() if (told := completed(values))}


def completed(values: set[Fraction]) -> tuple[Fraction, ...]:
    """All values of a variable of which some are named; none if they are no labels of classes."""
    if len(values) == 1:
        values = {Fraction(-1), Fraction(1)} if values == {-1} else values | {Fraction(0), Fraction(1)}
    told = tuple(sorted(values))
    labels = told == (Fraction(-1), Fraction(1)) or all(b - a == 1 for a, b in pairwise(told))
    return told if labels and told[0] in (Fraction(-1), Fraction(0), Fraction(1)) else ()


def is_about_a_law(statement: Expr) -> bool:
    """Whether probabilities of orders stand beside anything but probabilities: then the law decides."""
    if not any(map(is_particular, walk(statement))):
        return False
    return not all(map(is_probability, children(statement)))


def is_particular(node: Expr) -> bool:
    """Whether a node is the probability of an order, or of a value that is a number."""
    match node:
        case Apply("chance", _):
            return True
        case Prob(_, events, given, _):
            return any(isinstance(e.value, Number) for e in (*events, *given))
    return False


def is_probability(side: Expr) -> bool:
    """Whether a side is made of probabilities and numbers."""
    match side:
        case Prob() | Number() | Apply("chance", _):
            return True
        case Apply(head, args):
            return head in ARITHMETIC and all(map(is_probability, args))
    return False
