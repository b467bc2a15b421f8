"""Reading of plain tokens: letters, numbers, operators, single characters, control symbols."""

from typing import TYPE_CHECKING

from mdcheck.latex import words
from mdcheck.latex.arrange import BAR, THOUSANDS
from mdcheck.latex.brackets import closing, opening
from mdcheck.latex.characters import CHARACTERS, styled
from mdcheck.latex.commands import ACCENTS, CONTROL_SYMBOLS
from mdcheck.latex.lexer import ARG_EXTREMUM, TORN
from mdcheck.latex.structures import with_arguments
from mdcheck.latex.tree import Atom, AtomClass, Error, Mark, Node, Space, Text, Word
from mdcheck.latex.vocabulary import pieces, torn
from mdcheck.model.source import Span
from mdcheck.patterns import regex

if TYPE_CHECKING:
    from mdcheck.latex.parser import Parser


_SEPARATOR = regex(r"\{,\}|\\,|[,~]")
_OPERATORS: dict[str, tuple[AtomClass, str]] = {
    ":=": ("relation", ":="),
    "=:": ("relation", "=:"),
    "==": ("relation", "=="),
    "!=": ("relation", "ne"),
    "<=>": ("relation", "iff"),
    "<=": ("relation", "le"),
    ">=": ("relation", "ge"),
    "=>": ("relation", "implies"),
    "->": ("relation", "to"),
    "<<": ("relation", "ll"),
    ">>": ("relation", "gg"),
    "::": ("relation", "::"),
    "**": ("operator", "**"),
    "||": ("bar", "||"),
}


def space(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """Blanks, comments, ``~``."""
    items.append(Space(Span(start, parser.pos), token))


def letters(parser: "Parser", run: str, start: int, items: list[Node]) -> None:
    """A run of letters: one letter, a name, or several of these."""
    if len(run) == 1:
        if parser.pos < parser.end and parser.text[parser.pos] in " \t" and _torn(parser, start, items):
            return
        items.append(Atom(Span(start, start + 1), "letter", run, run))
        return
    if "\\_" in run:
        items.append(Word(Span(start, parser.pos), run.replace("\\_", "_"), "run", run))
        return
    for piece in pieces(run):
        stop = start + piece.length
        span, text = Span(start, stop), run[: piece.length]
        run, start = run[piece.length :], stop
        if piece.kind == "word":
            items.append(Word(span, piece.name, "run", text))
        elif piece.kind == "text":
            items.append(Text(span, text, text))
        else:
            items.append(Atom(span, piece.kind, piece.name, text))
    if piece.name == "arg" and piece.kind == "function":
        extremum(parser, items)


def _torn(parser: "Parser", start: int, items: list[Node]) -> bool:
    match = TORN.match(parser.text, start, parser.end)
    names = torn(match.group()) if match else ()
    for name in names:
        at = parser.pos = start if name is names[0] else parser.blanks(items)
        for _ in name:
            parser.pos = _after_blanks(parser, parser.pos) + 1
        items.append(words.torn_word(name, Span(at, parser.pos), parser.text[at : parser.pos]))
    return bool(names)


def _after_blanks(parser: "Parser", pos: int) -> int:
    while parser.text[pos] in " \t":
        pos += 1
    return pos


def stray(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """A closing token that closes nothing."""
    span = Span(start, parser.pos)
    if token.startswith("\\\\"):
        _escaped_brace(parser, start, items)
    elif token.startswith("\\end"):
        items.append(Error(span, "environment", f"{token} has no \\begin", token))
    else:
        items.append(Error(span, "unopened", f"{token} has no partner", token))


def _escaped_brace(parser: "Parser", start: int, items: list[Node]) -> None:
    parser.pos += 1
    token = parser.text[start : parser.pos]
    place = opening if token[-1] == "{" else closing
    place(parser, token[-1], token, start, items)


def number(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """A number; its name is without separators."""
    name = token
    if not token.isdigit():
        name = _SEPARATOR.sub("", token).replace("−", "-")
        if "," in token:
            parser.flags |= THOUSANDS
    items.append(Atom(Span(start, parser.pos), "number", name, token))


def operator(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """An operator of several characters."""
    if token == "!=" and _is_factorial(parser, start):
        parser.pos = start + 1
        token = "!"
        cls, name = CHARACTERS["!"]
    elif token[0] in ".…":
        cls, name = "ellipsis", "ldots"
    else:
        cls, name = _OPERATORS[token]
    if cls == "bar":
        parser.flags |= BAR
    items.append(Atom(Span(start, parser.pos), cls, name, token))


def _is_factorial(parser: "Parser", start: int) -> bool:
    """Whether ``!=`` is a factorial with an equals sign, by other factorials or an endless product."""
    return parser.text[start - 1 : start].isdigit() or words.has_factorials(parser.text)


def character(parser: "Parser", char: str, start: int, items: list[Node]) -> None:
    """Any other single character."""
    known = CHARACTERS.get(char)
    span = Span(start, start + 1)
    if known is not None:
        cls, name = known
        if cls == "open":
            opening(parser, name, char, start, items)
            return
        if cls == "close":
            closing(parser, name, char, start, items)
            return
        if cls == "bar":
            parser.flags |= BAR
        items.append(Atom(span, cls, name, char))
    elif char == "√" and parser.deepen():
        items.append(Mark(span, char))
    elif (alphabet := styled(char)) is not None:
        items.append(words.styled_letter(alphabet, span, char))
    elif char in "$#\ufffd√" or not char.isprintable():
        items.append(Error(span, "stray", f"{char!r} has no meaning in a formula", char))
    else:
        items.append(Atom(span, "letter" if char.isalpha() else "symbol", char, char))


def ideographs(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """A run of Chinese, Japanese or Korean characters."""
    items.append(Text(Span(start, parser.pos), token, token))


def extremum(parser: "Parser", items: list[Node]) -> None:
    r"""``\arg \max`` and its spellings are one binder."""
    match = ARG_EXTREMUM.match(parser.text, parser.pos, parser.end)
    if match:
        start = items.pop().span.start
        parser.pos = match.end()
        items.append(
            Atom(Span(start, parser.pos), "binder", f"arg{match.group(1)}", parser.text[start : parser.pos])
        )


def control_symbol(parser: "Parser", token: str, start: int, items: list[Node]) -> None:
    """A backslash and one character that is no letter."""
    char = token[1:]
    span = Span(start, parser.pos)
    if char in CONTROL_SYMBOLS:
        cls, name = CONTROL_SYMBOLS[char]
        if cls == "bar":
            parser.flags |= BAR
        items.append(Atom(span, cls, name, token))
    elif char == "{":
        opening(parser, "{", token, start, items)
    elif char == "}":
        closing(parser, "}", token, start, items)
    elif char and (char in ",;:!> " or char.isspace()):
        items.append(Space(span, token))
    elif char in ACCENTS:
        with_arguments(parser, token, start, items)
    else:
        items.append(Error(span, "unknown-command", f"{token} means nothing in a formula", token))


def script(parser: "Parser", _token: str, start: int, items: list[Node]) -> None:
    """A script with no nucleus right before it: ``{}_n`` apart, spacing commands may lie between."""
    parser.pos = start
    parser.scripts(items)
