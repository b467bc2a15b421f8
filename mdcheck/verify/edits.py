"""Small edits of an expression: what a slip of the pen makes of it, and what undoes one."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mdcheck.expr.canonical import flat
from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Compare,
    Derivative,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    Symbol,
    walk,
)

ZERO, ONE, TWO = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(2))
SIZED = frozenset(("norm", "norm1", "norminf", "frobenius", "abs", "det", "sin", "cos", "tan", "tanh", "log"))
FUNCTIONS = frozenset(("log", "exp", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh"))
TWINS = {
    "sin": "cos",
    "cos": "sin",
    "max": "min",
    "min": "max",
    "sum": "prod",
    "prod": "sum",
    "binomial": "arrange",
    "arrange": "binomial",
    "norm": "norm1",
    "norm1": "norm",
}


def variants(node: Expr) -> Iterator[Expr]:
    """The node with one small edit, at itself or below."""
    yield from local(node)
    yield from below(node)


def local(node: Expr) -> Iterator[Expr]:
    """Edits of the node itself."""
    match node:
        case Number(value, ulp):
            yield from (Number(v, ulp) for v in (value + 1, value - 1, value * 2, value / 2))
        case Apply("neg", (arg,)):
            yield arg
            yield Apply("add", (ONE, node))
            return
        case Apply("add", args):
            yield Apply("mul", args)
            yield from (Apply("add", (*args[:k], flipped(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (Apply("add", (*args[:k], doubled(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (without("add", args, k) for k in range(len(args)))
            yield Apply("pow", (node, TWO))
        case Apply("mul", args):
            yield Apply("add", args)
            yield doubled(node)
            if all(isinstance(a, Symbol) and a.name.split()[-1][:1].isupper() for a in args):
                yield from (Apply("transpose", (node,)), Apply("inverse", (node,)))
            yield from (without("mul", args, k) for k in range(len(args)))
            yield from quotients(args)
        case Apply("dot", args):
            yield from quotients(args)
        case Apply("div" | "binomial" | "arrange" | "pow" as head, (first, second)):
            yield Apply(head, (second, first))
            if head == "div":
                yield Apply("pow", (node, TWO))
                if is_function(first) or is_function(second):
                    yield Apply("mul", (first, second))
            if head == "pow" and not isinstance(second, Number):
                yield from (first, Apply("pow", (first, Apply("add", (second, ONE)))))
                yield Apply("pow", (first, Apply("add", (second, Number(Fraction(-1))))))
        case Apply("transpose" | "inverse" as head, (arg,)):
            yield arg
            if head == "transpose":
                yield Apply("inverse", (node,))
        case Bind(head=head):
            if head in TWINS:
                yield replace(node, head=TWINS[head])  # type: ignore[arg-type]
            yield from bounds(node)
            if head == "sum" and isinstance(node.domain, Range) and isinstance(node.domain.last, Symbol):
                yield Apply("div", (node, node.domain.last))
        case Array(rows):
            yield Array(tuple(tuple(crosswise(row, at)) for at, row in enumerate(rows)))
        case Info():
            yield from information(node)
        case Moment():
            yield from moments(node)
        case Prob():
            yield from probabilities(node)
    if isinstance(node, Apply) and node.head in TWINS:
        yield Apply(TWINS[node.head], node.args)
    yield Apply("neg", (node,))
    if is_squared(node):
        yield Apply("pow", (node, TWO))
    if isinstance(node, Symbol) and node.name.split()[-1][:1].isupper():
        yield from (Apply("transpose", (node,)), Apply("inverse", (node,)))


def crosswise(row: tuple[Expr, ...], at: int) -> Iterator[Expr]:
    """The row of a matrix with the other sign wherever the chessboard of minors has a minus."""
    yield from (flipped(cell) if (at + k) % 2 else cell for k, cell in enumerate(row))


def quotients(factors: tuple[Expr, ...]) -> Iterator[Expr]:
    """What two factors of which one is a function make if they are divided."""
    if len(factors) == 2 and any(map(is_function, factors)):
        yield from (Apply("div", factors), Apply("div", factors[::-1]))


def is_function(node: Expr) -> bool:
    """Whether a node is a function of one argument: nobody takes its value for one."""
    return isinstance(node, Apply) and node.head in FUNCTIONS


def is_squared(node: Expr) -> bool:
    """Whether a square of a node is often meant: of names, lengths and functions."""
    match node:
        case Symbol(name):
            return not name.startswith("const ")
        case Apply(head, _):
            return head in SIZED
    return isinstance(node, Index)


def bounds(node: Bind) -> Iterator[Expr]:
    """A sum that begins or ends one earlier or later."""
    if not isinstance(node.domain, Range):
        return
    for place in ("first", "last"):
        end = getattr(node.domain, place)
        for step in (1, -1) if end is not None else ():
            yield replace(node, domain=replace(node.domain, **{place: moved(end, step)}))


def moved(node: Expr, step: int) -> Expr:
    """A number or an index one further on."""
    if isinstance(node, Number):
        return Number(node.value + step)
    if isinstance(node, Apply) and node.head == "add":
        *rest, last = node.args
        for total in (last.value + step,) if isinstance(last, Number) else ():
            return Apply("add", (*rest, Number(total))) if total or len(rest) > 1 else rest[0]
        if last == Apply("neg", (ONE,)) and step == 1:
            return rest[0] if len(rest) == 1 else Apply("add", tuple(rest))
    return Apply("add", (*flat("add", (node,)), Number(Fraction(step))))


def information(node: Info) -> Iterator[Expr]:
    """Other measures of the same laws or variables."""
    if len(node.laws) == 2:
        yield replace(node, laws=node.laws[::-1])
    if node.given and len(node.variables) == 1:
        yield replace(node, variables=node.given, given=node.variables)
        yield replace(node, given=())
    if len(node.variables) == 2 and node.kind == "entropy":
        yield replace(node, variables=node.variables[:1], given=node.variables[1:])


def moments(node: Moment) -> Iterator[Expr]:
    """A square inside or outside of an expectation; a condition and its variable exchanged."""
    match node:
        case Moment("E", (Apply("pow", (inner, exponent)),), given):
            yield Apply("pow", (Moment("E", (inner,), given), exponent))
            yield Moment("E", (inner,), given)
        case Moment("E", (inner,), given):
            yield Moment("E", (Apply("pow", (inner, TWO)),), given)
    match node:
        case Moment(kind, (Symbol(name),), (other,)) if len(name) == len(other) == 1:
            yield Moment(kind, (Symbol(other.upper()),), (name.lower(),))
            yield Moment(kind, (Symbol(name),))


def probabilities(node: Prob) -> Iterator[Expr]:
    """A condition turned round, dropped or joined; any of several events instead of all."""
    if node.given and not node.union:
        yield Prob(node.head, node.given, node.events)
        yield Prob(node.head, (*node.events, *node.given))
        yield Prob(node.head, node.events)
    if len(node.events) > 1 and not node.given:
        yield replace(node, union=not node.union)


def flipped(node: Expr) -> Expr:
    """The node with the other sign."""
    match node:
        case Apply("neg", (arg,)):
            return arg
    return Apply("neg", (node,))


def doubled(node: Expr) -> Expr:
    """Twice the node."""
    match node:
        case Number(value, ulp):
            return Number(2 * value, ulp)
        case Apply("neg", (arg,)):
            return Apply("neg", (doubled(arg),))
    return Apply("mul", (TWO, *flat("mul", (node,))))


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
        case Index(base, keys):
            for place, key in enumerate(keys):
                for other in (moved(key, 1), moved(key, -1)):
                    yield Index(base, (*keys[:place], other, *keys[place + 1 :]))
        case Array(rows):
            for at, row in enumerate(rows):
                yield from (Array((*rows[:at], cells, *rows[at + 1 :])) for cells in each(row))
        case Moment(kind, args, given):
            yield from (Moment(kind, parts, given) for parts in each(args))


def each(args: tuple[Expr, ...]) -> Iterator[tuple[Expr, ...]]:
    """The arguments with one of them edited."""
    for k, arg in enumerate(args):
        for other in variants(arg):
            yield (*args[:k], other, *args[k + 1 :])


def renamed(statement: Compare) -> Iterator[Compare]:
    r"""The right side with another name of the same letter in one place: ``C_{in}`` for ``C_{out}``."""
    names = [n for n in dict.fromkeys(walk(statement.left)) if isinstance(n, Symbol) and "_" in n.name]
    for old in names:
        kin = [n for n in names if n != old and n.name.partition("_")[0] == old.name.partition("_")[0]]
        for new in kin:
            yield from (replace(statement, right=right) for right in with_once(statement.right, old, new))


def with_once(node: Expr, old: Expr, new: Expr) -> Iterator[Expr]:
    """The node with one of the places of an old part taken by a new one."""
    if node == old:
        yield new
    elif isinstance(node, Apply):
        for place, arg in enumerate(node.args):
            for other in with_once(arg, old, new):
                yield Apply(node.head, (*node.args[:place], other, *node.args[place + 1 :]))
