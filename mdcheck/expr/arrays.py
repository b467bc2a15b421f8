"""Brackets, norms, matrices written out, and values by cases."""

from typing import TYPE_CHECKING, TypeGuard

from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Array, Cases, Compare, Expr, Index, free_names
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Environment, Fence, Node, Row, Text, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"))
RELATIONS = {
    "=": "eq",
    "eq": "eq",
    "ne": "ne",
    "neq": "ne",
    "<": "lt",
    "lt": "lt",
    "le": "le",
    ">": "gt",
    "gt": "gt",
    "ge": "ge",
}
OTHERWISE = ("otherwise", "else", "其他", "其它", "否则", "其余", "others", "other")


def fence(reader: "Reader", item: Fence) -> Expr:
    """What brackets mean when nothing is applied to them."""
    body = meaningful(item.body)
    if item.open in ("|", "lvert"):
        return determinant_or_abs(reader, body)
    if item.open in ("||", "lVert", "Vert"):
        return Apply("norm", (reader.items(body),))
    if item.open in ("lfloor", "lceil"):
        return Apply("floor" if item.open == "lfloor" else "ceil", (reader.items(body),))
    if item.open == "langle":
        sides = split(body, ",")
        if len(sides) != 2:
            raise Gap("angle brackets that hold no pair", item)
        return Apply("inner", (reader.items(sides[0]), reader.items(sides[1])))
    if len(body) == 1 and isinstance(body[0], Environment):
        return bracketed(reader, item, body[0])
    if item.open not in ("(", "[", "{") or item.close not in (")", "]", "}"):
        raise Gap(f"brackets {item.opener} {item.closer}", item)
    if len(split(body, ",", ";")) > 1:
        raise Gap("a list in brackets", item)
    return reader.items(body)


def determinant_or_abs(reader: "Reader", body: list[Node]) -> Expr:
    """Bars around something: absolute value, or determinant of a matrix."""
    value = reader.items(body)
    names = free_names(value)
    if isinstance(value, Array) or (names and all(reader.scope.sort(n) == "matrix" for n in names)):
        return Apply("det", (value,))
    if any(n.split()[-1][:1].isupper() and reader.scope.sort(n) is None for n in names):
        reader.choices.doubtful = True  # a determinant, a cardinality or an absolute value
    return Apply("abs", (value,))


def subscripted_fence(reader: "Reader", item: Fence, sub: Row | None) -> Expr:
    """Norms by their subscript; components of what stands in brackets."""
    if sub is None:
        return fence(reader, item)
    if item.open in ("||", "lVert", "Vert", "|", "lvert"):
        return norm(reader, item, sub)
    items = meaningful(sub)
    if item.open == "(" and all(isinstance(i, Atom) and i.cls in ("letter", "number") for i in items):
        return Index(fence(reader, item), tuple(reader.items([i]) for i in items))
    raise Gap("a subscript at brackets", item)


def norm(reader: "Reader", item: Fence, sub: Row) -> Expr:
    r"""``||x||_1``, ``||x||_2``, ``||x||_\\infty``, ``||A||_F``."""
    body = reader.row(item.body)
    items = meaningful(sub)
    mark = items[0].name if len(items) == 1 and isinstance(items[0], Atom | Word) else ""
    heads = {"1": "norm1", "2": "norm", "infty": "norminf", "F": "frobenius"}
    if mark not in heads:
        raise Gap("a norm of unknown kind", item)
    return Apply(heads[mark], (body,))


def bracketed(reader: "Reader", item: Fence, inside: Environment) -> Expr:
    """A matrix in brackets, or cases after a brace."""
    if item.open == "{" and item.close == ".":
        return cases(reader, inside)
    value = environment(reader, inside)
    if (
        item.open == "("
        and is_pair(value)
        and inside.name in ("array", "matrix")
        and reader.choices.choose(2) == 0
    ):
        return Apply("binomial", (value.rows[0][0], value.rows[1][0]))
    if item.open in ("|", "lvert") and isinstance(value, Array):
        return Apply("det", (value,))
    return value


def is_pair(value: Expr) -> TypeGuard[Array]:
    """Whether a matrix is a column of two: perhaps a binomial coefficient."""
    return isinstance(value, Array) and [len(row) for row in value.rows] == [1, 1]


def environment(reader: "Reader", item: Environment) -> Expr:
    """A matrix, cases, or a single row that only wears an environment."""
    name = item.name.rstrip("*")
    if name in ("cases", "dcases", "rcases"):
        return cases(reader, item)
    if name == "vmatrix":
        return Apply("det", (Array(grid(reader, item)),))
    if name in MATRICES:
        return Array(grid(reader, item))
    if len(item.rows) == 1 and len(item.rows[0]) == 1:
        return reader.row(item.rows[0][0])
    raise Gap(f"rows of {item.name} within a formula", item)


def grid(reader: "Reader", item: Environment) -> tuple[tuple[Expr, ...], ...]:
    """Entries of a matrix, all rows of one length."""
    rows = tuple(tuple(reader.row(cell) for cell in row) for row in item.rows)
    if len({len(row) for row in rows}) != 1:
        raise Gap("a matrix whose rows differ in length", item)
    return rows


def cases(reader: "Reader", item: Environment) -> Expr:
    """Values by conditions, in columns or after a comma."""
    branches: list[tuple[Expr, Expr | None]] = []
    for row in item.rows:
        items = [i for cell in row for i in (*meaningful(cell), None)]
        flat = [i for i in items if i is not None]
        cut = next(
            (k for k, i in enumerate(items) if i is None or is_atom(i, "punctuation", ",", "，")), len(flat)
        )
        value, rest = (
            [i for i in items[:cut] if i is not None],
            [i for i in items[cut + 1 :] if i is not None],
        )
        branches.append((reader.items(value), condition(reader, rest)))
    return Cases(tuple(branches))


def condition(reader: "Reader", items: list[Node]) -> Expr | None:
    """The condition of a case; None for otherwise."""
    words = " ".join(
        i.content if isinstance(i, Text) else i.name for i in items if isinstance(i, Text | Word)
    ).lower()
    kept = [
        i for i in items if not isinstance(i, Text) and not is_atom(i, "punctuation") and not is_connective(i)
    ]
    if any(word in words for word in OTHERWISE) or not kept:
        return None
    cut = next((k for k, i in enumerate(kept) if is_atom(i, "relation")), None)
    if cut is None or not isinstance(kept[cut], Atom) or kept[cut].name not in RELATIONS:  # type: ignore[union-attr]
        raise Gap("a condition not understood")
    relation = RELATIONS[kept[cut].name]  # type: ignore[union-attr]
    if any(is_atom(i, "relation") for i in kept[cut + 1 :]):
        raise Gap("a condition with two relations")
    return Compare(relation, reader.items(kept[:cut]), reader.items(kept[cut + 1 :]))


def is_connective(item: Node) -> bool:
    """Words such as ``if`` typed as names."""
    return isinstance(item, Word) and item.name.strip().lower() in ("if", "for", "when", "where")
