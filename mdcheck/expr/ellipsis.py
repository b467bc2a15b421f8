r"""Sums and products with dots: ``1 + 2 + \cdots + n``, ``n (n-1) \cdots (n-m+1)``."""

from fractions import Fraction

from mdcheck.expr.canonical import canonical
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, BinderHead, Expr, Number, Range, Symbol, transform, walk

COUNTER = "position"


def series(head: BinderHead, given: list[Expr], last: Expr) -> Expr:
    """The binder that terms before the dots and the last term spell out.

    Either the terms count up or down by one, or they are one pattern in which 1, 2, .. becomes the last
    number. Anything else is a Gap: what stands behind the dots is not guessed.
    """
    if not given:
        raise Gap("dots without a beginning")
    counted = stepping(head, given, last)
    if counted is not None:
        return counted
    pattern, end = generalised(given[0], last)
    if pattern is None or end is None or len(given) < 2 or not matches(pattern, given):
        raise Gap("dots whose terms follow no pattern that can be told")
    return Bind(head, COUNTER, Range(Number(Fraction(1)), end), pattern)


def stepping(head: BinderHead, given: list[Expr], last: Expr) -> Expr | None:
    """Terms that count by one: ``1 + 2 + .. + n``, ``n (n-1) .. (n-m+1)``."""
    if len(given) < 2:
        return None
    if canonical(given[1]) in successors(given[0], 1):
        return Bind(head, COUNTER, Range(given[0], last), Symbol(COUNTER))
    if canonical(given[1]) in successors(given[0], -1):
        return Bind(head, COUNTER, Range(last, given[0]), Symbol(COUNTER))
    return None


def successors(term: Expr, step: int) -> tuple[str, ...]:
    """Ways to write a term plus or minus one."""
    if isinstance(term, Number):
        return (canonical(Number(term.value + step)),)
    one = Number(Fraction(1))
    return (canonical(Apply("add", (term, one if step > 0 else Apply("neg", (one,))))),)


def generalised(first: Expr, last: Expr) -> tuple[Expr | None, Expr | None]:
    """The pattern of which ``first`` is the case 1 and ``last`` the case ``end``, with that end."""
    ends = {n for n in walk(last) if isinstance(n, Symbol)} - {
        n for n in walk(first) if isinstance(n, Symbol)
    }
    if len(ends) != 1:
        return None, None
    end = ends.pop()
    pattern = transform(last, lambda part: Symbol(COUNTER) if part == end else part)
    return (pattern, end) if canonical(case(pattern, 1)) == canonical(first) else (None, None)


def case(pattern: Expr, number: int) -> Expr:
    """The pattern for one number."""
    return transform(pattern, lambda part: Number(Fraction(number)) if part == Symbol(COUNTER) else part)


def matches(pattern: Expr, given: list[Expr]) -> bool:
    """Whether all given terms are cases of the pattern, in order."""
    return all(canonical(case(pattern, k)) == canonical(term) for k, term in enumerate(given, start=1))
