"""A claim about numbers that names stand for: ``1 / (1 - g) = 10`` beside ``g = 0.9``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mdcheck.claims.features import has, is_numeric, is_value
from mdcheck.claims.given_lists import BASES, BITS, NATS, UNITS, as_column, in_terms_of, is_list
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import Apply, Array, Compare, Expr, Index, Info, Number, Symbol, transform
from mdcheck.expr.scope import Definition
from mdcheck.patterns import regex

TO_SOLVE = regex(
    r"方程|约束|条件|求解|根|目标|\b(?:equations?|constrain\w*|conditions?|solv\w+|roots?|target|goal|guess)\b",
    re.IGNORECASE,
)
"""In the sentence before an equation: it is one to solve, and need not hold for numbers that are tried."""
CHANGED = regex(
    r"归一|标准化|单位化|缩放|裁剪|更新|平移|替换|变[成为]|之后|新的?|"
    r"\b(?:normali[sz]\w*|standardi[sz]\w*|scal(?:ed|ing)|clip\w*|updat\w+|shift\w*|replac\w+|becomes?|now|new|after|instead)\b",
    re.IGNORECASE,
)
"""In the sentence before an equation: its list may no longer be the one that was given."""
DEEPEST = 3
"""How often names are replaced by their definitions."""


def with_values(found: Sequence[Link]) -> list[Link]:
    """The links of a section, each with the numbers given before it in its paragraph and the one above."""
    numbers: dict[int, dict[str, Number | Array | None]] = {}
    links: list[Link] = []
    for link in found:
        here = numbers.setdefault(id(link.place.paragraph), {})
        known = {**numbers.get(id(link.place.lead), {}), **here}
        links.append(replace(link, numbers={n: v for n, v in known.items() if v is not None}))
        match link.readings[:1]:
            case (Compare("eq", Symbol(name), right),) if link.role != "link" and is_value(right):
                value = as_column(right) or (right if isinstance(right, Number | Array) else None)
                if value is not None:
                    here[name] = value if here.get(name, value) == value else None
    return links


def instances(link: Link, statement: Compare) -> Iterator[Compare]:
    """The statement about numbers that a link makes with what is given beside it; none if names are left.

    Where measures of information have no unit, one statement for each base of their logarithms.
    """
    if TO_SOLVE.search(link.place.before) or not link.numbers or statement.relation not in ("eq", "approx"):
        return
    statement, bases = without_unit(link, statement)
    if not is_value(statement.right) or is_other_value(link, statement):
        return
    lists = {
        name: value for name, value in link.numbers.items() if isinstance(value, Array) and is_list(value)
    }
    if lists and CHANGED.search(link.place.before):
        return
    for base in bases:
        left = in_terms_of(statement.left, lists, base)
        for _ in range(DEEPEST):
            left = replaced(left, link.numbers, link.scope.definitions)
        if left != statement.left and is_known(left):
            yield replace(statement, left=left, right=as_column(statement.right) or statement.right)


def without_unit(link: Link, statement: Compare) -> tuple[Compare, tuple[Expr, ...]]:
    """The statement without the unit of its right side, and the bases that logarithms may be to."""
    if not has(statement.left, Info):
        return statement, BASES[:1]
    match statement.right:
        case Apply("mul", (*figures, Symbol(name))) if figures and name.split()[-1] in UNITS:
            figure = figures[0] if len(figures) == 1 else Apply("mul", tuple(figures))
            return replace(statement, right=figure), UNITS[name.split()[-1]]
    behind = link.place.behind
    if BITS.match(behind) or NATS.match(behind):
        return statement, UNITS["bit" if BITS.match(behind) else "nat"]
    return statement, BASES


def is_other_value(link: Link, statement: Compare) -> bool:
    """Whether the left side is a name that was given, or a member of one: this is another value for it."""
    left = statement.left.base if isinstance(statement.left, Index) else statement.left
    return isinstance(left, Symbol) and left.name in link.numbers


def is_known(side: Expr) -> bool:
    """Whether numbers and constants are all that is left."""
    return is_numeric(Compare("eq", side, side))


def replaced(
    node: Expr, numbers: Mapping[str, Number | Array], definitions: Mapping[str, Definition]
) -> Expr:
    """An expression with numbers for names, or what defines them."""

    def change(part: Expr) -> Expr:
        match part:
            case Symbol(name) if name in numbers:
                return numbers[name]
            case Symbol(name) if name in definitions and not definitions[name].parameters:
                return definitions[name].body
        return part

    return transform(node, change)
