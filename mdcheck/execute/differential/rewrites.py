"""Ways to change one node of a program in place, as a slip of the pen would."""

import ast
import copy
from collections.abc import Callable, Mapping
from typing import Any

SWAPS: Mapping[type[ast.AST], type[ast.AST]] = {
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
LIBRARIES = frozenset({"torch", "np", "numpy", "F", "jnp"})
ENDS = {"min": "max", "max": "min"}
OTHER: Mapping[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Mult,
    ast.Mult: ast.Add,
    ast.Sub: ast.Div,
    ast.Div: ast.Sub,
}
PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
Change = Callable[[Any], None]


def turn(node: Any) -> None:
    """``+`` for ``-``, ``*`` for ``/``."""
    node.op = SWAPS[type(node.op)]()


def turn_comparison(node: Any) -> None:
    """``<`` for ``>``."""
    node.ops = [SWAPS[type(node.ops[0])]()]


def exchange(node: Any) -> None:
    """The operands change places."""
    node.left, node.right = node.right, node.left


def root_below(node: Any) -> None:
    """A root of the divisor."""
    node.right = ast.BinOp(node.right, ast.Pow(), ast.Constant(0.5))


def negate(node: Any) -> None:
    """A minus before a value."""
    node.value = ast.UnaryOp(ast.USub(), node.value)


def double(node: Any) -> None:
    """A number twice as large."""
    node.value *= 2


def to_axis(axis: int) -> Change:
    """Another axis, given by name."""

    def change(node: Any) -> None:
        node.value = ast.Constant(axis)

    return change


def to_positional_axis(place: int, axis: int) -> Change:
    """Another axis, given by its place among the arguments."""

    def change(node: Any) -> None:
        node.args[place] = ast.Constant(axis)

    return change


def to_place(axis: int) -> Change:
    """Another axis, given as an index."""

    def change(node: Any) -> None:
        node.slice = ast.Constant(axis)

    return change


def exchanged(field: str, place: int) -> Change:
    """Two neighbours in a list change places."""

    def change(node: Any) -> None:
        items = getattr(node, field)
        items[place], items[place + 1] = items[place + 1], items[place]

    return change


def transpose(node: Any) -> None:
    """A name transposed."""
    become(node, ast.Attribute(ast.Name(node.id, ast.Load()), "T", ast.Load()))


def other_powers(power: ast.expr) -> tuple[float, ...]:
    """Exponents that a power is mistaken for."""
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


def raised_to(power: float) -> Change:
    """Another exponent."""

    def change(node: Any) -> None:
        node.right = ast.Constant(power)

    return change


def turn_otherwise(node: Any) -> None:
    """``*`` for ``+``, ``/`` for ``-``."""
    node.op = OTHER[type(node.op)]()


def square_of(field: str) -> Change:
    """The square of an operand."""

    def change(node: Any) -> None:
        setattr(node, field, ast.BinOp(getattr(node, field), ast.Pow(), ast.Constant(2)))

    return change


def complement_of(field: str) -> Change:
    """One minus an operand."""

    def change(node: Any) -> None:
        setattr(node, field, ast.BinOp(ast.Constant(1), ast.Sub(), getattr(node, field)))

    return change


def complement_of_value(node: Any) -> None:
    """One minus the factor that a call is told."""
    for keyword in node.keywords:
        if keyword.arg in ("value", "alpha"):
            keyword.value = ast.BinOp(ast.Constant(1), ast.Sub(), keyword.value)


def centred(text: str) -> Change:
    """Another expression in its place."""

    def change(node: Any) -> None:
        become(node, ast.parse(text, mode="eval").body)

    return change


def told(word: str) -> Change:
    """Another word as the value of an argument."""

    def change(node: Any) -> None:
        node.value = ast.Constant(word)

    return change


def told_also(keyword: str, word: str) -> Change:
    """One more argument, a word."""

    def change(node: Any) -> None:
        node.keywords.append(ast.keyword(keyword, ast.Constant(word)))

    return change


def times(name: str) -> Change:
    """A product with one more factor."""

    def change(node: Any) -> None:
        node.right = ast.BinOp(node.right, ast.Mult(), ast.Name(name, ast.Load()))

    return change


def invert_mask(node: Any) -> None:
    """The opposite of what a call selects by."""
    node.args[0] = ast.UnaryOp(ast.Invert(), node.args[0])


def along(keywords: str) -> Change:
    """Other keyword arguments."""

    def change(node: Any) -> None:
        call = ast.parse(f"f({keywords})", mode="eval").body
        assert isinstance(call, ast.Call)
        node.keywords = call.keywords

    return change


def turn_ends(node: Any) -> None:
    """The other end of a range."""
    for keyword in node.keywords:
        keyword.arg = ENDS.get(keyword.arg, keyword.arg)


def _argument(node: Any) -> tuple[Any, str, int | None]:
    """Where a call has what it works on: its first argument, or the owner of the method."""
    owner = node.func.value
    if isinstance(owner, ast.Name) and owner.id in LIBRARIES:
        return node, "args", 0
    return node.func, "value", None


def change_argument(node: Any, change: Callable[[Any], ast.expr]) -> None:
    """What a call works on, changed."""
    holder, field, place = _argument(node)
    if place is None:
        setattr(holder, field, change(getattr(holder, field)))
    elif node.args:
        node.args[place] = change(node.args[place])


def negate_argument(node: Any) -> None:
    """A minus before what a call works on."""
    change_argument(node, lambda value: ast.UnaryOp(ast.USub(), value))


def square_of_argument(node: Any) -> None:
    """The square of what a call works on."""
    change_argument(node, lambda value: ast.BinOp(value, ast.Pow(), ast.Constant(2)))


def root_of(node: Any) -> None:
    """A root of the whole."""
    inner = copy.copy(node)
    become(node, ast.BinOp(inner, ast.Pow(), ast.Constant(0.5)))


def renamed(name: str) -> Change:
    """Another attribute."""

    def change(node: Any) -> None:
        node.attr = name

    return change


def called(name: str) -> Change:
    """Another name."""

    def change(node: Any) -> None:
        node.id = name

    return change


def take_argument(node: Any) -> None:
    """The argument without the call."""
    become(node, node.args[0])


def take_owner(node: Any) -> None:
    """The owner without the method."""
    become(node, node.func.value)


def become(node: Any, other: ast.AST) -> None:
    """Put ``other`` in the place of ``node``."""
    place = {name: getattr(node, name) for name in PLACE if hasattr(node, name)}
    node.__class__ = other.__class__
    node.__dict__ = {**vars(other), **place}
