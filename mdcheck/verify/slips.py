"""The likely slip in a false equation: a small edit of one side under which it holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from mdcheck.expr.canonical import canonical, flat
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Cases,
    Compare,
    Derivative,
    Expr,
    Index,
    Info,
    Number,
    Prob,
    Symbol,
    transform,
    walk,
)

LEAVES = (Prob, Symbol, Index, Info)
MOST_LEAVES = 8
TWINS = {
    "sin": "cos",
    "cos": "sin",
    "max": "min",
    "min": "max",
    "sum": "prod",
    "prod": "sum",
    "binomial": "arrange",
    "arrange": "binomial",
}


def edits(statement: Compare, *, dropping: bool) -> Iterator[Compare]:
    """Small edits of a statement, those of its right side first.

    Without ``dropping`` no term or factor is left out: that it is zero or one may be an assumption.
    """
    rights = (*variants(statement.right), *exchanged(statement.right), *multiplied(statement))
    lefts = () if isinstance(statement.left, Symbol | Index | Call | Info) else variants(statement.left)
    for edit in (
        *(replace(statement, right=right) for right in rights),
        *(replace(statement, left=left) for left in lefts),
    ):
        if dropping or size(edit) >= size(statement):
            yield edit


def size(node: Expr) -> int:
    """Number of leaves."""
    return sum(1 for n in walk(node) if isinstance(n, LEAVES))


def variants(node: Expr) -> Iterator[Expr]:
    """The node with one small edit, at itself or below."""
    yield from local(node)
    yield from below(node)


def multiplied(statement: Compare) -> Iterator[Expr]:
    """The right side with one of its terms multiplied by a factor of the left: a product not distributed."""
    if not isinstance(statement.right, Apply) or statement.right.head != "add":
        return
    terms = statement.right.args
    factors = dict.fromkeys(n for n in walk(statement.left) if isinstance(n, LEAVES) or is_transpose(n))
    for place, term in enumerate(terms):
        negative = isinstance(term, Apply) and term.head == "neg"
        inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
        for factor in list(factors)[:MOST_LEAVES]:
            product = Apply("mul", (factor, *flat("mul", (inner,))))
            yield Apply(
                "add", (*terms[:place], flipped(product) if negative else product, *terms[place + 1 :])
            )


def is_transpose(node: Expr) -> bool:
    """Whether a node is a transposed leaf."""
    return isinstance(node, Apply) and node.head == "transpose" and isinstance(node.args[0], LEAVES)


def exchanged(node: Expr) -> Iterator[Expr]:
    """The node with two of its leaves in each other's place."""
    leaves = list(dict.fromkeys(n for n in walk(node) if isinstance(n, LEAVES)))[:MOST_LEAVES]
    for first, second in combinations(leaves, 2):
        table = {first: second, second: first}
        yield transform(node, lambda part, table=table: table.get(part, part))  # type: ignore[misc]


def local(node: Expr) -> Iterator[Expr]:
    """Edits of the node itself."""
    match node:
        case Number(value, ulp):
            yield from (Number(v, ulp) for v in (value + 1, value - 1, value * 2, value / 2))
        case Apply("neg", (arg,)):
            yield arg
            return
        case Apply("add", args):
            yield Apply("mul", args)
            yield from (Apply("add", (*args[:k], flipped(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (without("add", args, k) for k in range(len(args)))
        case Apply("mul", args):
            yield Apply("add", args)
            yield Apply("mul", (Number(Fraction(2)), *args))
            yield from (without("mul", args, k) for k in range(len(args)))
        case Apply("div" | "binomial" | "arrange" | "pow" as head, (first, second)):
            yield Apply(head, (second, first))
            if head == "pow" and not isinstance(second, Number):
                yield from (first, Apply("pow", (first, Apply("add", (second, Number(Fraction(1)))))))
                yield Apply("pow", (first, Apply("add", (second, Number(Fraction(-1))))))
        case Apply("transpose" | "inverse", (arg,)):
            yield arg
        case Bind(head=head) if head in TWINS:
            yield replace(node, head=TWINS[head])  # type: ignore[arg-type]
        case Info():
            yield from information(node)
        case Prob(head, events, given, False) if given:
            yield Prob(head, given, events)
            yield Prob(head, (*events, *given))
    if isinstance(node, Apply) and node.head in TWINS:
        yield Apply(TWINS[node.head], node.args)
    yield Apply("neg", (node,))
    if isinstance(node, Symbol | Index):
        yield Apply("pow", (node, Number(Fraction(2))))


def information(node: Info) -> Iterator[Expr]:
    """Other measures of the same laws or variables."""
    if len(node.laws) == 2:
        yield replace(node, laws=node.laws[::-1])
    if node.given and len(node.variables) == 1:
        yield replace(node, variables=node.given, given=node.variables)
        yield replace(node, given=())
    if len(node.variables) == 2 and node.kind == "entropy":
        yield replace(node, variables=node.variables[:1], given=node.variables[1:])


def flipped(node: Expr) -> Expr:
    """The node with the other sign."""
    match node:
        case Apply("neg", (arg,)):
            return arg
    return Apply("neg", (node,))


def without(head: str, args: tuple[Expr, ...], at: int) -> Expr:
    """A sum or product without one of its members."""
    rest = args[:at] + args[at + 1 :]
    return rest[0] if len(rest) == 1 else Apply(head, rest)


def below(node: Expr) -> Iterator[Expr]:
    """Edits of the parts."""
    match node:
        case Apply(head, args):
            yield from (Apply(head, parts) for parts in each(args))
        case Bind():
            yield from (replace(node, body=body) for body in variants(node.body))
        case Call(function, args, primes):
            if primes:
                yield Call(function, args, primes - 1)
            yield from (Call(function, parts, primes) for parts in each(args))
        case Derivative(body, variable, order):
            yield from (Derivative(b, variable, order) for b in variants(body))
        case Cases() | _:
            return


def each(args: tuple[Expr, ...]) -> Iterator[tuple[Expr, ...]]:
    """The arguments with one of them edited."""
    for k, arg in enumerate(args):
        for other in variants(arg):
            yield (*args[:k], other, *args[k + 1 :])


def likely(
    statement: Compare, holds: Callable[[Compare], bool], *, most: int, dropping: bool
) -> Compare | None:
    """The first edit under which the statement holds without being empty."""
    for count, edit in enumerate(edits(statement, dropping=dropping)):
        if count >= most:
            return None
        if canonical(edit.left) != canonical(edit.right) and holds(edit):
            return edit
    return None
