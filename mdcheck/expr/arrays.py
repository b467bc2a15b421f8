"""Brackets, norms, matrices written out, and values by cases."""

from typing import TYPE_CHECKING, TypeGuard

from mdcheck.expr import keys, letters, lists, phrases
from mdcheck.expr.dotted_matrices import filled
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Array, Cases, Expr, Index, Number, free_names, walk
from mdcheck.expr.numbers import numeral
from mdcheck.expr.stream import is_atom, meaningful
from mdcheck.latex.tree import Atom, Command, Environment, Fence, Node, Row, Scripts, Text, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"))
SYMBOLS_OF_RESIDUES = (
    "legendre symbol",
    "legendre 符号",
    "jacobi symbol",
    "jacobi 符号",
    "勒让德",
    "雅可比符号",
    "二次剩余",
    "quadratic residue",
)
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
        members = lists.elements(reader, body)
        return Apply("inner" if len(members) == 2 else "angle", members)
    if is_quotient_alone(item, body) and any(word in reader.scope.words for word in SYMBOLS_OF_RESIDUES):
        raise Gap("a Legendre symbol or a quotient", item)
    if len(body) == 1 and isinstance(body[0], Environment):
        return bracketed(reader, item, body[0])
    if item.open not in ("(", "[", "{") or item.close not in (")", "]", "}"):
        raise Gap(f"brackets {item.opener} {item.closer}", item)
    if len(body) == 1 and (whole := of_one(reader, item, body[0])) is not None:
        return whole
    if phrases.is_separated(body) or (item.open == "{" and not body):
        return lists.bracketed(reader, item, body)
    return reader.items(body)


def of_one(reader: "Reader", item: Fence, inside: Node) -> Expr | None:
    r"""``\{x\}`` is a set, ``(a_{ij})`` a matrix by its entries; None for brackets that only group."""
    base = letters.single(inside.base) if isinstance(inside, Scripts) else inside
    if item.open == "{" and (letters.base_name(base) is not None or is_atom(inside, "number")):
        return Apply("set", (reader.items([inside]),))
    if item.open not in ("(", "[") or not isinstance(inside, Scripts) or inside.sup is not None:
        return None
    under = meaningful(inside.sub) if inside.sub is not None else []
    paired = len(under) == 2 and all(letters.base_name(i) in letters.INDEX_LETTERS for i in under)
    free = paired and not any(letters.base_name(i) in reader.bound for i in under)
    return Apply("entries", (reader.items([inside]),)) if free and is_atom(base, "letter") else None


def is_quotient_alone(item: Fence, body: list[Node]) -> bool:
    """Whether round brackets hold one plain quotient, as those of a Legendre symbol do."""
    match body:
        case [Command(name="frac", args=(upper, lower))] if item.open == "(":
            parts = (*meaningful(upper), *meaningful(lower))
            return not any(isinstance(part, Command) or is_atom(part, "operator", "+") for part in parts)
    return False


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
    if item.open == "(" and (found := positional(item.body, sub)) is not None:
        return found
    if item.open in ("(", "[") and is_atom(letters.single_item(sub), "operator", "+"):
        return Apply("relu", (fence(reader, item),))
    return Index(fence(reader, item), keys.listed(reader, sub))


def positional(digits: Row, sub: Row) -> Number | None:
    """``(1101)_2``, ``(1A)_{16}``: a number in another base than ten."""
    base, items = letters.single_item(sub), meaningful(digits)
    if not isinstance(base, Atom) or not base.name.isdigit() or not items:
        return None
    typed = [i.text for i in items if isinstance(i, Atom) and i.cls in ("number", "letter")]
    whole = len(typed) == len(items) and all(t.isdigit() or t in "ABCDEF" for t in typed)
    return numeral("".join(typed), int(base.name)) if whole else None


def scripted_fence(reader: "Reader", item: Scripts, base: Fence) -> Expr | None:
    r"""Brackets whose scripts say at once what they are; None if the superscript is to be read by itself.

    ``\{x_i\}_{i=1}^n`` is a list by its index, ``[F(x)]_a^b`` and ``\left. f \right|_{x=0}`` evaluations.
    """
    if base.open == "." and item.sub is not None and base.close in ("|", "rvert", "]", ")"):
        body = reader.row(base.body)
        if item.sup is None:
            return Apply("at", (body, phrases.label(reader, item.sub)))
        return Apply("between ends", (body, reader.row(item.sub), reader.row(item.sup)))
    if item.sub is None:
        return None
    if base.open in ("{", "(", "[", "langle") and (found := lists.family(reader, base, item.sub, item.sup)):
        return found
    if base.open == "[" and item.sup is not None and bounds(item.sup):
        return Apply("between ends", (reader.row(base.body), reader.row(item.sub), reader.row(item.sup)))
    return None


def bounds(sup: Row) -> bool:
    """Whether a superscript at square brackets with a subscript is an upper end: no power, no transpose."""
    items = meaningful(sup)
    power = len(items) == 1 and (
        letters.base_name(items[0]) in ("T", "top") or is_atom(items[0], "number", "2")
    )
    return not power and not is_atom(items[0] if items else None, "operator", "-")


def norm(reader: "Reader", item: Fence, sub: Row) -> Expr:
    r"""``||x||_1``, ``||x||_2``, ``||x||_\infty``, ``||A||_F``."""
    body = reader.row(item.body)
    items = meaningful(sub)
    mark = items[0].name if len(items) == 1 and isinstance(items[0], Atom | Word) else ""
    heads = {"1": "norm1", "2": "norm", "infty": "norminf", "F": "frobenius"}
    if mark in heads:
        return Apply(heads[mark], (body,))
    if letters.base_name(items[0] if len(items) == 1 else None) == "F":
        return Apply("frobenius", (body,))
    return Apply("norm of kind", (body, phrases.label(reader, sub)))


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
    if item.open in ("|", "lvert") and (isinstance(value, Array) or is_filled(value)):
        return Apply("det", (value,))
    return value


def is_filled(value: Expr) -> bool:
    """Whether a value is a matrix whose dots were understood."""
    return isinstance(value, Apply) and value.head in ("column", "diag")


def is_pair(value: Expr) -> TypeGuard[Array]:
    """Whether a matrix is a column of two numbers: perhaps a binomial coefficient."""
    if not isinstance(value, Array) or [len(row) for row in value.rows] != [1, 1]:
        return False
    return not any(isinstance(n, Apply) and n.head == "transpose" for n in walk(value))


def environment(reader: "Reader", item: Environment) -> Expr:
    """A matrix, cases, or a single row that only wears an environment."""
    name = item.name.rstrip("*")
    if name in ("cases", "dcases", "rcases"):
        return cases(reader, item)
    if name == "vmatrix":
        return Apply("det", (matrix(reader, item),))
    if name in MATRICES:
        return matrix(reader, item)
    if len(item.rows) == 1 and len(item.rows[0]) == 1:
        return reader.row(item.rows[0][0])
    raise Gap(f"rows of {item.name} within a formula", item)


def matrix(reader: "Reader", item: Environment) -> Expr:
    """A matrix, its dots as the entries that they stand for where a pattern can be told."""
    rows = grid(reader, item)
    return filled(rows) or Array(rows)


def grid(reader: "Reader", item: Environment) -> tuple[tuple[Expr, ...], ...]:
    """Entries of a matrix, all rows of one length; those without any are but blank lines."""
    filled_in = [row for row in item.rows if any(map(meaningful, row))]
    rows = tuple(tuple(cell_of(reader, cell) for cell in row) for row in filled_in)
    if len({len(row) for row in rows}) != 1:
        raise Gap("a matrix whose rows differ in length", item)
    return rows


def cell_of(reader: "Reader", cell: Row) -> Expr:
    """An entry; one that is left out stays a blank."""
    return reader.row(cell) if meaningful(cell) else Apply("blank", ())


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
    kept = [i for i in items if not is_atom(i, "punctuation")]
    if any(word in words for word in OTHERWISE) or not kept:
        return None
    return phrases.condition(reader, items)
