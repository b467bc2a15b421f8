"""The classes of equations that assert something universal, so that one counterexample is enough."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from mdcheck.claims.features import (
    extra_names,
    free_indices,
    generics,
    has,
    has_head,
    is_numeric,
    is_plain,
    is_value,
    kinds_of_moments,
    laws_belong_together,
    laws_in,
    names_of,
    neutral,
    reached,
    rooted,
    written_out,
)
from mdcheck.claims.link import Link
from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Cases,
    Compare,
    Derivative,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    Such,
    Symbol,
    children,
    free_names,
    walk,
)
from mdcheck.expr.scope import Definition
from mdcheck.notation.counts import COUNTS
from mdcheck.records import dataclass

NAMED = frozenset(
    ("sigmoid", "tanh", "relu", "softplus", "sinh", "cosh", "tan", "cot", "sec", "csc", "softmax", "cosine")
)
OF_NUMBERS = frozenset(("pow", "log", "exp", "sqrt", "sin", "cos", "tan", "tanh"))
CONSTANTS = frozenset("abc")
ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))
LAWFUL = frozenset(
    ("log", "exp", "sqrt", "sin", "cos", "tan", "tanh", "trace", "det", "transpose", "inverse", "pow", "abs")
)


@dataclass(frozen=True, slots=True)
class Class:
    """A class of assertions: its name, and the test that a link belongs to it."""

    name: str
    why: str
    test: Callable[[Link, Compare], bool]


def is_arithmetic(_: Link, statement: Compare) -> bool:
    """Numbers only."""
    return is_numeric(statement)


def is_known(name: str, statement: Compare, link: Link) -> bool:
    """Whether a name has a meaning of its own: a count, measure, index, extent, value of a variable."""
    if name in COUNTS or name.startswith("measure "):
        return True
    return name in neutral(statement) or link.scope.sort(name) in ("law", "count")


def is_information(link: Link, statement: Compare) -> bool:
    """Information measures over laws that belong together, everything else known."""
    known = all(is_known(n, statement, link) for n in names_of(statement))
    chosen = free_indices(statement.left) == free_indices(statement.right)
    left, right = laws_in(statement.left, link), laws_in(statement.right, link)
    if left and right and not (left == right or (statement.relation != "eq" and right <= left)):
        return False  # a law that stands on one side only may be a mixture, or uniform
    return has(statement, Info) and known and chosen and laws_belong_together(statement)


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
    conditioned = link.restrained or link.place.marked_wrong or link.place.foreign
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
    plain_value = is_plain(statement.right) and statement.right not in (ZERO, ONE)
    return counted and not plain_value and names_of(statement) <= inside | neutral(statement) and bool(inside)


def is_derivative(link: Link, statement: Compare) -> bool:
    """A derivative of an expression that is written out or defined, by one of its variables."""
    if isinstance(statement.right, Number) or has(statement, Prob, Info, Moment):
        return False
    same = generics(statement.left, link) == generics(statement.right, link)
    known = reached(statement.left, link) | neutral(statement) | {"const e", "const pi"}
    return same and rooted(statement.right, link) <= known and explicit(statement.left, link)


def is_chain_rule(link: Link, statement: Compare) -> bool:
    """A gradient of what is not given in terms of its gradient by something defined in between."""
    match statement.left:
        case Derivative(Symbol(outer), Symbol(name), 1) if outer not in link.scope.definitions:
            by = [
                n.variable.name
                for n in walk(statement.right)
                if isinstance(n, Derivative) and n.body == Symbol(outer) and isinstance(n.variable, Symbol)
            ]
            between = [b for b in by if b != name and b in link.scope.definitions]
            known = frozenset((outer, *by)).union(*(reached(Symbol(b), link) for b in between))
            return bool(between) and name in known and free_names(statement.right) <= known
    return False


def explicit(node: Expr, link: Link) -> bool:
    """Whether a derivative says what it differentiates."""
    match node:
        case Derivative(body, Symbol()) if not names_of_side(body):
            return True
        case Derivative(body, variable, _):
            name = variable.name if isinstance(variable, Symbol) else ""
            return written_out(body, link) and (name in reached(body, link) or isinstance(variable, Index))
        case Call(Symbol(name), _, primes) if primes:
            return name in link.scope.definitions or name.startswith("head ")
    return False


def is_own_value(link: Link, statement: Compare) -> bool:
    """The number that a function of the same passage has at numbers: nothing is left to constrain."""
    match statement.left:
        case Call(Symbol(name), args, _) if name in link.own and is_value(statement.right):
            definition = link.scope.definitions.get(name)
            return definition is not None and all(map(is_value, args)) and is_closed(definition)
    return False


def is_closed(definition: Definition) -> bool:
    """Whether a definition speaks of nothing but its parameters."""
    unknown = has(definition.body, Call, Index, Prob, Info, Moment)
    return not unknown and names_of_side(definition.body) <= frozenset(definition.parameters)


def is_moment(_: Link, statement: Compare) -> bool:
    """Variance and covariance in terms of expectations of the same variables."""
    vectors = has_head(statement, "transpose", "trace", "norm", "inverse", "det")
    both = kinds_of_moments(statement) == {"Var", "E"}
    return has(statement, Moment) and both and not vectors and not extra_names(statement)


def is_linearity(_: Link, statement: Compare) -> bool:
    """The expectation or variance of a sum in terms of those of its terms: a rule, which nobody constrains.

    A capital letter that stands outside may be a constant. A random term that is left out may have no mean;
    a constant that is written is none that is zero.
    """
    match statement.left:
        case Moment("E" | "Var" as kind, (Apply("add", terms),), (), (), None) if len(terms) > 1:
            parts = [n for n in walk(statement.right) if isinstance(n, Moment)]
            plain = all(n.kind in (kind, "Cov") and all(map(is_plain, n.args)) for n in parts)
            left, right = names_of_side(statement.left), names_of_side(statement.right)
            free = {n.name for n in outside_moments(statement.right) if isinstance(n, Symbol)}
            same = right <= left and left - right <= CONSTANTS and all(name.islower() for name in free)
            return bool(parts) and plain and same and not has(statement, Index, Bind, Call)
    return False


def outside_moments(node: Expr) -> Iterator[Expr]:
    """The parts of an expression that no expectation or variance is taken of."""
    if not isinstance(node, Moment):
        yield node
        for child in children(node):
            yield from outside_moments(child)


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
            chosen = {arg.name, key.name, "const e"} | neutral(statement)
            return free_names(statement.right) <= chosen
    return False


def is_substitution(link: Link, statement: Compare) -> bool:
    """A compound of defined names in terms of what they were defined by: nobody constrains it so."""
    defined = link.scope.definitions
    names, others = names_of_side(statement.left), names_of_side(statement.right)
    if is_plain(statement.left) or isinstance(statement.left, Call) or not names or names & others:
        return False
    if has(statement, Prob, Info, Moment, Derivative) or has_head(statement, "hadamard"):
        return False
    if not all(n in defined and not (defined[n].called or is_plain(defined[n].body)) for n in names):
        return False
    bodies = frozenset[str]().union(*(names_of_side(defined[n].body) for n in names))
    return others == bodies and not any(is_circular(n, link) for n in names | others)


def is_circular(name: str, link: Link) -> bool:
    """Whether a name is defined by what is defined by it: one of the two is a claim."""
    defined = link.scope.definitions
    return name in defined and name in reached(defined[name].body, link)


def names_of_side(side: Expr) -> frozenset[str]:
    """Free names of a side, constants aside."""
    return frozenset(n for n in free_names(side) if not n.startswith("const "))


def is_law_of_sum(_: Link, statement: Compare) -> bool:
    """A sum of products as the product of the sums, or a power of a sum as the sum of the powers."""

    def parts(total: Expr, whole: Expr) -> bool:
        match total, whole:
            case Bind("sum", body=Apply("mul" | "dot", factors)), Apply("mul" | "dot", sums):
                bodies = [s.body for s in sums if isinstance(s, Bind) and s.head == "sum"]
                return len(bodies) == len(sums) == len(factors) and set(bodies) == set(factors)
            case Bind("sum", body=Apply(head, (inner, *_))), Apply(other, (Bind("sum", body=body), *_)):
                return head == other and head in LAWFUL and inner == body
        return False

    return parts(statement.left, statement.right) or parts(statement.right, statement.left)


def is_series(_: Link, statement: Compare) -> bool:
    """A finite sum whose terms are written out, in terms of its ends: it has one value."""
    if isinstance(statement.right, Number | Symbol) or has(statement, Prob, Info, Moment, Call, Index, Array):
        return False
    match statement.left:
        case Bind("sum" | "prod", variable, Range(_, last), body, ()) if last is not None:
            ends = free_names(last)
            given = free_names(statement.left) | {"const e", "const pi"}
            return variable in free_names(body) and bool(ends) and free_names(statement.right) <= given
    return False


def is_entry_rule(link: Link, statement: Compare) -> bool:
    """An entry, trace, determinant or norm of declared matrices in terms of their entries: ``(AB)_{ij}``."""
    match statement.left:
        case Index(Apply("mul" | "transpose" | "add" | "neg" | "dot" | "hadamard") as whole, (_, _)):
            matrices = free_names(whole)
        case Apply("trace" | "frobenius" | "det", (Symbol(name),)) | Apply(
            "pow", (Apply("frobenius", (Symbol(name),)), Number())
        ):
            matrices = frozenset((name,))
        case _:
            return False
    entries = matrices | {name.lower() for name in matrices}
    known = entries | neutral(statement) | {n for n in free_names(statement.left) if n not in matrices}
    keys = [len(n.keys) for n in walk(statement.right) if isinstance(n, Index)]
    summed = bool(keys) and set(keys) == {2}
    declared = all(link.scope.sort(name) == "matrix" for name in matrices)
    return summed and declared and free_names(statement.right) <= known


def is_limit(_: Link, statement: Compare) -> bool:
    """A limit, an infinite sum or product of terms that are written out: it has one value."""
    if has(statement, Prob, Info, Moment, Call, Index, Array) or has_head(statement, "against", "given"):
        return False
    for side, other in ((statement.left, statement.right), (statement.right, statement.left)):
        known = free_names(side) | {"const e", "const pi"}
        if is_endless(side) and free_names(other) <= known and (is_numeric(statement) or not is_plain(other)):
            return True
    return False


def is_endless(side: Expr) -> bool:
    """Whether a side is a limit or has no end, and its terms depend on what it runs over."""
    body = side.args[0] if isinstance(side, Apply) and side.head == "neg" else side
    match body:
        case Bind("lim", variable, Such(), inner, ()):
            return variable in free_names(inner)
        case Bind("sum" | "prod", variable, Range(_, Apply("infinity", ())), inner, ()):
            return variable in free_names(inner)
    return False


def is_law_of_head(_: Link, statement: Compare) -> bool:
    """``f(a . b)`` in terms of ``f(a)`` and ``f(b)``: a rule for f, which nobody writes as a constraint."""
    match statement.left:
        case Apply(head, (Apply("add" | "mul" | "div" | "dot", parts), *_)) if head in LAWFUL:
            names = [p for p in parts if not isinstance(p, Number)]
            images = [n for n in walk(statement.right) if isinstance(n, Apply) and n.head == head]
            whole = len(names) > 1 and all(isinstance(p, Symbol | Index) for p in names)
            parts_met = {i.args[0] for i in images}
            scaled = bool(parts_met) and parts_met < set(names) and not is_plain(statement.right)
            same = free_names(statement.left) == free_names(statement.right)
            return whole and (parts_met == set(names) or (scaled and same))
    return False


def is_doubtful(link: Link, statement: Compare) -> bool:
    """Whether a bracket was taken for a factor, of which nothing says that its name is no function.

    A name that is a factor elsewhere in the statement, as in ``A(B + C) = AB + AC``, or in a definition, is
    none, nor is one of which there is a power or an elementary function.
    """
    if not link.doubtful:
        return False
    factors: set[Expr] = set()
    before: set[Expr] = set()
    for definition in link.scope.definitions.values():
        products = (n for n in walk(definition.body) if isinstance(n, Apply) and n.head == "mul")
        factors.update(factor for product in products for factor in product.args)
    for node in walk(statement):
        if isinstance(node, Apply) and node.head == "mul":
            for at, factor in enumerate(node.args):
                after = node.args[at + 1] if at + 1 < len(node.args) else None
                (before if isinstance(after, Apply) else factors).add(factor)
        elif isinstance(node, Apply) and node.head in OF_NUMBERS:
            factors.update(node.args)
    return not {f for f in before if isinstance(f, Symbol)} <= factors


def is_consequence(link: Link, statement: Compare) -> bool:
    """What is drawn from conditions that were understood, over names that these speak of."""
    scope = link.scope
    spoken = frozenset[str]().union(*(free_names(relation) for relation in link.given))
    spoken |= scope.holding.keys() | scope.values.keys() | scope.definitions.keys()
    spoken |= {name for name, sort in scope.sorts.items() if sort not in ("function", "set")}
    left, right = names_of_side(statement.left), names_of_side(statement.right)
    sides = is_plain(statement.left) or is_plain(statement.right) or has(statement, Prob, Cases)
    known = bool(right) and right <= left and left <= spoken
    return link.concluded and known and not sides and not generics(statement, link)


CLASSES = (
    Class("arithmetic", "numbers only", is_arithmetic),
    Class("measure", "measures of a confusion matrix have known values", is_measure),
    Class("information", "information measures have known values", is_information),
    Class("probability", "sums of probabilities of one law", is_probability),
    Class("function", "a named function has a known value", is_function_value),
    Class("law", "a rule for a function of a sum or product", is_law_of_head),
    Class("law", "a rule for a sum of products or powers", is_law_of_sum),
    Class("value", "a function that is given has one value", is_own_value),
    Class("series", "a finite sum of given terms has one value", is_series),
    Class("limit", "a limit of given terms has one value", is_limit),
    Class("entries", "entries of declared matrices follow from the matrices", is_entry_rule),
    Class("substitution", "both sides are given by the same definitions", is_substitution),
    Class("counting", "numbers of selections have known values", is_counting),
    Class("moment", "moments of one law have known values", is_moment),
    Class("moment", "a rule for the moments of a sum", is_linearity),
    Class("consequence", "it is drawn from conditions that are given", is_consequence),
    Class("derivative", "the derivative of an expression that is given", is_derivative),
    Class("derivative", "a gradient passed on by what is defined in between", is_chain_rule),
)
