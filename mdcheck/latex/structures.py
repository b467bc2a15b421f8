r"""Reading of commands with arguments, text commands, upright names and environments."""

from typing import TYPE_CHECKING

from mdcheck.latex import words
from mdcheck.latex.commands import (
    ACCENTS,
    CANONICAL,
    ENVIRONMENTS,
    NAMES,
    PLAIN_ENVIRONMENTS,
    SIGNATURES,
    SPECIFIED,
    TEXTS,
)
from mdcheck.latex.faults import MAX_DEPTH, missing, too_deep
from mdcheck.latex.lexer import BEGIN, POSITION
from mdcheck.latex.tree import Command, Environment, Error, Mark, Node, Row, Text, Word
from mdcheck.model.source import Span

if TYPE_CHECKING:
    from mdcheck.latex.parser import Parser


def with_arguments(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\frac{a}{b}`` and all commands that have a signature."""
    name = token[1:]
    span = Span(start, parser.pos)
    if parser.depth >= MAX_DEPTH:
        items.append(too_deep(span, parser.text[start : parser.pos]))
        return
    parts: list[Node] = [Mark(span, parser.text[start : parser.pos])]
    option: Row | None = None
    arguments: list[Row] = []
    lacking = False
    parser.depth += 1
    for kind in SIGNATURES.get(name, "m"):
        if kind == "m":
            row = parser.argument(parts)
            lacking = row is None
            if row is None:
                break
            arguments.append(row)
        elif kind == "o":
            option = parser.option(parts)
        elif kind == "p":
            parser.raw_option(parts)
        elif parser.raw(parts) is None:
            lacking = True
            break
    parser.depth -= 1
    span = Span(start, parser.pos)
    if lacking:
        items.append(missing(span, token, parser.text[start : parser.pos], tuple(parts)))
        return
    name = ACCENTS.get(name) or CANONICAL.get(name, name)
    items.append(_built(span, name, option, tuple(arguments), tuple(parts)))


def text_command(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\text{..}``: a letter or number in an upright font, a name, or words."""
    at = parser.pos
    content = parser.raw([])
    span, text = Span(start, parser.pos), parser.text[start : parser.pos]
    if content is None or words.is_symbol(content):
        parser.pos = at
        parts: list[Node] = [Mark(Span(start, at), parser.text[start:at])]
        row = parser.argument(parts)
        span, text = Span(start, parser.pos), parser.text[start : parser.pos]
        alphabet = Command(span, TEXTS[token[1:]], None, (row,), tuple(parts)) if row else None
        items.append(alphabet or missing(span, token, text, tuple(parts)))
    elif (name := words.text_name(content)) is not None:
        items.append(Word(span, name, "text", text))
    else:
        items.append(Text(span, content, text))


def named(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\operatorname{..}`` and ``\mathrm{..}``: a name, or mathematics in an upright font."""
    style = NAMES[token[1:]]
    if parser.text.startswith("*", parser.pos) and style == "operatorname":
        parser.pos += 1
    at = parser.pos
    content = parser.raw([])
    name = words.upright(content, operator=style == "operatorname") if content is not None else None
    if name is not None:
        items.append(Word(Span(start, parser.pos), name, style, parser.text[start : parser.pos]))  # type: ignore[arg-type]
        return
    parser.pos = at
    with_arguments(parser, "\\" + style, start, items)


def begin(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\begin{..}`` to its ``\end``: rows of cells."""
    match = BEGIN.match(parser.text, parser.pos, parser.end)
    if match is None or parser.depth >= MAX_DEPTH:
        reason = "\\begin needs the name of an environment" if match is None else "nested too deep"
        items.append(Error(Span(start, parser.pos), "environment", reason, token))
        return
    parser.pos = match.end()
    name = match.group(1).strip()
    parts: list[Node] = [_opening(parser, name, start)]
    spec = _specification(parser, name, parts)
    parser.environments.append(name)
    parser.depth += 1
    rows = parser.cells(parts)
    parser.depth -= 1
    parser.environments.pop()
    if parser.stop.startswith("\\end") and parser.stop[parser.stop.index("{") + 1 : -1].strip() == name:
        parser.pos += len(parser.stop)
        parts.append(Mark(Span(parser.pos - len(parser.stop), parser.pos), parser.stop))
    else:
        opening = parts[0]
        assert isinstance(opening, Mark | Error)
        parts[0] = Error(opening.span, "environment", f"no \\end{{{name}}} closes this", opening.text)
    items.append(Environment(Span(start, parser.pos), name, spec, rows, tuple(parts)))


def _opening(parser: "Parser", name: str, start: int) -> Mark | Error:
    span, text = Span(start, parser.pos), parser.text[start : parser.pos]
    if name.rstrip("*") in ENVIRONMENTS:
        return Mark(span, text)
    return Error(span, "environment", f"{name} is no environment for formulas", text)


def _specification(parser: "Parser", name: str, parts: list[Node]) -> str:
    position = POSITION.match(parser.text, parser.pos, parser.end)
    if position:
        parts.append(Mark(Span(parser.pos, position.end()), position.group()))
        parser.pos = position.end()
    return parser.raw(parts) or "" if name.rstrip("*") in SPECIFIED else ""


def _built(
    span: Span, name: str, option: Row | None, arguments: tuple[Row, ...], parts: tuple[Node, ...]
) -> Command | Environment:
    r"""A command; ``\matrix{a & b \cr c & d}`` of plain TeX is the environment that it stands for."""
    if name in PLAIN_ENVIRONMENTS:
        body = arguments[0].items
        rows = body[0].rows if len(body) == 1 and isinstance(body[0], Environment) else (arguments,)
        return Environment(span, name, "", rows, parts)
    return Command(span, name, option, arguments, parts)
