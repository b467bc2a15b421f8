"""Rational normal forms: proof that two expressions are equal, or the one term by which they differ.

Whatever is no sum, product, quotient or power with a whole exponent counts as a letter of its own, the same
letter where it is written the same. What holds for all values of such letters holds for theirs, wherever both
sides are defined.
Source: python-flint, multivariate polynomials over the rationals.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Apply, Array, Cases, Compare, Expr, Number, walk
from mdcheck.records import dataclass
from mdcheck.verify.elementary_forms import rewritten

MOST_LETTERS = 14
LARGEST_EXPONENT = 12
MOST_TERMS = 3000
SUMS = frozenset(("add", "neg"))
LAWS = "normal form, by laws of powers, logarithms and angles"
PRODUCTS = frozenset(("mul", "dot", "div"))


class TooLarge(Exception):
    """Not worth expanding."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term by which the sides of an equation differ: ``left = right + term``.

    Attributes:
        expression: The term.
        letters: What it is made of.
    """

    expression: Expr
    letters: tuple[Expr, ...]


def proof(statement: Compare) -> str:
    """By what both sides have one normal form, empty if they have none; all in them must be numbers."""
    difference = numerator_and_denominator(statement)
    if difference is not None and difference[0] == 0:
        return "normal form"
    changed = rewritten(statement)
    difference = numerator_and_denominator(changed)
    if difference is None or any(without_sines(difference[0].to_dict(), letters(changed)).values()):
        return ""
    return LAWS


def without_sines(terms: dict[tuple[int, ...], Any], found: list[Expr]) -> dict[tuple[int, ...], Any]:
    """A polynomial without squares of sines, by exponents: each is one minus the square of the cosine."""
    places = {letter: place for place, letter in enumerate(found)}
    for place, letter in enumerate(found):
        if not isinstance(letter, Apply) or letter.head != "sin":
            continue
        cosine = places.get(Apply("cos", letter.args))
        while cosine is not None and (high := [powers for powers in terms if powers[place] > 1]):
            for powers in high:
                factor, lower = terms.pop(powers), list(powers)
                lower[place] -= 2
                terms[tuple(lower)] = terms.get(tuple(lower), 0) + factor
                lower[cosine] += 2
                terms[tuple(lower)] = terms.get(tuple(lower), 0) - factor
    return terms


def one_term(statement: Compare) -> Term | None:
    """The only term by which the sides differ, if both are more than a sum of such terms."""
    if not (expands(statement.left) or expands(statement.right)):
        return None
    difference = numerator_and_denominator(statement)
    if difference is None or difference[0] == 0:
        return None
    common = difference[0].gcd(difference[1])
    above, below = difference[0] / common, difference[1] / common
    if len(above) != 1 or len(below) != 1:
        return None
    [(powers, factor)], [(roots, divisor)] = above.to_dict().items(), below.to_dict().items()
    exponents = [int(p) - int(r) for p, r in zip(powers, roots, strict=True)]
    used = [(letter, e) for letter, e in zip(letters(statement), exponents, strict=True) if e]
    return Term(product(fraction(factor / divisor), used), tuple(letter for letter, _ in used))


def expands(node: Expr) -> bool:
    """Whether a product, quotient or power of a sum occurs in the rational part of an expression."""
    match node:
        case Apply("neg" | "add", args):
            return any(map(expands, args))
        case Apply("mul" | "dot" | "div" | "pow", args):
            return any(isinstance(a, Apply) and (a.head in SUMS or expands(a)) for a in args)
    return False


def product(factor: Fraction, powers: list[tuple[Expr, int]]) -> Expr:
    """A number times powers of letters."""
    above = [power(letter, e) for letter, e in powers if e > 0]
    below = [power(letter, -e) for letter, e in powers if e < 0]
    if abs(factor.numerator) != 1 or not above:
        above.insert(0, Number(Fraction(abs(factor.numerator))))
    if factor.denominator != 1:
        below.insert(0, Number(Fraction(factor.denominator)))
    top = above[0] if len(above) == 1 else Apply("mul", tuple(above))
    if below:
        top = Apply("div", (top, below[0] if len(below) == 1 else Apply("mul", tuple(below))))
    return Apply("neg", (top,)) if factor < 0 else top


def power(letter: Expr, exponent: int) -> Expr:
    """A power of a letter."""
    return letter if exponent == 1 else Apply("pow", (letter, Number(Fraction(exponent))))


def numerator_and_denominator(statement: Compare) -> tuple[Any, Any] | None:
    """The difference of the sides as a quotient of polynomials; None if it is too large or no number."""
    if any(isinstance(n, Array | Cases) for n in walk(statement)):
        return None
    found = letters(statement)
    if len(found) > MOST_LETTERS:
        return None
    ring = fmpq_mpoly_ctx.get(tuple(f"x{k}" for k in range(len(found))) or ("x",), Ordering.lex)
    table = {canonical(letter): generator for letter, generator in zip(found, ring.gens(), strict=False)}
    try:
        left, right = (quotient(side, ring, table) for side in (statement.left, statement.right))
    except (TooLarge, ZeroDivisionError):
        return None
    return left[0] * right[1] - right[0] * left[1], left[1] * right[1]


def letters(statement: Compare) -> list[Expr]:
    """The parts that are no sums, products, quotients or powers, each once."""
    return list({canonical(n): n for side in (statement.left, statement.right) for n in parts(side)}.values())


def parts(node: Expr) -> Iterator[Expr]:
    """What a rational expression is made of."""
    match node:
        case Number():
            return
        case Apply(head, args) if head in SUMS or head in PRODUCTS:
            for arg in args:
                yield from parts(arg)
        case Apply("pow", (base, exponent)) if whole(exponent) is not None:
            yield from parts(base)
        case _:
            yield node


def whole(exponent: Expr) -> int | None:
    """A small whole exponent."""
    sign = 1
    if isinstance(exponent, Apply) and exponent.head == "neg":
        sign, exponent = -1, exponent.args[0]
    if (
        isinstance(exponent, Number)
        and exponent.value.denominator == 1
        and exponent.value <= LARGEST_EXPONENT
    ):
        return sign * int(exponent.value)
    return None


def quotient(node: Expr, ring: Any, table: dict[str, Any]) -> tuple[Any, Any]:
    """Numerator and denominator of an expression."""
    one = ring.constant(1)
    match node:
        case Number(value):
            return ring.constant(fmpq(value.numerator, value.denominator)), one
        case Apply("neg", (arg,)):
            above, below = quotient(arg, ring, table)
            return -above, below
        case Apply("add", args):
            total = (ring.constant(0), one)
            for above, below in (quotient(a, ring, table) for a in args):
                total = small(total[0] * below + above * total[1]), small(total[1] * below)
            return total
        case Apply("mul" | "dot", args):
            total = (one, one)
            for above, below in (quotient(a, ring, table) for a in args):
                total = small(total[0] * above), small(total[1] * below)
            return total
        case Apply("div", (top, bottom)):
            (above, below), (under, over) = quotient(top, ring, table), quotient(bottom, ring, table)
            if under == 0:
                raise ZeroDivisionError
            return small(above * over), small(below * under)
        case Apply("pow", (base, exponent)) if (k := whole(exponent)) is not None:
            above, below = quotient(base, ring, table)
            if k < 0 and above == 0:
                raise ZeroDivisionError
            return (small(above**k), small(below**k)) if k >= 0 else (small(below**-k), small(above**-k))
    return table[canonical(node)], one


def small(polynomial: Any) -> Any:
    """The polynomial, unless it has too many terms."""
    if len(polynomial) > MOST_TERMS:
        raise TooLarge
    return polynomial


def fraction(value: Any) -> Fraction:
    """A rational number of flint as a Fraction."""
    return Fraction(int(value.p), int(value.q))
