"""Formulas typed without dollars: ``TPR = TP / (TP + FN)`` in a sentence or in a table."""

import re
from collections.abc import Iterator

from mdcheck.claims.lexicon.caution import asserted_around
from mdcheck.claims.lexicon.quantities import EXPRESSION, FORMULA_COLUMN, NAME, key_of
from mdcheck.claims.passages import Passage, Text, passage
from mdcheck.model.document import Table
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

METRICS = frozenset({"TPR", "FPR", "TNR", "FNR", "PPV", "NPV", "FDR", "F1", "ACC", "ERR", "GINI"})
"""Quantities that a formula may define here; the letters P and R may stand for two of them."""

_EQUALS = regex(r"(?<![<>!:=≈])={1,2}(?!=)|[:：](?!=)")
_HEAD = regex(r"[（(][^()（）\n]{1,40}[)）]\s*$")
_DANGLING = regex(r"[-+*/×÷·−]\s*$")
_COMPUTES = regex(r"[-+*/×÷·−]|\d")
_ENDS = regex(r"\s*(?:$|[\n,，。.;；])")
_MORE = regex(r"\s*(?:[A-Za-z_\ufffc^!|]|\d)")


@dataclass(frozen=True, slots=True)
class MetricFormula:
    """A metric and an expression that is said to equal it."""

    span: Span
    text: str
    metric: str
    expression: str


def metric_formulas(text: Text) -> Iterator[MetricFormula]:
    """Every formula for a metric of a classifier outside maths."""
    for place in text.passages:
        if _EQUALS.search(place.text) and NAME.search(place.text):
            yield from _equations(place)
    for node in text.document.nodes:
        if isinstance(node, Table):
            yield from _rows(node)


def _equations(place: Passage) -> Iterator[MetricFormula]:
    metric, start = None, 0
    for sign in _EQUALS.finditer(place.text):
        left = _metric_before(place.text, sign.start())
        if left:
            metric, start = left
        right = EXPRESSION.match(place.maths, sign.end())
        if metric is None or right is None or not right[0].strip():
            metric = None
            continue
        end = sign.end() + len(right[0].rstrip())
        stated = sign[0].startswith("=") or _ENDS.match(place.maths, right.end())
        whole = stated and not _MORE.match(place.maths, right.end()) and _speaks_of(right[0])
        if whole and asserted_around(place.text, start, end, place.titles):
            expression = right[0].strip()
            yield MetricFormula(place.locate(start, end), place.written(start, end), metric, expression)
        metric = metric if place.text[end:].lstrip().startswith("=") else None


def _metric_before(text: str, end: int) -> tuple[str, int] | None:
    """The metric whose name ends at ``end``: ``Precision``, ``查准率（Precision）``."""
    line = text.rfind("\n", 0, end) + 1
    before = text[line:end].rstrip()
    if bracket := _HEAD.search(before):
        before = before[: bracket.start()].rstrip()
    names = [found for found in NAME.finditer(before) if found.end() == len(before)]
    if not names or key_of(names[0]) not in METRICS:
        return None
    if re.search(r"[-+*/×÷·−=(（]\s*$", before[: names[0].start()]):
        return None
    return key_of(names[0]), line + names[0].start()


def _speaks_of(expression: str) -> bool:
    """Whether an expression computes something of named quantities; ``recall = precision`` is a condition."""
    complete = not _DANGLING.search(expression)
    return complete and bool(NAME.search(expression)) and bool(_COMPUTES.search(expression))


def _rows(table: Table) -> Iterator[MetricFormula]:
    """A metric's name in one cell and its formula in a cell under a head like ``formula``."""
    heads = [at for at, cell in enumerate(table.header) if FORMULA_COLUMN.search(cell.content.text)]
    for row in table.rows:
        named = NAME.match(passage(row[0]).text.strip()) if row else None
        if named is None or key_of(named) not in METRICS:
            continue
        for at in heads:
            if 0 < at < len(row):
                yield from _cell(row[0].span, passage(row[at]), key_of(named))


def _cell(named: Span, cell: Passage, metric: str) -> Iterator[MetricFormula]:
    written = cell.maths.strip()
    expression = written.rpartition("=")[2].strip()
    if EXPRESSION.fullmatch(expression) and _speaks_of(expression):
        span = cell.locate(0, len(cell.maths))
        yield MetricFormula(Span(named.start, span.end), cell.extract.text.strip(), metric, expression)
