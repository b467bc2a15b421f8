"""Letters that only numbers tell apart, as the layers of a network: ``z_1``, ``W_2`` are names."""

from collections.abc import Iterator

from mdcheck.claims.evidence import name_of
from mdcheck.claims.sections import Section
from mdcheck.expr.nodes import Compare, Expr, Index, Number, Symbol, transform
from mdcheck.expr.stream import meaningful
from mdcheck.latex import statements, walk
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Node, Row
from mdcheck.patterns import regex

NUMBERED = regex(r"_\s*(?:\{\s*)?\d")


def numbered_in(section: Section) -> frozenset[str]:
    """Letters that occur where one with a number is defined, and with numbers only in such paragraphs."""
    defined = frozenset(defined_in(section))
    told: dict[int, set[str]] = {}
    for place in section.places if defined else ():
        told.setdefault(id(place.paragraph), set()).update(names_in(place.parsed.tree))
    blocks = [set(map(numbered_letter, names)) for names in told.values()]
    plain = [{letter_of(name) for name in names if numbered_letter(name) is None} for names in told.values()]
    mixed = {n for numbered, others in zip(blocks, plain, strict=True) for n in numbered & others}
    return defined - mixed


def numbered_letter(name: str) -> str | None:
    """The letter of ``z_1``."""
    letter, _, key = name.partition("_")
    return letter if key.isdigit() else None


def letter_of(name: str) -> str:
    """A name without its subscript."""
    return name.partition("_")[0]


def names_in(node: Node) -> Iterator[str]:
    """The names that stand in a formula."""
    rows = (row for row in walk(node) if isinstance(row, Row))
    return (name for row in rows for item in meaningful(row) if (name := name_of(item)) is not None)


def defined_in(section: Section) -> Iterator[str]:
    """Letters with a number in equations that define a numbered name by more than a name or a number."""
    for place in section.places:
        for statement in statements(place.parsed.tree) if NUMBERED.search(place.parsed.text) else ():
            if is_definition(statement):
                names = (name for term in statement.terms for name in names_in(term))
                yield from filter(None, map(numbered_letter, names))


def is_definition(statement: Statement) -> bool:
    """Whether an equation has a numbered name alone on its left."""
    if not statement.relations or statement.relations[0].name != "=":
        return False
    left, right = meaningful(statement.terms[0]), meaningful(statement.terms[1])
    name = name_of(left[0]) if len(left) == 1 else None
    return name is not None and numbered_letter(name) is not None and len(right) > 1


def as_names(statement: Compare, letters: frozenset[str]) -> Compare:
    """A statement in which numbered letters are names rather than members of families."""

    def change(node: Expr) -> Expr:
        match node:
            case Index(Symbol(name), (Number(value),)) if name in letters and value.denominator == 1:
                return Symbol(f"{name}_{value}")
        return node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result
