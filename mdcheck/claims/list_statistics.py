"""What words say of a list that a paragraph gives: ``x = (1, 2, 3, 4)``, mean ``2.5``, variance ``1.25``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from mdcheck.claims.given_lists import as_column, is_list, mean, rational
from mdcheck.claims.instances import CHANGED
from mdcheck.claims.link import Link
from mdcheck.claims.sections import Place, Section
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Array, Compare, Expr, Number
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Scope
from mdcheck.latex import statements
from mdcheck.patterns import regex

_IS = r"\s*(?:(?:is|of|was|equals?|about|approximately|为|是|等于|大?约为?|[=:：≈])\s*)*$"
WORDS: Mapping[str, re.Pattern[str]] = {
    name: regex(rf"(?:{words}){_IS}", re.IGNORECASE)
    for name, words in {
        "mean": r"(?<!方)(?:均值|平均值|平均数)|\b(?:sample )?(?:mean|average)",
        "biased variance": r"有偏(?:样本)?方差|总体方差|\b(?:biased|population) variance",
        "unbiased variance": r"无偏(?:样本)?方差|样本方差|\b(?:unbiased|sample) variance",
        "variance": r"(?<![偏本体协])方差|(?<!co)(?<!biased )(?<!population )(?<!sample )\bvariance",
        "deviation": r"标准差|\bstandard deviation|\bstd",
        "sum": r"总和|之和|\b(?:sum|total)",
        "median": r"中位数|\bmedian",
        "softmax": r"softmax\s*(?:后|权重|概率|结果|的?输出|weights?|probabilities|output)?",
    }.items()
}
"""What is said right before a number, by what it says."""


PLAIN = regex(
    r"(?:[\s\ufffc,，.。;；:：、()（）=≈]|"
    r"\b(?:the|its|their|is|are|of|and|has|have|had|with|a|an|so|then|gives?|about|approximately|we|get|here|both)\b|"
    r"\b(?:biased|unbiased|population|sample|standard|mean|average|variance|deviation|std|sum|total|median|softmax|"
    r"weights?|probabilities|output)\b|"
    r"[的其则和与是为约大等于]|均值|平均[值数]?|有偏|无偏|总体|样本|方差|标准差|总和|之和|中位数|后|权重|概率|结果|输出)*",
    re.IGNORECASE,
)
"""What may stand between a list and a figure that is said of it."""


def statistics(section: Section, found: Sequence[Link]) -> Iterator[Link]:
    """The claims that words make of the one list that is given before a number in its paragraph."""
    for place in section.places:
        said = next((name for name, words in WORDS.items() if words.search(place.before)), None)
        if said is None or place.row is not None or CHANGED.search(place.before):
            continue
        given = lists_before(place, found)
        if (
            len(given) == 1
            and is_of_list(place, section.places, found)
            and (number := number_of(place, found)) is not None
        ):
            yield from claims(place, said, given[0], *number)


def lists_before(place: Place, found: Sequence[Link]) -> list[Array]:
    """The different lists of numbers that the paragraph of a formula gives before it."""
    at = place.parsed.formula.span.start
    near = (
        o for o in found if o.place.paragraph is place.paragraph and o.place.parsed.formula.span.start < at
    )
    values = (as_column(one.readings[0].right) for one in near if one.readings and one.relation == "eq")
    return list(dict.fromkeys(value for value in values if value is not None))


def is_of_list(place: Place, places: Sequence[Place], found: Sequence[Link]) -> bool:
    """Whether nothing is spoken of between the last list and a figure but figures of its statistics."""
    paragraph, marks = place.paragraph, place.paragraph.marks
    near = [o.place for o in found if o.place.paragraph is paragraph and o.readings and o.relation == "eq"]
    lists = [p.number for p in near if p.number < place.number and "(" in p.parsed.text]
    if not marks or not lists:
        return False
    between = [p for p in places if p.paragraph is paragraph and max(lists) < p.number < place.number]
    figures = [number_of(p, found) for p in between]
    if any(one is None or as_column(one[1]) is not None for one in figures):
        return False
    return PLAIN.fullmatch(paragraph.text, marks[max(lists)] + 1, marks[place.number]) is not None


def number_of(place: Place, found: Sequence[Link]) -> tuple[str, Expr] | None:
    """The relation and the number, or list of them, of a formula that is nothing else."""
    rows = statements(place.parsed.tree)
    if len(rows) != 1 or len(rows[0].terms) > 2 or any(term.items for term in rows[0].terms[:-1]):
        return None
    about = [mark.name for mark in rows[0].relations]
    try:
        value = Reader(found[0].scope if found else Scope(), Choices()).row(rows[0].terms[-1])
    except Gap:
        return None
    if about not in ([], ["="], ["approx"]) or (rational(value) is None and as_column(value) is None):
        return None
    rounded = about == ["approx"] or re.search(r"约|about|approx|≈", place.before[-16:]) is not None
    return "approx" if rounded else "eq", value


def claims(place: Place, said: str, given: Array, relation: str, value: Expr) -> Iterator[Link]:
    """The claim that a statistic of a list has a value."""
    listed = as_column(value)
    if (said == "softmax") != (listed is not None) or not is_list(given):
        return
    left = Apply("softmax", (given,)) if listed is not None else nearest(statistics_of(said, given), value)
    reading = Compare(relation, left, listed or value)
    text, term = place.parsed.text, statements(place.parsed.tree)[0].terms[-1]
    yield Link(
        place=place,
        span=term.span,
        text=text[term.span.start : term.span.end],
        relation=relation,
        role="first",
        readings=(reading,),
        gap="",
        scope=Scope(),
    )


def statistics_of(said: str, given: Array) -> list[tuple[float, Expr]]:
    """A statistic of a list, once for each convention: what it comes to, and how."""
    cells = [cell for (cell,) in given.rows]
    values = [float(rational(cell) or 0) for cell in cells]
    size = len(cells)
    if said in ("mean", "sum", "median"):
        ranked = sorted(cells, key=lambda cell: rational(cell) or 0)
        middle = (ranked[(size - 1) // 2], ranked[size // 2])
        plain: dict[str, Expr] = {
            "mean": mean(given),
            "sum": Apply("add", tuple(cells)),
            "median": Apply("div", (Apply("add", middle), Number(Fraction(2)))),
        }
        return [(0.0, plain[said])]
    total = Apply("add", tuple(apart(cell, given) for cell in cells))
    squares = sum((value - sum(values) / size) ** 2 for value in values)
    divisors = [size] * (said != "unbiased variance") + [size - 1] * (said != "biased variance")
    variances = [(squares / n, Apply("div", (total, Number(Fraction(n))))) for n in divisors]
    if said == "deviation":
        return [(value**0.5, Apply("sqrt", (variance,))) for value, variance in variances]
    return [*variances]


def apart(cell: Expr, given: Array) -> Expr:
    """The square of how far a member is from the mean."""
    values = [rational(one) or Fraction(0) for (one,) in given.rows]
    centre = Number(sum(values, Fraction(0)) / len(values))
    return Apply("pow", (Apply("add", (cell, Apply("neg", (centre,)))), Number(Fraction(2))))


def nearest(conventions: list[tuple[float, Expr]], value: Expr) -> Expr:
    """Of the conventions the one that comes nearest to a figure."""
    figure = float(rational(value) or 0)
    return min(conventions, key=lambda one: abs(one[0] - figure))[1]
