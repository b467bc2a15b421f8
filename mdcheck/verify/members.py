"""Members that a statement writes out by number: ``p_1 + p_2 + p_3``, ``x_1 z_1 + x_2 z_2``."""

from collections.abc import Collection, Sequence

from mdcheck.expr.nodes import Apply, Derivative, Expr, Index, Number, Symbol, walk

LARGE = 1000
IDENTITY = Symbol("I")
FEW = frozenset((2, 3, 4))
"""The sizes that worlds have."""


def last_members(nodes: Sequence[Expr]) -> dict[str, int]:
    """The largest number that stands as the only index of a name: of ``p_1 + p_2 + p_3`` it is 3."""
    found: dict[str, int] = {}
    for node in nodes:
        match node:
            case Index(Symbol(name), (Number(value),)) if value.denominator == 1:
                found[name] = max(found.get(name, 0), int(value))
            case Index(Symbol(name), _):
                found[name] = LARGE
    return {name: last for name, last in found.items() if last < LARGE}


def dimension(nodes: Sequence[Expr], vectors: Collection[str]) -> int:
    """The size of vectors that a statement names and also writes out entry by entry; 0 if it does not."""
    sizes = {last for name, last in last_members(nodes).items() if name in vectors and is_whole(name, nodes)}
    return sizes.pop() if len(sizes) == 1 and sizes <= FEW else 0


def ones(nodes: Sequence[Expr]) -> frozenset[str]:
    """The letter I where it is added to a derivative: the identity, which is one for numbers."""
    sums = (n.args for n in nodes if isinstance(n, Apply) and n.head == "add")
    beside = any(
        term in (IDENTITY, Apply("neg", (IDENTITY,)))
        and any(isinstance(n, Derivative) for other in terms for n in walk(other))
        for terms in sums
        for term in terms
    )
    return frozenset((IDENTITY.name,)) if beside else frozenset()


def is_whole(name: str, nodes: Sequence[Expr]) -> bool:
    """Whether a name stands by itself, too: more often than as the base of its members."""
    bases = sum(isinstance(n, Index) and n.base == Symbol(name) for n in nodes)
    return sum(n == Symbol(name) for n in nodes) > bases
