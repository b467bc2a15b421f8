"""Laws of exponentials, logarithms and angles, applied until rational normal forms can compare what is left.

Powers of sums are products, logarithms of products (as those of absolute values) are sums, and functions of
angles come down to the sine and cosine of the parts of a sum. Each rewriting holds wherever what it takes and
what it gives are defined; a base with an exponent that is no whole number is positive.
"""

from fractions import Fraction

from mdcheck.expr.canonical import flat
from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol, transform

ONE, TWO = Number(Fraction(1)), Number(Fraction(2))
E = Symbol("const e")
MULTIPLES = (2, 3, 4)
"""Of larger multiples of an angle the sums are not worth expanding."""


def rewritten(statement: Compare) -> Compare:
    """Both sides by the laws of elementary functions."""
    changed = transform(transform(statement, in_exponentials), by_laws)
    assert isinstance(changed, Compare)
    return changed


def in_exponentials(node: Expr) -> Expr:
    """Functions that are made of exponentials, or of sine and cosine, as what they are made of."""
    match node:
        case Apply("exp", (x,)):
            return power(E, x)
        case Apply("sigmoid", (x,)):
            return over(ONE, plus(ONE, power(E, minus(x))))
        case Apply("sinh", (x,)):
            return over(plus(power(E, x), minus(power(E, minus(x)))), TWO)
        case Apply("cosh", (x,)):
            return over(plus(power(E, x), power(E, minus(x))), TWO)
        case Apply("tanh", (x,)):
            return over(plus(power(E, x), minus(power(E, minus(x)))), plus(power(E, x), power(E, minus(x))))
        case Apply("tan", (x,)):
            return over(Apply("sin", (x,)), Apply("cos", (x,)))
        case Apply("cot", (x,)):
            return over(Apply("cos", (x,)), Apply("sin", (x,)))
        case Apply("sec", (x,)):
            return over(ONE, Apply("cos", (x,)))
        case Apply("csc", (x,)):
            return over(ONE, Apply("sin", (x,)))
        case Apply("logbase", (base, x)):
            return over(Apply("log", (x,)), Apply("log", (base,)))
    return node


def by_laws(node: Expr) -> Expr:
    """One power, logarithm or function of an angle in terms of parts, whose own parts are done."""
    match node:
        case Apply("pow", (base, exponent)):
            return raised(base, exponent)
        case Apply("log", (x,)):
            return logarithm(x)
        case Apply("sin" | "cos", (angle,)):
            sine, cosine = of_angle(angle)
            return sine if node.head == "sin" else cosine
    return node


def raised(base: Expr, exponent: Expr) -> Expr:
    """``a^{m+n}`` as ``a^m a^n``, ``(a^m)^n`` as ``a^{mn}``, ``(ab)^n`` as ``a^n b^n``."""
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        return power(base, exponent)
    match exponent:
        case Apply("add", terms):
            return times(*(raised(base, term) for term in terms))
        case Apply("neg", (inner,)):
            return over(ONE, raised(base, inner))
        case Apply("mul" | "dot", (Number(value), *rest)) if value.denominator == 1:
            return power(raised(base, times(*rest)), Number(value))
    match base:
        case Apply("mul" | "dot", factors):
            return times(*(raised(factor, exponent) for factor in factors))
        case Apply("div", (above, below)):
            return over(raised(above, exponent), raised(below, exponent))
        case Apply("pow", (inner, first)):
            return power(inner, times(first, exponent))
    if base == E and isinstance(exponent, Apply) and exponent.head == "log":
        return exponent.args[0]
    return power(base, exponent)


def logarithm(x: Expr) -> Expr:
    """Of a product, quotient or power by those of its parts."""
    match x:
        case Apply("mul" | "dot", factors):
            return plus(*map(logarithm, factors))
        case Apply("div", (above, below)):
            return plus(logarithm(above), minus(logarithm(below)))
        case Apply("pow", (base, exponent)):
            return times(exponent, logarithm(base))
        case Apply("sqrt", (inner,)):
            return over(logarithm(inner), TWO)
    return Number(Fraction(0)) if x == ONE else ONE if x == E else Apply("log", (x,))


def of_angle(angle: Expr) -> tuple[Expr, Expr]:
    """Sine and cosine of an angle by those of the parts of a sum."""
    match angle:
        case Apply("neg", (inner,)):
            sine, cosine = of_angle(inner)
            return minus(sine), cosine
        case Apply("add", (first, *rest)) if rest:
            (s, c), (t, d) = of_angle(first), of_angle(plus(*rest))
            return plus(times(s, d), times(c, t)), plus(times(c, d), minus(times(s, t)))
        case Apply("mul" | "dot", (Number(value), *rest)) if value in MULTIPLES:
            return of_angle(plus(*[times(*rest)] * int(value)))
    return Apply("sin", (angle,)), Apply("cos", (angle,))


def plus(*terms: Expr) -> Expr:
    """A sum."""
    return terms[0] if len(terms) == 1 else Apply("add", tuple(flat("add", terms)))


def minus(term: Expr) -> Expr:
    """The term with the other sign."""
    return term.args[0] if isinstance(term, Apply) and term.head == "neg" else Apply("neg", (term,))


def times(*factors: Expr) -> Expr:
    """A product."""
    return factors[0] if len(factors) == 1 else Apply("mul", factors)


def over(above: Expr, below: Expr) -> Expr:
    """A quotient."""
    return Apply("div", (above, below))


def power(base: Expr, exponent: Expr) -> Expr:
    """A power."""
    return Apply("pow", (base, exponent))
