"""Slips in update equations: a sign, a missing square or root, an exchanged rate, a factor left out."""

from collections.abc import Iterator
from itertools import combinations

from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Apply, Call, Expr, Symbol, transform, walk
from mdcheck.verify.definitions.edits import variants
from mdcheck.verify.recurrences.program import GRADIENT, NOW, Equation, Program

MOST = 160


def slips(mine: Program) -> Iterator[tuple[Equation, Expr]]:
    """Each equation with each body one edit away."""
    for equation in reversed(list(mine.equations.values())):
        rates = tuple(Symbol(name) for name in mine.rates)
        seen = {canonical(equation.body)}
        count = 0
        for body in (*exchanged(equation.body, mine), *variants(equation.body, rates, ())):
            text = canonical(body)
            if text not in seen and count < MOST:
                seen.add(text)
                count += 1
                yield equation, body


def exchanged(body: Expr, mine: Program) -> Iterator[Expr]:
    """With a rate or variable taken for another one, or two in each other's place."""
    leaves = [n for n in dict.fromkeys(walk(body)) if isinstance(n, Symbol) and n not in (GRADIENT, NOW)]
    others = [Symbol(name) for name in mine.rates] + [Symbol(f"{name}@0") for name in mine.equations]
    gradient = Call(GRADIENT, (Symbol(mine.parameter),))
    for leaf in leaves:
        for other in (*others, gradient):
            if other != leaf:
                yield transform(body, lambda n, leaf=leaf, other=other: other if n == leaf else n)  # type: ignore[misc]
    for first, second in combinations(leaves, 2):
        table = {first: second, second: first}
        yield transform(body, lambda n, table=table: table.get(n, n) if isinstance(n, Symbol) else n)  # type: ignore[misc]
    for leaf in leaves:
        if leaf.name in mine.rates:
            flipped = complemented(body, leaf)
            if flipped != body:
                yield flipped


def complemented(body: Expr, rate: Symbol) -> Expr:
    """With a rate and what it leaves to 1 exchanged."""
    rest = {
        n
        for n in walk(body)
        if isinstance(n, Apply) and n.head == "add" and Apply("neg", (rate,)) in n.args and len(n.args) == 2
    }
    mark = Symbol("@mark")
    hidden = transform(body, lambda n: mark if n in rest else n)
    if not rest or not any(n == rate for n in walk(hidden)):
        return body
    complement = next(iter(rest))
    swapped = transform(hidden, lambda n: complement if n == rate else n)
    return transform(swapped, lambda n: rate if n == mark else n)
