"""Labels in tables: the cells of a confusion matrix under their heads, and a name beside its abbreviation."""

from collections.abc import Iterator
from itertools import pairwise

from mdcheck.claims.conditions import Aspect, Condition, conditions
from mdcheck.claims.descriptions import Description
from mdcheck.claims.labels import Naming
from mdcheck.claims.lexicon.confusion import OUTCOMES
from mdcheck.claims.lexicon.mentions import Mention, mentions
from mdcheck.claims.passages import Passage, Text, passage
from mdcheck.model.document import Table
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_NAME_HEAD = regex(
    r"缩写|简称|全称|英文|中文|名称|术语|符号|记号|译名|别名|又称|(?i:abbr|acronym|full|name|term|symbol|english|chinese|alias|short)"
)
"""Heads of columns that hold names of the row's thing."""
_SLASH = regex(r"\\+|/|／|＼|\|")
_ACTUAL = regex(r"实际|真实|真值|(?i:\b(?:actual|true|real|ground[- ]truth|gold)\b)")
_PREDICTED = regex(r"预测|判定|(?i:\bpredict)")


def table_labels(text: Text) -> Iterator[Naming | Description]:
    """Every label that a table makes by the place of its cells."""
    for node in text.document.nodes:
        if isinstance(node, Table):
            yield from _matrix(node)
            yield from _names(node)
            yield from _meanings(node)


def _matrix(table: Table) -> Iterator[Description]:
    """An outcome in a cell means what the heads of its column and row say."""
    down, across = _corner(table.header[0].content.text) if table.header else (None, None)
    heads = [_one_condition(cell.content.text, across) for cell in table.header[1:]]
    for row in table.rows:
        side = _one_condition(row[0].content.text, down) if row else None
        for head, cell in zip(heads, row[1:], strict=False):
            place = passage(cell)
            first = next(mentions(place.text), None)
            if side and head and first and first.group is OUTCOMES and head.aspect != side.aspect:
                said = frozenset({head, side})
                yield Description(cell.span, place.extract.text.strip(), first, said)


def _corner(text: str) -> tuple[Aspect | None, Aspect | None]:
    r"""What runs down and what across, by the cell between: ``Actual \ Predicted``."""
    parts = [part for part in _SLASH.split(text) if part.strip()]
    said = [_aspect(part) for part in parts]
    if len(said) == 2 and set(said) == {"actual", "predicted"}:
        return said[0], said[1]
    return None, None


def _aspect(words: str) -> Aspect | None:
    actual, predicted = _ACTUAL.search(words), _PREDICTED.search(words)
    if bool(actual) == bool(predicted):
        return None
    return "actual" if actual else "predicted"


def _one_condition(head: str, bare: Aspect | None) -> Condition | None:
    said = conditions(head, bare=bare)
    return next(iter(said)) if said and len(said) == 1 else None


def _names(table: Table) -> Iterator[Naming]:
    """Two cells of a row that hold nothing but a name each, in columns of names."""
    columns = [at for at, cell in enumerate(table.header) if _NAME_HEAD.search(cell.content.text)]
    if len(columns) < 2:
        return
    for row in table.rows:
        cells = [passage(row[at]) for at in columns if at < len(row)]
        named = [(cell, name) for cell in cells if (name := _only_name(cell))]
        for (left, one), (right, other) in pairwise(named):
            if one.group is other.group and one.series != other.series:
                span = Span(left.locate(one.start, one.end).start, right.locate(other.start, other.end).end)
                words = f"{left.written(one.start, one.end)} | {right.written(other.start, other.end)}"
                yield Naming(span, words, one, other)


def _meanings(table: Table) -> Iterator[Description]:
    """An outcome named alone in a row's first cell, and what another cell says of its samples."""
    for row in table.rows:
        cells = [passage(cell) for cell in row]
        named = _only_name(cells[0]) if cells else None
        for cell in cells[1:] if named and named.group is OUTCOMES else ():
            if named and (said := conditions(cell.text.strip())):
                yield Description(cell.locate(0, len(cell.text)), cell.extract.text.strip(), named, said)


def _only_name(cell: Passage) -> Mention | None:
    found = next(mentions(cell.text), None)
    whole = found and not (cell.text[: found.start] + cell.text[found.end :]).strip()
    return found if whole else None
