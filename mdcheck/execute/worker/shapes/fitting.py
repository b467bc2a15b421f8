"""Does a value's shape fit what was said, given what the letters stand for so far?"""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence

from mdcheck.execute.worker.shapes.grammar import Shape, Size
from mdcheck.records import dataclass

_OPERATIONS: Mapping[type[ast.operator], Callable[[int, int], int | None]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Pow: operator.pow,
    ast.Div: lambda a, b: a // b if b and a % b == 0 else None,
    ast.FloorDiv: lambda a, b: a // b if b else None,
}

Lookup = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Fit:
    """Outcome of holding a shape against a value's.

    Attributes:
        ok: Whether it can be so.
        bound: What the letters stand for now.
        short: Whether the value only has more leading sizes than were said, as when a batch goes unmentioned.
    """

    ok: bool
    bound: Mapping[str, int]
    short: bool = False


def fit(shape: Shape, actual: tuple[int, ...], bound: Mapping[str, int], known: Lookup) -> Fit:
    """Hold a shape against the sizes of a value; free letters are bound as they come."""
    lined_up = _line_up(shape, actual)
    if lined_up is None:
        tail = actual[len(actual) - len(shape) :] if len(shape) < len(actual) else None
        short = tail is not None and fit(shape, tail, bound, known).ok
        return Fit(ok=False, bound=bound, short=short)
    if _exchanged([_evaluate(size, bound, known) for size, _ in lined_up], [n for _, n in lined_up]):
        return Fit(ok=False, bound=bound)
    now = dict(bound)
    for size, length in lined_up:
        if length == 1:
            continue
        wanted = _evaluate(size, now, known)
        if wanted is None:
            _bind(size, length, now, known)
        elif wanted not in (length, 1):
            return Fit(ok=False, bound=bound)
    return Fit(ok=True, bound=now)


def _exchanged(wanted: Sequence[int | None], actual: Sequence[int]) -> bool:
    """Whether the same sizes stand in another order; sizes of 1 are forgiven only where they may spread."""
    told = [size for size in wanted if size is not None]
    return len(told) == len(wanted) and told != actual and sorted(told) == sorted(actual)


def _line_up(shape: Shape, actual: tuple[int, ...]) -> list[tuple[Size, int]] | None:
    gaps = [index for index, size in enumerate(shape) if size.gap]
    if not gaps:
        return list(zip(shape, actual, strict=True)) if len(shape) == len(actual) else None
    head, tail = shape[: gaps[0]], shape[gaps[-1] + 1 :]
    if len(head) + len(tail) > len(actual):
        return None
    back = list(zip(tail, actual[len(actual) - len(tail) :], strict=True))
    return [*zip(head, actual, strict=False), *back]


def _evaluate(size: Size, bound: Mapping[str, int], known: Lookup) -> int | None:
    def value(node: ast.expr) -> int | None:
        match node:
            case ast.Constant(value=int(number)):
                return number
            case ast.Name(id=name):
                found = known(name)
                return bound.get(name) if found is None else found
            case ast.BinOp(left=left, op=op, right=right):
                a, b = value(left), value(right)
                apply = _OPERATIONS.get(type(op))
                return apply(a, b) if apply and a is not None and b is not None else None
        return None

    return bound.get(size.text) if size.tree is None else _first(value(size.tree), bound.get(size.text))


def _first(*values: int | None) -> int | None:
    return next((v for v in values if v is not None), None)


def _bind(size: Size, length: int, bound: dict[str, int], known: Lookup) -> None:
    match size.tree:
        case None:
            return
        case ast.Name(id=name):
            bound[name] = length
        case ast.BinOp(left=ast.Constant(value=int(factor)), op=ast.Mult(), right=ast.Name(id=name)) if (
            factor and length % factor == 0 and known(name) is None
        ):
            bound[name] = length // factor
        case _:
            bound[size.text] = length
