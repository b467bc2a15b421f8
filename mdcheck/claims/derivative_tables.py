"""Rows of tables of functions and their derivatives or gradients."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mdcheck.claims.link import Link
from mdcheck.claims.sections import Place
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Compare, Derivative, Expr, Symbol, free_names
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Scope
from mdcheck.latex import parse
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Row
from mdcheck.patterns import regex
from mdcheck.records import dataclass

FUNCTION_COLUMN = regex(
    r"函数(?!.*导)|表达式|公式(?!.*导)|function|formula|f\s*\(x\)(?!.*')|^\s*[yf]\s*$", re.IGNORECASE
)
DERIVATIVE_COLUMN = regex(
    r"导数|导函数|梯度|derivative|gradient|\\nabla|\b[yf]\s*(?:'|\^\{?\\prime)|\\frac\s*\{\s*(?:\\mathrm\{d\}|\\partial|d)",
    re.IGNORECASE,
)
OF_DERIVATIVES = regex(
    r"最[大小]|范围|值域|界|消失|爆炸|裁剪|下降|更新|范数|处|"
    r"\b(?:max\w*|min\w*|range|bound\w*|vanish\w*|explo\w*|clip\w*|descent|norms?|steps?|at|limit)\b",
    re.IGNORECASE,
)
"""What a header says of derivatives that its cells do not state."""


BY = regex(
    r"(?:w\.?r\.?t\.?|with respect to|\bby|对)\s*(?P<by>\\hat\s*\{?\w\}?|[A-Za-z]\b|\\[a-z]+\b)|"
    r"\\partial\s*(?P<under>\\hat\s*\{?\w\}?|\w)\s*\}?\s*$",
    re.IGNORECASE,
)
"""By what a header says that its cells derive."""


def is_derivative_column(column: str) -> bool:
    """Whether a header announces derivatives or gradients themselves, not their bounds or fates."""
    return DERIVATIVE_COLUMN.search(column) is not None and OF_DERIVATIVES.search(column) is None


@dataclass(frozen=True, slots=True)
class Tabled:
    """A function in a cell of a table, and the variable that the cell names beside it."""

    row: tuple[int, int] | None
    column: str
    function: Row
    variable: Row | None = None


def tabled(before: Tabled | None, statement: Statement, place: Place) -> Tabled:
    """The function that a cell holds: its first formula; a letter behind it is the variable."""
    term = statement.terms[-1]
    if before is None or (before.row, before.column) != (place.row, place.column):
        return Tabled(place.row, place.column, term)
    return replace(before, variable=term) if len(term.items) == 1 else before


def table_row(cell: Tabled, statement: Statement, place: Place, scope: Scope) -> Iterator[Link]:
    """The claim of a row of a derivative table whose cells hold no equations: function, derivative."""
    if len(statement.terms) != 1 or is_by_another(place.column, cell):
        return
    reader = Reader(scope, Choices())
    readings: tuple[Compare, ...] = ()
    reason = ""
    try:
        body, right = reader.row(cell.function), reader.row(statement.terms[0])
        variable = reader.row(cell.variable) if cell.variable else usual_variable(plain_names(body))
        if not isinstance(variable, Symbol):
            return
        readings = (Compare("eq", Derivative(body, variable), right),)
    except Gap as gap:
        reason = gap.reason
    span = statement.terms[0].span
    text = place.parsed.text[span.start : span.end]
    yield Link(place, span, text, "eq", "first", readings, reason, scope, doubtful=reader.choices.doubtful)


def is_by_another(column: str, cell: Tabled) -> bool:
    """Whether a header derives by a letter that is not in the function, as by a guess behind a residual."""
    match = BY.search(column)
    if match is None:
        return False
    try:
        names = plain_names(Reader(Scope(), Choices()).row(parse(match["by"] or match["under"])))
        return not names <= plain_names(Reader(Scope(), Choices()).row(cell.function))
    except Gap:
        return False


def plain_names(body: Expr) -> frozenset[str]:
    """The names of an expression but for constants."""
    return frozenset(n for n in free_names(body) if not n.startswith("const "))


def usual_variable(names: frozenset[str]) -> Symbol | None:
    """By what a function of some names is derived if nothing says so: x, or its only name."""
    return Symbol("x") if "x" in names else Symbol(*names) if len(names) == 1 else None
