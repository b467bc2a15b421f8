r"""Segmentation: which statements a formula makes, each a chain of terms with relations between them.

- Rows of ``aligned`` and its kin, and bare ``\\``, are lines. A line that begins with a relation continues
  the chain of the line before; one that begins with a binary operator, or follows a line that ends in an
  operator or an open bracket, continues its last term.
- ``;``, ``\quad``, words (``and``, ``where``, 其中) and logical arrows separate statements. A comma does so
  only between pieces that each have a relation: ``x, y \in A`` and ``i = 1, 2, \dots, n`` are one each.
- What follows ``if``, ``for``, ``s.t.``, 若, ``\forall`` is a condition of the statement beside it.
- Commas within brackets, scripts and arguments separate nothing; cases and matrices stay one term.
- Closing punctuation and equation numbers belong to no statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from mdcheck.latex.arrange import pair_brackets
from mdcheck.latex.commands import STACKED
from mdcheck.latex.relations import relation_of
from mdcheck.latex.tree import (
    Atom,
    Command,
    Environment,
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
from mdcheck.model.source import Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_JOINING = _set("""
    and then where with here hence thus so
    其中 且 并且 以及 和 及 与 这里 所以 因此 则 有 即 从而 于是 故 可得
""")
_CONDITIONAL = re.compile(
    r"(?:if|for|when|whenever|otherwise|else|st|s\.t|subject to|such that|provided|unless|as|on|over)"
    r"\b(?!-)|[若当对]|如果|假设|只要|使得|满足|否则|任意|其他|其它"
)
# After these everything to the end of the formula is a constraint.
_LASTING = re.compile(r"(?:st|s\.t|subject to)\b|约束")
_CONSEQUENT = frozenset({"then", "则", "那么", "有"})
_LOGICAL = frozenset({"implies", "impliedby", "iff"})
_CONNECTIVE = frozenset({"wedge", "vee"})
_TRANSPARENT = frozenset({"boxed", "fbox", "textcolor", "colorbox"})

Separator = Literal["start", "comma", "semicolon", "wide", "word", "logic", "condition"]


@dataclass(frozen=True, slots=True)
class Statement:
    r"""One chain ``terms[0] relations[0] terms[1] relations[1] ...``, or one term without a relation.

    Attributes:
        span: From its first to its last character, conditions included.
        terms: One more than relations. Items are nodes of the tree, ampersands and line breaks left out,
            brackets torn apart by a line break paired. The first is empty in a fragment (``= b``).
        relations: As ``relation_of`` names them; the span covers a decorated one whole.
        conditions: What restricts it, each with the word or quantifier that it begins with.
        lead: What introduces it: a word (``where``), or the arrow or connective between it and the statement
            before. A statement whose successor is led by an implication or ``\lor`` is itself not asserted.
    """

    span: Span
    terms: tuple[Row, ...]
    relations: tuple[Atom, ...]
    conditions: tuple[Row, ...] = ()
    lead: Text | Atom | None = None


@dataclass(slots=True)
class _Line:
    items: list[Node]
    indented: bool = False  # nothing stands before its first ampersand


@dataclass(slots=True)
class _Piece:
    separator: Separator
    items: list[Node]
    lead: Text | Atom | None = None


@dataclass(slots=True)
class _Chain:
    """A statement in the making."""

    terms: list[list[Node]]
    relations: list[Atom]
    lead: Text | Atom | None = None
    conditions: list[list[Node]] = field(default_factory=list)
    open_brackets: int = 0  # in its last term


def statements(row: Row) -> tuple[Statement, ...]:
    """The statements that a formula makes, in order."""
    builder = _Builder()
    for line in _lines(list(row.items)):
        builder.add(line)
    return tuple(_statement(chain, row.span.start) for chain in builder.finish())


# Lines


def _lines(items: list[Node]) -> Iterator[_Line]:
    items = _opened(items)
    at = next((i for i, item in enumerate(items) if _is_stacked(item)), None)
    if at is None:
        yield _Line(items)
        return
    environment = items[at]
    assert isinstance(environment, Environment)
    rows = environment.rows
    for number, cells in enumerate(rows):
        before = items[:at] if number == 0 else []
        after = items[at + 1 :] if number == len(rows) - 1 else []
        indented = len(cells) > 1 and not before and not _meaningful(list(cells[0].items))
        inside = [item for cell in cells for item in _opened(list(cell.items))]
        lines = list(_lines([*before, *inside, *after]))
        lines[0].indented = lines[0].indented or indented
        yield from lines


def _opened(items: list[Node]) -> list[Node]:
    """The row without what only wraps all of it, and with macros that stand for several items opened."""
    opened: list[Node] = []
    for item in items:
        opened.extend(
            _opened(list(item.body.items)) if isinstance(item, Expansion) and _is_open(item) else [item]
        )
    core = _meaningful(opened)
    match core:
        case [Command(name=name, args=(*_, Row(items=inner)))] if name in _TRANSPARENT:
            return _opened(list(inner))
        case [Group(body=Row(items=inner))]:
            return _opened(list(inner))
        case [Fence(open="{", close=".", body=Row(items=inner))] if any(map(_is_stacked, inner)):
            return _opened(list(inner))
        case _:
            return opened


def _is_open(expansion: Expansion) -> bool:
    items = expansion.body.items
    return len(items) > 1 and any(_is_stacked(item) or relation_of(item) is not None for item in items)


def _is_stacked(item: Node) -> bool:
    if not isinstance(item, Environment):
        return False
    if item.name == "array":
        return any(_has_relation(_opened(list(cell.items))) for row in item.rows for cell in row)
    return item.name.rstrip("*") in STACKED


def _meaningful(items: list[Node]) -> list[Node]:
    return [item for item in items if not isinstance(item, Space)]


# Pieces of a line


def _pieces(items: list[Node]) -> list[_Piece]:
    """Cut a line at everything that may separate statements."""
    pieces = [_Piece("start", [])]
    for index, item in enumerate(items):
        separator = _separator(item)
        if isinstance(item, Atom) and item.name == ":" and pieces[-1].separator == "condition":
            separator = "semicolon"
        if separator is None or (separator == "word" and not _separates(items, index)):
            pieces[-1].items.append(item)
        elif separator == "condition":
            pieces.append(_Piece(separator, [item]))
        else:
            lead = item if isinstance(item, Text | Atom) and separator in ("word", "logic") else None
            pieces.append(_Piece(separator, [], lead))
    return [piece for piece in pieces if _meaningful(piece.items) or piece.separator == "start"]


def _separator(item: Node) -> Separator | None:
    match item:
        case Space(wide=True):
            return "wide"
        case Atom(cls="punctuation", name=","):
            return "comma"
        case Atom(cls="punctuation", name=";"):
            return "semicolon"
        case Atom(cls="symbol", name="forall"):
            return "condition"
        case Atom(cls="symbol", name="therefore" | "because"):
            return "logic"
        case Atom(cls="operator", name=name) if name in _CONNECTIVE:
            return "word"
        case Text(content=content):
            return _word_separator(_bare(content))
        case Word(style="text" | "mathrm", name=name) if name.lower() in ("st", "subjectto"):
            return "condition"
        case _:
            relation = relation_of(item)
            return "logic" if relation is not None and relation.name.partition("^")[0] in _LOGICAL else None


def _bare(content: str) -> str:
    return content.strip(" ,.:;，。：；~").lower()


def _word_separator(word: str) -> Separator | None:
    if word in _JOINING:
        return "word"
    return "condition" if _CONDITIONAL.match(word) else None


def _separates(items: list[Node], index: int) -> bool:
    r"""Whether a word or ``\land`` stands between two statements rather than between two operands."""
    if isinstance(items[index], Text):
        return True
    return _has_relation(items[:index]) and _has_relation(items[index + 1 :])


def _has_relation(items: list[Node]) -> bool:
    return any(relation_of(item) is not None for item in items)


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Undo the cuts that separate no statements: commas of a list, wide space before an operator."""
    merged: list[_Piece] = []
    related = False  # whether the last of them has a relation
    for piece in pieces:
        has_relation = _has_relation(piece.items)
        if merged and _belongs(merged[-1], piece, before_related=related, related=has_relation):
            comma = [_COMMA] if piece.separator == "comma" else []
            merged[-1].items += [*comma, *piece.items]
            related = related or has_relation
        elif not (piece.separator in ("wide", "comma") and _is_tag(piece.items)):
            merged.append(piece)
            related = has_relation
    return merged


_COMMA = Atom(Span(0, 0), "punctuation", ",", "")


def _belongs(before: _Piece, piece: _Piece, *, before_related: bool, related: bool) -> bool:
    last = _last(before.items)
    if piece.separator == "comma":
        return not related or (before.separator != "condition" and last is not None and not before_related)
    if piece.separator == "wide":
        first = _meaningful(piece.items)[0]
        return last is None or _is_open_end(last) or _is_operator(first) or relation_of(first) is not None
    return False


def _last(items: list[Node]) -> Node | None:
    return next((item for item in reversed(items) if not isinstance(item, Space)), None)


def _is_open_end(item: Node) -> bool:
    return _is_operator(item) or relation_of(item) is not None


def _is_tag(items: list[Node]) -> bool:
    """Whether a piece is the number of an equation: ``(1)``, ``(2.3a)``, ``①``."""
    match _meaningful(items):
        case [Fence(open="(", body=Row(items=(Atom(cls="number"), *rest)))]:
            return all(isinstance(item, Atom) and item.cls in ("number", "letter", "prime") for item in rest)
        case [Atom(cls="symbol", name=name)]:
            return "①" <= name <= "⑳"
        case [Command(name="textcircled")]:
            return True
        case _:
            return False


def _is_operator(item: Node) -> bool:
    return isinstance(item, Atom) and item.cls == "operator" and item.name not in ("!", "neg")


# Chains


class _Builder:
    """Puts pieces of lines together into chains."""

    def __init__(self) -> None:
        self.chains: list[_Chain] = []
        self.pending: list[list[Node]] = []  # conditions that stand before the first statement
        self.constraining = False  # after "s.t." everything is a condition

    def add(self, line: _Line) -> None:
        """Take in one line."""
        pieces = [piece for piece in _merged(_pieces(_trimmed(line.items))) if _meaningful(piece.items)]
        leading = _leading_conditions(pieces)
        conditional = False
        for number, piece in enumerate(pieces):
            core = _meaningful(piece.items)
            conditional = piece.separator == "condition" or (conditional and piece.separator == "comma")
            self.constraining = self.constraining or _is_lasting(core[0])
            if number < leading:
                self.pending.append(_trimmed(piece.items))
            elif self.chains and (conditional or self.constraining or _is_restriction(piece)):
                self.chains[-1].conditions.append(_trimmed(piece.items))
            else:
                self._piece(piece, continues=number == 0 and self._continues(core, line))

    def finish(self) -> list[_Chain]:
        """The chains; conditions of nothing become a statement without a term."""
        if self.pending:
            self.chains.append(_Chain([[]], [], None, self.pending))
        return self.chains

    def _piece(self, piece: _Piece, *, continues: bool) -> None:
        terms, relations = _chain_of(piece.items)
        if continues:
            chain = self.chains[-1]
            chain.terms[-1] += terms[0]
            chain.terms += terms[1:]
            chain.relations += relations
            chain.open_brackets = _balance(terms[-1]) + (0 if relations else chain.open_brackets)
            return
        self.chains.append(_Chain(terms, relations, piece.lead, self.pending, _balance(terms[-1])))
        self.pending = []

    def _continues(self, core: list[Node], line: _Line) -> bool:
        """Whether the first piece of a line goes on with the last chain."""
        if not self.chains:
            return False
        last = _last(self.chains[-1].terms[-1])
        if last is None or _is_operator(last) or self.chains[-1].open_brackets > 0:
            return True
        if relation_of(core[0]) is not None:
            return True
        related = _has_relation(core)
        if _is_operator(core[0]):
            signed = isinstance(core[0], Atom) and core[0].name in ("+", "-", "pm", "mp")
            return line.indented or not (signed and related)
        return line.indented and not related


def _leading_conditions(pieces: list[_Piece]) -> int:
    r"""How many pieces at the start of a line are conditions of what follows: ``\forall x, ..``."""
    first = 0 if pieces and pieces[0].separator == "condition" else -1
    if first < 0 or _is_lasting(pieces[0].items[0]):
        return 0
    for number, piece in enumerate(pieces):
        if isinstance(piece.lead, Text) and _bare(piece.lead.content) in _CONSEQUENT:
            return number
    return 1


def _is_lasting(item: Node) -> bool:
    if isinstance(item, Word):
        return item.name.lower() in ("st", "subjectto")
    return isinstance(item, Text) and _LASTING.match(_bare(item.content)) is not None


def _is_restriction(piece: _Piece) -> bool:
    """Whether a piece after wide space is ``(i = 1, ..., n)``."""
    match _meaningful(piece.items):
        case [Fence(body=body)]:
            return piece.separator == "wide" and _has_relation(list(body.items))
        case _:
            return False


def _balance(items: list[Node]) -> int:
    """How many brackets are opened and not closed, as atoms or as halves of fences."""
    balance = 0
    for item in items:
        core = item.base if isinstance(item, Scripts) else item
        if isinstance(core, Atom) and core.cls in ("open", "close"):
            balance += 1 if core.cls == "open" else -1
        elif isinstance(item, Fence) and item.close == "." and item.open not in ("{", "."):
            balance += 1
        elif isinstance(core, Fence) and core.open == "." and core.close not in ("|", "."):
            balance -= 1
    return balance


def _chain_of(items: list[Node]) -> tuple[list[list[Node]], list[Atom]]:
    terms: list[list[Node]] = [[]]
    relations: list[Atom] = []
    for item in items:
        relation = relation_of(item)
        if relation is None:
            terms[-1].append(item)
        elif relations and not _meaningful(terms[-1]):
            relations[-1] = _compound(relations[-1], relation)
        else:
            relations.append(relation)
            terms.append([])
    return terms, relations


def _compound(first: Atom, second: Atom) -> Atom:
    """Two relations in a row (``> =``) as one, under a name that nobody takes for either."""
    span = Span(first.span.start, max(first.span.end, second.span.end))
    return replace(first, span=span, name=f"{first.name} {second.name}", text=f"{first.text} {second.text}")


def _trimmed(items: list[Node]) -> list[Node]:
    """Without blanks at either end, and without closing punctuation."""
    start, end = 0, len(items)
    while end > start and (isinstance(items[end - 1], Space) or _is_closing(items[end - 1])):
        end -= 1
    while start < end and isinstance(items[start], Space):
        start += 1
    return items[start:end]


def _is_closing(item: Node) -> bool:
    return isinstance(item, Atom) and item.cls == "punctuation" and item.name in (",", ".", ";")


def _statement(chain: _Chain, at: int) -> Statement:
    terms: list[Row] = []
    for number, items in enumerate(chain.terms):
        place = chain.relations[number - 1].span.end if number else at
        terms.append(_row(_joined(items), place))
    conditions = tuple(_row(_trimmed(items), at) for items in chain.conditions)
    spans = [row.span for row in (*terms, *conditions) if row.items] + [atom.span for atom in chain.relations]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(at, at)
    return Statement(span, tuple(terms), tuple(chain.relations), conditions, chain.lead)


def _row(items: list[Node], at: int) -> Row:
    items = [item for item in _trimmed(items) if not isinstance(item, Mark)]
    if not items:
        return Row(Span(at, at), ())
    spans = [item.span for item in items if item is not _COMMA]
    return Row(Span(min(s.start for s in spans), max(s.end for s in spans)), tuple(items))


def _joined(items: list[Node]) -> list[Node]:
    r"""Pair brackets that lines tore apart: ``( a \\ + b )`` and ``\left( a \right. \\ \left. b \right)``."""
    opened: list[Node] = []
    pending = 0
    for item in items:
        core = item.base if isinstance(item, Scripts) else item
        if isinstance(item, Fence) and item.close == "." and item.open not in ("{", "."):
            opened += [_bracket(item, "open"), *item.body.items]
            pending += 1
        elif isinstance(core, Fence) and core.open == "." and pending:
            pending -= 1
            close = _bracket(core, "close")
            opened += [*core.body.items, replace(item, base=close) if isinstance(item, Scripts) else close]
        else:
            opened.append(item)
    torn = any(isinstance(item, Atom) and item.cls == "open" for item in opened)
    return pair_brackets(opened) if torn else opened


def _bracket(fence: Fence, side: Literal["open", "close"]) -> Atom:
    start, end = fence.span
    if side == "open":
        return Atom(Span(start, start + len(fence.opener)), side, fence.open, fence.opener)
    return Atom(Span(end - len(fence.closer), end), side, fence.close, fence.closer)
