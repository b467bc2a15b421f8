r"""Independent random variables of which a paragraph tells means and variances: words, ``E[X_i] = \mu``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from mdcheck.claims.distributions import surroundings, term_of
from mdcheck.claims.qualities import INDEPENDENT
from mdcheck.claims.sections import Place
from mdcheck.claims.surroundings import MASK, Paragraph
from mdcheck.expr.nodes import Apply, Compare, Expr, Index, Moment, Number, Symbol
from mdcheck.expr.scope import Moments, Scope
from mdcheck.latex import parse, statements
from mdcheck.patterns import regex

ALIKE = regex(r"独立同分布|\bi\.?\s?i\.?\s?d\b", re.IGNORECASE)
VALUE = rf"(?:都|均|各)?(?:为|是|等于|of|is|are|=|equal(?:\s+to)?)?\s*(?P<{{0}}>{MASK}|0|1|零|zero|one)"
MEAN = regex(rf"(?:均值|期望|\bmeans?|\bexpectations?)\s*{VALUE.format('value')}", re.IGNORECASE)
VARIANCE = regex(rf"(?:方差|\bvariances?)\s*{VALUE.format('value')}", re.IGNORECASE)
CENTRED = regex(r"零均值|\bzero[- ]means?\b|\bmeans? zero\b|\bcentred\b|\bcentered\b", re.IGNORECASE)
SCALED = regex(r"单位方差|\bunit[- ]variances?\b", re.IGNORECASE)
NUMBERS = {"0": 0, "零": 0, "zero": 0, "1": 1, "one": 1}
NAME = regex(r"(?P<base>[A-Za-z]|\\[a-z]+)(?P<member>_(?:\w|\{\w+\}))?")
FAMILY = "[]"
"""Marks the members of a family, of which a bare letter says something else: ``q_i`` beside the vector q."""
DOTS = regex(r"\\[lc]?dots[cb]?|\.\.\.|…")


def with_moments(scope: Scope, place: Place) -> Scope:
    """The scope with the moments that the paragraph of a formula tells of independent variables."""
    defined = scope.definitions
    told = told_in(surroundings(place)).items()
    found = {name: moments for name, moments in told if name.removesuffix(FAMILY) not in defined}
    if not found:
        return scope
    kept = {name: moments for name, moments in scope.moments.items() if name not in found}
    return replace(scope, moments={**kept, **found})


def told_in(around: Paragraph) -> Mapping[str, Moments]:
    """By name of independent variables: mean and variance; none where nothing says independent."""
    if not (INDEPENDENT.search(around.text) or ALIKE.search(around.text)):
        return {}
    found: dict[str, Moments] = {}
    for (name, kind), value in (*in_words(around), *in_formulas(around)):
        mean, variance = found.get(name, Moments())
        found[name] = Moments(value, variance) if kind == "E" else Moments(mean, value)
    return found


def in_words(around: Paragraph) -> Iterator[tuple[tuple[str, str], Expr]]:
    """What sentences say: the names before the words, with a mean or a variance."""
    ends = [end for end in around.ends if not ALIKE.search(around.text[max(0, end - 7) : end])]
    for start, end in zip((0, *ends[1:]), (*ends[1:], len(around.text)), strict=True):
        sentence = around.text[start:end]
        for kind, pattern, plain, number in (("E", MEAN, CENTRED, 0), ("Var", VARIANCE, SCALED, 1)):
            told = pattern.search(sentence)
            bare = plain.search(sentence)
            if told is None and bare is None:
                continue
            value = of(around, start, told) if told is not None else Number(Fraction(number))
            met = (told or bare).start()  # type: ignore[union-attr]
            if value is not None:
                yield from (((name, kind), value) for name in subjects(around, start, start + met))


def of(around: Paragraph, start: int, told: re.Match[str]) -> Expr | None:
    """The value that words give: a number, or a formula."""
    word = told["value"].lower()
    if word in NUMBERS:
        return Number(Fraction(NUMBERS[word]))
    return expression(around.formulas[around.marks.index(start + told.start("value"))])


def expression(formula: str) -> Expr | None:
    """A formula that is one term."""
    found = list(statements(parse(formula)))
    return term_of(found[0].terms[0]) if len(found) == 1 and len(found[0].terms) == 1 else None


def subjects(around: Paragraph, start: int, end: int) -> Iterator[str]:
    r"""The names that formulas list: ``q_i, k_i``, ``X_1, \ldots, X_n``."""
    for mark, formula in zip(around.marks, around.formulas, strict=True):
        parts = [part.strip() for part in DOTS.sub("", formula).split(",") if part.strip()]
        names = [NAME.fullmatch(part) for part in parts]
        if start <= mark < end:
            yield from dict.fromkeys(called(n["base"], bool(n["member"])) for n in names if n and all(names))


def called(base: str, member: bool) -> str:
    """How a variable is called, or the family that it is a member of."""
    return base.removeprefix("\\") + FAMILY * member


def in_formulas(around: Paragraph) -> Iterator[tuple[tuple[str, str], Expr]]:
    r"""``E[X_i] = \mu`` and ``Var(X_i) = \sigma^2``."""
    for formula in around.formulas:
        for statement in statements(parse(formula)) if "=" in formula else ():
            if len(statement.terms) != 2:
                continue
            left, right = (term_of(term) for term in statement.terms)
            match left:
                case Moment("E" | "Var" as kind, (side,), (), ()) if right is not None and is_plain(right):
                    if name := name_of(side):
                        yield (name, kind), right


def name_of(side: Expr) -> str:
    """The variable that a side is, or the family of which it is a member; nothing for anything else."""
    match side:
        case Symbol(name) if " " not in name:
            return name
        case Index(Symbol(name), (Symbol(),)) if " " not in name:
            return name + FAMILY
    return ""


def is_plain(value: Expr) -> bool:
    """Whether a value is a number, a name or the square of a name."""
    match value:
        case Apply("pow", (base, Number())):
            return is_plain(base)
        case Index(Symbol(), keys):
            return all(isinstance(key, Number) for key in keys)
    return isinstance(value, Symbol | Number)


def is_told(statement: Compare, scope: Scope) -> bool:
    """Whether a statement is what the scope took a mean or a variance from."""
    match statement.left:
        case Moment("E" | "Var" as kind, (side,)) if (told := scope.moments.get(name_of(side))) is not None:
            return statement.right == (told.mean if kind == "E" else told.variance)
    return False
