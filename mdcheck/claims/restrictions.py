"""Relations that restrict worlds: properties of a name, a name in terms of others, or a filter on points."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mdcheck.claims.features import is_value
from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Index, Number, Symbol, free_names, walk
from mdcheck.expr.scope import Definition, Scope, Sort

ORDERS = frozenset(("le", "ge", "lt", "gt", "ne"))
COUNTED = frozenset("KCNnmkd")
MOST = 4
"""So many members the drawn worlds have at most."""
TURNED = {"le": "ge", "ge": "le", "lt": "gt", "gt": "lt"}


def is_usable(relation: Compare) -> bool:
    """Whether worlds can be drawn in which a relation holds."""
    if relation.relation in ORDERS:
        return positive(relation) is not None or not is_family(relation)
    if orthogonal(relation) is not None:
        return True
    if relation.relation != "eq":
        return False
    return held(relation) is not None or isolated(relation) is not None


def is_family(relation: Compare) -> bool:
    """Whether a relation speaks of members chosen by an index, so that one point tests but one of them."""
    return any(
        isinstance(n, Index) and not all(isinstance(key, Number) for key in n.keys) for n in walk(relation)
    )


def restricted(scope: Scope, given: Iterable[Compare]) -> Scope:
    """The scope in which relations hold; those that only filter points are its ``given``."""
    filters: list[Expr] = []
    for relation in given:
        if found := held(relation):
            scope = replace(scope, holding={**scope.holding, found[0]: found[1]})
        elif pair := orthogonal(relation):
            scope = perpendicular(scope, *pair)
        elif (name := positive(relation)) is not None:
            scope = replace(scope, sorts={**scope.sorts, name: "positive"})
        elif relation.relation in ORDERS:
            filters.append(relation)
        elif (solved := isolated(relation)) and solved[0] not in scope.definitions:
            definitions = {**scope.definitions, solved[0]: Definition((), solved[1])}
            scope = replace(scope, definitions=definitions)
    return replace(scope, given=(*scope.given, *filters))


def orthogonal(relation: Compare) -> tuple[str, str] | None:
    r"""Two vectors that are said to be orthogonal: ``x \perp y``, ``x^T y = 0``."""
    match relation:
        case Compare("perp", Symbol(first), Symbol(second)):
            return first, second
        case Compare(
            "eq",
            Apply("inner" | "dot", (Symbol(first), Symbol(second)))
            | Apply("mul", (Apply("transpose", (Symbol(first),)), Symbol(second))),
            Number(value=value),
        ) if value == 0 and first != second:
            return first, second
    return None


def perpendicular(scope: Scope, first: str, second: str) -> Scope:
    """The scope in which the second vector is what is left of one without its projection on the first."""
    if {first, second} & scope.definitions.keys():
        return scope
    x, whole = Symbol(first), Symbol(f"{second} whole")
    along = Apply("div", (Apply("inner", (x, whole)), Apply("inner", (x, x))))
    rest = Apply("add", (whole, Apply("neg", (Apply("mul", (along, x)),))))
    sorts: dict[str, Sort] = dict.fromkeys((first, second, whole.name), "vector")
    definitions = {**scope.definitions, second: Definition((), rest)}
    return replace(scope, sorts={**scope.sorts, **sorts}, definitions=definitions)


def held(relation: Compare) -> tuple[str, str] | None:
    """The property of a name that an equation states: ``x^T x = 1``, ``S = S^T``, ``sum_i p_i = 1``."""
    if relation.relation != "eq":
        return None
    for left, right in ((relation.left, relation.right), (relation.right, relation.left)):
        match left, right:
            case Apply("pow", (inner, _)), Number(value=value) if value == 1:
                return held(replace(relation, left=inner, right=right))
            case Apply("norm", (Symbol(name),)), Number(value=value) if value == 1:
                return name, "unit norm"
            case (
                Apply("inner", (Symbol(name), Symbol(other)))
                | Apply("mul", (Apply("transpose", (Symbol(name),)), Symbol(other))),
                Number(value=value),
            ) if name == other and value == 1:
                return name, "unit norm"
            case Apply("transpose", (Symbol(name),)), Symbol(other) if name == other:
                return name, "symmetric"
            case Apply("mul", factors), Symbol("I" | "identity") if name := rotated(factors):
                return name, "orthogonal"
            case Apply("inverse", (Symbol(name),)), Apply("transpose", (Symbol(other),)) if name == other:
                return name, "orthogonal"
            case Apply("add", (Index(Symbol(name), (Number(),)), *others)), Number(value=value) if value in (
                0,
                1,
            ) and all(is_member(other, name) for other in others):
                return name, "sums to one" if value else "centred"
            case Bind("sum", variable, _, Index(Symbol(name), (*_, Symbol(key)))), Number(value=value) if (
                key == variable and value in (0, 1)
            ):
                return name, "sums to one" if value else "centred"
    return None


def is_member(node: Expr, name: str) -> bool:
    """Whether a node is a numbered member of a family."""
    return isinstance(node, Index) and node.base == Symbol(name) and isinstance(node.keys[0], Number)


def rotated(factors: tuple[Expr, ...]) -> str:
    """The name in ``Q^T Q`` or ``Q Q^T``."""
    match factors:
        case (Apply("transpose", (Symbol(name),)), Symbol(other)) | (
            Symbol(other),
            Apply("transpose", (Symbol(name),)),
        ) if name == other:
            return name
    return ""


def positive(relation: Compare) -> str | None:
    """The name that is said to be positive, each of its members if it has an index."""
    left, right, sign = relation.left, relation.right, relation.relation
    if isinstance(left, Number):
        left, right, sign = right, left, TURNED.get(sign, sign)
    match left, right, sign:
        case Symbol(name) | Index(Symbol(name), _), Number(value=value), "gt" if value == 0:
            return name
    return None


def isolated(relation: Compare) -> tuple[str, Expr] | None:
    """A name with what it comes to by an equation, where a sum or product can be solved for it."""
    if is_value(relation.right) and isinstance(relation.left, Symbol):
        # a particular value, of which nothing universal is said, but for how many there are
        return (relation.left.name, relation.right) if is_count(relation) else None
    return next(solutions(relation), None)


def is_count(relation: Compare) -> bool:
    """Whether an equation says how many classes, members or dimensions there are: a few."""
    match relation:
        case Compare("eq", Symbol(name), Number(value=value)):
            return name in COUNTED and value.denominator == 1 and 1 <= value <= MOST
    return False


def solutions(relation: Compare) -> Iterator[tuple[str, Expr]]:
    """Names that occur once in an equation, each with the other side solved for it."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        match side:
            case Symbol(name) if free(name, other):
                yield name, other
            case Apply("add", terms):
                for term in terms:
                    rest = tuple(Apply("neg", (t,)) for t in terms if t is not term)
                    if isinstance(term, Symbol) and all(free(term.name, t) for t in (*rest, other)):
                        yield term.name, Apply("add", (other, *rest))
            case Apply("mul", (Symbol(first), Symbol(second))) if first != second and free(first, other):
                yield first, Apply("div", (other, Symbol(second)))


def free(name: str, node: Expr) -> bool:
    """Whether a name that may be solved for does not occur in an expression."""
    return name not in free_names(node) and not name.startswith(("const ", "measure "))
