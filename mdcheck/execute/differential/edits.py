"""Every program that is one slip of the pen away from a given one."""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

_SWAPS: Mapping[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_DROPPED = frozenset(
    {"sqrt", "log", "exp", "abs", "softmax", "sigmoid", "tanh", "normalize", "square", "relu", "log2"}
)
_RENAMED: Mapping[str, tuple[str, ...]] = {
    "mean": ("sum",),
    "sum": ("mean",),
    "max": ("min",),
    "min": ("max",),
    "log": ("log2",),
    "log2": ("log",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
}
_AXES = (-2, -1, 0, 1)
_Change = Callable[[Any], None]
_Tree = TypeVar("_Tree", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Attributes:
        kind: What sort of slip it is.
        line: Of the node that was edited.
        before: The code there.
        after: What stands there now.
    """

    kind: str
    line: int
    before: str
    after: str


def edits(tree: _Tree) -> Iterator[tuple[Edit, _Tree]]:
    """All edits of a program, in the order of its nodes, each with the program that it makes."""
    names = [a.arg for a in ast.walk(tree) if isinstance(a, ast.arg) and a.arg != "self"]
    line = 1
    for index, node in enumerate(ast.walk(tree)):
        for kind, change in _changes(node, names):
            edited = copy.deepcopy(tree)
            target = list(ast.walk(edited))[index]
            line = getattr(target, "lineno", line)
            before = ast.unparse(target)
            change(target)
            ast.fix_missing_locations(edited)
            yield Edit(kind, line, before, ast.unparse(target)), edited


def _changes(node: ast.AST, names: list[str]) -> Iterator[tuple[str, _Change]]:
    match node:
        case ast.BinOp():
            yield from _of_operation(node)
        case ast.AugAssign(op=op) if type(op) in _SWAPS:
            yield "operator", _turn
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "minus dropped", lambda n: _become(n, n.operand)
        case ast.Return(value=ast.expr()):
            yield "minus added", _negate
        case ast.Compare(ops=[op]) if type(op) in _SWAPS:
            yield "comparison", _turn_comparison
        case ast.keyword(arg="dim" | "axis", value=value) if (now := _integer(value)) is not None:
            yield from (("axis", _to_axis(axis)) for axis in _AXES if axis != now)
        case ast.Call(func=ast.Attribute(attr=name), args=args) if name in _DROPPED:
            yield f"{name} dropped", _take_argument if args else _take_owner
        case ast.Attribute(attr=name) if name in _RENAMED:
            yield from (("function", _renamed(other)) for other in _RENAMED[name])
        case ast.Constant(value=float(value)) if value in (0.5, 2.0, 1.0):
            yield "constant", _double
        case ast.Name(id=name, ctx=ast.Load()) if name in names:
            yield from (("name", _called(other)) for other in names if other != name)


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, _Change]]:
    match node.op:
        case ast.Add() | ast.Mult():
            yield "operator", _turn
        case ast.Sub() | ast.Div():
            yield "operator", _turn
            yield "operands swapped", _exchange
        case ast.MatMult():
            yield "operands swapped", _exchange
        case ast.Pow():
            yield "power dropped", lambda n: _become(n, n.left)
    if isinstance(node.op, ast.Div):
        yield "root added", _root_below
        yield "divisor dropped", lambda n: _become(n, n.left)
    if isinstance(node.op, ast.Sub):
        yield "subtracted dropped", lambda n: _become(n, n.right)


def _integer(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
    return None


def _turn(node: Any) -> None:
    node.op = _SWAPS[type(node.op)]()


def _turn_comparison(node: Any) -> None:
    node.ops = [_SWAPS[type(node.ops[0])]()]


def _exchange(node: Any) -> None:
    node.left, node.right = node.right, node.left


def _root_below(node: Any) -> None:
    node.right = ast.BinOp(node.right, ast.Pow(), ast.Constant(0.5))


def _negate(node: Any) -> None:
    node.value = ast.UnaryOp(ast.USub(), node.value)


def _double(node: Any) -> None:
    node.value *= 2


def _to_axis(axis: int) -> _Change:
    def change(node: Any) -> None:
        node.value = ast.Constant(axis)

    return change


def _renamed(name: str) -> _Change:
    def change(node: Any) -> None:
        node.attr = name

    return change


def _called(name: str) -> _Change:
    def change(node: Any) -> None:
        node.id = name

    return change


def _take_argument(node: Any) -> None:
    _become(node, node.args[0])


def _take_owner(node: Any) -> None:
    _become(node, node.func.value)


def _become(node: Any, other: ast.AST) -> None:
    """Put ``other`` in the place of ``node``."""
    place = {name: getattr(node, name) for name in ("lineno", "col_offset") if hasattr(node, name)}
    node.__class__ = other.__class__
    node.__dict__ = {**vars(other), **place}
