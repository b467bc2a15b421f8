r"""Reading of brackets and groups: ``{``, ``(``, ``\\left``, ``\\bigl``, ``\\langle``."""

from typing import TYPE_CHECKING

from mdcheck.latex.arrange import BAR, BRACKET
from mdcheck.latex.characters import CHARACTERS
from mdcheck.latex.commands import CLOSERS, OPENERS
from mdcheck.latex.faults import MAX_DEPTH, too_deep, unclosed
from mdcheck.latex.lexer import DELIMITER
from mdcheck.latex.tree import Atom, Error, Fence, Group, Node
from mdcheck.model.source import Span

if TYPE_CHECKING:
    from mdcheck.latex.parser import Parser


_DELIMITERS: dict[str, str] = {
    **{bracket: bracket for bracket in "()[]{}|./"},
    "\\{": "{",
    "\\}": "}",
    "\\|": "||",
    "\\vert": "|",
    "\\Vert": "||",
    "<": "langle",
    ">": "rangle",
    **{f"\\{name}": bracket for table in (OPENERS, CLOSERS) for name, bracket in table.items()},
    **{char: name for char, (cls, name) in CHARACTERS.items() if cls in ("open", "close", "bar")},
    **{f"\\{arrow}": arrow for arrow in ("uparrow", "downarrow", "Uparrow", "Downarrow", "updownarrow")},
    "\\backslash": "backslash",
}
_OPENING = frozenset(OPENERS.values()) | {"{"}
_CLOSING = frozenset(CLOSERS.values()) | {"}"}


def opening(parser: "Parser", name: str, token: str, start: int, items: list[Node]) -> None:
    """An opening bracket, which counts as a level until its row ends or it is closed."""
    span = Span(start, parser.pos)
    if parser.depth >= MAX_DEPTH:
        items.append(too_deep(span, token))
        return
    parser.depth += 1
    parser.flags |= BRACKET
    items.append(Atom(span, "open", name, token))


def closing(parser: "Parser", name: str, token: str, start: int, items: list[Node]) -> None:
    """A closing bracket."""
    parser.flags |= BRACKET
    items.append(Atom(Span(start, parser.pos), "close", name, token))


def group(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``{..}``, or its brace as an error and what follows as if it were not there."""
    if parser.depth >= MAX_DEPTH:
        items.append(too_deep(Span(start, parser.pos), token))
        return
    parser.depth += 1
    parser.groups += 1
    row = parser.body()
    parser.groups -= 1
    parser.depth -= 1
    if parser.stop == "}":
        parser.pos += 1
        items.append(Group(Span(start, parser.pos), row))
    else:
        items.append(unclosed(Span(start, start + 1), "{"))
        items.extend(row.items)


def left(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\left( .. \right)``, brackets of different kinds allowed."""
    opening = _delimiter(parser)
    span = Span(start, parser.pos)
    opener = parser.text[start : parser.pos]
    if opening is None:
        items.append(Error(span, "missing-argument", "\\left needs a bracket", token))
        return
    if parser.depth >= MAX_DEPTH:
        items.append(too_deep(span, opener))
        return
    parser.depth += 1
    parser.lefts += 1
    row = parser.body()
    parser.lefts -= 1
    parser.depth -= 1
    at = parser.pos
    if parser.stop == "\\right":
        parser.pos += len("\\right")
        closing = _delimiter(parser)
        if closing is not None:
            span = Span(start, parser.pos)
            items.append(Fence(span, opening, closing, opener, parser.text[at : parser.pos], row))
            return
        parser.pos = at
    items.append(unclosed(span, opener))
    items.extend(row.items)


def _delimiter(parser: "Parser") -> str | None:
    match = DELIMITER.match(parser.text, parser.pos, parser.end)
    name = _DELIMITERS.get(match.group(1)) if match else None
    if match is not None and name is not None:
        parser.pos = match.end()
    return name


def sized(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\big(``, ``\Bigl[``, ``\bigm|``: a bracket by its side, or by its looks where none is given."""
    name = _delimiter(parser)
    text = parser.text[start : parser.pos]
    span = Span(start, parser.pos)
    if name is None:
        items.append(Error(span, "missing-argument", f"{token} needs a bracket", text))
        return
    side = "open" if name in _OPENING else "close" if name in _CLOSING else ""
    if not side or name == ".":
        side = {"l": "open", "r": "close"}.get(token[-1], "")
    if side == "open":
        opening(parser, name, text, start, items)
    elif side == "close":
        closing(parser, name, text, start, items)
    elif name in ("|", "||"):
        parser.flags |= BAR
        items.append(Atom(span, "bar", name, text))
    else:
        items.append(Atom(span, "operator", name, text))


def middle(parser: "Parser", _token: str, start: int, items: list[Node]) -> None:
    r"""``\middle|`` and the like."""
    name = _delimiter(parser)
    text = parser.text[start : parser.pos]
    span = Span(start, parser.pos)
    if name is None:
        items.append(Error(span, "missing-argument", "\\middle needs a bracket", text))
    else:
        items.append(Atom(span, "bar" if name in ("|", "||") else "operator", name, text))


def bracket_command(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\langle``, ``\rfloor``, ``\lvert``."""
    name = token[1:]
    if name in OPENERS:
        opening(parser, OPENERS[name], token, start, items)
    else:
        closing(parser, CLOSERS[name], token, start, items)
