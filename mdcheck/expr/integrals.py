r"""Integrals: ``\int_a^b f(x)\,dx``, ``\int\int f\,dx\,dy``, ``\int \frac{dx}{x}``."""

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import letters
from mdcheck.expr.calculus import is_differential_mark
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Bind, Compare, Expr, Index, Interval, Number, Such, Symbol, Values
from mdcheck.expr.sampling import outcomes
from mdcheck.expr.stream import Stream, meaningful
from mdcheck.latex.tree import Atom, Command, Group, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.nodes import Domain
    from mdcheck.expr.reader import Reader

FOLD = {"int": 1, "oint": 1, "iint": 2, "iiint": 3}


def read(reader: "Reader", item: Node, stream: Stream) -> Expr:
    """An integral sign with its limits, its integrand up to the differential, and the differential."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    fold = FOLD.get(getattr(base, "name", ""), 0)
    if not fold:
        raise Gap("an integral of an unknown kind", item)
    body, variables = parted(reader, stream, fold, item)
    reader.bound.extend(variables)
    try:
        value = reader.items(body) if body else leading(reader, stream)
    finally:
        del reader.bound[len(reader.bound) - len(variables) :]
    for name in reversed(variables[1:]):
        value = Bind("int", name, Values(name), value)
    region = domain(reader, item, variables[0])
    return Bind("int", variables[0], outcomes(variables[0], region, value) or region, value)


def leading(reader: "Reader", stream: Stream) -> Expr:
    r"""The integrand of ``\int dx\, f(x)``, or 1 where nothing stands."""
    return Number(Fraction(1)) if stream.done() else reader.product(stream)


def parted(reader: "Reader", stream: Stream, fold: int, at: Node) -> tuple[list[Node], list[str]]:
    """The integrand and the variables of the differentials that close an integral; passes them."""
    items = stream.items = [inner for item in stream.items for inner in opened(item)]
    depth, variables = fold, list[str]()
    for position in range(stream.position, len(items)):
        item = items[position]
        if is_integral(item):
            depth += FOLD.get(getattr(letters.single(getattr(item, "base", item)), "name", ""), 1)
        elif (name := differential(reader, items, position)) is not None:
            depth -= 1
            if depth < fold:
                variables.append(name)
            if depth == 0:
                body = without_marks(reader, items[stream.position : position], fold - 1)
                stream.position = position + 2
                return body, variables
    inner = in_fraction(reader, items[stream.position :])
    if inner is None or fold > 1:
        raise Gap("an integral without a differential", at)
    stream.position = len(items)
    return inner


def opened(item: Node) -> list[Node]:
    """Braces that hold an integrand with its differential are taken off."""
    if isinstance(item, Group) and any(map(is_differential_mark, inner := meaningful(item.body))):
        return inner
    return [item]


def without_marks(reader: "Reader", items: list[Node], count: int) -> list[Node]:
    """The integrand of a double integral without the first of its differentials at its end."""
    if count and len(items) >= 2 * count and differential(reader, items, len(items) - 2) is not None:
        return without_marks(reader, items[:-2], count - 1)
    return items


def is_integral(item: Node) -> bool:
    """Whether an item is an integral sign."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    return isinstance(base, Atom) and base.cls == "binder" and base.name in FOLD


def differential(reader: "Reader", items: list[Node], position: int) -> str | None:
    r"""The variable of a differential that stands at a position: ``dx``, ``d\theta``, ``dx_1``."""
    if position + 1 >= len(items) or not is_differential_mark(items[position]):
        return None
    return variable(reader, items[position + 1])


def variable(reader: "Reader", item: Node) -> str | None:
    """Name of what stands behind a ``d``."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    if letters.base_name(base) is None:
        return None
    value = reader.items([item])
    match value:
        case Symbol(name):
            return name.removeprefix("const ")
        case Index(Symbol(name), keys) if all(isinstance(key, Number | Symbol) for key in keys):
            from mdcheck.expr.printer import plain

            return plain(value)
    return None


def in_fraction(reader: "Reader", items: list[Node]) -> tuple[list[Node], list[str]] | None:
    r"""``\frac{dx}{x}``: the differential stands in the numerator of the last factor."""
    for position, item in enumerate(items):
        if not isinstance(item, Command) or item.name != "frac" or position != len(items) - 1:
            continue
        above = meaningful(item.args[0])
        for at in range(len(above) - 1):
            name = differential(reader, above, at)
            if name is None:
                continue
            rest = above[:at] + above[at + 2 :]
            one = Atom(item.span, "number", "1", "1")
            upper = Row(item.args[0].span, tuple(rest) or (one,))
            return [*items[:position], replace(item, args=(upper, item.args[1]))], [name]
    return None


def domain(reader: "Reader", item: Node, name: str) -> "Domain":
    """What a variable runs over: an interval, a region, or everything."""
    if not isinstance(item, Scripts) or (item.sub is None and item.sup is None):
        return Values(name)
    if item.sub is not None and item.sup is not None:
        return Interval(reader.row(item.sub), reader.row(item.sup))
    if item.sub is None:
        raise Gap("an integral with an upper end only", item)
    under = reader.row(item.sub)
    return Such(under if isinstance(under, Compare) else Compare("in", Symbol(name), under))
