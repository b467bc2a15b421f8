r"""What an equation for a name is said to solve: "setting the derivative of L to zero gives ``w = ..``"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mdcheck.claims.features import is_value
from mdcheck.claims.link import Link, Solves
from mdcheck.claims.sections import Place, Section
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Call, Compare, Derivative, Expr, Info, Symbol, free_names
from mdcheck.expr.reader import Choices, Reader
from mdcheck.latex import statements
from mdcheck.patterns import regex

EXTREMUM = regex(
    r"最小化|最大化|极[大小]化|极[大小]?值|最[优佳]|驻点|似然|导数?为\s*(?:0|零|\ufffc)|令.{0,24}[为=等于]\s*(?:0|零)|令导|正规方程|"
    r"minimi[sz]|maximi[sz]|optim(?:um|al)\b|stationary|likelihood|\bMLE\b|\bMAP\b|closed[- ]form|"
    r"(?:derivative|gradient)s?.{0,40}\bzero|normal equation|least squares",
    re.IGNORECASE,
)
"""What is said where a name gets the value at which something is largest or smallest."""
SOLVED = regex(
    r"解得|解出|解为|求得|得到?|所以|因此|故|\b(?:so|hence|thus|gives?|solv\w+|solutions?|roots?|therefore|yields?)\b|根[为是]",
    re.IGNORECASE,
)
"""Between an equation and the value that solves it."""
POLYNOMIAL = regex(r"多项式|特征方程|二次方程|polynomial|characteristic equation|quadratic", re.IGNORECASE)
"""What is said of an expression whose zeros are looked for."""
NEAREST = 3
"""So many formulas before a value may hold what it solves."""


def with_conditions(section: Section, found: Sequence[Link]) -> list[Link]:
    """The links of a section, each with what the value that it gives is said to solve."""
    lines = [*section.places]
    return [replace(link, solves=tuple(conditions(link, lines, found))) for link in found]


def conditions(link: Link, places: Sequence[Place], found: Sequence[Link]) -> Iterator[Solves]:
    """What a link solves that gives a name a value, by the words and formulas before it."""
    name = unknown(link)
    if name is None or link.place.row is not None:
        return
    said = words_of(link.place) + (link.scope.words if is_estimate(link) else "")
    before = [one for one in found if is_before(one, link)]
    if EXTREMUM.search(said):
        yield from objectives(link, name, places, before)
    if SOLVED.search(link.place.before) is None and SOLVED.search(link.lead) is None:
        return
    for one in reversed(before[-NEAREST:]):
        if one.readings and one.relation == "eq" and is_equation_for(one.readings[0], name):
            yield Solves(name, one.readings[0], extremum=False)
    if POLYNOMIAL.search(said):
        for body in expressions(link, places, before):
            if name in free_names(body):
                yield Solves(name, body, extremum=False)


def unknown(link: Link) -> str | None:
    """The name to which a link gives a value, without the hat or star of an estimate."""
    match link.readings[:1]:
        case (Compare("eq", Symbol(name), value),) if link.role != "link":
            plain = name.removeprefix("hat ").rstrip("*'")
            return (
                plain if plain and plain not in free_names(value) and name not in free_names(value) else None
            )
    return None


def is_estimate(link: Link) -> bool:
    r"""Whether the name has a hat or a star, as where a likelihood is largest."""
    left = link.readings[0].left
    return isinstance(left, Symbol) and (left.name.startswith("hat ") or left.name.endswith("*"))


def words_of(place: Place) -> str:
    """What its paragraph up to a formula, the one above and the heading say."""
    mark = place.paragraph.marks[place.number] if place.paragraph.marks else 0
    return f"{place.title} {place.lead.text} {place.paragraph.text[:mark]}"


def is_before(one: Link, link: Link) -> bool:
    """Whether a link stands before another, in its paragraph or the one above."""
    near = one.place.paragraph is link.place.paragraph or one.place.paragraph is link.place.lead
    return (
        near
        and one.place.parsed.formula.span.start <= link.place.parsed.formula.span.start
        and one is not link
        and (one.place is not link.place or one.span.start < link.span.start)
    )


def is_equation_for(statement: Compare, name: str) -> bool:
    """Whether an equation speaks of a name without saying outright what it is."""
    sides = (statement.left, statement.right)
    return name in free_names(statement) and not any(map(is_objective, sides))


def objectives(link: Link, name: str, places: Sequence[Place], before: Sequence[Link]) -> Iterator[Solves]:
    """What is largest or smallest at the value: what was defined, or stands by itself, before it."""
    for one in reversed(before[-NEAREST:]):
        match one.readings[:1]:
            case (Compare("eq", left, body),) if name in free_names(body) and is_objective(left):
                yield Solves(name, body, extremum=True)
                return
            case (Compare("eq", Derivative() | Call(), body),) if name in free_names(body):
                yield Solves(name, body, extremum=False)
    for body in expressions(link, places, before):
        if name in free_names(body):
            yield Solves(name, body, extremum=True)


def is_objective(left: Expr) -> bool:
    """Whether a left side is a name, a function or the logarithm of one."""
    match left:
        case Apply("log", (inner,)):
            return is_objective(inner)
        case Call(_, _, primes):
            return not primes
    return isinstance(left, Symbol | Info)


def expressions(link: Link, places: Sequence[Place], before: Sequence[Link]) -> Iterator[Expr]:
    """Expressions that stand by themselves before a link in its paragraph or the one above, nearest first."""
    claimed = {id(one.place) for one in before}
    at = link.place.parsed.formula.span.start
    near = [p for p in places if p.parsed.formula.span.start < at and id(p) not in claimed]
    near = [p for p in near if p.paragraph is link.place.paragraph or p.paragraph is link.place.lead]
    for place in near[-NEAREST:][::-1]:
        rows = statements(place.parsed.tree)
        if len(rows) == 1 and not rows[0].relations:
            try:
                body = Reader(link.scope, Choices()).row(rows[0].terms[0])
            except Gap:
                continue
            if not is_value(body):
                yield body
