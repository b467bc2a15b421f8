"""The slips that happen in formulas: a sign, a missing log, root, square or factor, a wrong index."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Cases,
    Compare,
    Expr,
    Index,
    Number,
    Range,
    Symbol,
    transform,
    walk,
)
from mdcheck.notation.counts import COUNTS
from mdcheck.records import dataclass
from mdcheck.verify.definitions.keys import bound_names
from mdcheck.verify.definitions.lower import Law, Lowered
from mdcheck.verify.edits import ONE, TWO, flipped, without

FUNCTIONS = ("log", "exp", "sqrt", "abs", "softmax")
TWINS = {
    "max": "min",
    "min": "max",
    "sin": "cos",
    "cos": "sin",
    "tanh": "sigmoid",
    "sigmoid": "tanh",
    "lt": "gt",
    "gt": "lt",
    "le": "ge",
    "ge": "le",
}
MOST_FACTORS = 8
BRACKETS = frozenset((*FUNCTIONS, "tanh", "sigmoid", "sin", "cos", "softmax", "relu"))
"""Heads whose argument stands in brackets."""
NEAR = 0.1
"""Share of a number up to which another one may be the same, rounded."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A formula after one edit."""

    lowered: Lowered


def edits(
    low: Lowered, *, joint: bool, complements: bool, numbers: tuple[Number, ...] = ()
) -> Iterator[Edit]:
    """Formulas one edit away, each once.

    Args:
        low: The formula.
        joint: Whether one of the other laws of a joint law may be missing as a factor.
        complements: Whether what the whole leaves to 1 counts.
        numbers: Those of the concept's formula, which may stand for another one.
    """
    factors, laws = weights(low) if joint else ({}, {})
    quantities = (*names(low), *map(Symbol, low.sizes), *factors)
    here = {node for node in walk(low.expr) if isinstance(node, Number)}
    foreign = tuple(number for number in numbers if number not in here)
    others = rewritten(low.expr, tuple(low.arity.items()), quantities)
    more = dict.fromkeys((*renumbered(low.expr, foreign), *extended(low.expr)))
    for expr in (*others, *(expr for expr in more if expr not in others)):
        if expr != low.expr and (complements or not is_complement(expr, low.expr)):
            yield Edit(replace(low, expr=expr, laws={**low.laws, **laws}))


@lru_cache(maxsize=4)
def rewritten(
    expr: Expr, arity: tuple[tuple[str, int], ...], quantities: tuple[Expr, ...]
) -> Mapping[Expr, None]:
    """Each edit that is made of an expression alone: the same whatever concept it is held against."""
    bound = tuple(bound_names(expr))
    return dict.fromkeys((*everywhere(expr, dict(arity)), *variants(expr, quantities, bound)))


def numbers(expr: Expr) -> tuple[Number, ...]:
    """The numbers of a formula, each once."""
    return tuple(dict.fromkeys(node for node in walk(expr) if isinstance(node, Number)))


def renumbered(expr: Expr, others: tuple[Number, ...]) -> Iterator[Expr]:
    """With one number wherever it stands replaced by another one that is not nearly the same."""
    for number in numbers(expr):
        for other in others:
            if abs(number.value - other.value) > NEAR * abs(other.value):
                yield transform(expr, lambda node, a=number, b=other: b if node == a else node)  # type: ignore[misc]


def replacements(low: Lowered) -> Iterator[tuple[str, Edit]]:
    """A count of the confusion matrix that stands once, and the formula with each other one in its place."""
    written = [n.name for n in walk(low.expr) if isinstance(n, Symbol)]
    counts = [name for name in COUNTS if name in low.arity]
    for stranger in counts:
        for other in counts:
            if other != stranger and written.count(stranger) == 1:
                expr = transform(low.expr, lambda n, a=stranger, b=other: Symbol(b) if n == Symbol(a) else n)  # type: ignore[misc]
                arity = {name: keys for name, keys in low.arity.items() if name != stranger}
                yield stranger, Edit(replace(low, expr=expr, arity=arity))


def rebound(node: Expr) -> Iterator[Expr]:
    """With one sum over another index that stands in it free."""
    match node:
        case Bind(head="sum", domain=Range(), body=body):
            keys = {
                k.name for n in walk(body) if isinstance(n, Index) for k in n.keys if isinstance(k, Symbol)
            }
            for other in sorted(keys - bound_names(node)):
                yield replace(node, variable=other)
            yield from (replace(node, body=inner) for inner in rebound(body))
        case Apply(head, args):
            for place, arg in enumerate(args):
                for other_arg in rebound(arg):
                    yield Apply(head, (*args[:place], other_arg, *args[place + 1 :]))


def turns(low: Lowered) -> Iterator[Edit]:
    """Formulas in which one factor is transposed, or the transpose moves from one factor to its neighbour."""
    seen = {low.expr}
    for expr in turned(low.expr):
        if expr not in seen:
            seen.add(expr)
            yield Edit(replace(low, expr=expr))


def turned(node: Expr) -> Iterator[Expr]:
    """A node with one product in which something is transposed otherwise."""
    match node:
        case Apply("mul" | "dot" as head, args):
            for place, arg in enumerate(args):
                before, after = args[:place], args[place + 1 :]
                yield Apply(head, (*before, transposed(arg), *after))
                if after and isinstance(arg, Apply | Symbol) and transposed(arg) == after[0]:
                    yield Apply(head, (*before, transposed(arg), arg, *after[1:]))
    if isinstance(node, Apply):
        for place, arg in enumerate(node.args):
            for other in turned(arg):
                yield Apply(node.head, (*node.args[:place], other, *node.args[place + 1 :]))


def transposed(node: Expr) -> Expr:
    """The transpose of a node, without two of them."""
    match node:
        case Apply("transpose", (arg,)):
            return arg
    return Apply("transpose", (node,))


def leaves_to_one(expr: Expr) -> bool:
    """Whether an expression is 1 less something."""
    return isinstance(expr, Apply) and expr.head == "add" and expr.args[0] == ONE


def is_complement(expr: Expr, whole: Expr) -> bool:
    """Whether an expression is what another one leaves to 1: a distance beside a similarity, no slip."""
    return expr in (Apply("add", (ONE, whole)), Apply("add", (ONE, Apply("neg", (whole,)))))


def everywhere(expr: Expr, arity: Mapping[str, int]) -> Iterator[Expr]:
    """With one quantity replaced by a function of it wherever it stands."""
    for name in arity:

        def wrapped(node: Expr, head: str, name: str = name) -> Expr:
            inner = node.base if isinstance(node, Index) else node
            if inner != Symbol(name) or not is_whole(node, arity[name]):
                return node
            return Apply("mul", (TWO, node)) if head == "mul" else Apply(head, (node,))

        for head in ("exp", "log", "mul"):
            yield transform(expr, lambda node, head=head, wrapped=wrapped: wrapped(node, head))  # type: ignore[misc]


def is_whole(node: Expr, arity: int) -> bool:
    """Whether a node is an atom with its keys rather than the name alone."""
    return isinstance(node, Index) == (arity > 0)


def names(low: Lowered) -> tuple[Expr, ...]:
    """The quantities and sizes of a formula as they are written."""
    leaves = (n for n in walk(low.expr) if isinstance(n, Index | Symbol))
    return tuple(
        dict.fromkeys(
            leaf
            for leaf in leaves
            if (isinstance(leaf, Index) and isinstance(leaf.base, Symbol))
            or (isinstance(leaf, Symbol) and (leaf.name in low.sizes or low.arity.get(leaf.name) == 0))
        )
    )[:MOST_FACTORS]


def weights(low: Lowered) -> tuple[dict[Expr, None], dict[str, Law]]:
    """Marginals and the joint law that a formula of two variables may lack as a weight."""
    keys = {
        variable: key
        for node in walk(low.expr)
        if isinstance(node, Index) and isinstance(node.base, Symbol) and node.base.name in low.laws
        for variable, key in zip(order(low.laws[node.base.name]), node.keys, strict=False)
    }
    found: dict[Expr, None] = {}
    laws: dict[str, Law] = {}
    variables = tuple(keys)
    for chosen in (*((v,) for v in variables), variables):
        name = f"p({','.join(chosen)})"
        if chosen:
            laws.setdefault(name, Law("p", "p", chosen))
            found[Index(Symbol(name), tuple(keys[v] for v in chosen))] = None
    return found, laws


def order(law: Law) -> tuple[str, ...]:
    """The variables of a law in the order of its keys."""
    return (*law.at,) if law.kind != "p" else (*law.variables, *law.given)


def variants(node: Expr, factors: tuple[Expr, ...], bound: tuple[str, ...]) -> Iterator[Expr]:
    """A node with one edit, at itself or below."""
    yield from local(node, factors)
    match node:
        case Apply("pow", (base, Number() as exponent)):
            yield from (Apply("pow", (b, exponent)) for b in variants(base, factors, bound))
        case Apply(head, args):
            for place, arg in enumerate(args):
                for other in variants(arg, factors, bound):
                    yield Apply(head, (*args[:place], other, *args[place + 1 :]))
        case Bind(body=body):
            yield from (replace(node, body=b) for b in variants(body, factors, bound))
        case Call(function, args, primes):
            for place, arg in enumerate(args):
                for other in variants(arg, factors, bound):
                    yield Call(function, (*args[:place], other, *args[place + 1 :]), primes)
        case Index(base, keys):
            yield from reindexed(base, keys, bound)
        case Cases(branches):
            yield from of_cases(branches, factors, bound)


def of_cases(
    branches: tuple[tuple[Expr, Expr | None], ...], factors: tuple[Expr, ...], bound: tuple[str, ...]
) -> Iterator[Expr]:
    """Cases with a value edited, a condition turned round, or two values exchanged."""
    for place, (value, condition) in enumerate(branches):
        before, after = branches[:place], branches[place + 1 :]
        for other in variants(value, factors, bound):
            yield Cases((*before, (other, condition), *after))
        if isinstance(condition, Compare):
            for side in variants(condition.right, factors, bound):
                yield Cases((*before, (value, replace(condition, right=side)), *after))
            if twin := TWINS.get(condition.relation):
                yield Cases((*before, (value, replace(condition, relation=twin)), *after))
    if len(branches) == 2:
        (first, when), (second, otherwise) = branches
        yield Cases(((second, when), (first, otherwise)))


def reindexed(base: Expr, keys: tuple[Expr, ...], bound: tuple[str, ...]) -> Iterator[Expr]:
    """An entry with another index in one place, or with two indices exchanged."""
    for place, key in enumerate(keys):
        for name in bound:
            if key != Symbol(name):
                yield Index(base, (*keys[:place], Symbol(name), *keys[place + 1 :]))
    if len(keys) == 2:
        yield Index(base, keys[::-1])


def local(node: Expr, factors: tuple[Expr, ...]) -> Iterator[Expr]:
    """Edits of the node itself."""
    match node:
        case Number(value):
            yield from (Number(v) for v in (value + 1, value - 1, value * 2, value / 2, -value))
            return
        case Apply("neg", (arg,)):
            yield arg
        case Apply("add", args):
            yield from (Apply("add", (*args[:k], flipped(a), *args[k + 1 :])) for k, a in enumerate(args))
            yield from (without("add", args, k) for k in range(len(args)) if len(args) > 1)
            yield Apply("mul", args)
        case Apply("mul" | "dot" as head, args):
            yield from (without(head, args, k) for k in range(len(args)))
            yield from (inverted(args, k) for k in range(len(args)))
            yield from (joined("sqrt", args, k) for k in range(len(args) - 1))
            yield from (joined("pow", args, k) for k in range(len(args) - 1))
            yield from (joined("inverse", args, k) for k in range(len(args) - 1))
            yield Apply("add", args)
        case Apply("div", (above, below)):
            yield Apply("div", (below, above))
            yield Apply("mul", (above, below))
            yield above
        case Apply("pow", (base, Number(value))) if value != 2:
            yield base
        case Apply("pow", (base, exponent)) if not isinstance(exponent, Number):
            yield from (base, Apply("pow", (exponent, base)), Apply("pow", (base, flipped(exponent))))
        case Apply(head, args) if head in FUNCTIONS and len(args) == 1:
            yield args[0]
        case Apply("transpose" | "inverse", (arg,)):
            yield arg
    match node:
        case Apply(head, args) if head in TWINS:
            yield Apply(TWINS[head], args)
        case Bind(body=Apply("mul", (p, Apply("log", (Apply("div", (r, q)),))))) if p == r:
            yield replace(node, body=Apply("mul", (q, Apply("log", (Apply("div", (q, p)),)))))
        case Bind(head="max"):
            yield replace(node, head="min")
        case Bind(head="min"):
            yield replace(node, head="max")
    yield Apply("neg", (node,))
    yield Apply("pow", (node, TWO))
    if isinstance(node, Apply) or (isinstance(node, Symbol) and node.name[:1].isupper()):
        yield Apply("inverse", (node,))
    yield from (Apply(head, (node,)) for head in ("log", "exp", "sqrt", "abs", "softmax"))
    yield from (Apply("div", (node, TWO)), Apply("mul", (TWO, node)))
    yield Apply("add", (ONE, node))
    yield Apply("add", (ONE, Apply("neg", (node,))))
    leaf = isinstance(node, Index | Symbol)
    near = [factor for factor in factors if not leaf or isinstance(factor, Symbol)]
    yield from (Apply("mul", (factor, node)) for factor in near)
    yield from (Apply("div", (node, factor)) for factor in near)
    yield from (factor for factor in factors if factor != node and isinstance(node, Index | Symbol))


def extended(node: Expr) -> Iterator[Expr]:
    """With one closing bracket a term later or earlier: ``log(1) - p`` for ``log(1 - p)``."""
    match node:
        case Apply("add", args):
            for place, (arg, term) in enumerate(pairwise(args)):
                if (longer := reaching(arg, term)) is not None:
                    yield total((*args[:place], longer, *args[place + 2 :]))
    if (found := released(node)) is not None:
        yield Apply("add", found)
    match node:
        case Apply(head, args):
            for place, arg in enumerate(args):
                for other in extended(arg):
                    yield Apply(head, (*args[:place], other, *args[place + 1 :]))
        case Bind(body=body):
            yield from (replace(node, body=other) for other in extended(body))


def reaching(node: Expr, term: Expr) -> Expr | None:
    """A node whose last bracket takes in a term; None if it ends in none."""
    match node:
        case Apply("mul" | "neg" as head, (*rest, last)) if (longer := reaching(last, term)) is not None:
            return Apply(head, (*rest, longer))
        case Apply(head, (inner,)) if head in BRACKETS:
            return Apply(head, (Apply("add", (inner, term)),))
        case Bind(head="sum", body=body):
            return replace(node, body=Apply("add", (body, term)))
    return None


def released(node: Expr) -> tuple[Expr, Expr] | None:
    """A node whose last bracket closes before its last term, and that term; None if it ends in none."""
    match node:
        case Apply("mul" | "neg" as head, (*rest, last)) if (found := released(last)) is not None:
            return Apply(head, (*rest, found[0])), found[1]
        case Apply(head, (Apply("add", (*terms, term)),)) if head in BRACKETS:
            return Apply(head, (total(tuple(terms)),)), term
        case Bind(head="sum", body=Apply("add", (*terms, term))):
            return replace(node, body=total(tuple(terms))), term
    return None


def total(terms: tuple[Expr, ...]) -> Expr:
    """A sum of terms, of which there may be one."""
    return terms[0] if len(terms) == 1 else Apply("add", terms)


def inverted(args: tuple[Expr, ...], at: int) -> Expr:
    """A product with one factor below instead of above."""
    return Apply("div", (without("mul", args, at), args[at]))


def joined(head: str, args: tuple[Expr, ...], at: int) -> Expr:
    """A product in which two neighbours have one root or inverse, or one is the power of the other."""
    pair = args[at : at + 2]
    one = Apply("pow", pair) if head == "pow" else Apply(head, (Apply("mul", pair),))
    return Apply("mul", (*args[:at], one, *args[at + 2 :]))
