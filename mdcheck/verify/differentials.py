r"""Rules for differentials: ``d(XY) = (dX)Y + X(dY)``, tried along a line through the names.

Every name moves along a direction of its own; its differential is this direction, and that of an expression
is the expression's derivative along the line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from mdcheck.claims.features import names_of
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import Apply, Bind, Call, Compare, Derivative, Expr, Symbol, transform, walk
from mdcheck.expr.scope import Scope, Sort
from mdcheck.model.verdict import Proved, Refuted, Supported, Verdict
from mdcheck.patterns import regex
from mdcheck.verify.decide import decide
from mdcheck.verify.readings import MATRICES
from mdcheck.verify.sorts import setting

WHY = "differential: a rule for the differential of an expression that is written out"
DIFFERENTIALS = regex(r"微分(?!方程|熵)|\bdifferentials?\b(?! (?:equation|entropy|privacy))", re.IGNORECASE)
"""What a section says that speaks of differentials."""
DISTANCES = regex(r"距离|度量|\bdistances?\b|\bmetrics?\b", re.IGNORECASE)
"""What a paragraph says in which the letter d measures."""
MARKS = (Symbol("d"), Symbol("upright d"))
LINE = Symbol("along the line")


def judge_differential(link: Link) -> Verdict | None:
    """The verdict on a rule for a differential; None for anything else."""
    if not DIFFERENTIALS.search(link.scope.words) or any(m.name in link.scope.definitions for m in MARKS):
        return None
    if (
        DISTANCES.search(link.place.around)
        or link.place.marked_wrong
        or link.place.foreign
        or link.restrained
    ):
        return None
    statement = link.readings[0]
    if any(isinstance(n, Derivative | Bind) or is_volume(n) for n in walk(statement)):
        return None
    marked = transform(statement, differential)
    if not isinstance(marked, Compare) or is_marked(marked):
        return None
    marked = replace(marked, left=worked_out(marked.left, link.scope))
    if not isinstance(marked.left, Derivative):
        return None
    scope = with_matrices(statement, link.scope)
    verdict = decide(*along_line(marked, scope), seed=link.text)
    return verdict if isinstance(verdict, Supported | Proved | Refuted) else None


def is_volume(node: Expr) -> bool:
    """Whether bars are a factor of a differential: ``d(Ax) = |A| dx`` speaks of volumes under an integral."""
    match node:
        case Apply("mul", factors):
            return any(is_bars(a) and is_differential(b) for a, b in pairwise(factors))
    return False


def is_bars(factor: Expr) -> bool:
    """Whether a factor stands between bars."""
    return isinstance(factor, Apply) and factor.head in ("abs", "det", "norm")


def is_differential(factor: Expr) -> bool:
    """Whether a factor is a differential, or the mark of the one behind it."""
    return isinstance(factor, Symbol) and (factor in MARKS or factor.name.startswith("d "))


def worked_out(side: Expr, scope: Scope) -> Expr:
    """The differential of a name that is defined as that of its definition."""
    match side:
        case Symbol(name) if name.startswith("d ") and (known := scope.definitions.get(name[2:])):
            return side if known.parameters else Derivative(known.body, LINE)
    return side


def is_marked(node: Expr) -> bool:
    """Whether a mark of a differential is left that belongs to nothing."""
    return any(part in MARKS for part in walk(node))


def differential(node: Expr) -> Expr:
    """The node with marks of differentials joined to what they stand before."""
    match node:
        case Call(Symbol() as mark, (inner,), 0) if mark in MARKS:
            return of(inner)
        case Apply("mul", (Apply("hadamard", (*others, Symbol() as mark)), inner)) if mark in MARKS:
            return Apply("hadamard", (*others, of(inner)))
        case Apply("mul", factors) if any(f in MARKS for f in factors):
            joined = tuple(join(factors))
            return joined[0] if len(joined) == 1 else Apply("mul", joined)
    return node


def join(factors: tuple[Expr, ...]) -> Iterator[Expr]:
    """Factors, each mark with the one behind it as one."""
    waiting = False
    for factor in factors:
        if factor in MARKS and not waiting:
            waiting = True
        else:
            yield of(factor) if waiting else factor
            waiting = False
    if waiting:
        yield MARKS[0]


def of(inner: Expr) -> Expr:
    """The differential of a name, which is a name; or of an expression."""
    return Symbol(f"d {inner.name}") if isinstance(inner, Symbol) else Derivative(inner, LINE)


def with_matrices(statement: Compare, scope: Scope) -> Scope:
    """The scope in which capital letters are matrices, where the section speaks of matrices."""
    if not MATRICES.search(scope.words):
        return scope
    capitals = {n for n in names_of(statement) if len(n) == 1 and n.isupper()}
    sorts: dict[str, Sort] = dict.fromkeys(capitals, "matrix")
    return replace(scope, sorts={**sorts, **scope.sorts})


def along_line(statement: Compare, scope: Scope) -> tuple[Compare, Scope]:
    """The statement on the line, with the scope that knows the shapes of the directions."""
    names = {n for n in names_of(statement) if f"d {n}" not in scope.definitions and not n.startswith("d ")}
    names -= {LINE.name}
    shapes = setting(statement, scope).shapes
    sorts: dict[str, Sort] = {}
    for name in names:
        shape = shapes.get((name, 0))
        if shape in ("vector", "matrix"):
            sorts[name] = sorts[f"d {name}"] = "vector" if shape == "vector" else "matrix"

    def moved(node: Expr) -> Expr:
        match node:
            case Symbol(name) if name in names:
                return Apply("add", (node, Apply("mul", (LINE, Symbol(f"d {name}")))))
            case Apply("abs", (inner,)) if any(sorts.get(n) == "matrix" for n in names_in(inner)):
                return Apply("det", (inner,))
        return node

    found = transform(statement, moved)
    assert isinstance(found, Compare)
    return found, replace(scope, sorts={**scope.sorts, **sorts})


def names_in(node: Expr) -> Iterator[str]:
    """Names of symbols in an expression."""
    yield from (n.name for n in walk(node) if isinstance(n, Symbol))
