"""Entries, derivatives and costs of values, as the evaluator needs them."""

from collections.abc import Callable, Iterator, Mapping
from math import factorial
from typing import TYPE_CHECKING, TypeGuard

from flint import arb, arb_series

from mdcheck.expr.nodes import Apply, Compare, Expr, Index, Number, Symbol, children, transform, walk
from mdcheck.notation.registry import BY_HEAD
from mdcheck.notation.values import Misshapen, Scalar, Undefined, Value, constant, entries, is_matrix, matrix
from mdcheck.verify.steps import Unknown
from mdcheck.verify.world import Keys

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

MATRIX_COST = 6
INVERSE_COST = 40


def cost(node: Expr) -> int:
    """Steps that a node takes where there are matrices."""
    if not isinstance(node, Apply):
        return 1
    return INVERSE_COST if node.head in ("inverse", "det", "pow") else MATRIX_COST


def as_entries(statement: Compare, shapes: Mapping[tuple[str, int], str]) -> Compare:
    """A statement with ``a_{ij}`` as an entry of the matrix ``A``, where the letter has no other part."""
    names = {n.name for n in walk(statement) if isinstance(n, Symbol)}
    bases = {n.base.name for n in walk(statement) if isinstance(n, Index) and isinstance(n.base, Symbol)}
    others = {n.base.name for n in walk(statement) if is_single(n) and isinstance(n.base, Symbol)}
    alone = {n.name for n in outside_indices(statement)}
    of = {
        name.lower(): name
        for (name, keys), shape in shapes.items()
        if shape == "matrix" and not keys and len(name) == 1 and name.isupper() and name in names
    }
    small = {name for name in of.keys() & bases if name not in others | alone}
    if not small:
        return statement

    def change(node: Expr) -> Expr:
        match node:
            case Index(Symbol(name), (_, _) as keys) if name in small:
                return Index(Symbol(of[name]), keys)
        return node

    changed = transform(statement, change)
    assert isinstance(changed, Compare)
    return changed


def is_single(node: Expr) -> TypeGuard[Index]:
    """Whether a node is a member by one index, as of a vector, or by more than two."""
    return isinstance(node, Index) and len(node.keys) != 2


def outside_indices(node: Expr) -> Iterator[Symbol]:
    """Names that stand by themselves rather than as the base of members."""
    if isinstance(node, Symbol):
        yield node
    inner = node.keys if isinstance(node, Index) and isinstance(node.base, Symbol) else children(node)
    for part in inner:
        yield from outside_indices(part)


def component(value: Value, keys: Keys) -> Scalar:
    """An entry of a vector or matrix."""
    numbers = [k - 1 for k in keys if isinstance(k, int)]
    if not is_matrix(value) or len(numbers) != len(keys):
        raise Misshapen("a component of a scalar")
    if len(numbers) == 1 and 1 in value.shape:
        numbers = [numbers[0], 0] if value.shape[1] == 1 else [0, numbers[0]]
    if len(numbers) != 2 or not (0 <= numbers[0] < value.shape[0] and 0 <= numbers[1] < value.shape[1]):
        raise Undefined("a component that is not there")
    return value[numbers[0], numbers[1]]


def repeated(evaluator: "Evaluator", entry: Value, key: Expr) -> Value:
    r"""``1_n``: a column of one number; ``0_{n \times m}`` a matrix. Extents have one size in a world."""
    names = [n.name for n in walk(key) if isinstance(n, Symbol)]
    size = range(evaluator.world.size)
    letters = bool(names) and all(n == "vector" or len(n.partition("_")[0]) == 1 for n in names)
    if not letters or any(isinstance(n, Number) for n in walk(key)) or len(names) > 2:
        raise Unknown("no value is computed of a number with a subscript")
    return matrix([[entry for _ in (size if len(names) == 2 else range(1))] for _ in size])


def coefficient(value: Value, order: int) -> Value:
    """The derivative that a series carries; a constant has none."""
    if is_matrix(value):
        return matrix([[coefficient(cell, order) for cell in row] for row in value])
    if not isinstance(value, arb_series):
        return arb(0)
    return value[order] * factorial(order)


def finite(value: Value) -> bool:
    """Whether all entries are numbers."""
    return all(constant(e).is_finite() for e in entries(value))


def meaning_of(head: str) -> Callable[..., Value]:
    """What a head computes; of some it is known how they are written, not what their value is."""
    record = BY_HEAD[head]
    if record.meaning is None:
        raise Unknown(f"no value is computed of {record.called or head}")
    return record.meaning
