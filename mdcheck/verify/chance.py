"""Probabilities, information measures and moments of the random variables of a world."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flint import arb, arb_series

from mdcheck.expr.bars import LAW_NAMES
from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.moments import at_values
from mdcheck.expr.nodes import (
    Event,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Symbol,
    children,
    free_names,
    transform,
    walk,
)
from mdcheck.notation.elementary import log
from mdcheck.notation.values import Scalar, Undefined, ball, divide, integer, multiply
from mdcheck.verify import random_families
from mdcheck.verify.steps import Env, Member, Outcome, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator


SAME_LAW = {"P": "p", "Pr": "p", "bb P": "p", "Q": "q", "bold p": "p", "bold P": "p"}


def outcome(evaluator: "Evaluator", event: Event, env: Env) -> int:
    """The number of the value that an event asks for."""
    match event.value:
        case Symbol(name) if name in env:
            bound = env[name]
            if isinstance(bound, Member):
                raise Unknown("a member of a set as the value of a random variable")
            whole = 0 if isinstance(bound, Outcome) else integer(bound)
            return bound.number if isinstance(bound, Outcome) else numbered(evaluator, whole, event.variable)
        case Number(value):
            told = evaluator.world.setting.told.get(event.variable, ())
            if value not in told:
                raise Unknown("a particular value of a random variable")
            return told.index(value)
        case Symbol(name):
            return evaluator.world.free_outcome(event.variable + "'" * name.count("'"))
        case Index(_, (key,)):
            number = evaluator.key(key, env)
            if isinstance(number, int):
                return numbered(evaluator, number, event.variable)
    raise Unknown("a value of a random variable that is not understood")


def numbered(evaluator: "Evaluator", number: int, axis: str = "") -> int:
    """The outcome that is the ``number``-th value, counted from 1; of named values the one of that name."""
    if told := evaluator.world.setting.told.get(axis):
        if number not in told:
            raise Undefined("a value beyond those of the random variable")
        return told.index(Fraction(number))
    if not 1 <= number <= evaluator.world.size:
        raise Undefined("a value beyond those of the random variable")
    return number - 1


def weight(
    evaluator: "Evaluator", law: str, events: tuple[Event, ...], env: Env, *, union: bool = False
) -> int:
    """Total weight of the outcomes in which all events hold (or any, for a union)."""
    axes = evaluator.world.setting.axes
    wanted = [(axes.index(e.variable), outcome(evaluator, e, env), e.negated) for e in events]
    combine = any if union else all
    return sum(
        mass
        for joint, mass in evaluator.world.table(law_of(law)).items()
        if combine((joint[axis] == number) != negated for axis, number, negated in wanted)
    )


def probability(
    evaluator: "Evaluator",
    law: str,
    events: tuple[Event, ...],
    given: tuple[Event, ...],
    union: bool,
    env: Env,
) -> Scalar:
    """Probability of the events, given others."""
    if varied(evaluator, env) & set(re.split("[_;,]", law)[1:]):
        raise Unknown("a law that depends on what is varied")
    total = weight(evaluator, law, given, env)
    if union:
        if given:
            raise Unknown("a conditional probability of a union")
        return ball(Fraction(weight(evaluator, law, events, env, union=True), total))
    return ball(Fraction(weight(evaluator, law, (*events, *given), env), total))


def varied(evaluator: "Evaluator", env: Env) -> set[str]:
    """The names by which a derivative is being taken."""
    bound = {name for name, value in env.items() if isinstance(value, arb_series)}
    return bound | {name for name, _ in evaluator.moved} | set(evaluator.replaced)


def marginal(
    evaluator: "Evaluator", law: str, axes: tuple[str, ...], where: tuple[Event, ...], env: Env
) -> dict[tuple[int, ...], Scalar]:
    """The law of some axes, given events; a law that was defined by others follows its definition."""
    if evaluator.defines(law) and not is_family(evaluator.definitions[law].body):
        return mixture(evaluator, law, axes, where, env)
    places = [evaluator.world.setting.axes.index(a) for a in axes]
    wanted = [(evaluator.world.setting.axes.index(e.variable), outcome(evaluator, e, env)) for e in where]
    sums: dict[tuple[int, ...], int] = {}
    for joint, mass in evaluator.world.table(law_of(law)).items():
        if all(joint[axis] == number for axis, number in wanted):
            key = tuple(joint[p] for p in places)
            sums[key] = sums.get(key, 0) + mass
    total = sum(sums.values())
    return {key: ball(Fraction(mass, total)) for key, mass in sums.items()}


def mixture(
    evaluator: "Evaluator", law: str, axes: tuple[str, ...], where: tuple[Event, ...], env: Env
) -> dict[tuple[int, ...], Scalar]:
    """``m = (p + q) / 2``: a law whose probabilities are those of others, combined as its definition says."""
    definition = evaluator.definitions[law]
    body = transform(definition.body, marked_law)
    named = sorted(name for name in free_names(body) if name.partition("_")[0] in (*LAW_NAMES, law))
    parts = {name: marginal(evaluator, name, axes, where, env) for name in named}
    if definition.parameters or not parts:
        raise Unknown(f"{law} is not defined by other laws")
    keys = next(iter(parts.values()))
    return {
        key: evaluator.expand(law, body, {name: table[key] for name, table in parts.items()}) for key in keys
    }


def is_family(body: Expr) -> bool:
    """Whether a law is made of numbers that may be any, as a softmax of scores: then it may be any law."""
    plain = transform(body, marked_law)
    return any(isinstance(n, Index) and isinstance(n.base, Symbol) for n in walk(plain))


def marked_law(node: Expr) -> Expr:
    """``p_1`` among laws is a law of its own."""
    match node:
        case Index(Symbol(name), (Number(value=number),)):
            return Symbol(f"{name}_{number}")
    return node


def information(evaluator: "Evaluator", node: Info, env: Env) -> Scalar:
    """An information measure, in nats or in bits."""
    unit = log(ball(2)) if evaluator.world.setting.bits else arb(1)
    return divide(nats(evaluator, node, env), unit)


def nats(evaluator: "Evaluator", node: Info, env: Env) -> Scalar:
    """An information measure in nats."""
    if node.laws:
        axes = law_axes(evaluator)
        tables = [marginal(evaluator, law, axes, (), env) for law in node.laws]
        if node.kind == "entropy":
            return cross(tables[0], tables[0])
        if node.kind == "cross-entropy":
            return cross(tables[0], tables[1])
        if node.kind == "divergence":
            return cross(tables[0], tables[1]) - cross(tables[0], tables[0])
        return jensen_shannon(*tables)
    law = evaluator.world.setting.law
    if node.kind == "mutual-information":
        left, right = node.variables
        plain = Info("entropy", (left,), node.given)
        return nats(evaluator, plain, env) - nats(
            evaluator, Info("entropy", (left,), (*node.given, right)), env
        )
    joint = marginal(evaluator, law, (*node.variables, *node.given), node.where, env)
    if not node.given:
        return cross(joint, joint)
    given = marginal(evaluator, law, node.given, node.where, env)
    return cross(joint, joint) - cross(given, given)


def law_axes(evaluator: "Evaluator") -> tuple[str, ...]:
    """The axes of laws that are named without arguments."""
    axes = evaluator.world.setting.axes
    if not axes:
        raise Unknown("a law without variables")
    return axes


def moment(evaluator: "Evaluator", node: Moment, env: Env) -> Scalar:
    """An expectation, variance or covariance over the joint law."""
    random = evaluator.world.setting.random
    if random and (named := random_families.told_names(node, frozenset(random))):
        return random_families.moment(evaluator, node, named, env)
    known = at_values(node.where)
    if known is None or node.under is not None:
        raise Unknown("a moment under a condition or a law that is not known")
    variables = tuple(dict.fromkeys(n for a in node.args for n in random_names(a)))
    axes = tuple(axis_of(v) for v in variables)
    if not variables or any(a not in evaluator.world.setting.axes for a in axes):
        raise Unknown("a moment of something that is not random")
    families = [Symbol(v) for v in variables]
    if any(isinstance(n, Index) and n.base in families for a in node.args for n in walk(a)):
        raise Unknown("a family of random variables")
    where = tuple(Event(g, Symbol(g)) for g in (*node.given, *known))
    table = marginal(evaluator, "p", axes, where, env)

    def mean(*factors: Expr) -> Scalar:
        total: Scalar = arb(0)
        for joint, mass in table.items():
            inner = dict(env)
            for name, number in zip(variables, joint, strict=True):
                inner[name] = inner[axis_of(name)] = Outcome(number)
            total = total + mass * multiply(*(evaluator.value(f, inner) for f in factors))
        return total

    if node.kind == "E":
        return mean(node.args[0])
    first, second = node.args[0], node.args[-1]
    return mean(first, second) - mean(first) * mean(second)


def random_names(node: Expr) -> list[str]:
    """Random variables in an expression: capital letters, or x, y, z where there is none."""
    names = list(outer_names(node))
    capital = [n for n in names if len(n.split("_")[0]) == 1 and n[0].isupper()]
    return capital or [n for n in names if n in ("x", "y", "z", "xi", "epsilon")]


def outer_names(node: Expr) -> Iterator[str]:
    """Names in an expression; of a moment inside it only those given: it averages over the others."""
    if isinstance(node, Moment):
        yield from (name.upper() if len(name) == 1 else name for name in node.given)
        return
    if isinstance(node, Symbol):
        yield node.name
    for child in children(node):
        yield from outer_names(child)


def law_of(name: str) -> str:
    """One law for the letters that notes use for it alike."""
    letter, mark, parameters = name.partition(";")
    return SAME_LAW.get(letter, letter) + mark + parameters


def cross(p: Mapping[Any, Scalar], q: Mapping[Any, Scalar]) -> Scalar:
    """Cross entropy of two laws in nats."""
    total: Scalar = arb(0)
    for key, weight in p.items():
        total = total - weight * log(q[key])
    return total


def jensen_shannon(p: Mapping[Any, Scalar], q: Mapping[Any, Scalar]) -> Scalar:
    """Jensen-Shannon divergence in nats."""
    middle = {k: (p[k] + q[k]) / 2 for k in p}
    return cross(middle, middle) - (cross(p, p) + cross(q, q)) / 2
