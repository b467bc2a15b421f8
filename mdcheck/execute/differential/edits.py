"""Every program that is one slip of the pen away from a given one."""

import ast
import copy
from collections.abc import Callable, Container, Iterator, Mapping
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
_REDUCING = frozenset(
    [
        "mean",
        "sum",
        "var",
        "std",
        "softmax",
        "log_softmax",
        "max",
        "min",
        "amax",
        "amin",
        "argmax",
        "argmin",
        "cumsum",
        "norm",
        "prod",
        "logsumexp",
        "any",
        "all",
        "median",
        "normalize",
    ]
)
_LIBRARIES = frozenset({"torch", "np", "numpy", "F", "jnp"})
_CURVED = frozenset({"exp", "softmax", "log_softmax", "sigmoid"})
_AVERAGED = frozenset({"mean", "sum", "var"})
_ENDS = {"min": "max", "max": "min"}
_OTHER: Mapping[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Mult,
    ast.Mult: ast.Add,
    ast.Sub: ast.Div,
    ast.Div: ast.Sub,
}
_COMMUTING = frozenset({"maximum", "minimum", "max", "min", "add", "mul", "multiply", "dot", "print"})
_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
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


def edits(tree: _Tree, kinds: Container[str] | None = None) -> Iterator[tuple[Edit, _Tree]]:
    """All edits of a program, or those of some kinds, in the order of its nodes, each with what it makes."""
    known = _known(tree)
    line = 1
    for index, node in enumerate(ast.walk(tree)):
        for kind, change in _changes(node, known):
            if kinds is not None and kind not in kinds:
                continue
            edited = copy.deepcopy(tree)
            target = list(ast.walk(edited))[index]
            line = getattr(target, "lineno", line)
            before = ast.unparse(target)
            change(target)
            ast.fix_missing_locations(edited)
            yield Edit(kind, line, before, ast.unparse(target)), edited


@dataclass(frozen=True, slots=True)
class _Known:
    """What may have been meant: variables, attributes that are never read, ways to reduce, differences."""

    names: tuple[str, ...]
    unread: tuple[str, ...]
    reductions: tuple[str, ...]
    centred: Mapping[str, tuple[str, ...]]


def _known(tree: ast.AST) -> _Known:
    names = [a.arg for a in ast.walk(tree) if isinstance(a, ast.arg) and a.arg != "self"]
    stored = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    own = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and _is_self(n.value)]
    read = {n.attr for n in own if isinstance(n.ctx, ast.Load)}
    unread = (n.attr for n in own if isinstance(n.ctx, ast.Store) and n.attr not in read)
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute))
    reducing = (n for n in calls if isinstance(n.func, ast.Attribute) and n.func.attr in _REDUCING)
    reductions = (", ".join(ast.unparse(k) for k in n.keywords) for n in reducing if n.keywords)
    centred: dict[str, tuple[str, ...]] = {}
    for inner in ast.walk(tree):
        match inner:
            case ast.BinOp(left=ast.Name(id=name), op=ast.Sub(), right=ast.Name()):
                centred[name] = (*centred.get(name, ()), ast.unparse(inner))
    variables = tuple(dict.fromkeys([*names, *stored]))
    return _Known(variables, tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(reductions)), centred)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _changes(node: ast.AST, known: _Known) -> Iterator[tuple[str, _Change]]:
    match node:
        case ast.BinOp():
            yield from _of_operation(node)
        case ast.AugAssign(op=op) if type(op) in _SWAPS:
            yield "operator", _turn
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "minus dropped", lambda n: _become(n, n.operand)
        case ast.UnaryOp(op=ast.Invert() | ast.Not()):
            yield "inversion dropped", lambda n: _become(n, n.operand)
        case ast.Return(value=ast.expr()):
            yield "minus added", _negate
        case ast.Compare(ops=[op]) if type(op) in _SWAPS:
            yield "comparison", _turn_comparison
        case ast.keyword(arg="dim" | "axis", value=value) if (now := _integer(value)) is not None:
            yield from (("axis", _to_axis(axis)) for axis in _AXES if axis != now)
        case ast.Call(func=ast.Attribute(attr=name, value=owner)):
            yield from _of_call(node, name, owner, known)
        case ast.List(elts=items) | ast.Tuple(elts=items, ctx=ast.Load()):
            yield from (("order", _exchanged("elts", i)) for i in range(len(items) - 1))
        case ast.Attribute(attr=name, value=owner, ctx=ast.Load()):
            yield from (("function", _renamed(other)) for other in _RENAMED.get(name, ()))
            if _is_self(owner):
                yield from (("attribute", _renamed(other)) for other in known.unread)
        case ast.Constant(value=float(value)) if value in (0.5, 2.0, 1.0):
            yield "constant", _double
        case ast.Name(id=name, ctx=ast.Load()) if name in known.names:
            yield from (("name", _called(other)) for other in known.names if other != name)
            yield "transposed", _transpose
            yield from (("centred", _centred(text)) for text in known.centred.get(name, ()))


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, _Change]]:
    if type(node.op) in _OTHER:
        yield "other operator", _turn_otherwise
    if isinstance(node.op, ast.Mult):
        yield "square added", _square_of("right")
        yield "complement", _complement_of("left")
        yield "complement", _complement_of("right")
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
            yield from (("power", _raised_to(other)) for other in _other_powers(node.right))
    if isinstance(node.op, ast.Div):
        yield "root added", _root_below
        yield "divisor dropped", lambda n: _become(n, n.left)
    if isinstance(node.op, ast.Sub):
        yield "subtracted dropped", lambda n: _become(n, n.right)


def _of_call(node: ast.Call, name: str, owner: ast.expr, known: _Known) -> Iterator[tuple[str, _Change]]:
    if name in _DROPPED:
        yield f"{name} dropped", _take_argument if node.args else _take_owner
    place = 1 if isinstance(owner, ast.Name) and owner.id in _LIBRARIES else 0
    if name in _REDUCING and len(node.args) <= place and not node.keywords:
        yield from (("axis restored", _along(keywords)) for keywords in known.reductions)
    if name in _CURVED and (node.args or not place):
        yield "sign of the argument", _negate_argument
    if name in _AVERAGED:
        yield "root added", _root_of
        yield "square added", _square_of_argument
    if name in ("clamp", "clip", "clamp_min", "clamp_max") and any(k.arg in _ENDS for k in node.keywords):
        yield "end", _turn_ends
    yield from (("complement", _complement_of_value) for k in node.keywords if k.arg in ("value", "alpha"))
    if name in _REDUCING and len(node.args) > place and (now := _integer(node.args[place])) is not None:
        yield from (("axis", _to_positional_axis(place, axis)) for axis in _AXES if axis != now)
    elif name not in _COMMUTING:
        yield from (("order", _exchanged("args", i)) for i in range(len(node.args) - 1))


def axes(tree: ast.AST) -> Iterator[int]:
    """Every axis that a program names."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="dim" | "axis", value=value) if (axis := _integer(value)) is not None:
                yield axis
            case ast.Call(func=ast.Attribute(attr=name, value=owner), args=args) if name in _REDUCING:
                place = 1 if isinstance(owner, ast.Name) and owner.id in _LIBRARIES else 0
                if len(args) > place and (axis := _integer(args[place])) is not None:
                    yield axis


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


def _to_positional_axis(place: int, axis: int) -> _Change:
    def change(node: Any) -> None:
        node.args[place] = ast.Constant(axis)

    return change


def _exchanged(field: str, place: int) -> _Change:
    def change(node: Any) -> None:
        items = getattr(node, field)
        items[place], items[place + 1] = items[place + 1], items[place]

    return change


def _transpose(node: Any) -> None:
    _become(node, ast.Attribute(ast.Name(node.id, ast.Load()), "T", ast.Load()))


def _other_powers(power: ast.expr) -> tuple[float, ...]:
    match power:
        case ast.Constant(value=3 | 4):
            return (2,)
        case ast.Constant(value=value) if value == 2:
            return (0.5,)
        case ast.Constant(value=0.5):
            return (2, -0.5)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=0.5)):
            return (0.5,)
    return ()


def _raised_to(power: float) -> _Change:
    def change(node: Any) -> None:
        node.right = ast.Constant(power)

    return change


def _turn_otherwise(node: Any) -> None:
    node.op = _OTHER[type(node.op)]()


def _square_of(field: str) -> _Change:
    def change(node: Any) -> None:
        setattr(node, field, ast.BinOp(getattr(node, field), ast.Pow(), ast.Constant(2)))

    return change


def _complement_of(field: str) -> _Change:
    def change(node: Any) -> None:
        setattr(node, field, ast.BinOp(ast.Constant(1), ast.Sub(), getattr(node, field)))

    return change


def _complement_of_value(node: Any) -> None:
    for keyword in node.keywords:
        if keyword.arg in ("value", "alpha"):
            keyword.value = ast.BinOp(ast.Constant(1), ast.Sub(), keyword.value)


def _centred(text: str) -> _Change:
    def change(node: Any) -> None:
        _become(node, ast.parse(text, mode="eval").body)

    return change


def _along(keywords: str) -> _Change:
    def change(node: Any) -> None:
        call = ast.parse(f"f({keywords})", mode="eval").body
        assert isinstance(call, ast.Call)
        node.keywords = call.keywords

    return change


def _turn_ends(node: Any) -> None:
    for keyword in node.keywords:
        keyword.arg = _ENDS.get(keyword.arg, keyword.arg)


def _argument(node: Any) -> tuple[Any, str, int | None]:
    """Where a call has what it works on: its first argument, or the owner of the method."""
    owner = node.func.value
    if isinstance(owner, ast.Name) and owner.id in _LIBRARIES:
        return node, "args", 0
    return node.func, "value", None


def _change_argument(node: Any, change: Callable[[Any], ast.expr]) -> None:
    holder, field, place = _argument(node)
    if place is None:
        setattr(holder, field, change(getattr(holder, field)))
    elif node.args:
        node.args[place] = change(node.args[place])


def _negate_argument(node: Any) -> None:
    _change_argument(node, lambda value: ast.UnaryOp(ast.USub(), value))


def _square_of_argument(node: Any) -> None:
    _change_argument(node, lambda value: ast.BinOp(value, ast.Pow(), ast.Constant(2)))


def _root_of(node: Any) -> None:
    inner = copy.copy(node)
    _become(node, ast.BinOp(inner, ast.Pow(), ast.Constant(0.5)))


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
    place = {name: getattr(node, name) for name in _PLACE if hasattr(node, name)}
    node.__class__ = other.__class__
    node.__dict__ = {**vars(other), **place}
