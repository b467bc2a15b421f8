r"""Reading of control words: what each command of the tables does to the row it stands in."""

import re
from typing import TYPE_CHECKING

from mdcheck.latex import words
from mdcheck.latex.arrange import BAR, INFIXED
from mdcheck.latex.brackets import bracket_command, left, middle, sized
from mdcheck.latex.commands import (
    ALPHABETS,
    CLOSERS,
    INFIX,
    NAMES,
    NARROW_SPACES,
    OPENERS,
    REFERENCES,
    SIGNATURES,
    SIZES,
    SPACE_SIGNATURES,
    SWITCHES,
    SYMBOLS,
    TEXTS,
    WIDE_SPACES,
)
from mdcheck.latex.faults import missing, too_deep
from mdcheck.latex.lexer import INDEPENDENT, LENGTH, OPTION
from mdcheck.latex.macros import (
    DEFINING,
    OPERATOR_DEFINING,
    Macro,
    definition_at,
    expanded_size,
    resolve,
    substituted,
)
from mdcheck.latex.structures import begin, named, text_command, with_arguments
from mdcheck.latex.tokens import extremum
from mdcheck.latex.tree import Atom, Error, Expansion, Mark, Node, Row, Space, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from mdcheck.latex.parser import Parser


_NEGATED = {
    "=": "ne", "in": "notin", "<": "nless", ">": "ngtr", "le": "nleq", "ge": "ngeq", "|": "nmid",
    "||": "nparallel",
}  # fmt: skip
_WIDE = regex(
    r"\\hspace\*?\s*\{\s*\d*[1-9]\d*(?:\.\d+)?\s*em\s*\}|\\hspace\*?\s*\{\s*[\d.]+\s*(?:in|cm)\s*\}"
)
_ONE_TOKEN = regex(r"\s*(\\[A-Za-z]+|\\.|[^\s{}&])", re.DOTALL)


def command(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """A control word: a macro of the note, a known command, or an error."""
    if token in parser.macros:
        target = resolve(token, parser.macros)[1:]
        if target == token[1:] or target not in _WITH_ARGUMENTS:
            _expand(parser, token, start, items)
            return
        token = "\\" + target
    handler = _COMMANDS.get(token[1:])
    if handler is not None:
        handler(parser, token, start, items)
    else:
        text = parser.text[start : parser.pos]
        reason = f"{text} is no command of LaTeX that KaTeX knows, nor a macro of this note"
        items.append(Error(Span(start, parser.pos), "unknown-command", reason, text))


def _symbol(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    cls, name = SYMBOLS[token[1:]]
    if cls == "bar":
        parser.flags |= BAR
    items.append(Atom(Span(start, parser.pos), cls, name, parser.text[start : parser.pos]))


def _arg(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    _symbol(parser, token, start, items)
    extremum(parser, items)


def _perp(parser: "Parser", _token: str, start: int, items: list[Node]) -> None:
    match = INDEPENDENT.match(parser.text, parser.pos, parser.end)
    if match:
        parser.pos = match.end()
    name = "indep" if match else "perp"
    items.append(Atom(Span(start, parser.pos), "relation", name, parser.text[start : parser.pos]))


def _not(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\not`` and the relation after it are one relation."""
    found: list[Node] = []
    flags = parser.flags
    parser.argument(found)
    inner = [item for row in found if isinstance(row, Row) for item in row.items]
    span = Span(start, parser.pos)
    if len(inner) == 1 and isinstance(inner[0], Atom) and inner[0].cls in ("relation", "bar"):
        parser.flags = flags
        name = _NEGATED.get(inner[0].name, f"n{inner[0].name}")
        items.append(Atom(span, "relation", name, parser.text[start : parser.pos]))
        return
    items.append(Atom(Span(start, start + len(token)), "operator", "neg", token))
    items.extend(
        item for row in found for item in (row.items if isinstance(row, Row) and len(found) == 1 else (row,))
    )


def _alphabet(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    alphabet, letter = ALPHABETS[token[1:]]
    items.append(words.styled_letter((alphabet, "letter", letter), Span(start, parser.pos), token))


def _narrow(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    items.append(Space(Span(start, parser.pos), token))


def _wide(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    items.append(Space(Span(start, parser.pos), token, wide=True))


def _switch(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    span = Span(start, parser.pos)
    if not parser.deepen():
        items.append(too_deep(span, token))
        return
    items.append(Mark(span, "\\" + token[1:]))
    if SWITCHES[token[1:]] == "mathrm":
        items.extend(words.upright_name(parser.text, parser.pos, parser.end))
        parser.pos = items[-1].span.end


def _infix(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    parser.flags |= INFIXED
    items.append(Mark(Span(start, parser.pos), token))


def _reference(parser: "Parser", _token: str, start: int, items: list[Node]) -> None:
    found: list[Node] = []
    content = parser.raw(found)
    text = parser.text[start : parser.pos]
    items.append(Text(Span(start, parser.pos), content or "", text))


def _vanishing(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    r"""``\label{..}``, ``\hspace{..}``: nothing but space, whatever the arguments say."""
    if parser.text.startswith("*", parser.pos):
        parser.pos += 1
    found: list[Node] = []
    for kind in SPACE_SIGNATURES[token[1:]]:
        match = LENGTH.match(parser.text, parser.pos, parser.end) if kind == "k" else None
        if match:
            parser.pos = match.end()
        elif kind == "p":
            parser.raw_option(found)
        elif kind == "k" or parser.raw(found) is None:
            items.append(missing(Span(start, parser.pos), token, parser.text[start : parser.pos]))
            return
    text = parser.text[start : parser.pos]
    items.append(Space(Span(start, parser.pos), text, wide=_WIDE.fullmatch(text) is not None))


def _define(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    definition = definition_at(parser.text, parser.pos, token[1:], parser.braces)
    if definition is None or definition.end > parser.end:
        items.append(missing(Span(start, parser.pos), token, token))
        return
    parser.pos = definition.end
    parser.define(definition.name, definition.macro)
    items.append(Space(Span(start, parser.pos), parser.text[start : parser.pos]))


def _expand(parser: "Parser", name: str, start: int, items: list[Node]) -> None:
    macro = parser.macros[name]
    arguments = _macro_arguments(parser, macro)
    span, text = Span(start, parser.pos), parser.text[start : parser.pos]
    if arguments is None:
        items.append(missing(span, text, text))
    elif not parser.may_expand(name, expanded_size(macro, arguments)):
        items.append(too_deep(span, text))
    else:
        items.append(Expansion(span, text, parser.expansion(name, substituted(macro, arguments), span)))


def _macro_arguments(parser: "Parser", macro: Macro) -> list[str] | None:
    arguments: list[str] = []
    if macro.default is not None:
        match = OPTION.match(parser.text, parser.pos, parser.end)
        arguments.append(match.group(1) if match else macro.default)
        parser.pos = match.end() if match else parser.pos
    while len(arguments) < macro.arity:
        raw = parser.raw([])
        if raw is None:
            match = _ONE_TOKEN.match(parser.text, parser.pos, parser.end)
            if match is None:
                return None
            parser.pos = match.end()
            raw = match.group(1)
        arguments.append(raw)
    return arguments


_COMMANDS: "dict[str, Callable[[Parser, str, int, list[Node]], None]]" = {
    **dict.fromkeys(SYMBOLS, _symbol),
    **dict.fromkeys(SIGNATURES, with_arguments),
    **dict.fromkeys((*OPENERS, *CLOSERS), bracket_command),
    **dict.fromkeys(NARROW_SPACES, _narrow),
    **dict.fromkeys(WIDE_SPACES, _wide),
    **dict.fromkeys(SPACE_SIGNATURES, _vanishing),
    **dict.fromkeys(TEXTS, text_command),
    **dict.fromkeys(NAMES, named),
    **dict.fromkeys(REFERENCES, _reference),
    **dict.fromkeys(SWITCHES, _switch),
    **dict.fromkeys(INFIX, _infix),
    **dict.fromkeys(ALPHABETS, _alphabet),
    **dict.fromkeys(SIZES, sized),
    **dict.fromkeys(DEFINING | OPERATOR_DEFINING, _define),
    "left": left,
    "middle": middle,
    "begin": begin,
    "arg": _arg,
    "perp": _perp,
    "not": _not,
}

# A macro that is only another name for one of these takes its arguments.
_WITH_ARGUMENTS = frozenset((*SIGNATURES, *TEXTS, *NAMES))
