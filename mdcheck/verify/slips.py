"""The likely slip in a false equation: a small edit of one side under which it holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from mdcheck.expr.canonical import canonical, flat
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
    transform,
    walk,
)

LEAVES = (Prob, Symbol, Index, Info)
NAMES = (Symbol, Index)
MOST_LEAVES = 8
ONE, TWO = Number(Fraction(1)), Number(Fraction(2))
SIZED = frozenset(("norm", "norm1", "norminf", "frobenius", "abs", "det", "sin", "cos", "tan", "tanh", "log"))
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


def edits(statement: Compare, *, dropping: bool, restoring: bool) -> Iterator[Compare]:
    """Small edits of a statement, those of its right side first.

    Args:
        statement: What failed.
        dropping: Whether a term or factor may be left out: that it is zero or one may be an assumption.
        restoring: Whether a term may be put in: that it vanishes may be an assumption, too.
    """
    if is_reindexing(statement):
        return
    rights = (
        *variants(statement.right),
        *exchanged(statement.right),
        *transposed(statement),
        *multiplied(statement),
    )
    lefts = () if is_name(statement.left) else tuple(variants(statement.left))
    for edit in (
        *(replace(statement, right=right) for right in rights),
        *(replace(statement, left=left) for left in lefts),
        *as_wholes(statement),
        *restored(statement, terms=restoring),
    ):
        if dropping or size(edit) >= size(statement):
            yield edit


def is_reindexing(statement: Compare) -> bool:
    """Whether both sides sum one family: counted otherwise, or with a member that vanishes."""
    left, right = summed(statement.left), summed(statement.right)
    return isinstance(left, Index) and isinstance(right, Index) and left.base == right.base


def summed(side: Expr) -> Expr:
    """What a sum of sums adds up."""
    return summed(side.body) if isinstance(side, Bind) else side


def is_name(side: Expr) -> bool:
    """Whether a side only names what the other one gives."""
    return isinstance(side.base if isinstance(side, Index) else side, Symbol | Call | Info)


def size(node: Expr) -> int:
    """Number of leaves."""
    return sum(1 for n in walk(node) if isinstance(n, LEAVES))


def variants(node: Expr) -> Iterator[Expr]:
    """The node with one small edit, at itself or below."""
    yield from local(node)
    yield from below(node)


def as_wholes(statement: Compare) -> Iterator[Compare]:
    """A square or a root of one whole side, or one minus it."""
    left, right = statement.left, statement.right
    if not is_sum(right):
        yield replace(statement, right=Apply("pow", (right, TWO)))
    yield replace(statement, right=Apply("sqrt", (right,)))
    yield replace(statement, right=Apply("add", (ONE, flipped(right))))
    if not (is_name(left) or is_sum(left)):
        yield replace(statement, left=Apply("pow", (left, TWO)))


def is_sum(side: Expr) -> bool:
    """Whether a side is a sum of names: of weights that come to one the square is no other."""
    match side:
        case Apply("add", terms):
            return all(isinstance(t, NAMES) for t in terms)
        case Bind("sum", body=Index()):
            return True
    return False


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


def restored(statement: Compare, *, terms: bool) -> Iterator[Compare]:
    """The statement with a lost factor, exponent or term put back on one of its sides.

    Only what still occurs on that side: ``a + b = a`` may be a step that knows b to be zero, but nobody who
    knows it writes ``(a + b)^2 = a^2 + 2ab``.
    """
    keys = {key for n in walk(statement) if isinstance(n, Index) for key in n.keys}

    def put_back(whole: Expr) -> Iterator[Expr]:
        met = list(dict.fromkeys(walk(whole)))
        kept = [n for n in met if isinstance(n, NAMES) and n not in keys and not is_constant(n)]
        leaves: list[Expr] = [*kept[:MOST_LEAVES]]
        functions = [n for n in met if isinstance(n, Apply) and is_factor(n)]
        yield from with_factor(whole, [*leaves, *functions[:MOST_LEAVES]])
        yield from with_exponent(whole, leaves)
        if not terms:
            return
        if any(isinstance(n, Bind) for n in met):  # what is summed may add up to zero, a name may not
            yield from with_term(whole, [n for n in leaves if isinstance(n, Symbol)])
            return
        there = flat("add", (whole,))
        for term in (t for leaf in (*products(leaves), ONE) for t in (leaf, flipped(leaf))):
            if flipped(term) not in there:
                yield Apply("add", (*there, term))

    yield from (replace(statement, right=right) for right in put_back(statement.right))
    if not is_name(statement.left):
        yield from (replace(statement, left=left) for left in put_back(statement.left))


def is_constant(node: Expr) -> bool:
    """Whether a name stands for a number."""
    return isinstance(node, Symbol) and node.name.startswith("const ")


def is_factor(node: Apply) -> bool:
    """Whether a node is a function of a name: ``sin x``, ``f'(x)``, ``x^T``."""
    return node.head not in ("add", "mul", "div", "neg") and all(isinstance(a, NAMES) for a in node.args)


def products(leaves: list[Expr]) -> Iterator[Expr]:
    """Names, their squares and their products by two, also twice."""
    for leaf in leaves:
        yield leaf
        yield Apply("pow", (leaf, TWO))
    for first, second in combinations(leaves[:4], 2):
        yield Apply("mul", (first, second))
        yield Apply("mul", (TWO, first, second))


def with_factor(node: Expr, factors: list[Expr]) -> Iterator[Expr]:
    """The node with one of its products multiplied by a further factor."""
    yield from (Apply("mul", (*flat("mul", (node,)), factor)) for factor in factors)
    match node:
        case Apply("add" | "neg" | "mul" | "div" | "log" | "exp" | "sqrt" | "sin" | "cos" as head, args):
            for place, arg in enumerate(args):
                if head == "mul" and isinstance(arg, NAMES):
                    continue
                for other in with_factor(arg, factors):
                    yield Apply(head, (*args[:place], other, *args[place + 1 :]))
        case Bind():
            variable = Symbol(node.variable)
            members: list[Expr] = [Index(f.base, (variable,)) for f in factors if isinstance(f, Index)]
            inside = list(dict.fromkeys((*members, *factors)))[:MOST_LEAVES]
            yield from (replace(node, body=body) for body in with_factor(node.body, inside))


def with_term(node: Expr, names: Sequence[Expr]) -> Iterator[Expr]:
    """The node with a name added to one of the terms below it, or taken from it."""
    match node:
        case Apply(head, args):
            for place, arg in enumerate(args):
                for other in (*with_term(arg, names), *added(arg, names)):
                    yield Apply(head, (*args[:place], other, *args[place + 1 :]))
        case Bind(body=body):
            yield from (replace(node, body=other) for other in with_term(body, names))


def added(node: Expr, names: Sequence[Expr]) -> Iterator[Expr]:
    """A member of a family with a name added or taken away."""
    if isinstance(node, Index):
        yield from (Apply("add", (node, t)) for name in names for t in (name, flipped(name)))


def with_exponent(node: Expr, leaves: list[Expr]) -> Iterator[Expr]:
    """The node with a name in it raised to the power of another."""
    for base, exponent in ((b, e) for b in leaves for e in leaves if b != e and isinstance(e, Symbol)):
        power = Apply("pow", (base, exponent))
        other = transform(node, lambda part, base=base, power=power: power if part == base else part)  # type: ignore[misc]
        if other != node:
            yield other


def transposed(statement: Compare) -> Iterator[Expr]:
    """The right side with the two indices of one name exchanged: ``B_{jk}`` for ``B_{kj}``."""
    members = [n for n in dict.fromkeys(walk(statement)) if isinstance(n, Index)]
    for node in members:
        alike = all(len(n.keys) == len(node.keys) for n in members if n.base == node.base)
        if len(node.keys) > 1 and alike:
            table = {node: Index(node.base, node.keys[::-1])}
            yield transform(statement.right, lambda part, table=table: table.get(part, part))  # type: ignore[misc]


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
            yield Apply("add", (ONE, node))
            return
        case Apply("add", args):
            yield Apply("mul", args)
            yield from (Apply("add", (*args[:k], flipped(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (Apply("add", (*args[:k], doubled(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (without("add", args, k) for k in range(len(args)))
        case Apply("mul", args):
            yield Apply("add", args)
            yield doubled(node)
            if all(isinstance(a, Symbol) and a.name.split()[-1][:1].isupper() for a in args):
                yield from (Apply("transpose", (node,)), Apply("inverse", (node,)))
            yield from (without("mul", args, k) for k in range(len(args)))
        case Apply("div" | "binomial" | "arrange" | "pow" as head, (first, second)):
            yield Apply(head, (second, first))
            if head == "pow" and not isinstance(second, Number):
                yield from (first, Apply("pow", (first, Apply("add", (second, ONE)))))
                yield Apply("pow", (first, Apply("add", (second, Number(Fraction(-1))))))
        case Apply("transpose" | "inverse", (arg,)):
            yield arg
        case Bind(head=head):
            if head in TWINS:
                yield replace(node, head=TWINS[head])  # type: ignore[arg-type]
            yield from bounds(node)
        case Info():
            yield from information(node)
        case Moment():
            yield from moments(node)
        case Prob():
            yield from probabilities(node)
    if isinstance(node, Apply) and node.head in TWINS:
        yield Apply(TWINS[node.head], node.args)
    yield Apply("neg", (node,))
    if isinstance(node, Symbol | Index) or (isinstance(node, Apply) and node.head in SIZED):
        yield Apply("pow", (node, TWO))
    if isinstance(node, Symbol) and node.name.split()[-1][:1].isupper():
        yield Apply("transpose", (node,))


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


def likely(
    statement: Compare, holds: Callable[[Compare], bool], *, most: int, dropping: bool, restoring: bool
) -> Compare | None:
    """The first edit under which the statement holds without being empty."""
    if plainly(statement.left) in (plainly(flipped(statement.right)), turned(statement.right)):
        return None  # x - y = y - x says that x is y, M = M^T that M is symmetric
    for count, edit in enumerate(edits(statement, dropping=dropping, restoring=restoring)):
        if count >= most:
            return None
        if canonical(edit.left) != canonical(rooted(edit.right)) and holds(edit):
            return edit
    return None


def turned(side: Expr) -> str:
    """What is transposed on a side, if all of it is."""
    return plainly(side.args[0]) if isinstance(side, Apply) and side.head == "transpose" else ""


def rooted(side: Expr) -> Expr:
    """What a square under a root is."""
    match side:
        case Apply("sqrt", (Apply("pow", (inner, Number(value=value))),)) if value == 2:
            return inner
    return side


def plainly(side: Expr) -> str:
    """A text that is equal for sides which are the same at a glance: ``y - x`` and ``-(x - y)``."""
    return canonical(transform(side, without_signs))


def without_signs(node: Expr) -> Expr:
    """The node with its sign in front, or in every term."""
    match node:
        case Apply("neg", (Apply("add", terms),)):
            return Apply("add", tuple(map(flipped, terms)))
        case Apply("neg", (Apply("neg", (inner,)),)):
            return inner
        case Apply("mul" | "div" as head, args):
            bare = tuple(flipped(a) if is_negative(a) else a for a in args)
            return flipped(Apply(head, bare)) if sum(map(is_negative, args)) % 2 else Apply(head, bare)
    return node


def is_negative(node: Expr) -> bool:
    """Whether a node has a minus in front."""
    return isinstance(node, Apply) and node.head == "neg"
