r"""Which node is a relation, also decorated or wrapped: ``=``, ``\stackrel{?}{=}``, ``\xrightarrow{d}``."""

from mdcheck.latex.printer import print_tree
from mdcheck.latex.tree import Atom, Command, Expansion, Group, Node, Row, Scripts, Space, Text, Word
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_ARROWS = {
    "xrightarrow": "to",
    "xlongequal": "=",
    "xleftarrow": "gets",
    "xRightarrow": "implies",
    "xLeftarrow": "impliedby",
    "xLeftrightarrow": "iff",
    "xleftrightarrow": "leftrightarrow",
    "xmapsto": "mapsto",
}
_DECORATORS = frozenset({"stackrel", "overset", "underset", "overunderset"})
_WRAPPERS = frozenset({"mathrel", "textcolor", "boldsymbol", "bm", "pmb", "mathbin"})

# What is written over a relation to say that it defines, and what only says why or which.
_DEFINING = frozenset(
    {"def", "def.", "define", "defined", "triangle", "Delta", "vartriangle", "d e f", "定义", "记为", "记作"}
)
_LABEL = regex(r"\(\w{1,4}\)|\d+|[①-⑳]|i\.?i\.?d\.?|Bayes|by .*")


def relation_of(item: Node) -> Atom | None:
    r"""The relation that a node is, spanning all of it; None if it is something else.

    A label over it (``(a)``, ``iid``, words) leaves the name alone, ``def`` or a triangle make it ``:=``, any
    other decoration becomes part of the name (``=^?``, ``=^d``), so that nobody takes it for the plain one.
    """
    match item:
        case Atom(cls="relation"):
            return item
        case Scripts(base=Atom(cls="relation") as base, sub=sub, sup=sup):
            return _decorated(base.name, [row for row in (sup, sub) if row], item.span)
        case Command(name=name, option=option, args=args) if name in _ARROWS:
            return _decorated(_ARROWS[name], [row for row in (*args, option) if row], item.span)
        case Command(name=name, args=(*decoration, core)) if name in _DECORATORS:
            inner = _sole(core)
            return _decorated(inner.name, decoration, item.span) if inner else None
        case Command(name=name, args=(core,)) if name in _WRAPPERS:
            inner = _sole(core)
            return _named(inner.name, item.span) if inner else None
        case Group(body=body) | Expansion(body=body):
            inner = _sole(body)
            return _named(inner.name, item.span) if inner else None
        case _:
            return None


def _sole(row: Row) -> Atom | None:
    items = [item for item in row.items if not isinstance(item, Space)]
    return relation_of(items[0]) if len(items) == 1 else None


def _named(name: str, span: Span) -> Atom:
    return Atom(span, "relation", name, name)


def _decorated(name: str, decoration: list[Row], span: Span) -> Atom:
    for row in decoration:
        text = _plain(row)
        if text in _DEFINING:
            name = ":="
        elif text and not _is_label(row, text):
            name = f"{name}^{text}"
    return _named(name, span)


def _is_label(row: Row, text: str) -> bool:
    worded = any(isinstance(item, Text) for item in row.items)
    return worded or _LABEL.fullmatch(text) is not None


def _plain(row: Row) -> str:
    """A decoration as a name: ``def``, ``triangle``, ``(a)``, or the text as typed."""
    items = [item for item in row.items if not isinstance(item, Space)]
    if len(items) == 1 and isinstance(items[0], Atom | Word):
        return items[0].name
    if len(items) == 1 and isinstance(items[0], Text):
        return items[0].content.strip()
    if len(items) == 1 and isinstance(items[0], Command) and len(items[0].args) == 1:
        return _plain(items[0].args[0])
    return "".join(print_tree(item) for item in items)
