r"""Derivatives in their notations: ``\frac{d}{dx}``, ``\frac{\partial L}{\partial w}``, ``\nabla_\theta``."""

from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import letters
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Derivative, Expr, Index, Number, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful
from mdcheck.latex.tree import Atom, Command, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

HIGHEST = 4


def symbol(item: Atom) -> Expr:
    """A symbol that is neither letter nor operator."""
    if item.name == "hbar":
        return Symbol("hbar")
    raise Gap(f"{item.text} has no meaning here yet", item)


def scripted_symbol(reader: "Reader", item: Scripts, stream: Stream) -> Expr:
    r"""``\nabla_w L``: gradient by what stands below."""
    base = letters.single(item.base)
    if not is_atom(base, None, "nabla", "bigtriangledown") or item.sub is None or item.sup is not None:
        raise Gap("scripts at a symbol", item)
    return Derivative(differentiated(reader, stream), variable(reader, meaningful(item.sub)))


def mark_order(item: Node) -> int:
    r"""Order that ``d``, ``\partial``, ``d^2`` announces; 0 if the item is none of them."""
    if is_atom(item, "letter", "d") or is_atom(item, None, "partial") or is_roman_d(item):
        return 1
    if isinstance(item, Scripts) and item.sub is None and item.sup is not None and item.base is not None:
        power = meaningful(item.sup)
        base = letters.single(item.base)
        if base is not None and not isinstance(base, Scripts) and mark_order(base):
            return small_number(power)
    return 0


def small_number(items: list[Node]) -> int:
    """The number that a row of one digit is; 0 otherwise."""
    digit = items[0] if len(items) == 1 else None
    known = isinstance(digit, Atom) and digit.cls == "number" and digit.name.isdigit()
    return int(digit.name) if known and isinstance(digit, Atom) else 0


def is_roman_d(item: Node) -> bool:
    r"""``\mathrm{d}``."""
    return (
        isinstance(item, Command) and item.name in ("mathrm", "rm", "text") and letters.base_name(item) == "d"
    )


def fraction(reader: "Reader", item: Command, upper: Row, lower: Row, stream: Stream) -> Expr | None:
    """A derivative written as a quotient, or None if the quotient is none."""
    above, below = meaningful(upper), meaningful(lower)
    if len(below) < 2 or not above or not mark_order(below[0]) or not mark_order(above[0]):
        return None
    order = mark_order(above[0])
    if order > HIGHEST:
        raise Gap("a derivative of high order", item)
    by = variable_of_order(reader, below[1:], order, item)
    if len(above) > 1:
        return Derivative(reader.items(above[1:]), by, order)
    return Derivative(differentiated(reader, stream), by, order)


def differentiated(reader: "Reader", stream: Stream) -> Expr:
    """What an operator applies to: all factors that follow, or the first of them only."""
    mark = stream.position
    sign = reader.sign(stream)
    value = reader.factor(stream)
    if stream.done() or reader.choices.choose(2) == 1:
        return value if sign > 0 else Apply("neg", (value,))
    stream.position = mark
    return reader.product(stream)


def variable_of_order(reader: "Reader", items: list[Node], order: int, at: Node) -> Expr:
    """The variable below, its power taken off: ``dx^2``."""
    if any(mark_order(i) for i in items):
        raise Gap("a mixed derivative", at)
    value = variable(reader, items) if order == 1 else None
    if value is not None:
        return value
    match reader.items(items):
        case Apply("pow", (Symbol() | Index() as base, Number(value=power))) if power == Fraction(order):
            return base
    raise Gap("a derivative whose orders differ", at)


def variable(reader: "Reader", items: list[Node]) -> Expr:
    """What a derivative is taken by."""
    value = reader.items(items)
    if not isinstance(value, Symbol | Index) or (
        isinstance(value, Symbol) and value.name.startswith("const ")
    ):
        raise Gap("a derivative by something that is not a variable")
    return value
