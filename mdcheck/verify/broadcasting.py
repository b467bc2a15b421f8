"""Numbers beside vectors in a sum: ``1 - a`` takes each entry of a from one."""

from collections.abc import Sequence

from mdcheck.expr.nodes import Apply, Expr, Number
from mdcheck.notation.values import Value, is_matrix, matrix


def with_ones(terms: Sequence[Expr], values: Sequence[Value]) -> list[Value]:
    """The values of the terms of a sum, a number that is written out as a vector of it beside vectors."""
    shape = next((v.shape for v in values if is_matrix(v) and 1 in v.shape), None)
    if shape is None:
        return list(values)
    return [
        matrix([[value] * shape[1] for _ in range(shape[0])])
        if is_literal(term) and not is_matrix(value)
        else value
        for term, value in zip(terms, values, strict=True)
    ]


def is_literal(term: Expr) -> bool:
    """Whether a term is a number, perhaps with a minus."""
    match term:
        case Apply("neg", (inner,)):
            return is_literal(inner)
    return isinstance(term, Number)
