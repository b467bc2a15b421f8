r"""Which values a bound index runs over: ``k=1, k \neq i`` up to ``2N``, evaluated for small numbers."""

from collections.abc import Mapping

from mdcheck.latex.tree import Atom, Command, Environment, Fence, Group, Node, Row, Scripts, Space
from mdcheck.records import dataclass


class Unread(Exception):
    """An index set or expression that this evaluator does not read."""


@dataclass(frozen=True, slots=True)
class Binder:
    """A bound index: its letter, first and last value as written, and the values it may not take.

    Attributes:
        letter: The index.
        lower: First value; None if the sum names no range.
        upper: Last value; None likewise.
        unequal: Expressions that the index differs from.
    """

    letter: str
    lower: Row | None
    upper: Row | None
    unequal: tuple[Row, ...]


def read_binder(sub: Row | None, sup: Row | None, conditions: tuple[Row, ...] = ()) -> Binder:
    """The index that a sum binds.

    Raises:
        Unread: The sum runs over a named set, or over two indices, or its limits are of an unknown form.
    """
    letter, lower, upper = "", None, None
    unequal: list[Row] = []
    for piece in [piece for row in (sub, sup, *conditions) if row for piece in pieces(row)]:
        left, relation, right = _relation(piece)
        name = letter_of(left) or ""
        match relation:
            case "=" if name:
                letter, lower = name, right
            case "ne" if name:
                letter = letter or name
                unequal.append(right if name == letter else left)
            case "" if name and sub and not letter and piece.span.start < sub.span.end:
                letter = name
            case "":
                upper = left
            case _:
                raise Unread(f"a sum over {relation}")
    if not letter:
        raise Unread("no bound index")
    return Binder(letter, lower, upper, tuple(unequal))


def pieces(row: Row) -> list[Row]:
    r"""A row split at commas, semicolons and the lines of ``\substack``."""
    found: list[list[Node]] = [[]]
    for item in row.items:
        match item:
            case Atom(cls="punctuation"):
                found.append([])
            case Command(name="substack", args=args):
                found += [list(piece.items) for arg in args for piece in pieces(arg)]
            case Environment(rows=rows):
                found += [list(piece.items) for cells in rows for cell in cells for piece in pieces(cell)]
            case Group(body=body):
                found[-1].extend(body.items)
            case Space():
                pass
            case _:
                found[-1].append(item)
    return [Row(row.span, tuple(piece)) for piece in found if piece]


def letter_of(row: Row | None) -> str | None:
    """The letter that a row consists of."""
    match [item for item in row.items if not isinstance(item, Space)] if row else []:
        case [Atom(cls="letter", name=name)]:
            return name
        case [Group(body=body)]:
            return letter_of(body)
    return None


def evaluate(row: Row, values: Mapping[str, int]) -> int:
    """An index expression such as ``2N`` or ``i + N``.

    Raises:
        Unread: It holds anything but numbers, known letters, sums, differences and products.
    """
    total, sign, product, empty = 0, 1, 1, True
    for item in row.items:
        match item:
            case Space() | Atom(cls="operator", name="cdot" | "times" | "*"):
                continue
            case Atom(cls="operator", name="+" | "-" as name):
                total += 0 if empty else sign * product
                sign, product, empty = (1 if name == "+" else -1), 1, True
                continue
            case Atom(cls="number", name=name):
                factor = _integer(name)
            case Atom(cls="letter", name=name) if name in values:
                factor = values[name]
            case Group(body=body) | Fence(open="(", body=body):
                factor = evaluate(body, values)
            case _:
                raise Unread("an index expression")
        product, empty = product * factor, False
    if empty:
        raise Unread("an empty index")
    return total + sign * product


def letters(row: Row | None) -> set[str]:
    """The letters in an index expression."""
    found: set[str] = set()
    for item in row.items if row else ():
        match item:
            case Atom(cls="letter", name=name):
                found.add(name)
            case Group(body=body) | Fence(body=body):
                found |= letters(body)
            case Scripts(base=base):
                found |= letters(Row(item.span, (base,))) if base else set()
            case _:
                pass
    return found


def _integer(name: str) -> int:
    if not name.isdigit():
        raise Unread("an index that is no whole number")
    return int(name)


def _relation(row: Row) -> tuple[Row, str, Row]:
    for at, item in enumerate(row.items):
        if isinstance(item, Atom) and item.cls == "relation":
            return Row(row.span, row.items[:at]), item.name, Row(row.span, row.items[at + 1 :])
    return row, "", Row(row.span, ())
