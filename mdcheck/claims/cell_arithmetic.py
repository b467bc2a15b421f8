"""Sums in tables: an expression of numbers in one column, and what it comes to in another."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from mdcheck.claims.lexicon import amounts
from mdcheck.claims.lexicon.caution import ERRATA
from mdcheck.claims.passages import Passage, Text
from mdcheck.claims.prose_arithmetic import Sum
from mdcheck.model.document import Table
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_HOW = regex(
    r"计算|算式|算法|公式|表达式|展开|怎么算|(?i:formula|expression|comput|calculat|how|product|working)"
)
_VALUE = regex(
    r"参数|结果|数量|个数|总|合计|值|大小|(?i:param|result|value|total|count|number|size|flops|weights|=|bytes)"
)
_STATED = regex(
    rf"(?P<about>≈|约|about |~)?\s*(?P<value>{amounts.NUMBER})\s*(?:个(?:参数)?|parameters|params|weights)?"
)

Row = tuple[Passage | None, ...]
"""The cells of a row; None for an empty one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns of a table, of which one may say what the other comes to.

    Attributes:
        sums: One for each row that has an expression in the one and a number in the other.
        told: Whether their headers say so.
    """

    sums: tuple[Sum, ...]
    told: bool


def columns(text: Text) -> Iterator[Columns]:
    """Every pair of an expression's column and a number's in a note."""
    cells = {cell.extract: cell for cell in text.cells}
    for node in text.document.nodes:
        if isinstance(node, Table):
            heads = [cell.content.text for cell in node.header]
            rows = [tuple(cells.get(cell.content) for cell in row) for row in node.rows]
            yield from _pairs(heads, rows)


def _pairs(heads: Sequence[str], rows: Sequence[Row]) -> Iterator[Columns]:
    for how, value in permutations(range(len(heads)), 2):
        found = tuple(filter(None, (_sum(row, how, value) for row in rows)))
        if found:
            yield Columns(found, bool(_HOW.search(heads[how]) and _VALUE.search(heads[value])))


def _sum(row: Row, how: int, value: int) -> Sum | None:
    computed, cell = (row[at] if at < len(row) else None for at in (how, value))
    if not computed or not cell or any(ERRATA.search(title) for title in cell.titles):
        return None
    left, right = (re.sub(r"\s*[=＝]\s*$", "", one.maths.strip()) for one in (computed, cell))
    stated = _STATED.fullmatch(right)
    if not stated or not amounts.EXPRESSION.fullmatch(left):
        return None
    span = cell.locate(0, len(cell.text))
    return Sum(span, f"{left} | {right}", left, stated["value"], exact=not stated["about"])
