"""What each kind of node computes: a function of an evaluator in a world of one setting and of bindings."""

from typing import TYPE_CHECKING, assert_never

from flint import arb

from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Cases,
    Compare,
    Derivative,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
)
from mdcheck.notation.registry import BY_HEAD
from mdcheck.verify import binding, chance, finite_sets
from mdcheck.verify.broadcasting import is_literal, with_ones
from mdcheck.verify.double_signs import UPPER, signed
from mdcheck.verify.entries import repeated
from mdcheck.verify.events import probability as probability_of
from mdcheck.verify.program import Code, at_values, literal, perhaps_none, without_value

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

SELECTIONS = frozenset(("binomial", "arrange"))


def code(evaluator: "Evaluator", node: Expr) -> Code:
    """What a node computes: a function of an evaluator in a world of this setting and of bindings."""
    match node:
        case Number(value):
            return literal(value)
        case Symbol(name):
            return lambda it, env: it.symbol(name, env)
        case Index(base, keys):
            return lambda it, env: it.index(base, keys, env)
        case Apply("indicator", (condition,)):
            return lambda it, env: arb(int(binding.surely(it, condition, env)))
        case Apply("repeated", (entry, key)):
            return lambda it, env: repeated(it, it.value(entry, env), key)
        case Apply("chance", (law, condition)):
            return lambda it, env: probability_of(it, law, condition, env)
        case Apply("abs", (inner,)) if finite_sets.is_set(evaluator, inner):
            return lambda it, env: arb(len(finite_sets.members(it, inner, env)))
        case Apply(head, args):
            return applied(evaluator, head, args)
        case Call(function, args, primes):
            return lambda it, env: it.call(function, args, primes, env)
        case Bind():
            return lambda it, env: binding.bind(it, node, env)
        case Derivative(body, variable, order):
            return lambda it, env: it.derivative(body, variable, order, env)
        case Prob(head, events, given, union):
            return lambda it, env: chance.probability(it, head, events, given, union, env)
        case Info():
            return lambda it, env: chance.information(it, node, env)
        case Moment():
            return lambda it, env: chance.moment(it, node, env)
        case Array(rows):
            return lambda it, env: it.array(rows, env)
        case Cases(branches):
            return lambda it, env: it.cases(branches, env)
        case Compare():
            return without_value("a relation where a value is expected")
    assert_never(node)


def applied(evaluator: "Evaluator", head: str, args: tuple[Expr, ...]) -> Code:
    """A head at its arguments; of some it is known how they are written, not what their value is."""
    if head in UPPER:
        return lambda it, env: signed(it, head, args, env)
    whole = Apply(head, args)
    if evaluator.world.setting.sets and finite_sets.is_set(evaluator, whole):
        return lambda it, env: finite_sets.column(it, finite_sets.members(it, whole, env))
    record = BY_HEAD[head]
    meaning = record.meaning
    if meaning is None:
        return without_value(f"no value is computed of {record.called or head}")
    if record.arity is None and any(map(is_several, args)):
        return lambda it, env: meaning(*it.arguments(args, env))
    if head == "add" and any(map(is_literal, args)):
        return lambda it, env: meaning(*with_ones(args, [it.value(arg, env) for arg in args]))
    code = at_values(meaning, [evaluator.program.of(arg) for arg in args])
    return perhaps_none(code) if head in SELECTIONS else code


def is_several(arg: Expr) -> bool:
    """Whether an argument stands for several."""
    return (isinstance(arg, Bind) and arg.head == "each") or (isinstance(arg, Apply) and arg.head == "given")
