"""What a note says of lists of numbers that it gives: ``p = (0.5, 0.5)``, then ``H(p) = 1``."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Expr,
    Index,
    Info,
    Number,
    Range,
    Symbol,
    transform,
    walk,
)
from mdcheck.patterns import regex

Law = tuple[Fraction, ...]
HALF = Fraction(1, 2)
BASES: tuple[Expr, ...] = (
    Apply("log", (Number(Fraction(2)),)),
    Number(Fraction(1)),
    Apply("log", (Number(Fraction(10)),)),
)
"""The natural logarithms of the bases to which measures are taken: 2, e and 10."""
BITS, NATS = regex(r"[\s~\\,]*(?:bits?\b|比特)"), regex(r"[\s~\\,]*(?:nats?\b|奈特)")
UNITS = {"bit": BASES[:1], "bits": BASES[:1], "nat": BASES[1:2], "nats": BASES[1:2]}
"""Which of them belong to a unit."""


def as_column(node: Expr) -> Array | None:
    """A list of numbers as a column; None for anything else."""
    match node:
        case Apply("transpose", (inner,)):
            return as_column(inner)
        case Apply("tuple" | "row" | "column", cells) if len(cells) > 1:
            values = [rational(cell) for cell in cells]
            return None if None in values else Array(tuple((cell,) for cell in cells))
    return None


def is_list(value: Array) -> bool:
    """Whether an array is a list of numbers."""
    return all(len(row) == 1 for row in value.rows)


def rational(node: Expr) -> Fraction | None:
    """The value of a number, a negative one or a fraction."""
    match node:
        case Number(value):
            return value
        case Apply("neg", (arg,)):
            below_zero = rational(arg)
            return None if below_zero is None else -below_zero
        case Apply("div", (top, bottom)):
            above, below = rational(top), rational(bottom)
            return above / below if above is not None and below else None
    return None


def in_terms_of(node: Expr, lists: Mapping[str, Array], base: Expr) -> Expr:
    """An expression with what lists of numbers come to in place of measures, means and open ends of sums.

    The base of the measures is given by its natural logarithm.
    """
    lengths = lengths_of(node, lists)

    def change(part: Expr) -> Expr:
        match part:
            case Info():
                return measured(part, lists, base) or part
            case Symbol(name) if name in lengths:
                return lengths[name]
            case Symbol(name) if name.startswith("bar ") and name[4:] in lists:
                return mean(lists[name[4:]])
            case Bind(_, variable, Range(first, None), body) if found := members(body, variable, lists):
                return replace(part, domain=Range(first, extent(found)))
        return part

    return transform(node, change)


def lengths_of(node: Expr, lists: Mapping[str, Array]) -> dict[str, Number]:
    """The names at which sums over members of lists end, each with the length of its list."""
    return {
        part.domain.last.name: extent(found)
        for part in walk(node)
        if isinstance(part, Bind) and isinstance(part.domain, Range)
        if isinstance(part.domain.last, Symbol) and (found := members(part.body, part.variable, lists))
    }


def members(body: Expr, variable: str, lists: Mapping[str, Array]) -> Array | None:
    """A list of which an expression takes the member that a variable chooses."""
    for part in walk(body):
        match part:
            case Index(Symbol(name), (Symbol(key),)) if key == variable and name in lists:
                return lists[name]
    return None


def extent(column: Array) -> Number:
    """How many members a list has."""
    return Number(Fraction(len(column.rows)))


def mean(column: Array) -> Expr:
    """The mean of a list."""
    return Apply("div", (Apply("add", tuple(cell for (cell,) in column.rows)), extent(column)))


def measured(info: Info, lists: Mapping[str, Array], base: Expr) -> Expr | None:
    """What a measure of laws comes to that are given as lists; None if they are not, or are no laws."""
    if info.variables or info.given or info.where:
        return None
    laws = [law(lists[name]) for name in info.laws if name in lists]
    match info.kind, laws:
        case "entropy", [tuple() as p] if len(info.laws) == 1:
            return expected(p, p, base)
        case "cross-entropy", [tuple() as p, tuple() as q] if len(p) == len(q):
            return expected(p, q, base)
        case "divergence", [tuple() as p, tuple() as q] if len(p) == len(q):
            return divergence(p, q, base)
        case "js", [tuple() as p, tuple() as q] if len(p) == len(q):
            middle = tuple((a + b) / 2 for a, b in zip(p, q, strict=True))
            halves = [divergence(one, middle, base) for one in (p, q)]
            parts = tuple(Apply("mul", (Number(HALF), part)) for part in halves if part is not None)
            return Apply("add", parts) if len(parts) == 2 else None
    return None


def law(column: Array) -> Law | None:
    """The probabilities in a list, which add up to one."""
    values = tuple(value for (cell,) in column.rows if (value := rational(cell)) is not None)
    return values if sum(values) == 1 and min(values) >= 0 else None


def divergence(p: Law, q: Law, base: Expr) -> Expr | None:
    """``sum p log(p / q)``; None where it is infinite."""
    cross, own = expected(p, q, base), expected(p, p, base)
    return None if cross is None or own is None else Apply("add", (cross, Apply("neg", (own,))))


def expected(p: Law, q: Law, base: Expr) -> Expr | None:
    """``-sum p log q``, where terms with ``p = 0`` are nothing; None where it is infinite."""
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a]
    if any(b == 0 for _, b in pairs):
        return None
    logs = (Apply("mul", (Number(a), Apply("log", (Number(1 / b),)))) for a, b in pairs)
    total = Apply("add", (*logs, Number(Fraction(0))))
    return Apply("div", (total, base))
