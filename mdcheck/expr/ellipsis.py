r"""Sums, products and lists with dots: ``1 + 2 + \cdots + n``, ``n (n-1) \cdots 1``, ``x_1, \ldots, x_n``."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from mdcheck.expr.canonical import canonical
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, BinderHead, Expr, Index, Number, Range, Symbol, transform, walk

COUNTER = "position"
DOTS = Apply("dots", ())
ONE = Number(Fraction(1))
JOINED = {"sum": "add", "prod": "mul", "each": "list"}
MOST_ENDS = 8


def series(head: BinderHead, given: list[Expr], last: Expr) -> Expr:
    """The binder that terms before the dots and the last term spell out.

    Either the terms count up or down by one, or they are one pattern in which a number becomes the last one.
    Where no pattern can be told the dots stay dots: what they stand for is not guessed.
    """
    if not given:
        raise Gap("dots without a beginning")
    last = members_by_label(given[0], last)
    return (
        stepping(head, given, last)
        or patterned(head, given, last)
        or Apply(JOINED[head], (*given, DOTS, last))
    )


def endless(given: list[Expr]) -> Expr | None:
    """The infinite sum that three terms or more begin, as ``1 + x + x^2/2! + ..``; None without a pattern.

    Each whole number in the last term grows by one, or by two, from term to term; signs stay or alternate.
    """
    signs = [isinstance(term, Apply) and term.head == "neg" for term in given]
    terms = [term.args[0] if isinstance(term, Apply) and term.head == "neg" else term for term in given]
    changing = [a != b for a, b in pairwise(signs)]
    if len(given) < 3 or not (all(changing) or not any(changing)):
        return None
    last = len(terms) - 1
    for step in (1, 2):
        cases = [canonical(tidy(shifted(terms[last], step * (k - last)))) for k in range(len(terms))]
        if cases == [canonical(tidy(term)) for term in terms] and len(set(cases)) == len(cases):
            body = counted(terms[last], step, last)
            if any(changing):
                exponent = Symbol(COUNTER) if not signs[0] else Apply("add", (Symbol(COUNTER), ONE))
                body = Apply("mul", (Apply("pow", (Apply("neg", (ONE,)), exponent)), body))
            elif signs[0]:
                body = Apply("neg", (body,))
            return Bind("sum", COUNTER, Range(Number(Fraction(0)), Apply("infinity", ())), body)
    return None


def shifted(term: Expr, by: int) -> Expr:
    """A term with its whole numbers moved."""

    def move(part: Expr) -> Expr:
        whole = isinstance(part, Number) and part.value.denominator == 1
        return Number(part.value + by) if whole and isinstance(part, Number) else part

    return transform(term, move)


def counted(term: Expr, step: int, at: int) -> Expr:
    """A term with its whole numbers as functions of the position, which was ``at``."""

    def count(part: Expr) -> Expr:
        if not isinstance(part, Number) or part.value.denominator != 1:
            return part
        position = Symbol(COUNTER) if step == 1 else Apply("mul", (Number(Fraction(step)), Symbol(COUNTER)))
        offset = part.value - step * at
        return position if offset == 0 else Apply("add", (position, Number(offset)))

    return transform(term, count)


def tidy(term: Expr) -> Expr:
    """A term without powers, factors, factorials and divisors of one."""

    def change(part: Expr) -> Expr:
        match part:
            case Apply("factorial", (Number(value=value),)) if value in (0, 1):
                return ONE
            case Apply("div", (upper, Number(value=value))) if value == 1:
                return upper
        return part

    return simplified(transform(simplified(term), change))


def members_by_label(first: Expr, last: Expr) -> Expr:
    """``x_d`` after ``x_1``: the letter is the last index although it could be part of a name."""
    families = {n.base.name for n in walk(first) if isinstance(n, Index) and isinstance(n.base, Symbol)}

    def member(part: Expr) -> Expr:
        family, _, letter = part.name.rpartition("_") if isinstance(part, Symbol) else ("", "", "")
        return Index(Symbol(family), (Symbol(letter),)) if family in families and len(letter) == 1 else part

    return transform(last, member)


def stepping(head: BinderHead, given: list[Expr], last: Expr) -> Expr | None:
    """Terms that count by one: ``1 + 2 + .. + n``, ``n (n-1) .. (n-m+1)``."""
    if len(given) < 2:
        alone = head == "each" and bool(given) and isinstance(given[0], Number)
        return Bind(head, COUNTER, Range(given[0], last), Symbol(COUNTER)) if alone else None
    if canonical(given[1]) in successors(given[0], 1):
        return Bind(head, COUNTER, Range(given[0], last), Symbol(COUNTER))
    if canonical(given[1]) in successors(given[0], -1) and head != "each":
        return Bind(head, COUNTER, Range(last, given[0]), Symbol(COUNTER))
    return None


def successors(term: Expr, step: int) -> tuple[str, ...]:
    """Ways to write a term plus or minus one."""
    if isinstance(term, Number):
        return (canonical(Number(term.value + step)),)
    one = Number(Fraction(1))
    return (canonical(Apply("add", (term, one if step > 0 else Apply("neg", (one,))))),)


def patterned(head: BinderHead, given: list[Expr], last: Expr) -> Expr | None:
    """Terms of one pattern: ``last`` is its case ``end``, the first its case of a number."""
    for end in ends(last):
        pattern = transform(last, lambda part, end=end: Symbol(COUNTER) if part == end else part)  # type: ignore[misc]
        for start in starts(given[0]):
            if matches(pattern, given, start) and (len(given) > 1 or is_member(last)):
                return Bind(head, COUNTER, Range(Number(start), end), pattern)
    return None


def is_member(term: Expr) -> bool:
    """Whether a term is a bare member of a family, so that one is enough to tell the others: ``x_n``."""
    return isinstance(term, Index)


def ends(last: Expr) -> Iterator[Expr]:
    """What may count the terms: indices and exponents of the last one, then its names."""
    found = [key for n in walk(last) if isinstance(n, Index) for key in n.keys]
    found += [n.args[1] for n in walk(last) if isinstance(n, Apply) and n.head == "pow"]
    found += [n for n in walk(last) if isinstance(n, Symbol)]
    yield from list(dict.fromkeys(found))[:MOST_ENDS]


def starts(first: Expr) -> list[Fraction]:
    """Numbers that may count the first term."""
    found = [n.value for n in walk(first) if isinstance(n, Number) and n.value.denominator == 1]
    return list(dict.fromkeys((*found, Fraction(1), Fraction(0))))


def case(pattern: Expr, number: Fraction) -> Expr:
    """The pattern for one number, without powers and factors that vanish."""
    return simplified(transform(pattern, lambda part: Number(number) if part == Symbol(COUNTER) else part))


def simplified(node: Expr) -> Expr:
    """``a x^1`` as ``a x``, ``a x^0`` as ``a``."""

    def change(part: Expr) -> Expr:
        match part:
            case Apply("pow", (_, Number(value=value))) if value == 0:
                return Number(Fraction(1))
            case Apply("pow", (base, Number(value=value))) if value == 1:
                return base
            case Apply("mul", args):
                kept = tuple(a for a in args if not (isinstance(a, Number) and a.value == 1))
                return kept[0] if len(kept) == 1 else Apply("mul", kept) if kept else Number(Fraction(1))
        return part

    return transform(node, change)


def matches(pattern: Expr, given: list[Expr], start: Fraction) -> bool:
    """Whether all given terms are cases of the pattern, in order."""
    return all(
        canonical(case(pattern, start + k)) == canonical(simplified(term)) for k, term in enumerate(given)
    )
