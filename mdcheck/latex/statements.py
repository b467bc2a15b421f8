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

from dataclasses import field, replace
from typing import Literal

from mdcheck.latex.arrange import pair_brackets
from mdcheck.latex.pieces import (
    Line,
    Piece,
    has_relation,
    is_lasting,
    is_operator,
    is_restriction,
    last_of,
    leading_conditions,
    lines,
    meaningful,
    pieces,
    trimmed,
)
from mdcheck.latex.relations import relation_of
from mdcheck.latex.tree import Atom, Fence, Mark, Node, Row, Scripts, Text
from mdcheck.model.source import Span
from mdcheck.records import dataclass


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
    for line in lines(list(row.items)):
        builder.add(line)
    return tuple(_statement(chain, row.span.start) for chain in builder.finish())


class _Builder:
    """Puts pieces of lines together into chains."""

    def __init__(self) -> None:
        self.chains: list[_Chain] = []
        self.pending: list[list[Node]] = []  # conditions that stand before the first statement
        self.constraining = False  # after "s.t." everything is a condition

    def add(self, line: Line) -> None:
        """Take in one line."""
        found = pieces(line.items)
        leading = leading_conditions(found)
        conditional = False
        for number, piece in enumerate(found):
            core = meaningful(piece.items)
            conditional = piece.separator == "condition" or (conditional and piece.separator == "comma")
            self.constraining = self.constraining or is_lasting(core[0])
            if number < leading:
                self.pending.append(trimmed(piece.items))
            elif self.chains and (conditional or self.constraining or is_restriction(piece)):
                self.chains[-1].conditions.append(trimmed(piece.items))
            else:
                self._piece(piece, continues=number == 0 and self._continues(core, line))

    def finish(self) -> list[_Chain]:
        """The chains; conditions of nothing become a statement without a term."""
        if self.pending:
            self.chains.append(_Chain([[]], [], None, self.pending))
        return self.chains

    def _piece(self, piece: Piece, *, continues: bool) -> None:
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

    def _continues(self, core: list[Node], line: Line) -> bool:
        """Whether the first piece of a line goes on with the last chain."""
        if not self.chains:
            return False
        last = last_of(self.chains[-1].terms[-1])
        if last is None or is_operator(last) or self.chains[-1].open_brackets > 0:
            return True
        if relation_of(core[0]) is not None:
            return True
        related = has_relation(core)
        if is_operator(core[0]):
            signed = isinstance(core[0], Atom) and core[0].name in ("+", "-", "pm", "mp")
            return line.indented or not (signed and related)
        return line.indented and not related


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
        elif relations and not meaningful(terms[-1]):
            relations[-1] = _compound(relations[-1], relation)
        else:
            relations.append(relation)
            terms.append([])
    return terms, relations


def _compound(first: Atom, second: Atom) -> Atom:
    """Two relations in a row (``> =``) as one, under a name that nobody takes for either."""
    span = Span(first.span.start, max(first.span.end, second.span.end))
    return replace(first, span=span, name=f"{first.name} {second.name}", text=f"{first.text} {second.text}")


def _statement(chain: _Chain, at: int) -> Statement:
    terms: list[Row] = []
    for number, items in enumerate(chain.terms):
        place = chain.relations[number - 1].span.end if number else at
        terms.append(_row(_joined(items), place))
    conditions = tuple(_row(trimmed(items), at) for items in chain.conditions)
    spans = [row.span for row in (*terms, *conditions) if row.items] + [atom.span for atom in chain.relations]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(at, at)
    return Statement(span, tuple(terms), tuple(chain.relations), conditions, chain.lead)


def _row(items: list[Node], at: int) -> Row:
    items = [item for item in trimmed(items) if not isinstance(item, Mark)]
    if not items:
        return Row(Span(at, at), ())
    start, end = min(item.span.start for item in items), max(item.span.end for item in items)
    return Row(Span(start, end), tuple(items))


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
