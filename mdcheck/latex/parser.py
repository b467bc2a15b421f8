r"""The parser: any text becomes a tree, in linear time and bounded depth, without ever raising."""

import re
from collections.abc import Callable, Mapping

from mdcheck.latex import words
from mdcheck.latex.arrange import BAR, BRACKET, INFIXED, PREFIX, THOUSANDS, arrange, listed
from mdcheck.latex.characters import CHARACTERS, SUBSCRIPTS, SUPERSCRIPTS, styled
from mdcheck.latex.commands import (
    ACCENTS,
    ALPHABETS,
    CANONICAL,
    CLOSERS,
    CONTROL_SYMBOLS,
    ENVIRONMENTS,
    INFIX,
    NAMES,
    NARROW_SPACES,
    OPENERS,
    PLAIN_ENVIRONMENTS,
    REFERENCES,
    SIGNATURES,
    SIZES,
    SPACE_SIGNATURES,
    SPECIFIED,
    SWITCHES,
    SYMBOLS,
    TEXTS,
    WIDE_SPACES,
)
from mdcheck.latex.lexer import (
    ARG_EXTREMUM,
    BEGIN,
    BLANKS,
    BRACES,
    DELIMITER,
    INDEPENDENT,
    LENGTH,
    OPTION,
    POSITION,
    SCRIPTS_AHEAD,
    TOKEN,
    TORN,
    Kind,
)
from mdcheck.latex.macros import (
    BUDGET,
    DEFINING,
    OPERATOR_DEFINING,
    Macro,
    definition_at,
    relocated_row,
    resolve,
    substituted,
)
from mdcheck.latex.tree import (
    Atom,
    AtomClass,
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
from mdcheck.latex.vocabulary import pieces, torn
from mdcheck.model.source import Span

# Nothing that people write nests this deep; a reader may recurse over any tree that we return.
MAX_DEPTH = 50

_match = TOKEN.match
_HINTS = frozenset("_^'’′″ \t\n\\%" + "".join(SUPERSCRIPTS) + "".join(SUBSCRIPTS))
_BLANK_CHARS = frozenset(" \t\n\r%~\u200b")
_SEPARATORS = ("&", "\\\\", "\\cr", "\\newline", "\\tabularnewline")
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
_NEGATED = {
    "=": "ne",
    "in": "notin",
    "<": "nless",
    ">": "ngtr",
    "le": "nleq",
    "ge": "ngeq",
    "|": "nmid",
    "||": "nparallel",
}
_DELIMITERS: dict[str, str] = {
    **{bracket: bracket for bracket in "()[]{}|./"},
    "\\{": "{",
    "\\}": "}",
    "\\|": "||",
    "\\vert": "|",
    "\\Vert": "||",
    "<": "langle",
    ">": "rangle",
    "‖": "||",
    **{f"\\{name}": bracket for table in (OPENERS, CLOSERS) for name, bracket in table.items()},
    **{char: name for char, (cls, name) in CHARACTERS.items() if cls in ("open", "close", "bar")},
    **{
        f"\\{name}": name
        for name in [
            "backslash",
            "uparrow",
            "downarrow",
            "Uparrow",
            "Downarrow",
            "updownarrow",
            "Updownarrow",
        ]
    },
}


class Parser:
    """One reading of one text, from ``pos`` on."""

    __slots__ = (
        "_braces",
        "budget",
        "depth",
        "end",
        "environments",
        "flags",
        "groups",
        "lefts",
        "macros",
        "pos",
        "stop",
        "text",
    )

    def __init__(
        self, text: str, macros: Mapping[str, Macro], *, depth: int = 0, budget: int = BUDGET
    ) -> None:
        self.text = text
        self.end = len(text)
        self.pos = 0
        self.stop = ""  # the token that ended the last row; empty at the end of the text
        self.flags = 0  # which second looks the current row needs
        self.depth = depth
        self.groups = 0  # open braces, \left and environments: what a closing token may refer to
        self.lefts = 0
        self.environments: list[str] = []
        self.macros = macros
        self.budget = budget
        self._braces: dict[int, int] | None = None

    # Rows

    def body(self) -> Row:
        r"""All up to a closing token: a row, or rows of cells where ``\\`` or ``&`` stand."""
        start = self.pos
        parts: list[Node] = []
        rows = self.cells(parts)
        if len(parts) == 1:
            row = parts[0]
            assert isinstance(row, Row)
            return row
        span = Span(start, self.pos)
        return Row(span, (Environment(span, "rows", "", rows, tuple(parts)),))

    def cells(self, parts: list[Node]) -> tuple[tuple[Row, ...], ...]:
        r"""Rows of cells up to a closing token; ``parts`` gets them with their ``&`` and ``\\``."""
        rows: list[tuple[Row, ...]] = []
        cells: list[Row] = []
        while True:
            row = self.row()
            parts.append(row)
            cells.append(row)
            if not self.stop.startswith(_SEPARATORS):
                break
            start = self.pos
            self.pos += len(self.stop)
            parts.append(Mark(Span(start, self.pos), self.stop))
            if self.stop != "&":
                rows.append(tuple(cells))
                cells = []
        if not rows or len(cells) > 1 or any(not isinstance(item, Space) for item in cells[0].items):
            rows.append(tuple(cells))
        return tuple(rows)

    def row(self) -> Row:
        """Items up to a closing token, an ampersand or a line break."""
        text, end, start = self.text, self.end, self.pos
        flags, depth = self.flags, self.depth
        self.flags = 0
        items: list[Node] = []
        self.stop = ""
        while (match := _match(text, self.pos, end)) is not None:
            kind = match.lastindex or 0
            token = match.group()
            at = self.pos
            if kind == Kind.STOP and self._stops(token):
                self.stop = token
                break
            self.pos = following = match.end()
            _HANDLERS[kind](self, token, at, items)
            following = self.pos
            if kind != Kind.SPACE and following < end and text[following] in _HINTS:
                self._scripts(items)
        if self.flags:
            items = arrange(items, self.flags)
        self.flags, self.depth = flags, depth
        return Row(Span(start, self.pos), tuple(items))

    def _stops(self, token: str) -> bool:
        if token == "}":
            return self.groups > 0
        if token == "\\right":
            return self.lefts > 0
        if token.startswith("\\end"):
            return token[token.index("{") + 1 : -1].strip() in self.environments
        return True

    # Tokens

    def _space(self, token: str, start: int, items: list[Node]) -> None:
        items.append(Space(Span(start, self.pos), token))

    def _letters(self, run: str, start: int, items: list[Node]) -> None:
        if len(run) == 1:
            if self.pos < self.end and self.text[self.pos] in " \t" and self._torn(start, items):
                return
            items.append(Atom(Span(start, start + 1), "letter", run, run))
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
            self._extremum(items)

    def _torn(self, start: int, items: list[Node]) -> bool:
        match = TORN.match(self.text, start, self.end)
        names = torn(match.group()) if match else ()
        for name in names:
            at = self.pos = start if name is names[0] else self._blanks(items)
            for _ in name:
                self.pos = self._after_blanks(self.pos) + 1
            items.append(words.torn_word(name, Span(at, self.pos), self.text[at : self.pos]))
        return bool(names)

    def _after_blanks(self, pos: int) -> int:
        while self.text[pos] in " \t":
            pos += 1
        return pos

    def _blanks(self, parts: list[Node]) -> int:
        """Move over blanks and comments; the new position."""
        if (self.pos < self.end and self.text[self.pos] in _BLANK_CHARS) or (
            self.pos < self.end and self.text[self.pos].isspace()
        ):
            match = BLANKS.match(self.text, self.pos, self.end)
            if match:
                parts.append(Space(Span(self.pos, match.end()), match.group()))
                self.pos = match.end()
        return self.pos

    def _stray(self, token: str, start: int, items: list[Node]) -> None:
        """A closing token that closes nothing."""
        code, reason = "unopened", f"{token} has no partner"
        if token.startswith("\\end"):
            code = "environment"
        items.append(Error(Span(start, self.pos), code, reason, token))  # type: ignore[arg-type]

    def _number(self, token: str, start: int, items: list[Node]) -> None:
        name = token
        if not token.isdigit():
            name = token.replace("{,}", "").replace("\\,", "").replace(",", "").replace("−", "-")
            if "," in token:
                self.flags |= THOUSANDS
        items.append(Atom(Span(start, self.pos), "number", name, token))

    def _operator(self, token: str, start: int, items: list[Node]) -> None:
        if token == "!=" and self._is_factorial(start):
            self.pos = start + 1
            token = "!"
            cls, name = CHARACTERS["!"]
        elif token[0] in ".…":
            cls, name = "ellipsis", "ldots"
        else:
            cls, name = _OPERATORS[token]
        if cls == "bar":
            self.flags |= BAR
        items.append(Atom(Span(start, self.pos), cls, name, token))

    def _is_factorial(self, start: int) -> bool:
        """Whether ``!=`` is a factorial with an equals sign, by other factorials or an endless product."""
        text = self.text
        others = text.count("!") > text.count("!=") or "dots" in text or "..." in text
        return others or text[start - 1 : start].isdigit()

    def _char(self, char: str, start: int, items: list[Node]) -> None:
        known = CHARACTERS.get(char)
        span = Span(start, start + 1)
        if known is not None:
            cls, name = known
            if cls == "open":
                self._open_bracket(name, char, start, items)
                return
            if cls == "close":
                self._close_bracket()
            elif cls == "bar":
                self.flags |= BAR
            items.append(Atom(span, cls, name, char))
        elif char == "√" and self._deepen():
            items.append(Mark(span, char))
        elif (alphabet := styled(char)) is not None:
            items.append(words.styled_letter(alphabet, span, char))
        elif char in "$#\ufffd√" or not char.isprintable():
            items.append(Error(span, "stray", f"{char!r} has no meaning in a formula", char))
        else:
            items.append(Atom(span, "letter" if char.isalpha() else "symbol", char, char))

    def _ideographs(self, token: str, start: int, items: list[Node]) -> None:
        items.append(Text(Span(start, self.pos), token, token))

    def _script_token(self, _token: str, start: int, items: list[Node]) -> None:
        """A script with no nucleus right before it: ``{}_n`` apart, spacing commands may lie between."""
        self.pos = start
        self._scripts(items)

    # Brackets

    def _deepen(self) -> bool:
        """Count one more level for the rest of the row; False if there may be no more."""
        self.flags |= PREFIX
        self.depth += 1
        return self.depth < MAX_DEPTH

    def _open_bracket(self, name: str, token: str, start: int, items: list[Node]) -> None:
        span = Span(start, self.pos)
        if self.depth >= MAX_DEPTH:
            items.append(_too_deep(span, token))
            return
        self.depth += 1
        self.flags |= BRACKET
        items.append(Atom(span, "open", name, token))

    def _close_bracket(self) -> None:
        self.flags |= BRACKET

    def _group(self, token: str, start: int, items: list[Node]) -> None:
        if self.depth >= MAX_DEPTH:
            items.append(_too_deep(Span(start, self.pos), token))
            return
        self.depth += 1
        self.groups += 1
        row = self.body()
        self.groups -= 1
        self.depth -= 1
        if self.stop == "}":
            self.pos += 1
            items.append(Group(Span(start, self.pos), row))
        else:
            items.append(_unclosed(Span(start, start + 1), "{"))
            items.extend(row.items)

    def _left(self, token: str, start: int, items: list[Node]) -> None:
        opening = self._delimiter()
        span = Span(start, self.pos)
        opener = self.text[start : self.pos]
        if opening is None:
            items.append(Error(span, "missing-argument", "\\left needs a bracket", token))
            return
        if self.depth >= MAX_DEPTH:
            items.append(_too_deep(span, opener))
            return
        self.depth += 1
        self.lefts += 1
        row = self.body()
        self.lefts -= 1
        self.depth -= 1
        at = self.pos
        if self.stop == "\\right":
            self.pos += len("\\right")
            closing = self._delimiter()
            if closing is not None:
                span = Span(start, self.pos)
                items.append(Fence(span, opening, closing, opener, self.text[at : self.pos], row))
                return
            self.pos = at
        items.append(_unclosed(span, opener))
        items.extend(row.items)

    def _delimiter(self) -> str | None:
        match = DELIMITER.match(self.text, self.pos, self.end)
        name = _DELIMITERS.get(match.group(1)) if match else None
        if match is not None and name is not None:
            self.pos = match.end()
        return name

    def _sized(self, token: str, start: int, items: list[Node]) -> None:
        r"""``\big(``, ``\Bigl[``, ``\bigm|``: a bracket by its side, or by its looks where none is given."""
        name = self._delimiter()
        text = self.text[start : self.pos]
        span = Span(start, self.pos)
        if name is None:
            items.append(Error(span, "missing-argument", f"{token} needs a bracket", text))
            return
        side = {"l": "open", "r": "close"}.get(token[-1], "")
        if not side and token[-1] != "m":
            side = "open" if name in _OPENING else "close" if name in _CLOSING else ""
        if side == "open":
            self._open_bracket(name, text, start, items)
        elif side == "close":
            self._close_bracket()
            items.append(Atom(span, "close", name, text))
        elif name in ("|", "||"):
            self.flags |= BAR
            items.append(Atom(span, "bar", name, text))
        else:
            items.append(Atom(span, "operator", name, text))

    def _middle(self, _token: str, start: int, items: list[Node]) -> None:
        name = self._delimiter()
        text = self.text[start : self.pos]
        span = Span(start, self.pos)
        if name is None:
            items.append(Error(span, "missing-argument", "\\middle needs a bracket", text))
        else:
            items.append(Atom(span, "bar" if name in ("|", "||") else "operator", name, text))

    # Scripts

    def _scripts(self, items: list[Node]) -> None:
        text, end = self.text, self.end
        ahead = SCRIPTS_AHEAD.match(text, self.pos, end)
        if ahead is None:
            return
        parts = _nucleus(items)
        base = parts[0] if parts else None
        start = base.span.start if base else self.pos
        sub: Row | None = None
        sup: Row | None = None
        primes = 0
        trouble: list[Node] = []
        while ahead is not None and not trouble:
            blanks, mark = ahead.group(1, 2)
            if blanks:
                parts.append(Space(Span(self.pos, self.pos + len(blanks)), blanks))
            at = ahead.end() - len(mark)
            self.pos = ahead.end()
            span = Span(at, self.pos)
            if mark[0] in "'’′″":
                primes += len(mark) + mark.count("″")
                parts.append(Atom(span, "prime", "prime", mark))
            elif mark[0] == "\\":
                parts.append(Mark(span, mark))
            elif (sub if mark[0] in _LOWER else sup) is not None:
                trouble = [Error(span, "stray", "a second script of one kind needs braces", mark)]
            else:
                row = self._script(mark, span, parts, trouble)
                if row is not None and mark[0] in _LOWER:
                    sub = row
                elif row is not None and (more := _primes(row)):
                    primes += more
                elif row is not None:
                    sup = row
            ahead = SCRIPTS_AHEAD.match(text, self.pos, end)
        last = parts[-1].span.end if parts else self.pos
        if len(parts) > (base is not None):
            items.append(Scripts(Span(start, last), base, sub, sup, primes, tuple(parts)))
        elif base is not None:
            items.append(base)
        items.extend(trouble)

    def _script(self, mark: str, span: Span, parts: list[Node], trouble: list[Node]) -> Row | None:
        """The row after ``_`` or ``^``, or of script characters."""
        if mark not in ("_", "^"):
            row = words.script_characters(mark, span)
            parts.append(row)
            return row
        found: list[Node] = []
        argument = self._argument(found)
        if argument is None:
            trouble += [Error(span, "missing-argument", f"nothing follows {mark}", mark), *found]
            return None
        parts.append(Mark(span, mark))
        if "," in self.text[argument.span.start : argument.span.end]:
            separated = tuple(listed(list(argument.items)))
            if separated != argument.items:
                row = Row(argument.span, separated)
                found[found.index(argument)] = row
                argument = row
        parts.extend(found)
        return argument

    # Commands

    def _command(self, token: str, start: int, items: list[Node]) -> None:
        if self.macros and token in self.macros:
            token = resolve(token, self.macros)
            if token in self.macros:
                self._expand(self.macros[token], start, items)
                return
        handler = _COMMANDS.get(token[1:])
        if handler is not None:
            handler(self, token, start, items)
        else:
            text = self.text[start : self.pos]
            reason = f"{text} is no command of LaTeX that KaTeX knows, nor a macro of this note"
            items.append(Error(Span(start, self.pos), "unknown-command", reason, text))

    def _symbol(self, token: str, start: int, items: list[Node]) -> None:
        cls, name = SYMBOLS[token[1:]]
        if cls == "bar":
            self.flags |= BAR
        items.append(Atom(Span(start, self.pos), cls, name, self.text[start : self.pos]))

    def _arg(self, token: str, start: int, items: list[Node]) -> None:
        self._symbol(token, start, items)
        self._extremum(items)

    def _extremum(self, items: list[Node]) -> None:
        r"""``\arg \max`` and its spellings are one binder."""
        match = ARG_EXTREMUM.match(self.text, self.pos, self.end)
        if match:
            start = items.pop().span.start
            self.pos = match.end()
            items.append(
                Atom(Span(start, self.pos), "binder", f"arg{match.group(1)}", self.text[start : self.pos])
            )

    def _perp(self, _token: str, start: int, items: list[Node]) -> None:
        match = INDEPENDENT.match(self.text, self.pos, self.end)
        if match:
            self.pos = match.end()
        name = "indep" if match else "perp"
        items.append(Atom(Span(start, self.pos), "relation", name, self.text[start : self.pos]))

    def _not(self, token: str, start: int, items: list[Node]) -> None:
        r"""``\not`` and the relation after it are one relation."""
        found: list[Node] = []
        flags = self.flags
        self._argument(found)
        inner = [item for row in found if isinstance(row, Row) for item in row.items]
        span = Span(start, self.pos)
        if len(inner) == 1 and isinstance(inner[0], Atom) and inner[0].cls in ("relation", "bar"):
            self.flags = flags
            name = _NEGATED.get(inner[0].name, f"n{inner[0].name}")
            items.append(Atom(span, "relation", name, self.text[start : self.pos]))
            return
        items.append(Atom(Span(start, start + len(token)), "operator", "neg", token))
        items.extend(
            item
            for row in found
            for item in (row.items if isinstance(row, Row) and len(found) == 1 else (row,))
        )

    def _bracket_command(self, token: str, start: int, items: list[Node]) -> None:
        name = token[1:]
        if name in OPENERS:
            self._open_bracket(OPENERS[name], token, start, items)
        else:
            self._close_bracket()
            items.append(Atom(Span(start, self.pos), "close", CLOSERS[name], token))

    def _alphabet(self, token: str, start: int, items: list[Node]) -> None:
        alphabet, letter = ALPHABETS[token[1:]]
        items.append(words.styled_letter((alphabet, "letter", letter), Span(start, self.pos), token))

    def _narrow(self, token: str, start: int, items: list[Node]) -> None:
        items.append(Space(Span(start, self.pos), token))

    def _wide(self, token: str, start: int, items: list[Node]) -> None:
        items.append(Space(Span(start, self.pos), token, wide=True))

    def _switch(self, token: str, start: int, items: list[Node]) -> None:
        span = Span(start, self.pos)
        if not self._deepen():
            items.append(_too_deep(span, token))
            return
        items.append(Mark(span, "\\" + token[1:]))
        if SWITCHES[token[1:]] == "mathrm":
            items.extend(words.upright_name(self.text, self.pos, self.end))
            self.pos = items[-1].span.end

    def _infix(self, token: str, start: int, items: list[Node]) -> None:
        self.flags |= INFIXED
        items.append(Mark(Span(start, self.pos), token))

    def _reference(self, _token: str, start: int, items: list[Node]) -> None:
        found: list[Node] = []
        content = self._raw(found)
        text = self.text[start : self.pos]
        items.append(Text(Span(start, self.pos), content or "", text))

    def _vanishing(self, token: str, start: int, items: list[Node]) -> None:
        r"""``\label{..}``, ``\hspace{..}``: nothing but space, whatever the arguments say."""
        if self.text.startswith("*", self.pos):
            self.pos += 1
        found: list[Node] = []
        for kind in SPACE_SIGNATURES[token[1:]]:
            match = LENGTH.match(self.text, self.pos, self.end) if kind == "k" else None
            if match:
                self.pos = match.end()
            elif kind == "p":
                self._raw_option(found)
            elif kind == "k" or self._raw(found) is None:
                items.append(_missing(Span(start, self.pos), token, self.text[start : self.pos]))
                return
        items.append(Space(Span(start, self.pos), self.text[start : self.pos]))

    def _control(self, token: str, start: int, items: list[Node]) -> None:
        char = token[1:]
        span = Span(start, self.pos)
        if char in CONTROL_SYMBOLS:
            cls, name = CONTROL_SYMBOLS[char]
            if cls == "bar":
                self.flags |= BAR
            items.append(Atom(span, cls, name, token))
        elif char == "{":
            self._open_bracket("{", token, start, items)
        elif char == "}":
            self._close_bracket()
            items.append(Atom(span, "close", "}", token))
        elif char in ",;:!> " or char.isspace():
            items.append(Space(span, token))
        elif char in ACCENTS:
            self._with_arguments(token, start, items)
        else:
            items.append(Error(span, "unknown-command", f"{token} means nothing in a formula", token))

    # Arguments

    def _with_arguments(self, token: str, start: int, items: list[Node]) -> None:
        name = token[1:]
        span = Span(start, self.pos)
        if self.depth >= MAX_DEPTH:
            items.append(_too_deep(span, self.text[start : self.pos]))
            return
        parts: list[Node] = [Mark(span, self.text[start : self.pos])]
        option: Row | None = None
        arguments: list[Row] = []
        missing = False
        self.depth += 1
        for kind in SIGNATURES.get(name, "m"):
            if kind == "m":
                row = self._argument(parts)
                missing = row is None
                if row is None:
                    break
                arguments.append(row)
            elif kind == "o":
                option = self._option(parts)
            elif kind == "p":
                self._raw_option(parts)
            elif self._raw(parts) is None:
                missing = True
                break
        self.depth -= 1
        span = Span(start, self.pos)
        if missing:
            items.append(_missing(span, token, self.text[start : self.pos], tuple(parts)))
            return
        name = ACCENTS.get(name) or CANONICAL.get(name, name)
        items.append(_built(span, name, option, tuple(arguments), tuple(parts)))

    def _argument(self, parts: list[Node]) -> Row | None:
        """One argument as TeX takes it: a group, a command, or a single character. None if there is none."""
        text, end = self.text, self.end
        at = self._blanks(parts)
        if at >= end:
            return None
        char = text[at]
        if char == "{":
            return self._braced(at, parts)
        if char in "}&_^'":
            return None
        items: list[Node] = []
        self.pos = at + 1
        if char == "\\":
            match = _match(text, at, end)
            assert match is not None
            if match.lastindex == Kind.STOP:
                self.pos = at
                return None
            self.pos = match.end()
            _HANDLERS[match.lastindex or 0](self, match.group(), at, items)
        elif char.isascii() and char.isalpha():
            items.append(Atom(Span(at, at + 1), "letter", char, char))
        elif char.isascii() and char.isdigit():
            items.append(Atom(Span(at, at + 1), "number", char, char))
        elif _match(text, at, at + 1).lastindex == Kind.IDEOGRAPHS:  # type: ignore[union-attr]
            items.append(Text(Span(at, at + 1), char, char))
        else:
            self._char(char, at, items)
        row = Row(Span(at, self.pos), tuple(items))
        parts.append(row)
        return row

    def _braced(self, at: int, parts: list[Node]) -> Row | None:
        brace = Span(at, at + 1)
        self.pos = at + 1
        if self.depth >= MAX_DEPTH:
            parts.append(_too_deep(brace, "{"))
            return None
        self.depth += 1
        self.groups += 1
        row = self.body()
        self.groups -= 1
        self.depth -= 1
        if self.stop == "}":
            self.pos += 1
            parts += [Mark(brace, "{"), row, Mark(Span(self.pos - 1, self.pos), "}")]
        else:
            parts += [_unclosed(brace, "{"), row]
        return row

    def _option(self, parts: list[Node]) -> Row | None:
        match = OPTION.match(self.text, self.pos, self.end)
        if not match:
            return None
        open_at, close_at = match.start(1) - 1, match.end(1)
        parts.append(Mark(Span(self.pos, open_at + 1), self.text[self.pos : open_at + 1]))
        outer = self.end, self.groups, self.lefts, self.environments
        self.pos, self.end, self.groups, self.lefts, self.environments = open_at + 1, close_at, 0, 0, []
        row = self.body()
        self.end, self.groups, self.lefts, self.environments = outer
        self.pos = close_at + 1
        parts += [row, Mark(Span(close_at, close_at + 1), "]")]
        return row

    def _raw_option(self, parts: list[Node]) -> None:
        match = OPTION.match(self.text, self.pos, self.end)
        if match:
            parts.append(Mark(Span(self.pos, match.end()), match.group()))
            self.pos = match.end()

    def _raw(self, parts: list[Node]) -> str | None:
        """The text of a braced argument, unread; None (and nothing consumed) if there is none."""
        match = BLANKS.match(self.text, self.pos, self.end)
        at = match.end() if match else self.pos
        close = self.braces.get(at)
        if close is None or close >= self.end:
            return None
        parts.append(Mark(Span(self.pos, close + 1), self.text[self.pos : close + 1]))
        self.pos = close + 1
        return self.text[at + 1 : close]

    @property
    def braces(self) -> dict[int, int]:
        """Opening to closing brace, for arguments that are not read as mathematics."""
        if self._braces is None:
            self._braces = {}
            stack: list[int] = []
            for match in BRACES.finditer(self.text):
                if match.group() == "{":
                    stack.append(match.start())
                elif match.group() == "}" and stack:
                    self._braces[stack.pop()] = match.start()
        return self._braces

    # Words

    def _text(self, token: str, start: int, items: list[Node]) -> None:
        at = self.pos
        content = self._raw([])
        span, text = Span(start, self.pos), self.text[start : self.pos]
        if content is None:
            items.append(_missing(span, token, text))
        elif words.is_symbol(content):
            self.pos = at
            parts: list[Node] = [Mark(Span(start, at), token)]
            row = self._argument(parts)
            assert row is not None
            items.append(Command(span, TEXTS[token[1:]], None, (row,), tuple(parts)))
        elif (name := words.text_name(content)) is not None:
            items.append(Word(span, name, "text", text))
        else:
            items.append(Text(span, content, text))

    def _named(self, token: str, start: int, items: list[Node]) -> None:
        style = NAMES[token[1:]]
        if self.text.startswith("*", self.pos) and style == "operatorname":
            self.pos += 1
        at = self.pos
        content = self._raw([])
        name = words.upright(content, operator=style == "operatorname") if content is not None else None
        if name is not None:
            items.append(Word(Span(start, self.pos), name, style, self.text[start : self.pos]))  # type: ignore[arg-type]
            return
        self.pos = at
        self._with_arguments("\\" + style, start, items)

    # Environments

    def _begin(self, token: str, start: int, items: list[Node]) -> None:
        match = BEGIN.match(self.text, self.pos, self.end)
        if match is None or self.depth >= MAX_DEPTH:
            reason = "\\begin needs the name of an environment" if match is None else "nested too deep"
            items.append(Error(Span(start, self.pos), "environment", reason, token))
            return
        self.pos = match.end()
        name = match.group(1).strip()
        parts: list[Node] = [self._opening(name, start)]
        spec = self._specification(name, parts)
        self.environments.append(name)
        self.depth += 1
        rows = self.cells(parts)
        self.depth -= 1
        self.environments.pop()
        if self.stop.startswith("\\end") and self.stop[self.stop.index("{") + 1 : -1].strip() == name:
            self.pos += len(self.stop)
            parts.append(Mark(Span(self.pos - len(self.stop), self.pos), self.stop))
        else:
            opening = parts[0]
            assert isinstance(opening, Mark | Error)
            parts[0] = Error(opening.span, "environment", f"no \\end{{{name}}} closes this", opening.text)
        items.append(Environment(Span(start, self.pos), name, spec, rows, tuple(parts)))

    def _opening(self, name: str, start: int) -> Mark | Error:
        span, text = Span(start, self.pos), self.text[start : self.pos]
        if name.rstrip("*") in ENVIRONMENTS:
            return Mark(span, text)
        return Error(span, "environment", f"{name} is no environment for formulas", text)

    def _specification(self, name: str, parts: list[Node]) -> str:
        position = POSITION.match(self.text, self.pos, self.end)
        if position:
            parts.append(Mark(Span(self.pos, position.end()), position.group()))
            self.pos = position.end()
        return self._raw(parts) or "" if name.rstrip("*") in SPECIFIED else ""

    # Macros

    def _define(self, token: str, start: int, items: list[Node]) -> None:
        definition = definition_at(self.text, self.pos, token[1:], self.braces)
        if definition is None or definition.end > self.end:
            items.append(_missing(Span(start, self.pos), token, token))
            return
        self.pos = definition.end
        self.macros = {**self.macros, definition.name: definition.macro}
        items.append(Space(Span(start, self.pos), self.text[start : self.pos]))

    def _expand(self, macro: Macro, start: int, items: list[Node]) -> None:
        arguments = self._macro_arguments(macro)
        span, text = Span(start, self.pos), self.text[start : self.pos]
        if arguments is None:
            items.append(_missing(span, text, text))
            return
        body = substituted(macro, arguments)
        self.budget -= len(body) + 1
        if self.depth >= MAX_DEPTH or self.budget < 0:
            items.append(_too_deep(span, text))
            return
        inner = Parser(body, self.macros, depth=self.depth + 1, budget=self.budget)
        row = relocated_row(inner.body(), span)
        self.budget = inner.budget
        items.append(Expansion(span, text, row))

    def _macro_arguments(self, macro: Macro) -> list[str] | None:
        arguments: list[str] = []
        if macro.default is not None:
            match = OPTION.match(self.text, self.pos, self.end)
            arguments.append(match.group(1) if match else macro.default)
            self.pos = match.end() if match else self.pos
        while len(arguments) < macro.arity:
            raw = self._raw([])
            if raw is None:
                match = _ONE_TOKEN.match(self.text, self.pos, self.end)
                if match is None:
                    return None
                self.pos = match.end()
                raw = match.group(1)
            arguments.append(raw)
        return arguments


_ONE_TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^\s{}&])", re.DOTALL)
_LOWER = frozenset("_" + "".join(SUBSCRIPTS))
_OPENING = frozenset(OPENERS.values()) | {"{", "."}
_CLOSING = frozenset(CLOSERS.values())


def _built(
    span: Span, name: str, option: Row | None, arguments: tuple[Row, ...], parts: tuple[Node, ...]
) -> Command | Environment:
    r"""A command; ``\matrix{a & b \cr c & d}`` of plain TeX is the environment that it stands for."""
    if name in PLAIN_ENVIRONMENTS:
        body = arguments[0].items
        rows = body[0].rows if len(body) == 1 and isinstance(body[0], Environment) else (arguments,)
        return Environment(span, name, "", rows, parts)
    return Command(span, name, option, arguments, parts)


def _nucleus(items: list[Node]) -> list[Node]:
    r"""Take the nucleus of scripts, and spacing between (``\Gamma\!_{ij}``), off the end of a row."""
    if not items:
        return []
    if not isinstance(items[-1], Space | Mark):
        return [items.pop()]
    if len(items) > 1 and isinstance(items[-1], Space) and _can_carry(items[-2]):
        space = items.pop()
        return [items.pop(), space]
    return []


def _can_carry(item: Node) -> bool:
    if isinstance(item, Atom):
        return item.cls not in ("operator", "relation", "punctuation", "open")
    return not isinstance(item, Space | Mark | Error | Scripts | Text)


def _primes(row: Row) -> int:
    r"""How many primes a superscript is, if it is nothing else: ``^{\prime\prime}``, ``^{'}``."""
    count = 0
    for item in row.items:
        if isinstance(item, Atom) and item.cls == "prime":
            count += 1
        elif isinstance(item, Scripts) and item.base is None and item.sub is None and item.sup is None:
            count += item.primes
        elif not isinstance(item, Space):
            return 0
    return count


def _too_deep(span: Span, text: str) -> Error:
    return Error(span, "too-deep", f"nested deeper than {MAX_DEPTH} levels", text)


def _unclosed(span: Span, text: str) -> Error:
    return Error(span, "unclosed", f"nothing closes {text}", text)


def _missing(span: Span, command: str, text: str, parts: tuple[Node, ...] = ()) -> Error:
    return Error(span, "missing-argument", f"{command} lacks an argument", text, parts)


Handler = Callable[[Parser, str, int, list[Node]], None]

_COMMANDS: dict[str, Handler] = {
    **dict.fromkeys(SYMBOLS, Parser._symbol),
    **dict.fromkeys(SIGNATURES, Parser._with_arguments),
    **dict.fromkeys((*OPENERS, *CLOSERS), Parser._bracket_command),
    **dict.fromkeys(NARROW_SPACES, Parser._narrow),
    **dict.fromkeys(WIDE_SPACES, Parser._wide),
    **dict.fromkeys(SPACE_SIGNATURES, Parser._vanishing),
    **dict.fromkeys(TEXTS, Parser._text),
    **dict.fromkeys(NAMES, Parser._named),
    **dict.fromkeys(REFERENCES, Parser._reference),
    **dict.fromkeys(SWITCHES, Parser._switch),
    **dict.fromkeys(INFIX, Parser._infix),
    **dict.fromkeys(ALPHABETS, Parser._alphabet),
    **dict.fromkeys(SIZES, Parser._sized),
    **dict.fromkeys(DEFINING | OPERATOR_DEFINING, Parser._define),
    "left": Parser._left,
    "middle": Parser._middle,
    "begin": Parser._begin,
    "arg": Parser._arg,
    "perp": Parser._perp,
    "not": Parser._not,
}

_HANDLERS: tuple[Handler, ...] = (
    Parser._char,
    Parser._space,
    Parser._letters,
    Parser._stray,
    Parser._command,
    Parser._number,
    Parser._script_token,
    Parser._group,
    Parser._operator,
    Parser._char,
    Parser._control,
    Parser._ideographs,
    Parser._script_token,
    Parser._script_token,
    Parser._char,
)
