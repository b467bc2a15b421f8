"""Functions that a note names, applied: known, defined and generic ones, those with few values."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr.nodes import Apply, Expr, Index, Symbol, free_names, walk
from mdcheck.expr.scope import Definition
from mdcheck.notation.values import Scalar, Value, ball, constant, elementwise, entries, is_matrix
from mdcheck.verify.entries import coefficient, meaning_of
from mdcheck.verify.steps import Env, Unknown
from mdcheck.verify.world import ACTIVATION, ENTRYWISE, Keys, series

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator


def call(evaluator: "Evaluator", function: Expr, args: tuple[Expr, ...], primes: int, env: Env) -> Value:
    """A named function at its arguments, or one of its derivatives."""
    if isinstance(function, Symbol) and is_untold(function.name, args, evaluator.definitions):
        raise Unknown(f"what {function.name} is given as says nothing of other arguments")
    values = list(evaluator.arguments(args, env))
    given = any(isinstance(arg, Apply) and arg.head == "given" for arg in args)
    apply = evaluator.callable(conditional(function) if given else function, env)
    if not primes:
        return apply(values)
    known = isinstance(function, Symbol) and function.name.removeprefix("head ") in ENTRYWISE
    if len(values) != 1 or (is_matrix(values[0]) and not known):
        raise Unknown("a derivative by one of several arguments")
    return elementwise(lambda cell: coefficient(apply([series(cell, primes)]), primes))(values[0])


def is_untold(name: str, args: tuple[Expr, ...], definitions: Mapping[str, Definition]) -> bool:
    """Whether a function is given at one argument only: ``h(X) = n log(2 pi)/2`` does not tell ``h(Y)``."""
    definition = definitions.get(name)
    if definition is None or not definition.called or args == tuple(map(Symbol, definition.parameters)):
        return False
    if is_constant(definition.body):
        return False
    return reached(definition.body, definitions).isdisjoint(definition.parameters)


def is_constant(body: Expr) -> bool:
    """Whether an expression is a number whatever its names stand for."""
    return all(name.startswith("const ") for name in free_names(body))


def reached(body: Expr, definitions: Mapping[str, Definition]) -> set[str]:
    """The names in an expression and in the definitions of those."""
    found: set[str] = set()
    waiting = [body]
    while waiting:
        names = {part.name for part in walk(waiting.pop()) if isinstance(part, Symbol)} - found
        found |= names
        waiting += [definitions[name].body for name in names if name in definitions]
    return found


def callable_of(evaluator: "Evaluator", function: Expr, env: Env) -> Callable[[list[Value]], Value]:
    """The meaning of a function's name: known, defined, or a random smooth one."""
    name, keys = (function.name, ()) if isinstance(function, Symbol) else family(evaluator, function, env)
    if name.startswith("head "):
        known = meaning_of(name.removeprefix("head "))
        return lambda values: known(*values)
    definition = evaluator.definitions.get(name)
    if definition is not None and not keys and definition.called:
        return lambda values: defined(evaluator, name, definition, values)
    if labels := evaluator.world.setting.values.get(name):
        return lambda values: labelled(evaluator, name, labels, values)
    label = name + "".join(f"_{k}" for k in keys)
    if name == ACTIVATION:
        return lambda values: elementwise(lambda cell: evaluator.world.function(label, [cell]))(*values)
    return lambda values: evaluator.world.function(label, [e for v in values for e in entries(v)])


def labelled(evaluator: "Evaluator", name: str, labels: tuple[Fraction, ...], values: list[Value]) -> Scalar:
    """One of a few labels, for each value of the arguments."""
    told = [constant(e).mid().str(12, radius=False) for v in values for e in entries(v)]
    return ball(labels[evaluator.world.number(0, len(labels) - 1, "label", name, *told)])


def family(evaluator: "Evaluator", function: Expr, env: Env) -> tuple[str, Keys]:
    """Name and keys of an indexed function."""
    match function:
        case Index(Symbol(name), keys):
            return name, tuple(evaluator.key(k, env) for k in keys)
    raise Unknown("a call of something that is no name")


def defined(evaluator: "Evaluator", name: str, definition: Definition, values: list[Value]) -> Value:
    """A defined function at values."""
    if len(values) != len(definition.parameters):
        raise Unknown("a call with another number of arguments than its definition")
    return evaluator.expand(name, definition.body, dict(zip(definition.parameters, values, strict=True)))


def conditional(function: Expr) -> Expr:
    """The name of a function of something given another: ``f(x | y)`` is not ``f(x, y)``."""
    return Symbol(f"{function.name}|") if isinstance(function, Symbol) else function
