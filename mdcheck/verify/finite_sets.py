r"""Sets in a world: parts of one small universe, drawn by name, with their operations and their sizes."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from flint import arb

from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Index, Such, Symbol, Values, walk
from mdcheck.notation.values import Matrix, Undefined, ball, entries, integer, is_matrix, matrix
from mdcheck.verify.steps import Env, Member, Outcome, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

Set = frozenset[int]
OPERATIONS = frozenset(("union", "intersection", "difference"))
COMPLEMENTS = frozenset(("c", "C", "complement"))
MOST_SUBSETS = 6
"""Sets of more members have too many parts to run through."""


def set_names(nodes: Iterable[Expr]) -> Iterator[str]:
    """Names that a statement uses as sets: it joins them, or takes members or parts of them."""
    for node in nodes:
        match node:
            case Apply(head, args) if head in OPERATIONS:
                yield from (name for arg in args for name in base_of(arg))
            case Bind("union" | "intersection", body=body):
                yield from base_of(body)
            case Compare("in" | "notin", _, right):
                yield from base_of(right)
            case Compare("subset" | "subseteq", left, right):
                yield from (*base_of(left), *base_of(right))


def base_of(node: Expr) -> tuple[str, ...]:
    """The name that a set has, if it has one."""
    match node:
        case Symbol(name) | Index(Symbol(name), _):
            return (name.removeprefix("bar "),)
        case Apply("pow", (Symbol(name), Symbol(mark))) if mark in COMPLEMENTS:
            return (name,)
    return ()


def is_set(evaluator: "Evaluator", node: Expr) -> bool:
    """Whether an expression is a set of this world."""
    sets = evaluator.world.setting.sets
    match node:
        case Symbol() | Index(Symbol(), _):
            return bool(sets.intersection(base_of(node)))
        case Apply("accent", (Symbol("bar"), inner)):
            return is_set(evaluator, inner)
        case Apply("pow", (inner, Symbol(mark))) if mark in COMPLEMENTS:
            return is_set(evaluator, inner)
        case Apply("empty set", ()):
            return bool(sets)
        case Apply(head, args):
            return head in OPERATIONS and all(is_set(evaluator, arg) for arg in args)
        case Bind("union" | "intersection", body=body, conditions=()):
            return is_set(evaluator, body)
    return False


def universe(evaluator: "Evaluator") -> range:
    """The members that sets may have, by number."""
    return range(1, 2 * evaluator.world.size + 1)


def members(evaluator: "Evaluator", node: Expr, env: Env) -> Set:
    """The members of a set."""
    whole = frozenset(universe(evaluator))
    match node:
        case Symbol(name) if name in env:
            return decoded(env[name])
        case Symbol(name) if name in evaluator.world.setting.sets:
            return drawn(evaluator, name, ())
        case Symbol(name):
            return whole - members(evaluator, Symbol(name.removeprefix("bar ")), env)
        case Index(Symbol(name), keys):
            return drawn(evaluator, name, tuple(evaluator.key(key, env) for key in keys))
        case Apply("accent", (_, inner)) | Apply("pow", (inner, _)):
            return whole - members(evaluator, inner, env)
        case Apply("empty set", ()):
            return frozenset()
        case Apply("difference", (first, second)):
            return members(evaluator, first, env) - members(evaluator, second, env)
        case Apply(head, args):
            return joined(head, [members(evaluator, arg, env) for arg in args])
        case Bind(head, body=body):
            inners = ({**env, node.variable: bound} for bound in evaluator.domain(node, env))
            return joined(head, [members(evaluator, body, inner) for inner in inners])
    raise Unknown("a set of which nothing is known")


def joined(head: str, parts: list[Set]) -> Set:
    """The union or the intersection of sets."""
    if not parts:
        raise Undefined("a union of nothing")
    return parts[0].union(*parts[1:]) if head == "union" else parts[0].intersection(*parts[1:])


def drawn(evaluator: "Evaluator", name: str, keys: tuple[int | str, ...]) -> Set:
    """A set by its name, never empty."""
    if evaluator.defines(name):
        raise Unknown("a set that is defined by more than its name")
    world, all_of_them = evaluator.world, universe(evaluator)
    first = world.number(1, all_of_them[-1], "first", name, *keys)
    found = frozenset(u for u in all_of_them if u == first or world.number(0, 1, "member", name, *keys, u))
    world.drawn[f"|{name}|", keys] = Fraction(len(found))
    return found


def column(evaluator: "Evaluator", found: Set) -> Matrix:
    """A set as the column of its members, 1 for each that it has."""
    return matrix([[arb(int(u in found))] for u in universe(evaluator)])


def decoded(value: Any) -> Set:
    """The set that a column stands for."""
    if not is_matrix(value):
        raise Unknown("a set of which nothing is known")
    return frozenset(u for u, entry in enumerate(entries(value), 1) if entry == 1)


def contains(evaluator: "Evaluator", left: Expr, right: Expr, env: Env) -> bool:
    """Whether a bound member belongs to a set."""
    bound = env.get(left.name) if isinstance(left, Symbol) else None
    if not isinstance(bound, Member) or not is_set(evaluator, right):
        raise Unknown("a condition not understood")
    return bound.number in members(evaluator, right, env)


def elements(evaluator: "Evaluator", node: Bind, condition: Expr, env: Env) -> Iterator[Any]:
    """What a binder runs over that only a condition describes."""
    match condition:
        case Compare("in", Symbol(), Symbol()) if axis_of(node.variable) in evaluator.world.setting.axes:
            yield from map(Outcome, range(evaluator.world.extent(axis_of(node.variable))))
        case Compare("in", _, right) if is_set(evaluator, right):
            yield from map(Member, sorted(members(evaluator, right, env)))
        case Compare("subset" | "subseteq", Symbol(name), right) if name == node.variable and is_set(
            evaluator, right
        ):
            yield from parts(evaluator, members(evaluator, right, env))
        case Apply("given", (Symbol(name), number)) if name == node.variable:
            whole = integer(evaluator.value(number, env))
            if whole < 1:
                raise Undefined("divisors of no natural number")
            yield from (ball(k) for k in range(1, whole + 1) if whole % k == 0)
        case _:
            raise Unknown(f"a {node.head} over a set of which nothing is known")


def parts(evaluator: "Evaluator", found: Set) -> Iterator[Matrix]:
    """All parts of a set."""
    if len(found) > MOST_SUBSETS:
        raise Undefined("too many parts of a set")
    for size in range(len(found) + 1):
        yield from (column(evaluator, frozenset(part)) for part in combinations(sorted(found), size))


def unsettled(statement: Expr, axes: Iterable[str]) -> str:
    """Why a failure in sets drawn at random is no refutation: it is not told what they are; else nothing."""
    known = set(axes)
    for node in walk(statement):
        match node:
            case Bind(head, variable, Values(), _, _) if (
                variable.rstrip("'").split()[-1].lower() not in known
            ):
                return f"a {head} over the values of {variable}, of which nothing is known"
            case Bind(head, _, Such(Compare("in", Symbol(), Symbol(name))), _, _):
                if not name.split()[-1].isalpha() or len(name.split()[-1]) > 1:
                    return f"a {head} over a set of which nothing is known"
            case Bind(head, _, Such(condition), _, _) if not isinstance(condition, Compare) or (
                condition.relation != "to"
            ):
                return f"a {head} over a set of which nothing is known"
    return ""
