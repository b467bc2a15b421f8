"""Slips in update equations: a sign, a missing square or root, an exchanged rate, a factor left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, islice

from mdcheck.expr.nodes import Apply, Call, Expr, Number, Symbol, transform, walk
from mdcheck.verify.definitions.edits import variants
from mdcheck.verify.edits import ONE
from mdcheck.verify.recurrences.equations import GRADIENT, NOW, Equation
from mdcheck.verify.recurrences.program import Program

MOST = 700


def slips(mine: Program) -> Iterator[tuple[Equation, Expr]]:
    """Each equation with each body one edit away, the last equation first."""
    for equation in reversed(list(mine.equations.values())):
        rates = tuple(factor for name in mine.rates for factor in (Symbol(name), complement(Symbol(name))))
        seen = {equation.body}
        for body in (*replaced(equation, mine), *variants(equation.body, rates, ())):
            if body not in seen and len(seen) < MOST:
                seen.add(body)
                yield equation, body


def twin_slips(mine: Program) -> Iterator[dict[str, Equation]]:
    """The same edit made in two equations that differ only in their names, as both bias corrections do."""
    for first, second in combinations(mine.equations.values(), 2):
        if shape(first.body) == shape(second.body):
            for one, other in islice(zip(bodies(first, mine), bodies(second, mine), strict=False), MOST):
                if one != first.body and other != second.body:
                    yield {
                        first.name: replace(first, body=one),
                        second.name: replace(second, body=other),
                    }


def bodies(equation: Equation, mine: Program) -> Iterator[Expr]:
    """An equation's body with each edit, in an order that only its shape decides."""
    for node in dict.fromkeys(walk(equation.body)):
        if isinstance(node, Symbol) and node.name in mine.rates:
            yield transform(equation.body, exchange({node: Apply("pow", (node, NOW))}))
    yield from variants(equation.body, (), ())


def shape(body: Expr) -> Expr:
    """A body whose names are all the same."""
    return transform(body, lambda node: Symbol("_") if isinstance(node, Symbol) else node)


def replaced(equation: Equation, mine: Program) -> Iterator[Expr]:
    """With one quantity in another one's place, two exchanged, or a rate taken to the power of the step."""
    calls: dict[Expr, Expr] = {
        n: Symbol(f"@gradient {k}") for k, n in enumerate(walk(equation.body)) if isinstance(n, Call)
    }
    body = transform(equation.body, exchange(calls))
    shown = exchange({mark: call for call, mark in calls.items()})
    gradient = Call(GRADIENT, (Symbol(mine.parameter),))
    for other in swapped(body, (*others(mine), calls.get(gradient, gradient)), mine):
        yield transform(other, shown)


def swapped(body: Expr, candidates: tuple[Expr, ...], mine: Program) -> Iterator[Expr]:
    """The same for a body whose gradients are names."""
    leaves = [n for n in dict.fromkeys(walk(body)) if isinstance(n, Symbol) and n != NOW]
    for leaf in leaves:
        for other in candidates:
            if other != leaf:
                yield transform(body, exchange({leaf: other}))
    for first, second in combinations(leaves, 2):
        yield transform(body, exchange({first: second, second: first}))
    for leaf in leaves:
        if leaf.name in mine.rates:
            yield transform(body, exchange({leaf: Apply("pow", (leaf, NOW))}))
            yield complemented(body, leaf)
    for node in dict.fromkeys(walk(body)):
        match node:
            case Apply("pow", (base, Number(value))) if value == 2:
                yield transform(body, exchange({node: base}))


def others(mine: Program) -> Iterator[Expr]:
    """What may stand in a quantity's place: rates, and the variables of this step and of the one before."""
    yield from map(Symbol, mine.rates)
    for name, other in mine.equations.items():
        if other.timed:
            yield from (Symbol(f"{name}@0"), Symbol(f"{name}@-1"))
        else:
            yield Symbol(name)


def exchange(table: dict[Expr, Expr]) -> Callable[[Expr], Expr]:
    """A change of some nodes into others."""
    return lambda node: table.get(node, node)


def complement(rate: Symbol) -> Expr:
    """What a rate leaves to 1."""
    return Apply("add", (ONE, Apply("neg", (rate,))))


def complemented(body: Expr, rate: Symbol) -> Expr:
    """With a rate and what it leaves to 1 exchanged."""
    rest = [
        n
        for n in walk(body)
        if isinstance(n, Apply) and n.head == "add" and Apply("neg", (rate,)) in n.args and len(n.args) == 2
    ]
    if not rest:
        return body
    mark = Symbol("@mark")
    hidden = transform(body, exchange(dict.fromkeys(rest, mark)))
    return transform(transform(hidden, exchange({rate: rest[0]})), exchange({mark: rate}))
