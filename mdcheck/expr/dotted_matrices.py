r"""Matrices with dots: columns ``x_1, \vdots, x_n``, whole grids of entries, diagonals."""

from collections.abc import Callable, Iterator

from mdcheck.expr.canonical import canonical
from mdcheck.expr.ellipsis import COUNTER, DOTS, case, ends, members_by_label, series, starts
from mdcheck.expr.nodes import Apply, Bind, Expr, Index, Number, Range, Symbol, transform

BLANK = Apply("blank", ())
ACROSS = "column position"
Rows = tuple[tuple[Expr, ...], ...]


def filled(rows: Rows) -> Expr | None:
    """The matrix that dots stand for, as a column of rows; None where no pattern can be told."""
    if not any(cell == DOTS for row in rows for cell in row):
        return None
    if len(rows) == len(rows[0]) > 1 and (found := diagonal(rows)) is not None:
        return found
    kept = [whole_row(row) for row in rows if not all(cell in (DOTS, BLANK) for cell in row)]
    if any(row is None for row in kept) or len(kept) < 1:
        return None
    lines = [row for row in kept if row is not None]
    dotted = [k for k, row in enumerate(rows) if all(cell in (DOTS, BLANK) for cell in row)]
    if not dotted:
        return Apply("column", tuple(lines)) if len(lines) > 1 else lines[0]
    if dotted != [len(rows) - 2]:
        return None
    found = listed(lines[:-1], lines[-1])
    return None if found is None else Apply("column", (found,))


def whole_row(row: tuple[Expr, ...]) -> Expr | None:
    """A row, its dots as what they stand for; a row of one entry is the entry."""
    if len(row) == 1:
        return row[0]
    if DOTS not in row:
        return Apply("row", row)
    if row.count(DOTS) > 1 or row[-2] != DOTS or BLANK in row:
        return None
    found = listed(list(row[:-2]), row[-1])
    if found is None:
        return None
    body = transform(found.body, lambda part: Symbol(ACROSS) if part == Symbol(COUNTER) else part)
    return Apply("row", (Bind("each", ACROSS, found.domain, body),))


def listed(given: list[Expr], last: Expr) -> Bind | None:
    """The members that the first ones and the last one tell; one index of several may count."""
    if not given:
        return None
    last = members_by_label(given[0], last)
    for end in ends(last):
        for pattern in patterns(last, end):
            for start in starts(given[0]):
                terms = [canonical(case(pattern, start + k)) for k in range(len(given))]
                if terms == [canonical(term) for term in given] and pattern != last:
                    return Bind("each", COUNTER, Range(Number(start), end), pattern)
    plain = series("each", given, last)
    return plain if isinstance(plain, Bind) else None


def patterns(last: Expr, end: Expr) -> Iterator[Expr]:
    """The last member with the position for its end: wherever it stands, or at one place of the indices."""
    yield transform(last, lambda part: Symbol(COUNTER) if part == end else part)
    for place in (0, 1, -1):
        yield transform(last, at_key(place, end))


def at_key(place: int, end: Expr) -> Callable[[Expr], Expr]:
    """The change that puts the position at one place of several indices."""

    def change(part: Expr) -> Expr:
        if not isinstance(part, Index) or not -len(part.keys) <= place < len(part.keys):
            return part
        keys = list(part.keys)
        keys[place] = Symbol(COUNTER) if keys[place] == end else keys[place]
        return Index(part.base, tuple(keys))

    return change


def diagonal(rows: Rows) -> Expr | None:
    r"""``\lambda_1, \ddots, \lambda_n`` on a diagonal, with nothing, zeros or dots beside it."""
    beside = [cell for i, row in enumerate(rows) for j, cell in enumerate(row) if i != j]
    if not all(cell in (DOTS, BLANK) or is_zero(cell) for cell in beside):
        return None
    entries = [row[k] for k, row in enumerate(rows)]
    if len(entries) < 3 or entries[-2] != DOTS or DOTS in entries[:-2] or entries[-1] == DOTS:
        return None
    found = listed(entries[:-2], entries[-1])
    return None if found is None else Apply("diag", (Apply("column", (found,)),))


def is_zero(cell: Expr) -> bool:
    """Whether an entry is zero."""
    return isinstance(cell, Number) and cell.value == 0
