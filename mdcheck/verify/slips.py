"""The likely slip in a false equation: a small edit of one side under which it holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from mdcheck.expr.canonical import canonical, flat
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    transform,
    walk,
)
from mdcheck.verify.edits import ONE, TWO, ZERO, flipped, renamed, variants

LEAVES = (Prob, Symbol, Index, Info)
NAMES = (Symbol, Index)
MOST_LEAVES = 8
MOST_JOINED = 4
MULTIPLIED = frozenset(("add", "neg", "mul", "div", "log", "exp", "sqrt", "sin", "cos"))


def edits(statement: Compare, *, dropping: bool, restoring: bool, anywhere: bool) -> Iterator[Compare]:
    """Small edits of a statement, those of its right side first.

    Args:
        statement: What failed.
        dropping: Whether a term or factor may be left out: that it is zero or one may be an assumption.
        restoring: Whether a term may be put in: that it vanishes may be an assumption, too.
        anywhere: Whether what is put in may stand on the other side only.
    """
    if is_reindexing(statement):
        return
    squared = Apply("pow", (statement.right, TWO)) if is_sum(statement.right) else None
    rights = (
        *(variant for variant in variants(statement.right) if variant != squared),
        *exchanged(statement.right),
        *transposed(statement),
        *multiplied(statement),
    )
    lefts = () if is_name(statement.left) else tuple(variants(statement.left))
    for edit in (
        *(replace(statement, right=right) for right in rights),
        *(replace(statement, left=left) for left in lefts),
        *as_wholes(statement, sums=anywhere),
        *restored(statement, terms=restoring, anywhere=anywhere),
        *(renamed(statement) if restoring else ()),
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


def as_wholes(statement: Compare, *, sums: bool) -> Iterator[Compare]:
    """A power or a root of one whole side, or one minus it; ``sums``: also cubes of sums of names."""
    left, right = statement.left, statement.right
    if not is_sum(right):
        yield replace(statement, right=Apply("pow", (right, TWO)))
    yield replace(statement, right=Apply("sqrt", (right,)))
    yield replace(statement, right=Apply("add", (ONE, flipped(right))))
    if not (is_name(left) or is_sum(left)):
        yield replace(statement, left=Apply("pow", (left, TWO)))
    if sums or not is_sum(right):
        yield from (replace(statement, right=Apply("pow", (right, n))) for n in high_powers(left))
    if not is_name(left) and (sums or not is_sum(left)):
        yield from (replace(statement, left=Apply("pow", (left, n))) for n in high_powers(right))


def high_powers(side: Expr) -> Iterator[Number]:
    """The numbers above two to which powers are raised."""
    for node in dict.fromkeys(walk(side)):
        match node:
            case Apply("pow", (_, Number(value) as exponent)) if value > TWO.value:
                yield exponent


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


def restored(statement: Compare, *, terms: bool, anywhere: bool) -> Iterator[Compare]:
    """The statement with a lost factor, exponent or term put back on one of its sides.

    Only what still occurs on that side: ``a + b = a`` may be a step that knows b to be zero, but nobody who
    knows it writes ``(a + b)^2 = a^2 + 2ab``. What holds in general knows nothing of the kind.
    """
    keys = {key for n in walk(statement) if isinstance(n, Index) for key in n.keys}

    def put_back(whole: Expr) -> Iterator[Expr]:
        if isinstance(whole, Number):
            return
        met = list(dict.fromkeys(walk(statement if anywhere else whole)))
        kept = [n for n in met if isinstance(n, NAMES) and n not in keys and not is_constant(n)]
        leaves: list[Expr] = [*kept[:MOST_LEAVES]]
        functions = [n for n in met if isinstance(n, Apply) and is_factor(n)]
        yield from with_factor(whole, [*leaves, *functions[:MOST_LEAVES]])
        yield from with_exponent(whole, leaves)
        if anywhere:
            yield from (Apply("pow", (whole, exponent)) for exponent in exponents(leaves))
            yield from (Apply("mul", (whole, other)) for n in met for other in conjugate(n))
        if anywhere or terms:
            yield from joined(whole, leaves[:MOST_JOINED])
        if anywhere:
            yield from shifted(whole, leaves[:MOST_JOINED], [n for n in met if isinstance(n, Number)])
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


def exponents(leaves: list[Expr]) -> Iterator[Expr]:
    """Names, and what laws of powers make of two of them."""
    names: list[Expr] = [leaf for leaf in leaves if isinstance(leaf, Symbol)]
    yield from names
    for first, second in permutations(names[:MOST_JOINED], 2):
        yield from (Apply("add", (first, flipped(second))), Apply("div", (first, second)))
        if names.index(first) < names.index(second):
            yield from (Apply("add", (first, second)), Apply("mul", (first, second)))


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
        case Apply(head, args) if head in MULTIPLIED:
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


def joined(node: Expr, names: Sequence[Expr]) -> Iterator[Expr]:
    """The node with one of its names replaced by its sum, difference, product or power with another."""
    match node:
        case Symbol() | Index() | Number() if node in names or node == ONE:
            for other in (name for name in names if name != node):
                yield from (Apply("add", (node, other)), Apply("add", (node, flipped(other))))
                yield from (Apply("mul", (node, other)), Apply("mul", (other, node)))
                yield Apply("pow", (node, other))
        case Apply(head, args):
            for place, arg in enumerate(args):
                for part in joined(arg, names):
                    yield Apply(head, (*args[:place], part, *args[place + 1 :]))
        case Moment(_, args):
            for place, arg in enumerate(args):
                for part in joined(arg, names):
                    yield replace(node, args=(*args[:place], part, *args[place + 1 :]))
        case Bind(body=body):
            yield from (replace(node, body=part) for part in joined(body, names))


def shifted(node: Expr, names: Sequence[Expr], numbers: Sequence[Number]) -> Iterator[Expr]:
    """The node with a number that the statement has, or one, added to one of its names or taken from it."""
    steps = dict.fromkeys((ONE, *numbers))
    match node:
        case Symbol() if node in names:
            yield from (Apply("add", (node, other)) for step in steps for other in (step, flipped(step)))
        case Apply("add", args) if any(isinstance(arg, Number) for arg in args):
            return  # f(x + 1) = f(x) says that f is periodic
        case Apply(head, args):
            for place, arg in enumerate(args):
                for part in shifted(arg, names, numbers):
                    yield Apply(head, (*args[:place], part, *args[place + 1 :]))


def conjugate(node: Expr) -> Iterator[Expr]:
    """``a - b`` for ``a + b``."""
    match node:
        case Apply("add", (first, second)):
            yield Apply("add", (first, flipped(second)))


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


def likely(
    statement: Compare,
    holds: Callable[[Compare], bool],
    *,
    most: int,
    dropping: bool,
    restoring: bool,
    anywhere: bool = False,
) -> Compare | None:
    """The first edit under which the statement holds without being empty."""
    if plainly(statement.left) in (plainly(flipped(statement.right)), turned(statement.right)):
        return None  # x - y = y - x says that x is y, M = M^T that M is symmetric
    for count, edit in enumerate(edits(statement, dropping=dropping, restoring=restoring, anywhere=anywhere)):
        if count >= most:
            return None
        if holds(edit) and not is_trivial(edit):
            return edit
    return None


def is_trivial(statement: Compare) -> bool:
    """Whether both sides are the same at a glance; of matrices the order of factors matters."""
    left, right = (transform(side, without_idle) for side in (statement.left, rooted(statement.right)))
    if canonical(left) != canonical(right):
        return False
    capitals = any(isinstance(n, Symbol) and n.name.split()[-1][:1].isupper() for n in walk(left))
    return not capitals or canonical(transform(left, in_order)) == canonical(transform(right, in_order))


def without_idle(node: Expr) -> Expr:
    """The node without what changes nothing: factors of one, terms of zero."""
    match node:
        case Apply("mul" | "add" as head, args):
            idle = ONE if head == "mul" else ZERO
            kept = tuple(a for a in flat(head, args) if a != idle)
            if head == "mul" and ZERO in kept:
                return ZERO
            return Apply(head, kept) if len(kept) > 1 else kept[0] if kept else idle
        case Apply("div", (top, bottom)) if bottom == ONE:
            return top
        case Apply("pow", (base, exponent)) if exponent == ONE:
            return base
        case Apply("neg", (arg,)) if arg == ZERO:
            return ZERO
    return node


def in_order(node: Expr) -> Expr:
    """A product as a list of factors."""
    return Apply("factors", node.args) if isinstance(node, Apply) and node.head == "mul" else node


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
