r"""Units behind a figure: ``50257 \times 768 = 38.6`` M, ``7 \times 10^9 \times 2 = 14`` GB."""

import re
from fractions import Fraction

from mdcheck.claims.features import is_numeric
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol, walk
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict
from mdcheck.notation.values import constant
from mdcheck.patterns import regex
from mdcheck.verify.arithmetic import decide_numbers, exact

SCALES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("万", (10**4,)),
    ("百万|million", (10**6,)),
    ("千万", (10**7,)),
    ("亿", (10**8,)),
    ("十亿|billion", (10**9,)),
    ("千|thousand", (10**3,)),
    ("trillion|万亿", (10**12,)),
    ("[kK](?:i?[Bb])?", (10**3, 2**10)),
    ("M(?:i?[Bb])?", (10**6, 2**20)),
    ("Gi?[Bb]?|B", (10**9, 2**30)),
    ("T(?:i?[Bb])?", (10**12, 2**40)),
)
"""What a unit of number or of memory stands for; thousands are counted by ten and by two."""

CONVERSIONS = (7, 8, 12, 24, 30, 60, 100, 365, 1440, 3600, 86400, *(1000**k for k in range(1, 5)))
"""Ratios between units that nobody writes out: of time, bits to bytes, prefixes, percent."""

UNITS = regex(
    r"(?:upright |text )?(?:bits?|nats?|bytes?|ms|seconds?|minutes?|hours?|px|pixels?|dims?|parameters"
    r"|params?|weights|tokens?|steps?|epochs?|samples?|FLOPs?)"
)
"""Units of which the figure is the number, whatever is counted."""

WORD = regex(r"[\s~\\,]*([A-Za-z%]+|[一-鿿]{1,2})")


def measured(link: Link, statement: Compare) -> tuple[Compare, str]:
    """The statement without the unit of its right side, and the words that may be this unit."""
    match statement.right:
        case Apply("mul", (Number() as figure, Symbol(name))) if scales(name) or UNITS.fullmatch(name):
            bare = Compare(statement.relation, statement.left, figure)
            return (bare, name) if is_numeric(bare) else (statement, "")
    ends = link.span.end >= len(link.place.parsed.text.rstrip())
    return statement, link.place.behind if ends else ""


def scales(words: str) -> tuple[int, ...]:
    """What the first of the words multiplies a figure with, if it is a unit of number or memory."""
    found = WORD.match(words)
    if found is None:
        return ()
    lengths = (found[1], found[1][:1]) if ord(found[1][0]) > 127 else (found[1],)
    return next((f for word in lengths for unit, f in SCALES if re.fullmatch(unit, word)), ())


def in_units(statement: Compare, words: str, verdict: Verdict) -> Verdict:
    """The verdict on figures, with the words behind them as the unit of the right one."""
    if not isinstance(verdict, Refuted) or not isinstance(statement.right, Number | Apply):
        return verdict
    if WORD.match(words) is None and not is_percent(statement):
        return verdict
    tried = [decide_numbers(scaled(statement, factor)) for factor in scales(words)]
    for scaled_verdict in tried:
        if isinstance(scaled_verdict, Proved | Supported):
            return scaled_verdict
    if tried:
        return tried[0]
    if is_figure(statement.right) and is_conversion(statement):
        return Undecided("unit", "equal if the figure on the right is counted in another unit")
    return verdict


def scaled(statement: Compare, factor: int) -> Compare:
    """The right figure times its unit; it is rounded to its last digit."""
    match statement.right:
        case Number(value, ulp):
            right: Number | Apply = Number(value * factor, (ulp or 1) * Fraction(factor))
        case _:
            right = Apply("mul", (statement.right, Number(Fraction(factor))))
    return Compare(statement.relation, statement.left, right)


def is_figure(side: Expr) -> bool:
    """Whether a side is a number as one writes it, ``3 * 10^9``, rather than to be worked out, ``7 * 6!``."""
    heads = {part.head for part in walk(side) if isinstance(part, Apply)}
    return heads <= {"mul", "div", "pow", "neg"}


def is_percent(statement: Compare) -> bool:
    """Whether the right figure is a percentage."""
    match statement.right:
        case Apply("div", (Number(), Number(value))):
            return value == 100
    return False


def is_conversion(statement: Compare) -> bool:
    """Whether the sides differ by a factor between two units, to the digits that count."""
    left, right = constant(exact(statement.left)), constant(exact(statement.right))
    if not (abs(left) > 0 and abs(right) > 0):
        return False
    ratios = (float(abs(left / right)), float(abs(right / left)))
    return any(abs(ratio / known - 1) < 0.01 for ratio in ratios for known in CONVERSIONS)
