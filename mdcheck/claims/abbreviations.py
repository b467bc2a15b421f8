"""Letters that stand for known quantities: P and R in a formula for F1, P and N in one for rates."""

from collections.abc import Container, Mapping
from dataclasses import replace
from fractions import Fraction

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Derivative,
    Expr,
    Index,
    Number,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.scope import Definition
from mdcheck.expr.scripts import UNNAMED

PRECISION_AND_RECALL = {
    "P": Symbol("measure precision"),
    "R": Symbol("measure recall"),
    "p": Symbol("measure precision"),
    "r": Symbol("measure recall"),
}
POSITIVES_AND_NEGATIVES = {
    "P": Apply("add", (Symbol("TP"), Symbol("FN"))),
    "N": Apply("add", (Symbol("FP"), Symbol("TN"))),
}


def spelt_out(statement: Compare, chain: frozenset[str], known: Mapping[str, Definition]) -> Compare:
    """The statement with abbreviations replaced.

    Args:
        statement: A link of a chain.
        chain: The names of its chain up to it.
        known: The functions in force that may stand without their arguments.
    """
    statement = with_arguments(components(functions_of_one(statement)), known)
    names = free_names(statement)
    if names == {"e"} and statement.relation == "approx":
        return replaced(statement, {"e": Symbol("const e")})
    if "measure f1" in chain and len(names & {"P", "R"}) + len(names & {"p", "r"}) == 2:
        return replaced(statement, PRECISION_AND_RECALL)
    if any(n.startswith("measure ") for n in chain) and names & {"TP", "FP", "FN", "TN"}:
        return replaced(statement, POSITIVES_AND_NEGATIVES)
    return statement


def with_arguments(statement: Compare, known: Mapping[str, Definition]) -> Compare:
    r"""``\partial f / \partial x``, ``\log f`` after ``f(x, y) = ..``: of the value at these arguments."""
    names = free_names(statement)

    def change(node: Expr) -> Expr:
        match node:
            case Derivative(Symbol(name), variable, order) if name in known:
                arguments = tuple(map(Symbol, known[name].parameters))
                if variable in arguments:
                    return Derivative(Call(Symbol(name), arguments), variable, order)
            case Apply("log", (Symbol(name),)) if name in known and names >= {*known[name].parameters}:
                return Apply("log", (Call(Symbol(name), tuple(map(Symbol, known[name].parameters))),))
        return node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result


def components(statement: Compare) -> Compare:
    """``softmax(z_i) = exp(z_i) / sum_j exp(z_j)``: the i-th component of the softmax of z."""
    members = [n for n in walk(statement) if isinstance(n, Index)]
    families = {
        n.base
        for bind in walk(statement)
        if isinstance(bind, Bind) and bind.head == "sum"
        for n in walk(bind.body)
        if isinstance(n, Index) and all(len(m.keys) == 1 for m in members if m.base == n.base)
    }

    def change(node: Expr) -> Expr:
        match node:
            case Apply("softmax", (Index(base, (Symbol() as key,)),)) if base in families:
                return Index(Apply("softmax", (base,)), (key,))
        return node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result


def means(statement: Compare, known: Container[str]) -> dict[str, Definition]:
    r"""``\bar x`` beside a sum over ``x_i``, unless it was defined: the mean of what is summed."""
    found: dict[str, Definition] = {}
    wanted = {n.name for n in walk(statement) if isinstance(n, Symbol) and n.name.startswith("bar ")}
    for bind in walk(statement):
        if not (isinstance(bind, Bind) and bind.head == "sum" and wanted):
            continue
        for node in walk(bind.body):
            match node:
                case Index(Symbol(name), (Symbol(key),)) if key == bind.variable and f"bar {name}" in wanted:
                    total, count = replace(bind, body=node), replace(bind, body=Number(Fraction(1)))
                    found[f"bar {name}"] = Definition((), Apply("div", (total, count)))
    return {name: definition for name, definition in found.items() if name not in known}


def functions_of_one(statement: Compare) -> Compare:
    """``(uv)' = u'v + uv'``: letters that are differentiated without a variable are functions of one."""
    bodies = [n.body for n in walk(statement) if isinstance(n, Derivative) and n.variable == Symbol(UNNAMED)]
    letters = frozenset().union(*map(free_names, bodies))
    variable = Symbol("x")
    if not bodies or "x" in free_names(statement):
        return statement

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if name == UNNAMED:
                return variable
            case Symbol(name) if name.rstrip("'") in letters:
                return Call(Symbol(name.rstrip("'")), (variable,), len(name) - len(name.rstrip("'")))
        return node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result


def replaced(statement: Compare, table: dict[str, Symbol] | dict[str, Apply]) -> Compare:
    """The statement with names replaced."""

    def change(node: Expr) -> Expr:
        return table.get(node.name, node) if isinstance(node, Symbol) else node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result
