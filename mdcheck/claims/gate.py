"""The assertion gate: which equations assert something universal, so that one counterexample is enough.

Most equations of notes are constraints, data, assumptions or steps. Each class below can be refuted; whatever
falls in none of them can be supported or stay undecided, never refuted.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mdcheck.claims.equations import Link
from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Compare,
    Derivative,
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
from mdcheck.expr.printer import plain
from mdcheck.notation.counts import COUNTS

NAMED = frozenset(
    ("sigmoid", "tanh", "relu", "softplus", "sinh", "cosh", "tan", "cot", "sec", "csc", "softmax", "cosine")
)
LAWFUL = frozenset(
    ("log", "exp", "sqrt", "sin", "cos", "tan", "tanh", "trace", "det", "transpose", "inverse", "pow")
)
MEASURED = (Info, Moment, Prob)
PLAIN = (Symbol, Index, Number)


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a link may be refuted, and why."""

    refutable: bool
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class of assertions: its name, and the test that a link belongs to it."""

    name: str
    why: str
    test: Callable[[Link, Compare], bool]


def gate(link: Link, statement: Compare) -> Gate:
    """Through which gate a link passes."""
    kind = next((c for c in CLASSES if c.test(link, statement)), None)
    if kind is None:
        return Gate(False, "relation", "an equation that may as well be a constraint, an assumption or data")
    if link.place.foreign:
        return Gate(False, kind.name, "the section uses notation of another field")
    if kind.name != "arithmetic" and (is_value(statement.left) or is_value(statement.right)):
        return Gate(False, kind.name, "one side is a number: it may be data")
    if same_kind(statement) and not swapped(statement):
        return Gate(False, kind.name, "two measures set equal: it may hold for the ones at hand")
    if isinstance(statement.left, Number) and isinstance(statement.right, Number):
        return Gate(False, kind.name, "two numbers set equal assert nothing")
    if any(f"bold {n}" in names_of(statement) for n in names_of(statement)):
        return Gate(False, kind.name, "one letter stands both bold and plain")
    if link.doubtful and kind.name != "arithmetic":
        return Gate(False, kind.name, "a bracket after a name may be an argument or a factor")
    if link.place.marked_wrong:
        return Gate(False, kind.name, "the author marks it as wrong")
    if kind.name != "arithmetic" and (link.conditioned or link.place.conditioned):
        return Gate(False, kind.name, "words of condition stand near")
    return Gate(True, kind.name, kind.why)


def same_kind(statement: Compare) -> bool:
    """Whether both sides are one measure of one kind."""
    return isinstance(statement.left, MEASURED) and type(statement.left) is type(statement.right)


def swapped(statement: Compare) -> bool:
    """Whether two measures differ in the order of their arguments only."""
    match statement.left, statement.right:
        case Info() as left, Info() as right:
            return left.kind == right.kind and parts_of(left) == parts_of(right)
        case Prob(_, events, given, _), Prob(_, others, conditions, _):
            return {e.variable for e in (*events, *given)} == {e.variable for e in (*others, *conditions)}
    return False


def parts_of(node: Info) -> frozenset[str]:
    """Everything that an information measure speaks of."""
    return frozenset((*node.variables, *node.given, *node.laws))


def is_value(side: Expr) -> bool:
    """Whether a side is a number, so that the equation may state data."""
    return not free_names(side) and not has(side, Info, Moment, Prob)


def names_of(statement: Compare) -> frozenset[str]:
    """Free names, constants aside."""
    return frozenset(n for n in free_names(statement) if not n.startswith("const "))


def is_arithmetic(_: Link, statement: Compare) -> bool:
    """Numbers only."""
    return is_numeric(statement)


def is_numeric(statement: Compare) -> bool:
    """Whether nothing but numbers and functions of them occurs."""
    return not names_of(statement) and not has(statement, Info, Moment, Prob)


def is_known(name: str, statement: Compare, link: Link) -> bool:
    """Whether a name has a meaning of its own: a count, measure, index, extent, value of a variable."""
    if name in COUNTS or name.startswith("measure "):
        return True
    return name in neutral(statement) or link.scope.sort(name) in ("law", "count")


def neutral(statement: Compare) -> frozenset[str]:
    """Names that only choose a member or an extent: free indices, ends of ranges, values and laws."""
    found: set[str] = set()
    for node in walk(statement):
        match node:
            case Index(Symbol(name), keys):
                found.update(k.name for k in keys if isinstance(k, Symbol))
                if name in axes(statement):
                    found.add(name)
            case Bind(domain=domain):
                last = getattr(domain, "last", None)
                if isinstance(last, Symbol):
                    found.add(last.name)
            case Prob(_, events, given, _):
                found.update(e.value.name for e in (*events, *given) if isinstance(e.value, Symbol))
            case Info(_, _, _, laws, where):
                found.update(laws)
                found.update(e.value.name for e in where if isinstance(e.value, Symbol))
    return frozenset(found)


def axes(statement: Compare) -> frozenset[str]:
    """Random variables of a statement."""
    return frozenset(
        e.variable for n in walk(statement) if isinstance(n, Prob) for e in (*n.events, *n.given)
    )


def has(statement: Expr, *kinds: type) -> bool:
    """Whether a node of a kind occurs."""
    return any(isinstance(n, kinds) for n in walk(statement))


def is_information(link: Link, statement: Compare) -> bool:
    """Information measures over laws that belong together, everything else known."""
    known = all(is_known(n, statement, link) for n in names_of(statement))
    chosen = free_indices(statement.left) == free_indices(statement.right)
    left, right = laws_in(statement.left, link), laws_in(statement.right, link)
    if left and left != right:
        return False  # a law that stands on one side only may be a mixture, or uniform
    return has(statement, Info) and known and chosen and laws_belong_together(statement)


def laws_in(side: Expr, link: Link) -> frozenset[str]:
    """Laws that a side names, by their measures, their values or their members."""
    found: set[str] = set()
    for node in walk(side):
        match node:
            case Info(_, _, _, laws, _):
                found.update(laws)
            case Prob(head, _, _, _):
                found.add(head)
            case Index(Symbol(name), _) if name in link.scope.laws or name in ("p", "q"):
                found.add(name)
    for name in found & link.scope.definitions.keys():
        found.remove(name)
        found.update(free_names(link.scope.definitions[name].body))
    return frozenset(name.lower() if len(name) == 1 else name for name in found)


def free_indices(side: Expr) -> frozenset[str]:
    """Free names that stand as indices on a side."""
    keys = {k.name for n in walk(side) if isinstance(n, Index) for k in n.keys if isinstance(k, Symbol)}
    return frozenset(keys & free_names(side))


def laws_belong_together(statement: Compare) -> bool:
    """Whether there is one law, or a measure of two: unrelated laws may be particular ones."""
    laws = [frozenset(n.laws) for n in walk(statement) if isinstance(n, Info)]
    return len(frozenset().union(*laws)) < 2 or any(len(pair) == 2 for pair in laws)


def is_probability(link: Link, statement: Compare) -> bool:
    """Probabilities only, with a sum over plain arguments: without one it may be an assumption or data."""
    summed = any(isinstance(n, Bind) and n.head == "sum" for n in walk(statement))
    return (
        has(statement, Prob)
        and summed
        and not has(statement, Number)
        and all(is_known(n, statement, link) for n in names_of(statement))
    )


def is_bound(link: Link, statement: Compare) -> bool:
    """An inequality between information measures, or between one and a number, with no condition near."""
    conditioned = link.conditioned or link.place.conditioned or link.place.marked_wrong or link.place.foreign
    return not conditioned and is_information(link, statement) and not has(statement, Symbol, Index)


def is_measure(link: Link, statement: Compare) -> bool:
    """A measure of a confusion matrix in terms of counts and other measures."""
    names = names_of(statement)
    known = any(n.startswith("measure ") for n in names) or (link.role == "link" and bool(names))
    both_plain = isinstance(statement.left, Symbol) and isinstance(statement.right, Symbol)
    return (
        known
        and not both_plain
        and not has(statement, Index, Bind)
        and all(n in COUNTS or n.startswith("measure ") for n in names)
    )


def is_counting(_: Link, statement: Compare) -> bool:
    """Numbers of selections of n and m, both sides in terms of them."""
    counted = has_head(statement, "binomial", "arrange") and not has(
        statement, Prob, Info, Moment, Index, Array
    )
    inside = frozenset(
        name
        for n in walk(statement)
        if isinstance(n, Apply) and n.head in ("binomial", "arrange", "factorial")
        for name in free_names(n)
    )
    plain_value = isinstance(statement.right, Number) and statement.right.value not in (0, 1)
    return counted and not plain_value and names_of(statement) <= inside | neutral(statement) and bool(inside)


def has_head(statement: Expr, *heads: str) -> bool:
    """Whether a head is applied somewhere."""
    return any(isinstance(n, Apply) and n.head in heads for n in walk(statement))


def is_derivative(link: Link, statement: Compare) -> bool:
    """A derivative of an expression that is written out or defined, by one of its variables."""
    if isinstance(statement.right, Number) or has(statement, Prob, Info, Moment):
        return False
    same = generics(statement.left, link) == generics(statement.right, link)
    known = reached(statement.left, link) | neutral(statement) | {"const e", "const pi"}
    return same and free_names(statement.right) <= known and explicit(statement.left, link)


def generics(node: Expr, link: Link) -> frozenset[str]:
    """Functions without a definition that an expression calls, through the definitions that it refers to."""
    found: set[str] = set()
    waiting, seen = [node], set[str]()
    while waiting:
        for part in walk(waiting.pop()):
            name = part.name if isinstance(part, Symbol) else ""
            if name in link.scope.definitions and name not in seen:
                seen.add(name)
                waiting.append(link.scope.definitions[name].body)
            if isinstance(part, Call) and isinstance(part.function, Symbol | Index):
                function = part.function.base if isinstance(part.function, Index) else part.function
                known = isinstance(function, Symbol) and function.name.startswith("head ")
                if not known and isinstance(function, Symbol) and function.name not in link.scope.definitions:
                    found.add(plain(part.function))
    return frozenset(found)


def explicit(node: Expr, link: Link) -> bool:
    """Whether a derivative says what it differentiates."""
    match node:
        case Derivative(body, variable, _):
            name = variable.name if isinstance(variable, Symbol) else ""
            return written_out(body, link) and (name in reached(body, link) or isinstance(variable, Index))
        case Call(Symbol(name), _, primes) if primes:
            return name in link.scope.definitions or name.startswith("head ")
    return False


def written_out(body: Expr, link: Link) -> bool:
    """Whether an expression is more than a name, or a name with a definition."""
    match body:
        case Call(_, args, _) if not all(isinstance(a, Symbol) for a in args):
            return True
        case Symbol(name) | Index(Symbol(name), _) | Call(Symbol(name), _, _):
            return name in link.scope.definitions
    return True


def reached(body: Expr, link: Link) -> frozenset[str]:
    """Names in an expression and in the definitions that it refers to."""
    names = set(free_names(body))
    for _ in range(3):
        for name in tuple(names):
            if name in link.scope.definitions:
                names |= free_names(link.scope.definitions[name].body)
    return frozenset(names)


def is_moment(_: Link, statement: Compare) -> bool:
    """Variance and covariance in terms of expectations of the same variables."""
    return (
        has(statement, Moment) and kinds_of_moments(statement) == {"Var", "E"} and not extra_names(statement)
    )


def kinds_of_moments(statement: Compare) -> set[str]:
    """Kinds of moments, covariance counted with variance."""
    return {"Var" if n.kind == "Cov" else n.kind for n in walk(statement) if isinstance(n, Moment)}


def extra_names(statement: Compare) -> frozenset[str]:
    """Names outside of all moments."""
    inside = frozenset(
        name for n in walk(statement) if isinstance(n, Moment) for a in n.args for name in free_names(a)
    )
    return names_of(statement) - inside


def may_be_near_identity(link: Link, statement: Compare) -> bool:
    """Whether an equation of no class looks like an identity: compound sides over the same names.

    It is refuted only if one small edit makes it hold, which a constraint or an assumption does not offer.
    """
    if link.place.marked_wrong or link.place.conditioned or link.conditioned:
        return False
    if link.doubtful or link.place.foreign or is_plain(statement.left) or is_plain(statement.right):
        return False
    generic = any(isinstance(n, Call) for n in walk(statement))
    left, right = free_names(statement.left), free_names(statement.right)
    return not generic and bool(left & right) and (left <= right or right <= left)


def is_plain(side: Expr) -> bool:
    """Whether a side is a name, perhaps transposed, inverted, negated or to a power."""
    match side:
        case Apply("neg" | "transpose" | "inverse", (inner,)) | Apply("pow", (inner, Number())):
            return is_plain(inner)
    return isinstance(side, PLAIN)


def is_function_value(link: Link, statement: Compare) -> bool:
    """A named function of plain arguments, in terms of the same arguments: its definition."""
    if link.text.lstrip().startswith("\\sigma"):
        return False  # a letter is what the note makes it
    match statement.left:
        case Apply(head, args) if head in NAMED and all(isinstance(a, Symbol) for a in args):
            called = any(isinstance(n, Call) for n in walk(statement.right))
            return (
                not called
                and bool(names_of(statement))
                and free_names(statement.right) <= free_names(statement.left) | {"const e"}
            )
        case Index(Apply("softmax", (Symbol() as arg,)), (Symbol() as key,)):
            return free_names(statement.right) <= {arg.name, key.name, "const e"}
    return False


def is_law_of_head(_: Link, statement: Compare) -> bool:
    """``f(a . b)`` in terms of ``f(a)`` and ``f(b)``: a rule for f, which nobody writes as a constraint."""
    match statement.left:
        case Apply(head, (Apply("add" | "mul" | "div" | "dot", parts), *_)) if head in LAWFUL:
            names = [p for p in parts if not isinstance(p, Number)]
            images = [n for n in walk(statement.right) if isinstance(n, Apply) and n.head == head]
            whole = len(names) > 1 and all(isinstance(p, Symbol | Index) for p in names)
            return whole and {i.args[0] for i in images} == set(names)
    return False


CLASSES = (
    Class("arithmetic", "numbers only", is_arithmetic),
    Class("measure", "measures of a confusion matrix have known values", is_measure),
    Class("information", "information measures have known values", is_information),
    Class("probability", "sums of probabilities of one law", is_probability),
    Class("function", "a named function has a known value", is_function_value),
    Class("law", "a rule for a function of a sum or product", is_law_of_head),
    Class("counting", "numbers of selections have known values", is_counting),
    Class("moment", "moments of one law have known values", is_moment),
    Class("derivative", "the derivative of an expression that is given", is_derivative),
)
