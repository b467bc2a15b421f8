"""Equations of no class that look like identities: one small edit away from one, they are refuted."""

import re

from mdcheck.claims.assertions import is_doubtful
from mdcheck.claims.features import has, is_complex, is_plain, names_of, neutral, rooted, takes_members
from mdcheck.claims.generality import is_general
from mdcheck.claims.link import Link
from mdcheck.claims.stipulations import is_update, is_worked_out
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    free_names,
    walk,
)
from mdcheck.patterns import regex

ODD = regex(r"\bskew|anti-?symmetric|反对称|斜对称|奇函数|\bodd functions?\b", re.IGNORECASE)
"""What a section speaks of whose sides differ in sign only."""
LENGTHS = frozenset(("n", "m", "N", "K"))
"""Letters for how many outcomes there are."""
TRANSCENDENTAL = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "log", "exp"))


def may_be_near_identity(link: Link, statement: Compare) -> bool:
    """Whether an equation of no class looks like an identity: compound sides over the same names.

    It is refuted only if one small edit makes it hold, which a constraint or an assumption does not offer.
    """
    place = link.place
    if place.marked_wrong or place.foreign or link.restrained or is_doubtful(link, statement):
        return False
    if ODD.search(link.scope.words):
        return False
    if takes_members(statement, link) or is_update(statement):
        return False
    if is_entangled(link, statement) or is_complex(link, statement) or is_of_probabilities(statement):
        return False
    if isinstance(statement.left, Number) or speaks_of_unknown_functions(link, statement):
        return False
    if isinstance(statement.right, Number):
        several = not is_plain(statement.left) and len(spoken_of(statement.left)) > 1
        general = several and is_general(link)
        return general or is_famous_constant(statement) or is_determined(link, statement)
    related = are_related(*(subjects(side, statement, link) for side in (statement.left, statement.right)))
    related = related or is_of_one_origin(link, statement)
    if (
        link.role != "link"
        and is_to_solve(statement)
        and not (is_of_multiples(statement) and is_general(link))
    ):
        return False
    if is_power_law(statement, bare=is_general(link)):
        return related
    return related and (is_compound(link, statement) or comes_to_a_name(statement))


def are_related(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one side speaks of nothing else than the other."""
    return bool(left & right) and (left <= right or right <= left)


def subjects(side: Expr, statement: Compare, link: Link) -> frozenset[str]:
    r"""What a side speaks of: entries (``a_{ij}``) taken for their matrix, nothing of uniform laws."""
    names = spoken_of(statement)
    entries = {
        n.base.name
        for n in walk(side)
        if isinstance(n, Index) and isinstance(n.base, Symbol) and len(n.keys) == 2
    }
    told = {name.upper() if name in entries and name.upper() in names else name for name in spoken_of(side)}
    uniform = {name for name in names if link.scope.holding.get(name) == "uniform"}
    return frozenset(told - uniform - (LENGTHS if uniform else frozenset()))


def is_of_one_origin(link: Link, statement: Compare) -> bool:
    """Whether one side comes down to nothing else than the other, its names taken for what defines them."""
    differentials = "d" in spoken_of(statement.left) | spoken_of(statement.right)
    return not differentials and are_related(rooted(statement.left, link), rooted(statement.right, link))


def is_entangled(link: Link, statement: Compare) -> bool:
    """Whether what defines a name speaks of an index that the statement runs over: one name for many."""
    bound = {n.variable for n in walk(statement) if isinstance(n, Bind)}
    return bool(bound & (rooted(statement, link) - free_names(statement)))


def is_of_probabilities(statement: Compare) -> bool:
    """Whether two probabilities are set equal, or words that are names stand beside them."""
    sides = (statement.left, statement.right)
    equal = all(isinstance(s, Prob) or (isinstance(s, Apply) and s.head == "chance") for s in sides)
    return equal or (has(statement, Prob) and bool(names_of(statement) - neutral(statement)))


def speaks_of_unknown_functions(link: Link, statement: Compare) -> bool:
    """Whether functions that are not given occur, but for one value of each, which is as good as a letter."""
    calls = {n for n in walk(statement) if is_unknown_call(n, link)}
    values = {
        n.function: n for n in calls if isinstance(n, Call) and not n.primes and all(map(is_plain, n.args))
    }
    return len(values) < len(calls)


def is_unknown_call(node: Expr, link: Link) -> bool:
    """Whether a node calls a function that the section does not define, or perhaps a complex one."""
    match node:
        case Apply("abs", (Call(),)):
            return True
        case Call(Symbol(name), _, _):
            return name not in link.scope.definitions and not name.startswith("head ")
    return isinstance(node, Call)


def is_to_solve(statement: Compare) -> bool:
    """Whether both sides are linear in one name: somebody solves for it."""
    return len(free_names(statement)) == 1 and is_linear(statement.left) and is_linear(statement.right)


def is_of_multiples(statement: Compare) -> bool:
    """``3x - 2x = x``: nothing but multiples of a name, of which one solves for nothing."""

    def is_multiple(side: Expr) -> bool:
        match side:
            case Symbol():
                return True
            case Apply("add" | "neg", args):
                return all(map(is_multiple, args))
            case Apply("mul", args):
                return any(map(is_multiple, args))
            case Apply("div", (top, _)):
                return is_multiple(top)
        return False

    return is_multiple(statement.left) and is_multiple(statement.right)


def is_linear(side: Expr) -> bool:
    """Whether a side is made of numbers and multiples of names."""
    match side:
        case Number() | Symbol():
            return True
        case Apply("add" | "neg", args):
            return all(map(is_linear, args))
        case Apply("mul", args):
            return all(map(is_linear, args)) and sum(bool(free_names(a)) for a in args) < 2
        case Apply("div", (top, bottom)):
            return is_linear(top) and not free_names(bottom)
    return False


def is_compound(link: Link, statement: Compare) -> bool:
    """Whether no side is a name, or the note says that the equation holds in general of it and others."""

    def says_something(side: Expr, other: Expr) -> bool:
        return (
            not is_plain(side)
            or is_member(side, link)
            or is_worked_out(side, link)
            or (is_general(link) and spoken_of(side) < spoken_of(other))
        )

    left, right = statement.left, statement.right
    return not is_assignment(statement) and says_something(left, right) and says_something(right, left)


def is_member(side: Expr, link: Link) -> bool:
    """Whether a side is a numbered member of a family that the section defines."""
    match side:
        case Index(Symbol(name), keys) if all(isinstance(key, Number) for key in keys):
            family = link.scope.definitions.get(name)
            return family is not None and not family.called and len(family.parameters) == len(keys)
    return False


def is_assignment(statement: Compare) -> bool:
    """``x = x - m``: a name in terms of itself is given a new value."""
    return isinstance(statement.left, Symbol | Index) and statement.left in set(walk(statement.right))


def is_power_law(statement: Compare, *, bare: bool) -> bool:
    """``a^2 a^3 = a^5``: powers of one number with exponents written out; ``bare``: or with none."""

    def powers(side: Expr) -> list[Expr]:
        match side:
            case Apply("mul" | "div", args):
                return [power for arg in args for power in powers(arg)]
            case Apply("pow", (Apply("pow", _) as base, Number(value))) if value > 1:
                return powers(base)
        return [side]

    found = [*powers(statement.left), *powers(statement.right)]
    bases = {p.args[0] for p in found if isinstance(p, Apply) and p.head == "pow" and is_exponent(p.args[1])}

    def is_power(side: Expr) -> bool:
        if side in bases:
            return bare
        return isinstance(side, Apply) and side.head == "pow" and side.args[0] in bases

    explicit = all(map(is_power, found))
    [base] = bases if len(bases) == 1 else [None]
    small = isinstance(base, Symbol) and base.name.split()[-1][:1].islower()
    return explicit and small and not is_plain(statement.left)


def is_exponent(node: Expr) -> bool:
    """Whether a node is a number above one."""
    return isinstance(node, Number) and node.value > 1


def comes_to_a_name(statement: Compare) -> bool:
    """Several functions of names that come to one of them: ``log(1 + e^x) - log(1 + e^-x) = x``."""
    found = [n for n in walk(statement.left) if isinstance(n, Apply) and n.head in TRANSCENDENTAL]
    return isinstance(statement.right, Symbol) and len(found) > 1


def is_determined(link: Link, statement: Compare) -> bool:
    """Whether the left side speaks of names together with what the section defines by them.

    ``sum_i (x_i - m) = 0`` constrains nothing once m is the mean of the x_i.
    """
    names = free_names(statement.left)
    defined = {n: link.scope.definitions[n].body for n in names & link.scope.definitions.keys()}
    return any(not is_plain(body) and free_names(body) & names - {n} for n, body in defined.items())


def spoken_of(side: Expr) -> frozenset[str]:
    """Free names of a side, the laws that it measures and the variables that its moments are given."""
    given = (name for n in walk(side) if isinstance(n, Moment) for name in n.given)
    laws = (law for n in walk(side) if isinstance(n, Info) for law in n.laws)
    return free_names(side).union(laws, (name.upper() if len(name) == 1 else name for name in given))


def is_famous_constant(statement: Compare) -> bool:
    """Functions that may come to a number whatever their arguments: ``sin(x)^2 + cos(x)^2``."""
    heads = {n.head for n in walk(statement.left) if isinstance(n, Apply)}
    return isinstance(statement.right, Number) and len(heads & TRANSCENDENTAL) > 1
