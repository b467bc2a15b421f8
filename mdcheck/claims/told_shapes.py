r"""Sizes in words: "``$Q, K$`` are ``$n \times d$``, ``$QK^T$`` is ``$n \times n$``", and in tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mdcheck.claims.evidence import name_of
from mdcheck.claims.sections import Place, Section
from mdcheck.claims.shapes import Shape, declarations, size
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex import statements
from mdcheck.latex.tree import Fence, Node, Row
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_SHAPE = r"形状|大小|维度|尺寸|维数|(?i:shape|size|dimensions?)"
_IS = regex(
    rf"\s*(?:的\s*(?:{_SHAPE})\s*(?:分别)?(?:都|均)?(?:还)?(?:是|为|[:：])|(?:都|均|也|还)?(?:是|为)(?:一?个)?"
    r"|(?i:(?:is|are|be|has|have)(?: both| all| again)?(?: an?| the)?(?: (?:of )?(?:shape|size|dimensions?))?"
    r"|(?:of|with) (?:shape|size)))\s*"
)
"""Between what has the size and the size."""
_COLON = regex(r"\s*[:：]\s*")
_SPEAKS = regex(_SHAPE)
_COLUMN = regex(r"形状|尺寸|(?i:\bshape\b)")
_NO_SIZE = regex(r"\d+(?:\.\d*)?")


@dataclass(frozen=True, slots=True)
class ToldShape:
    """An expression, or several, and the rows and columns that words give them."""

    place: Place
    rows: tuple[Row, ...]
    shape: Shape


def told_shapes(places: Sequence[Place]) -> Iterator[ToldShape]:
    """Every size that the words between two formulas, or a table's columns, state."""
    for left, right in pairwise(places):
        by_columns = _by_columns(left, right)
        shape = _size(right, spoken=by_columns or _is_spoken(right))
        if shape and (by_columns or _by_words(left, right)) and (rows := _rows(left)):
            yield ToldShape(left, rows, shape)


def declared(section: Section) -> tuple[Mapping[str, Shape], ...]:
    """For each formula of a section the matrices whose sizes are known there, from formulas or words.

    A size holds from its paragraph on, and for the formulas right above it, to which a "where" belongs. A
    name that is given two sizes has none.
    """
    found: dict[str, tuple[Place, Shape]] = {}
    twice: set[str] = set()
    for place, name, shape in _given(section.places):
        twice |= {name} if found.setdefault(name, (place, shape))[1] != shape else set()
    given = [(name, at, shape) for name, (at, shape) in found.items() if name not in twice]
    order = {id(place): number for number, place in enumerate(section.places)}

    def holds(at: Place, place: Place) -> bool:
        return order[id(at)] <= order[id(place)] or at.raw in (place.raw, place.below)

    return tuple({name: shape for name, at, shape in given if holds(at, place)} for place in section.places)


def _given(places: Sequence[Place]) -> Iterator[tuple[Place, str, Shape]]:
    for place in places:
        for name, shape in declarations(place):
            yield place, name, shape
    for told in told_shapes(places):
        for row in told.rows:
            named = name_of(row.items[0]) if len(row.items) == 1 else None
            if named is not None:
                yield told.place, named, told.shape


def _by_words(left: Place, right: Place) -> bool:
    words = left.paragraph
    if words is not right.paragraph or not words.marks or right.number != left.number + 1:
        return False
    between = words.text[words.marks[left.number] + 1 : words.marks[right.number]]
    return bool(_IS.fullmatch(between) or (_COLON.fullmatch(between) and _is_spoken(left)))


def _is_spoken(place: Place) -> bool:
    """Whether the sentence has spoken of shapes before a formula."""
    return bool(_SPEAKS.search(place.before))


def _by_columns(left: Place, right: Place) -> bool:
    alone = all(place.paragraph.text.strip() == "\ufffc" for place in (left, right))
    return left.row is not None and left.row == right.row and alone and bool(_COLUMN.search(right.column))


def _size(place: Place, *, spoken: bool) -> Shape | None:
    r"""``n \times d`` or, where shapes are spoken of, ``(n, d)``; numbers only might be a product."""
    items = _bare(meaningful(place.parsed.tree))
    parts = [] if any(is_atom(item, "relation") for item in items) else _factors(items, spoken=spoken)
    if len(parts) != 2 or not all(parts):
        return None
    first, second = (size(part) for part in parts)
    return None if _NO_SIZE.fullmatch(first) and _NO_SIZE.fullmatch(second) else (first, second)


def _bare(items: list[Node]) -> list[Node]:
    match items:
        case [Fence(body=body)]:
            return meaningful(body)
    return items


def _factors(items: list[Node], *, spoken: bool) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for item in items:
        if is_atom(item, None, "times"):
            parts.append([])
        else:
            parts[-1].append(item)
    return split(items, ",") if spoken and len(parts) == 1 else parts


def _rows(place: Place) -> tuple[Row, ...]:
    """The things of one size: each part of a list, and of an equation its right side."""
    [first, *others] = statements(place.parsed.tree) or [None]
    if first is None or others or first.conditions or not all(m.name == "=" for m in first.relations):
        return ()
    if first.relations:
        return (first.terms[-1],)
    parts = split(meaningful(first.terms[0]), ",", "，", "、")
    return tuple(Row(first.terms[0].span, tuple(part)) for part in parts if part)
