"""A claim about numbers that names stand for: ``1 / (1 - g) = 10`` beside ``g = 0.9``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mdcheck.claims.features import is_value
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import Array, Compare, Expr, Number, Symbol, free_names, transform
from mdcheck.expr.scope import Definition
from mdcheck.patterns import regex

TO_SOLVE = regex(
    r"方程|约束|条件|求解|根|目标|\b(?:equations?|constrain\w*|conditions?|solv\w+|roots?|target|goal|guess)\b",
    re.IGNORECASE,
)
"""In the sentence before an equation: it is one to solve, and need not hold for numbers that are tried."""
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
            case (Compare("eq", Symbol(name), Number() | Array() as value),) if (
                link.role != "link" and is_value(value)
            ):
                here[name] = value if here.get(name, value) == value else None
    return links


def instance(link: Link, statement: Compare) -> Compare | None:
    """The statement about numbers that a link makes with what is given beside it; None if names are left."""
    if TO_SOLVE.search(link.place.before):
        return None
    if not link.numbers or statement.relation not in ("eq", "approx") or not is_value(statement.right):
        return None
    left = statement.left
    if isinstance(left, Symbol) and left.name in link.numbers:
        return None  # another value for the same name
    for _ in range(DEEPEST):
        left = replaced(left, link.numbers, link.scope.definitions)
    if free_names(statement.left) and not any(not n.startswith("const ") for n in free_names(left)):
        return replace(statement, left=left)
    return None


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
