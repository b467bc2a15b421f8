"""Subscripts and bracketed superscripts: indices, or labels that belong to the name."""

import re
from typing import TYPE_CHECKING

from mdcheck.expr.gap import Gap
from mdcheck.expr.letters import INDEX_LETTERS, base_name, single
from mdcheck.expr.nodes import Expr, Symbol
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Text, Word
from mdcheck.model.source import Span
from mdcheck.patterns import regex

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader


CHOICES = {
    name: (
        regex(rf"[\[({{]\s*[ijk]\s*=\s*{re.escape(name)}\s*(?:\\right)?\\?[\])}}]"),
        regex(rf"[\[({{]\s*{re.escape(name)}\s*=\s*[ijk]\s*(?:\\right)?\\?[\])}}]"),
        regex(rf"\\delta_\{{(?:[ijk],?\s*{re.escape(name)}|{re.escape(name)},?\s*[ijk])\}}"),
    )
    for name in ("y", "c", "+")
}
"""Names of a class that an index may be, each with how a section compares them."""
COURSES = regex(
    r"(?:\||\\mid|\\vert)\s*[a-z]\s*_\s*(?:\w|\{\s*\w\s*\})\s*\^\s*\{?\s*([ijkln])\s*\}?\s*(?:\\right)?[,)]"
)
"""An event that is one of several courses: ``| s_t^n)``; no power is an event."""
LABELS = {"in": ("{out}", "{\\text{out}}", "{\\rm out}"), "min": ("min",), "tr": ("{te}", "train", "训练")}
"""Words of index letters, each with what stands in a section that uses it as a word."""


def subscript(reader: "Reader", sub: Row | None, name: str = "") -> tuple[str, tuple[Expr, ...]]:
    """A subscript as part of the name (``_max``) and as indices (``i, j``)."""
    if sub is None:
        return "", ()
    items = meaningful(sub)
    if is_label(reader, items) or (name == "d" and is_width(reader, items)):
        return "_" + key_text(sub), ()
    if len(items) == 1 and is_atom(items[0], "operator", "+") and is_choice(reader, "+"):
        return "", (Symbol("+"),)
    if all(isinstance(i, Atom) and i.cls == "letter" and index_like(reader, i.name) for i in items):
        return "", tuple(Symbol(i.name) for i in items if isinstance(i, Atom))
    if name in reader.scope.paired and is_pair_of_letters(items):
        return "", tuple(Symbol(i.name) for i in items if isinstance(i, Atom))
    if (chosen := chosen_by(reader, items, name)) is not None:
        return "", (chosen,)
    keys: list[Expr] = []
    for part in split(items, ","):
        if not part or not index_part(reader, part):
            return "_" + key_text(sub), ()
        keys.extend(reader.items(key) for key in side_by_side(part, paired=name in reader.scope.paired))
    return "", tuple(keys)


def chosen_by(reader: "Reader", items: list[Node], name: str) -> Expr | None:
    """The number by which ``f_{y_i}`` takes a component, where the section has ``f_j`` too; None if none."""
    item = items[0] if len(items) == 1 else None
    if not isinstance(item, Scripts) or item.sub is None or item.sup is not None or item.primes:
        return None
    by = meaningful(item.sub)
    small = base_name(single(item.base))
    if len(by) != 1 or base_name(by[0]) not in INDEX_LETTERS or small is None or not small.islower():
        return None
    listed = len(name) == 1 and any(f"{name.lower()}_{j}" in reader.scope.words for j in INDEX_LETTERS)
    return reader.items(items) if listed else None


def is_label(reader: "Reader", items: list[Node]) -> bool:
    """Whether letters spell a word: ``n_{in}`` where ``n_{out}`` stands beside it, ``x_{min}``."""
    letters = [i.name for i in items if isinstance(i, Atom) and i.cls == "letter"]
    if len(letters) < len(items) or any(letter in reader.bound for letter in letters):
        return False
    word = "".join(letters)
    return word in LABELS and any(mark in reader.scope.words for mark in LABELS[word])


def side_by_side(part: list[Node], *, paired: bool) -> list[list[Node]]:
    """``ij``, ``i1`` and ``1j`` are two indices, ``i+1`` is one; ``2k`` and ``12`` where a name has two."""
    plain = all(is_atom(i, "letter") or is_atom(i, "number") for i in part)
    if (
        plain
        and len(part) > 1
        and (paired or is_atom(part[0], "letter") or is_atom(part[0], "number", "0", "1"))
    ):
        return [[item] for item in part]
    if paired and len(part) == 1 and isinstance(part[0], Atom) and is_pair_of_digits(part[0]):
        at = part[0].span.start
        return [[Atom(Span(at + k, at + k + 1), "number", d, d)] for k, d in enumerate(part[0].name)]
    return [part]


def is_pair_of_letters(items: list[Node]) -> bool:
    """``id``: two small letters, one of them an index, at a name that has two indices elsewhere."""
    small = all(isinstance(i, Atom) and i.cls == "letter" and i.name.islower() for i in items)
    return small and len(items) == 2 and any(base_name(i) in INDEX_LETTERS for i in items)


def is_pair_of_digits(item: Atom) -> bool:
    """Whether an item is two digits, which may be two indices: ``w_{12}``."""
    return item.cls == "number" and len(item.name) == 2 and item.name.isdigit()


def index_like(reader: "Reader", name: str) -> bool:
    """Whether a letter in a subscript is an index."""
    return name in reader.bound or name in INDEX_LETTERS or is_choice(reader, name)


def is_choice(reader: "Reader", name: str) -> bool:
    r"""Whether the section compares an index with a name, as in ``[i = y]``: then the name is one, too."""
    return name in CHOICES and any(pattern.search(reader.scope.words) for pattern in CHOICES[name])


def is_width(reader: "Reader", items: list[Node]) -> bool:
    r"""Whether ``d_k`` is the width of keys, as a root or a sum up to it tells, rather than one of many."""
    name = base_name(items[0]) if len(items) == 1 else None
    return name in ("k", "v") and any(
        mark + f"{{d_{name}}}" in reader.scope.words for mark in ("\\sqrt", "^")
    )


def index_part(reader: "Reader", items: list[Node]) -> bool:
    """Whether a subscript is an expression in indices and numbers."""
    good = False
    for i in items:
        if (
            isinstance(i, Atom)
            and i.cls == "letter"
            and (index_like(reader, i.name) or i.name in ("N", "M", "K", "T"))
        ) or (isinstance(i, Atom) and i.cls == "number"):
            good = True
        elif not is_atom(i, "operator", "+", "-"):
            return False
    return good


def listed(reader: "Reader", sub: Row) -> tuple[Expr, ...]:
    """A subscript at something that is no name: always indices, ``ij`` being two."""
    items = meaningful(sub)
    if all(isinstance(i, Atom) and i.cls == "letter" for i in items):
        return tuple(Symbol(i.name) for i in items if isinstance(i, Atom))
    return tuple(reader.items(part) for part in split(items, ","))


def key_text(row: Row | None) -> str:
    """Letters and digits of a subscript that is a label."""
    if row is None:
        return ""
    parts: list[str] = []
    for item in meaningful(row):
        match item:
            case Atom(name=name) | Word(name=name):
                parts.append(name)
            case Text(content=content):
                parts.append(content.strip())
            case Command():
                parts.append(base_name(item) or label_of_command(item))
            case Scripts():
                marks = key_text(item.sub) + key_text(item.sup) + "'" * item.primes
                parts.append(f"{base_name(single(item.base)) or '?'}{marks}")
            case Fence(body=body):
                parts.append(f"({key_text(body)})")
            case _:
                raise Gap("subscript not understood", item)
    return "".join(parts)


def label_of_command(item: Command) -> str:
    """Text of a command used as a label."""
    if item.name in ("text", "mathrm", "textrm", "rm", "operatorname", "mbox", "textbf", "mathbf", "mathcal"):
        return "".join(key_text(row) for row in item.args)
    raise Gap("subscript not understood", item)


def course(reader: "Reader", items: list[Node]) -> str | None:
    """The letter that a superscript is, if the section counts courses of events by it."""
    letter = base_name(items[0]) if len(items) == 1 else None
    if letter not in INDEX_LETTERS:
        return None
    return letter if any(found[1] == letter for found in COURSES.finditer(reader.scope.words)) else None


def index_superscript(reader: "Reader", sup: Row) -> tuple[Expr, ...] | None:
    """``z^{(i)}``: a superscript in brackets is an index, and the n of ``p(a_t^n | s_t^n)``."""
    items = meaningful(sup)
    if (letter := course(reader, items)) is not None:
        return (Symbol(letter),)
    if len(items) == 1 and isinstance(items[0], Fence) and items[0].open in "([":
        inner = meaningful(items[0].body)
        parts = split(inner, ",")
        if inner and all(part and index_part(reader, part) for part in parts):
            return tuple(reader.items(part) for part in parts)
        if all(isinstance(i, Word) or is_atom(i, "letter") for i in inner):
            return (Symbol("(" + key_text(items[0].body) + ")"),)
    return None
