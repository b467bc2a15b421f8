"""LaTeX trees in one line, for people who want to see how a formula was taken apart."""

from typing import assert_never

from mdcheck.latex.tree import (
    Atom,
    Command,
    Environment,
    Error,
    Expansion,
    Fence,
    Group,
    Mark,
    Node,
    Row,
    Scripts,
    Space,
    Text,
    Word,
)

_PLAIN = ("letter", "number", "operator", "relation", "punctuation")


def compact(node: Node) -> str:
    """A tree in a line: names, with their class where it is not plain; blanks left out."""
    match node:
        case Row(items=items):
            return " ".join(filter(None, map(compact, items)))
        case Atom(cls=cls, name=name):
            return name if cls in _PLAIN else f"{cls}:{name}"
        case Word(name=name, style=style):
            return f"{style}:{name}"
        case Group(body=body):
            return f"{{{compact(body)}}}"
        case Fence(open=opening, close=closing, body=body):
            return f"{opening} {compact(body)} {closing}"
        case Scripts():
            return _scripts(node)
        case Command(name=name, option=option, args=args):
            rows = [
                *([] if option is None else [f"<{compact(option)}>"]),
                *(f"[{compact(arg)}]" for arg in args),
            ]
            return f"{name}{''.join(rows)}"
        case Environment(name=name, rows=rows):
            lines = " // ".join(" & ".join(map(compact, cells)) for cells in rows)
            return f"{name}[{lines}]"
        case Text(content=content):
            return f"{content!r}"
        case Error(code=code, text=text):
            return f"error:{code}({text!r})"
        case Expansion(body=body):
            return compact(body)
        case Space() | Mark():
            return ""
    assert_never(node)


def statements(tree: Row) -> list[str]:
    """The lines of a formula: the rows of its outermost environment, or the whole of it."""
    inner = [item for item in tree.items if not isinstance(item, Space)]
    match inner:
        case [Environment(name="array" | "cases" | "matrix")]:
            return [compact(tree)]
        case [Environment(rows=rows)]:
            return [" & ".join(map(compact, cells)) for cells in rows]
    return [compact(tree)]


def _scripts(node: Scripts) -> str:
    base = "" if node.base is None else compact(node.base)
    sub = "" if node.sub is None else f"_[{compact(node.sub)}]"
    sup = "" if node.sup is None else f"^[{compact(node.sup)}]"
    return f"{base}{sub}{sup}{chr(39) * node.primes}"
