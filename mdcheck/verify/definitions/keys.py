"""Index keys of quantities: those that sums move, and those that never vary."""

from collections.abc import Container, Mapping
from fractions import Fraction

from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Index, Number, Symbol, transform, walk
from mdcheck.expr.printer import plain

ONE = Number(Fraction(1))


def bound_names(expr: Expr) -> frozenset[str]:
    """Variables of all sums."""
    return frozenset(node.variable for node in walk(expr) if isinstance(node, Bind))


def conditioned(expr: Expr) -> frozenset[str]:
    """Names in the conditions of sums."""
    conditions = (node for node in walk(expr) if isinstance(node, Compare))
    sides = (side for c in conditions for side in (c.left, c.right))
    return frozenset(side.name for side in sides if isinstance(side, Symbol))


def from_one(body: Expr, variable: str) -> Expr:
    """What a sum from 0 is of when it counts from 1: its keys are places, elsewhere the count is less."""

    def change(node: Expr) -> Expr:
        match node:
            case Index(base, keys):
                return Index(base, tuple(Symbol(variable) if key == less else key for key in keys))
            case Symbol(name) if name == variable:
                return less
        return node

    less = Apply("add", (Symbol(variable), Apply("neg", (ONE,))))
    return transform(body, change)


def told_apart(expr: Expr) -> Expr:
    """With ``s(w, c)`` and ``s(w_i, c)`` as two atoms, of which the second has an index."""
    indexed_ones = {n.base.name for n in walk(expr) if isinstance(n, Index) and isinstance(n.base, Symbol)}
    bases = {id(n.base) for n in walk(expr) if isinstance(n, Index)}
    alone = {n.name for n in walk(expr) if isinstance(n, Symbol) and id(n) not in bases}
    both = {name for name in indexed_ones & alone if "(" in name}

    def change(node: Expr) -> Expr:
        match node:
            case Index(Symbol(name), keys) if name in both:
                return Index(Symbol(name.replace("(", "(~", 1)), keys)
        return node

    return transform(expr, change) if both else expr


def without_idle_keys(expr: Expr, sizes: Container[str] = ()) -> Expr:
    """Without the keys at which an atom always stands with one and the same free index or label."""
    bound = bound_names(expr) | conditioned(expr)
    seen: dict[tuple[str, int], set[Expr]] = {}
    for node in walk(expr):
        if isinstance(node, Index) and isinstance(node.base, Symbol):
            for place, key in enumerate(node.keys):
                seen.setdefault((node.base.name, place), set()).add(key)

    def idle(name: str, place: int, key: Expr) -> bool:
        varies = any(isinstance(part, Symbol) and part.name in bound for part in walk(key))
        return not varies and len(seen[name, place]) == 1 and not isinstance(key, Number)

    def change(node: Expr) -> Expr:
        match node:
            case Index(Symbol(name), keys) if all(isinstance(key, Number) for key in keys):
                return Symbol(f"{name}_{','.join(plain(key) for key in keys)}")
            case Index(Symbol(name), keys) if (name, 0) in seen:
                kept = tuple(
                    key
                    for place, key in enumerate(keys)
                    if not idle(name, place, seen_key(seen, name, place, key))
                )
                alone = f"{name}_" if name in sizes else name
                return Index(Symbol(name), kept) if kept else Symbol(alone)
        return node

    return transform(expr, change)


def seen_key(seen: Mapping[tuple[str, int], set[Expr]], name: str, place: int, key: Expr) -> Expr:
    """The key as it was written, since inner keys are rewritten first."""
    keys = seen[name, place]
    return next(iter(keys)) if len(keys) == 1 else key
