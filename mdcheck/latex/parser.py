r"""The parser: any text becomes a tree, in linear time and bounded depth, without ever raising."""

from collections import ChainMap
from collections.abc import Callable, Mapping

from mdcheck.latex import tokens, words
from mdcheck.latex.arrange import PREFIX, arrange, listed
from mdcheck.latex.brackets import group
from mdcheck.latex.characters import SUBSCRIPTS, SUPERSCRIPTS
from mdcheck.latex.control import command
from mdcheck.latex.faults import MAX_DEPTH, too_deep, unclosed
from mdcheck.latex.lexer import BLANKS, BRACES, OPTION, SCRIPTS_AHEAD, TOKEN, Kind
from mdcheck.latex.macros import BUDGET, MAX_RECURSION, Macro, relocated_row
from mdcheck.latex.tree import Atom, Environment, Error, Mark, Node, Row, Scripts, Space, Text
from mdcheck.model.source import Span

_match = TOKEN.match
_HINTS = frozenset("_^'’′″ \t\n\\%" + "".join(SUPERSCRIPTS) + "".join(SUBSCRIPTS))
_SEPARATORS = ("&", "\\\\", "\\cr", "\\newline", "\\tabularnewline")
_LOWER = frozenset("_" + "".join(SUBSCRIPTS))


class Parser:
    """One reading of one text, from ``pos`` on."""

    __slots__ = (
        "_braces",
        "budget",
        "depth",
        "end",
        "environments",
        "escaped",
        "expanding",
        "flags",
        "groups",
        "lefts",
        "macros",
        "pos",
        "stop",
        "text",
    )

    def __init__(self, text: str, macros: Mapping[str, Macro], *, outer: "Parser | None" = None) -> None:
        self.text = text
        self.end = len(text)
        self.pos = 0
        self.stop = ""  # the token that ended the last row; empty at the end of the text
        self.flags = 0  # which second looks the current row needs
        self.depth: int = outer.depth + 1 if outer else 0
        self.groups = 0  # open braces, \left and environments: what a closing token may refer to
        self.lefts = 0
        self.environments: list[str] = []
        self.macros = macros
        self.expanding: tuple[str, ...] = ()  # the macros that this text is the expansion of, outermost first
        self.budget: int = outer.budget if outer else BUDGET  # characters that macros may still add
        self.escaped: set[int] = set()  # where a pair of doubly escaped braces closes
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
        stop = ""
        while (match := _match(text, self.pos, end)) is not None:
            kind = match.lastindex or 0
            token = match.group()
            at = self.pos
            if kind == Kind.STOP and self._stops(token):
                stop = token
                break
            self.pos = match.end()
            _HANDLERS[kind](self, token, at, items)
            following = self.pos
            if kind != Kind.SPACE and following < end and text[following] in _HINTS:
                self.scripts(items)
        if self.flags:
            items = arrange(items, self.flags)
        self.flags, self.depth, self.stop = flags, depth, stop
        return Row(Span(start, self.pos), tuple(items))

    def _stops(self, token: str) -> bool:
        if token == "}":
            return self.groups > 0
        if token == "\\right":
            return self.lefts > 0
        if token.startswith("\\end"):
            return token[token.index("{") + 1 : -1].strip() in self.environments
        return not (token == "\\\\" and self.is_escaped_brace(self.pos))

    def is_escaped_brace(self, at: int) -> bool:
        r"""Whether ``\\{`` or ``\\}`` at an offset is of a pair ``\\{ .. \\}``, escaped for Markdown too."""
        text = self.text
        if text.startswith("{", at + 2):
            close = self.braces.get(at + 2)
            if close is not None and text.startswith("\\\\", close - 2) and close - 2 > at + 2:
                self.escaped.add(close - 2)
                return True
        return at in self.escaped

    def blanks(self, parts: list[Node]) -> int:
        """Move over blanks and comments; the new position."""
        match = BLANKS.match(self.text, self.pos, self.end)
        if match:
            parts.append(Space(Span(self.pos, match.end()), match.group()))
            self.pos = match.end()
        return self.pos

    def deepen(self) -> bool:
        """Count one more level for the rest of the row; False if there may be no more."""
        self.flags |= PREFIX
        self.depth += 1
        return self.depth < MAX_DEPTH

    # Scripts

    def scripts(self, items: list[Node]) -> None:
        """Subscripts, superscripts and primes from here on, taken by the nucleus at the end of ``items``."""
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
        argument = self.argument(found)
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

    # Arguments

    def argument(self, parts: list[Node]) -> Row | None:
        """One argument as TeX takes it: a group, a command, or a single character. None if there is none."""
        text, end = self.text, self.end
        at = self.blanks(parts)
        if at >= end:
            return None
        char = text[at]
        if char == "{":
            return self._braced(at, parts)
        if char in "}&_^'":
            return None
        items: list[Node] = []
        flags = self.flags
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
            tokens.character(self, char, at, items)
        self.flags = flags
        if any(isinstance(item, Mark) for item in items):  # an infix or a switch needs a row of its own
            self.pos = at
            return None
        row = Row(Span(at, self.pos), tuple(items))
        parts.append(row)
        return row

    def _braced(self, at: int, parts: list[Node]) -> Row | None:
        brace = Span(at, at + 1)
        self.pos = at + 1
        if self.depth >= MAX_DEPTH:
            parts.append(too_deep(brace, "{"))
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
            parts += [unclosed(brace, "{"), row]
        return row

    def option(self, parts: list[Node]) -> Row | None:
        """An optional argument in square brackets."""
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

    def raw_option(self, parts: list[Node]) -> None:
        """An optional argument in square brackets, unread."""
        match = OPTION.match(self.text, self.pos, self.end)
        if match:
            parts.append(Mark(Span(self.pos, match.end()), match.group()))
            self.pos = match.end()

    def raw(self, parts: list[Node]) -> str | None:
        """The text of a braced argument, unread; None (and nothing consumed) if there is none."""
        match = BLANKS.match(self.text, self.pos, self.end)
        at = match.end() if match else self.pos
        close = self.braces.get(at)
        if close is None or close >= self.end:
            return None
        parts.append(Mark(Span(self.pos, close + 1), self.text[self.pos : close + 1]))
        self.pos = close + 1
        return self.text[at + 1 : close]

    def define(self, name: str, macro: Macro) -> None:
        """Add a macro that the formula itself defines."""
        if not isinstance(self.macros, ChainMap):
            self.macros = ChainMap({}, dict(self.macros))
        self.macros[name] = macro

    def may_expand(self, name: str, size: int) -> bool:
        """Whether a macro may add ``size`` characters, and may stand in its own expansion once more."""
        self.budget -= size
        nested = self.expanding.count(name) < MAX_RECURSION and self.depth < MAX_DEPTH
        return nested and self.budget >= 0

    def expansion(self, name: str, text: str, span: Span) -> Row:
        """The reading of a macro's expansion, every node at ``span``, the place of its use."""
        inner = Parser(text, self.macros, outer=self)
        inner.expanding = (*self.expanding, name)
        row = inner.body()
        self.budget = inner.budget
        return row if self.expanding else relocated_row(row, span)

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


_HANDLERS: tuple[Callable[[Parser, str, int, list[Node]], None], ...] = (
    tokens.character,
    tokens.space,
    tokens.letters,
    tokens.stray,
    command,
    tokens.number,
    tokens.script,
    group,
    tokens.operator,
    tokens.character,
    tokens.control_symbol,
    tokens.ideographs,
    tokens.script,
    tokens.script,
    tokens.character,
)
