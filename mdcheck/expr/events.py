r"""Probabilities of events: ``P(A|B)``, ``p(x_i, y)``, ``P(A \cup B)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import keys, letters, phrases
from mdcheck.expr.bars import axis, cut_bars
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Event, Expr, Index, Number, Prob, Symbol
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

TEST = "+"
"""The outcome of a test, which is positive or negative: ``P(D | +)``."""


def probability(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """``P(..)`` as a probability; None if the brackets hold no events, so that it may be a product.

    Of events that are no values of variables only the words are kept.
    """
    try:
        return of_events(reader, name, item, fence)
    except Gap:
        label = f"_{keys.key_text(item.sub)}" if isinstance(item, Scripts) and item.sub is not None else ""
        law = Symbol(f"law {name}{label}")
        return Apply("chance", (law, phrases.condition(reader, meaningful(fence.body))))


def of_events(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """A probability of values of variables."""
    label = keys.key_text(item.sub) if isinstance(item, Scripts) and item.sub is not None else ""
    if label and letters.INDEX_LETTERS & {label}:
        return None
    items = meaningful(fence.body)
    outer = split(items, ";")
    parts = cut_bars(outer[0])
    if len(parts) > 2:
        raise Gap("more than one bar in a probability", fence)
    if any(is_atom(i, "ellipsis") for i in outer[0]):
        raise Gap("a probability with an ellipsis", fence)
    if not all(is_event(part) for side in parts for part in split(side, ",")):
        if phrases.is_separated(items) or names_events(items):
            raise Gap("an event not understood", fence)
        return None
    law = f"{name}_{label}" if label else name
    if len(outer) > 1:
        law += ";" + ";".join(keys.key_text(Row(fence.span, tuple(part))) for part in outer[1:])
    if any(is_atom(i, None, "cup", "vee", "lor") for i in parts[0]):
        united = [event(reader, p) for p in split_on(parts[0], "cup", "vee", "lor")]
        return Prob(law, tuple(united), conditions(reader, parts[1:]), union=True)
    found = conditions(reader, parts[:1])
    given = conditions(reader, parts[1:])
    axes = [e.variable for e in (*found, *given)]
    reader.choices.doubtful |= axes == [TEST]
    if len(set(axes)) < len(axes):
        raise Gap("one variable twice in a probability", fence)
    return Prob(law, found, given)


def names_events(items: list[Node]) -> bool:
    r"""Whether items can only be events, although no variables take values: ``A \cup B``, ``+``."""
    lone_sign = len(items) == 1 and is_atom(items[0], "operator")
    return lone_sign or any(is_atom(i, None, "cup", "cap", "vee", "wedge") for i in items)


def split_on(items: list[Node], *operators: str) -> list[list[Node]]:
    """Items cut at operators."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if is_atom(item, None, *operators):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def is_event(items: list[Node]) -> bool:
    """Whether items look like variables and assignments rather than arithmetic."""
    if len(items) == 1 and is_atom(items[0], "operator", "+", "-"):
        return True
    related = any(is_atom(i, "relation") for i in items)
    for item in items:
        if related and is_atom(item, "operator", "-"):
            continue
        if (
            isinstance(item, Atom)
            and item.cls not in ("letter", "relation")
            and item.name
            not in (
                "cap",
                "cup",
                "wedge",
                "vee",
                "land",
                "lor",
                "neg",
                "lnot",
            )
        ):
            return item.cls == "number" and related
        if isinstance(item, Command) and item.name not in letters.ACCENTS:
            return False
        if isinstance(item, Fence):
            return False
    return bool(items)


def conditions(reader: "Reader", sides: list[list[Node]]) -> tuple[Event, ...]:
    """Events by commas, intersections and juxtaposition."""
    found: list[Event] = []
    for side in sides:
        for part in split(side, ","):
            for piece in split_on(part, "cap", "wedge", "land"):
                found.extend(event(reader, p) for p in juxtaposed(piece))
    return tuple(found)


def juxtaposed(items: list[Node]) -> list[list[Node]]:
    """``AB`` as two events; an assignment is one."""
    if any(is_atom(i, "relation") for i in items):
        return [items]
    if items and is_atom(items[0], None, "neg", "lnot"):
        return [items]
    if len(items) > 1 and not all(
        (letters.base_name(letters.single(i)) or "x").split()[-1][0].isupper() for i in items
    ):
        raise Gap("an event not understood")
    return [[i] for i in items]


def event(reader: "Reader", items: list[Node]) -> Event:
    """One variable with its value."""
    if len(items) == 2 and is_atom(items[0], None, "neg", "lnot"):
        inner = event(reader, items[1:])
        return Event(inner.variable, inner.value, not inner.negated)
    if len(items) == 1:
        return lone_event(reader, items[0])
    if len(items) >= 3 and is_atom(items[1], "relation", "=", "eq"):
        variable = lone_event(reader, items[0]).variable
        value = reader.items(items[2:])
        match value:
            case Number() | Apply("neg", (Number(),)):
                return Event(variable, signed(value))
            case Symbol() | Index():
                return Event(variable, lowered(value))
        raise Gap("a probability of a particular value")
    raise Gap("an event not understood")


def lone_event(reader: "Reader", item: Node) -> Event:
    r"""A variable that takes its value: ``x``, ``x_i``, ``A``, ``\bar A``, ``A^c``."""
    if isinstance(item, Command) and item.name in ("bar", "overline") and len(item.args) == 1:
        inner = meaningful(item.args[0])
        if len(inner) == 1:
            below = lone_event(reader, inner[0])
            return Event(below.variable, below.value, True)
    if isinstance(item, Scripts):
        return scripted_event(reader, item)
    if is_atom(item, "operator", "+", "-"):
        return Event(TEST, Symbol(TEST), is_atom(item, None, "-"))
    name = letters.base_name(item)
    if name is None:
        raise Gap("an event not understood", item)
    return Event(axis(name), Symbol(axis(name)))


def scripted_event(reader: "Reader", item: Scripts) -> Event:
    """``x_i`` is the i-th value of x, ``A^c`` a complement."""
    name = letters.base_name(letters.single(item.base))
    if name is None:
        raise Gap("an event not understood", item)
    if item.primes:
        return another_value(item, name)
    if item.sup is not None:
        marks = meaningful(item.sup)
        if len(marks) == 1 and letters.base_name(marks[0]) in ("c", "C") and item.sub is None:
            return Event(axis(name), Symbol(axis(name)), True)
        raise Gap("an event not understood", item)
    label, indices = keys.subscript(reader, item.sub, name)
    if len(indices) == 1 and isinstance(indices[0], Number):
        own = f"{axis(name)}_{indices[0].value}"
        return Event(own, Symbol(own))
    if len(indices) == 1 and not label:
        return Event(axis(name), Index(Symbol(axis(name)), indices))
    if indices:
        raise Gap("a value with several indices", item)
    return Event(axis(name) + label, Symbol(axis(name) + label))


def another_value(item: Scripts, name: str) -> Event:
    """``y'`` is another value of y."""
    if item.sub is not None or item.sup is not None:
        raise Gap("an event not understood", item)
    return Event(axis(name), Symbol(axis(name) + "'" * item.primes))


def signed(value: Expr) -> Number:
    """A whole number with its sign: the label of a class."""
    inner, sign = (value.args[0], -1) if isinstance(value, Apply) else (value, 1)
    if not isinstance(inner, Number) or inner.value.denominator != 1:
        raise Gap("a probability of a particular value")
    return Number(sign * inner.value)


def lowered(value: Expr) -> Expr:
    """A value by the name of its axis."""
    match value:
        case Symbol(name):
            return Symbol(axis(name))
        case Index(Symbol(name), keys):
            return Index(Symbol(axis(name)), keys)
    return value
