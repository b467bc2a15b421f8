r"""Derivatives by quantities in between: ``\partial L / \partial z`` where z is defined by what comes before.

A loss that is not given is any smooth function of the quantities in between, which is all that rules for
passing gradients back say of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mdcheck.expr.nodes import Apply, Call, Compare, Derivative, Expr, Index, Symbol, free_names, walk
from mdcheck.expr.scope import Definition, Scope, Sort
from mdcheck.notation.values import Undefined, Value, is_matrix, matrix
from mdcheck.verify.entries import coefficient
from mdcheck.verify.steps import Env
from mdcheck.verify.world import Keys, series

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

DEEPEST = 6


def by_intermediate(evaluator: "Evaluator", body: Expr, name: str, keys: Keys, order: int, env: Env) -> Value:
    """The derivative by a defined name, at its value; by a vector or matrix, entry by entry."""
    value = evaluator.symbol(name, env)

    def moved(changed: Value) -> Value:
        evaluator.replaced[name] = changed
        try:
            return coefficient(evaluator.value(body, env), order)
        finally:
            del evaluator.replaced[name]

    if not is_matrix(value):
        if keys:
            raise Undefined("a member of a number")
        return moved(series(value, order))
    rows, columns = value.shape

    def entry(i: int, j: int) -> Value:
        changed = value.copy()
        changed[i, j] = series(value[i, j], order)
        return moved(changed)

    if not keys:
        return matrix([[entry(i, j) for j in range(columns)] for i in range(rows)])
    places = [k - 1 for k in keys if isinstance(k, int)]
    places = [*places, 0] if len(places) == 1 else places
    if len(places) != 2 or not (0 <= places[0] < rows and 0 <= places[1] < columns):
        raise Undefined("a component that is not there")
    return entry(*places)


def intermediates(statement: Compare, scope: Scope) -> frozenset[str]:
    """Names by which a statement differentiates and whose definitions lead to others of them."""
    variables = frozenset(names_of_variables(statement))
    defined = (n for n in variables if n in scope.definitions and not scope.definitions[n].parameters)
    return frozenset(name for name in defined if reaches(name, variables - {name}, scope))


def names_of_variables(statement: Compare) -> Iterator[str]:
    """The names of what a statement differentiates by."""
    for node in walk(statement):
        match node:
            case Derivative(_, Symbol(name) | Index(Symbol(name), _), _):
                yield name


def reaches(name: str, others: frozenset[str], scope: Scope) -> bool:
    """Whether a definition depends on one of some names, perhaps through other definitions."""
    met, waiting = {name}, {name}
    for _ in range(DEEPEST):
        bodies = (scope.definitions[n].body for n in waiting if n in scope.definitions)
        waiting = {n for body in bodies for n in free_names(body)} - met
        if waiting & others:
            return True
        met |= waiting
    return False


def with_outer(statement: Compare, scope: Scope) -> Scope:
    """The scope in which what is differentiated, but not given, is a function of quantities in between."""
    between = intermediates(statement, scope)
    given = {}
    for node in walk(statement):
        match node:
            case Derivative(Symbol(name), _, _) if name not in scope.definitions and between:
                of = sorted(innermost(statement, name, between, scope))
                if of:
                    given[name] = Definition((), Call(Symbol(f"outer {name}"), tuple(map(Symbol, of))))
    if not between:
        return scope
    sorts = {**dict(layers(between, scope)), **scope.sorts}
    return replace(scope, sorts=sorts, definitions={**scope.definitions, **given})


def layers(between: frozenset[str], scope: Scope) -> Iterator[tuple[str, Sort]]:
    """A capital before a small letter in a sum, ``Wx + b``, is a matrix before a vector; ``XW`` are two."""
    for name in sorted(between):
        body = scope.definitions[name].body
        terms = body.args if isinstance(body, Apply) and body.head == "add" else (body,)
        products = [t.args for t in terms if isinstance(t, Apply) and t.head == "mul" and len(t.args) == 2]
        for product in products:
            match product:
                case (Symbol(matrix_name), Symbol(vector)) if is_layer(matrix_name, vector):
                    yield matrix_name, "matrix"
                    yield from ((v, "vector") for v in (vector, *names_among(terms)))
                case (Symbol(first), Symbol(second)) if is_capital(first) and is_capital(second):
                    yield from ((name, "matrix") for name in (first, second))


def is_capital(name: str) -> bool:
    """Whether a name is a capital letter."""
    return name.split()[-1][0].isupper()


def is_layer(first: str, second: str) -> bool:
    """Whether two names are a capital letter and a small one."""
    return is_capital(first) and second.split()[-1][0].islower()


def names_among(terms: tuple[Expr, ...]) -> Iterator[str]:
    """Terms that are names."""
    yield from (t.name for t in terms if isinstance(t, Symbol))


def innermost(statement: Compare, name: str, between: frozenset[str], scope: Scope) -> set[str]:
    """The quantities nearest to an outer one: those by which it is differentiated, and no other leads to."""
    by = {
        v
        for node in walk(statement)
        if isinstance(node, Derivative) and node.body == Symbol(name)
        for v in names_of_variables(Compare("eq", node, node))
        if v in between
    }
    return {v for v in by if not any(reaches(other, frozenset((v,)), scope) for other in by - {v})}
