r"""A formula cut into lines, and lines into the pieces that may be statements of their own."""

from collections.abc import Iterator
from typing import Literal

from mdcheck.latex.commands import STACKED
from mdcheck.latex.relations import relation_of
from mdcheck.latex.tree import (
    Atom,
    Command,
    Environment,
    Expansion,
    Fence,
    Group,
    Node,
    Row,
    Space,
    Text,
    Word,
)
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_JOINING = regex(
    r"(?:and|or|then|where|with|here|hence|thus|so|therefore|i\.e|that is|which)\b(?!-)"
    r"|其中|并且|以及|这里|所以|因此|从而|于是|可得|[且和及与则有即故](?=$|[ ，,])"
)
_CONDITIONAL = regex(
    r"(?:if|for|when|whenever|otherwise|else|st|s\.t|subject to|such that|provided|unless|as|on|over)"
    r"\b(?!-)|[若当对]|如果|假设|只要|使得|满足|否则|任意|其他|其它"
)
# After these everything to the end of the formula is a constraint.
_LASTING = regex(r"(?:st|s\.t|subject to)\b|约束")
_CONSEQUENT = frozenset({"then", "则", "那么", "有"})
_LOGICAL = frozenset({"implies", "impliedby", "iff"})
_CONNECTIVE = frozenset({"wedge", "vee"})
_TRANSPARENT = frozenset({"boxed", "fbox", "textcolor", "colorbox"})

Separator = Literal["start", "comma", "semicolon", "wide", "word", "logic", "condition"]


@dataclass(slots=True)
class Line:
    """A line of a formula, its cells joined."""

    items: list[Node]
    indented: bool = False  # nothing stands before its first ampersand


@dataclass(slots=True)
class Piece:
    """Part of a line, and what separates it from the part before."""

    separator: Separator
    items: list[Node]
    mark: Node | None = None  # what separates it from the piece before

    @property
    def lead(self) -> Text | Atom | None:
        """The word or connective that introduces it."""
        if self.separator in ("word", "logic") and isinstance(self.mark, Text | Atom):
            return self.mark
        return None


def lines(items: list[Node]) -> Iterator[Line]:
    r"""The lines of a formula: rows of a stacked environment, what stands around it joined to them."""
    items = _opened(items)
    at = next((i for i, item in enumerate(items) if _is_stacked(item)), None)
    if at is None:
        yield Line(items)
        return
    environment = items[at]
    assert isinstance(environment, Environment)
    rows = environment.rows
    for number, cells in enumerate(rows):
        before = items[:at] if number == 0 else []
        after = items[at + 1 :] if number == len(rows) - 1 else []
        indented = len(cells) > 1 and not before and not meaningful(list(cells[0].items))
        inside = [item for cell in cells for item in _opened(list(cell.items))]
        inner = list(lines([*before, *inside, *after]))
        inner[0].indented = inner[0].indented or indented
        yield from inner


def _opened(items: list[Node]) -> list[Node]:
    """The row without what only wraps all of it, and with macros that stand for several items opened."""
    opened: list[Node] = []
    for item in items:
        opened.extend(
            _opened(list(item.body.items)) if isinstance(item, Expansion) and _is_open(item) else [item]
        )
    core = meaningful(opened)
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
        return any(has_relation(_opened(list(cell.items))) for row in item.rows for cell in row)
    return item.name.rstrip("*") in STACKED


def meaningful(items: list[Node]) -> list[Node]:
    """The items that are not space."""
    return [item for item in items if not isinstance(item, Space)]


def _cut(items: list[Node]) -> list[Piece]:
    """Cut a line at everything that may separate statements."""
    related = [index for index, item in enumerate(items) if relation_of(item) is not None]
    found = [Piece("start", [])]
    for index, item in enumerate(items):
        separator = _separator(item)
        if isinstance(item, Atom) and item.name == ":" and found[-1].separator == "condition":
            separator = "semicolon"
        if separator == "word" and isinstance(item, Atom) and not _is_between(index, related):
            separator = None
        if separator is None or (separator == "wide" and _only_led(found[-1])):
            found[-1].items.append(item)
        else:
            mark = relation_of(item) or item
            found.append(Piece(separator, [item] if separator == "condition" else [], mark))
    return [piece for piece in found if meaningful(piece.items)]


def _only_led(piece: Piece) -> bool:
    r"""Whether a piece is no more than the word that introduces it, as in ``and \quad a = b``."""
    last = last_of(piece.items)
    if piece.separator == "condition":
        return last is piece.items[0] and not isinstance(last, Atom)
    return last is None and piece.separator in ("word", "logic")


def _is_between(index: int, related: list[int]) -> bool:
    r"""Whether a connective (``\land``) has relations on both sides, so that it joins statements."""
    return bool(related) and related[0] < index < related[-1]


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
    if _JOINING.match(word):
        return "word"
    return "condition" if _CONDITIONAL.match(word) else None


def has_relation(items: list[Node]) -> bool:
    """Whether a relation stands in the row itself."""
    return any(relation_of(item) is not None for item in items)


def pieces(items: list[Node]) -> list[Piece]:
    """The pieces of a line; commas of a list and wide space before an operator separate none."""
    merged: list[Piece] = []
    related = False  # whether the last of them has a relation
    for piece in _cut(trimmed(items)):
        has_one = has_relation(piece.items)
        if merged and _belongs(merged[-1], piece, before_related=related, related=has_one):
            comma = [piece.mark] if piece.separator == "comma" and piece.mark else []
            merged[-1].items += [*comma, *piece.items]
            related = related or has_one
        elif not (piece.separator in ("wide", "comma") and _is_tag(piece.items)):
            merged.append(piece)
            related = has_one
    return merged


def _belongs(before: Piece, piece: Piece, *, before_related: bool, related: bool) -> bool:
    last = last_of(before.items)
    if piece.separator == "comma":
        return not related or (before.separator != "condition" and last is not None and not before_related)
    if piece.separator == "wide":
        first = meaningful(piece.items)[0]
        return last is None or _is_open_end(last) or is_operator(first) or relation_of(first) is not None
    return False


def last_of(items: list[Node]) -> Node | None:
    """The last item that is not space."""
    return next((item for item in reversed(items) if not isinstance(item, Space)), None)


def _is_open_end(item: Node) -> bool:
    return is_operator(item) or relation_of(item) is not None


def _is_tag(items: list[Node]) -> bool:
    """Whether a piece is the number of an equation: ``(1)``, ``(2.3a)``, ``①``."""
    match meaningful(items):
        case [Fence(open="(", body=Row(items=(Atom(cls="number"), *rest)))]:
            return all(isinstance(item, Atom) and item.cls in ("number", "letter", "prime") for item in rest)
        case [Atom(cls="symbol", name=name)]:
            return "①" <= name <= "⑳"
        case [Command(name="textcircled")]:
            return True
        case _:
            return False


def is_operator(item: Node) -> bool:
    """Whether an item is an operator between operands or a sign."""
    return isinstance(item, Atom) and item.cls == "operator" and item.name not in ("!", "neg")


def trimmed(items: list[Node]) -> list[Node]:
    """Without blanks at either end, and without closing punctuation."""
    start, end = 0, len(items)
    while end > start and (isinstance(items[end - 1], Space) or _is_closing(items[end - 1])):
        end -= 1
    while start < end and isinstance(items[start], Space):
        start += 1
    return items[start:end]


def _is_closing(item: Node) -> bool:
    return isinstance(item, Atom) and item.cls == "punctuation" and item.name in (",", ".", ";")


def leading_conditions(pieces: list[Piece]) -> int:
    r"""How many pieces at the start of a line are conditions of what follows: ``\forall x, ..``."""
    first = 0 if pieces and pieces[0].separator == "condition" else -1
    if first < 0 or is_lasting(pieces[0].items[0]):
        return 0
    for number, piece in enumerate(pieces):
        if isinstance(piece.lead, Text) and _bare(piece.lead.content) in _CONSEQUENT:
            return number
    return 1


def is_lasting(item: Node) -> bool:
    """Whether an item makes everything after it a constraint: ``s.t.``."""
    if isinstance(item, Word):
        return item.name.lower() in ("st", "subjectto")
    return isinstance(item, Text) and _LASTING.match(_bare(item.content)) is not None


def is_restriction(piece: Piece) -> bool:
    """Whether a piece after wide space is ``(i = 1, ..., n)``."""
    match meaningful(piece.items):
        case [Fence(body=body)]:
            return piece.separator == "wide" and has_relation(list(body.items))
        case _:
            return False
