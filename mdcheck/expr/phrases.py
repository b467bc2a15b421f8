r"""What separators and relations make of a row: lists, things given, labels, conditions.

From the loosest to the tightest: ``f: x`` (a label), ``x, y`` (a list), ``y | x`` (something given),
``x = y`` (a relation). None of them is a value, but each has its place: in brackets, below a
binder, behind a law.
"""

from typing import TYPE_CHECKING

from mdcheck.expr import keys, lists
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Compare, Expr, Symbol
from mdcheck.expr.stream import is_atom, split
from mdcheck.latex.tree import Atom, Node, Row, Text, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

SEPARATING = frozenset(("punctuation", "bar", "relation"))
DOUBLE = frozenset(("||", "parallel", "Vert"))
NAMES = {
    "=": "eq",
    "neq": "ne",
    "!=": "ne",
    "<": "lt",
    ">": "gt",
    "leqslant": "le",
    "geqslant": "ge",
    "==": "eq",
}
CONNECTIVES = frozenset(("if", "for", "when", "where", "and", "且", "若", "当", "如果", "与", "和"))


def is_separated(items: list[Node]) -> bool:
    """Whether items are more than one expression."""
    return any(isinstance(i, Atom) and i.cls in SEPARATING for i in items)


def has_relation(items: list[Node]) -> bool:
    """Whether items state a relation."""
    return any(is_atom(i, "relation") for i in items)


def read(reader: "Reader", items: list[Node]) -> Expr:
    """A row with separators or relations."""
    label, *rest = split(items, ":")
    if rest:
        if len(rest) > 1:
            raise Gap("several colons")
        return Apply("labelled", (reader.items(label), reader.items(rest[0])))
    if any(is_atom(i, "punctuation") for i in items):
        return Apply("list", lists.elements(reader, items))
    if any(is_atom(i, "bar") for i in items):
        return barred(reader, items)
    return relation(reader, items)


def barred(reader: "Reader", items: list[Node]) -> Expr:
    """``y | x`` and ``p || q``."""
    bars = [k for k, i in enumerate(items) if is_atom(i, "bar")]
    double = len(bars) == 2 and bars[1] == bars[0] + 1
    first = items[bars[0]]
    against = double or (isinstance(first, Atom) and first.name.strip() in DOUBLE)
    sides = (reader.items(items[: bars[0]]), reader.items(items[bars[double] + 1 :]))
    return Apply("against" if against else "given", sides)


def relation(reader: "Reader", items: list[Node]) -> Expr:
    """``x = y``, or a chain such as ``0 < x < 1``: each link a relation of its own."""
    parts = conjuncts(items)
    if len(parts) > 1:
        return Apply("all of", tuple(reader.items(part) for part in parts))
    marks = [i for i in items if isinstance(i, Atom) and i.cls == "relation"]
    sides = [reader.items(side) for side in cut(items)]
    links = tuple(
        Compare(NAMES.get(mark.name, mark.name), left, right)
        for left, mark, right in zip(sides, marks, sides[1:], strict=False)
    )
    return links[0] if len(links) == 1 else Apply("all of", links)


def conjuncts(items: list[Node]) -> list[list[Node]]:
    r"""Relations that ``\wedge`` joins."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if is_atom(item, "operator", "wedge"):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts if all(map(has_relation, parts)) else [items]


def cut(items: list[Node]) -> list[list[Node]]:
    """Items cut at relations."""
    sides: list[list[Node]] = [[]]
    for item in items:
        if is_atom(item, "relation"):
            sides.append([])
        else:
            sides[-1].append(item)
    return sides


def condition(reader: "Reader", items: list[Node]) -> Expr:
    """A condition in signs and words: ``x > 0``, ``n is odd``; what only words say is kept as they say it."""
    runs: list[list[Node] | str] = [[]]
    for at, item in enumerate(items):
        word = None if is_side(items, at) else words_of(item)
        if word is None and isinstance(runs[-1], list):
            runs[-1].append(item)
        elif word is None:
            runs.append([item])
        elif word and word.lower() not in CONNECTIVES:
            runs.append(word)
        else:
            runs.append([])
    parts = [trimmed(run) if isinstance(run, list) else run for run in runs]
    found = [Symbol(p) if isinstance(p, str) else reader.items(p) for p in parts if p]
    if not found:
        raise Gap("a condition not understood")
    if any(isinstance(p, str) for p in parts):
        return Apply("said", tuple(found))
    return found[0] if len(found) == 1 else Apply("all of", tuple(found))


def is_side(items: list[Node], at: int) -> bool:
    """Whether an item alone makes a side of a relation, as a value in words does."""
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    related = is_atom(before, "relation") or is_atom(after, "relation")
    return related and not any(n is not None and not is_separated([n]) for n in (before, after))


def words_of(item: Node) -> str | None:
    """The words that an item is; None for signs."""
    if isinstance(item, Text):
        return item.content.strip(" ,，.;")
    if isinstance(item, Word) and item.name.strip().lower() in CONNECTIVES:
        return item.name.strip()
    return None


def label(reader: "Reader", row: Row) -> Expr:
    """What a subscript says, as an expression if it is one, else by its letters."""
    try:
        return reader.row(row)
    except Gap:
        return Symbol(keys.key_text(row))


def trimmed(items: list[Node]) -> list[Node]:
    """Items without punctuation at their ends."""
    first, last = 0, len(items)
    while first < last and is_atom(items[first], "punctuation"):
        first += 1
    while last > first and is_atom(items[last - 1], "punctuation"):
        last -= 1
    return items[first:last]
