"""The core of meaning: few frozen nodes, and ``Apply`` for everything that a notation record defines."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from mdcheck.records import dataclass

BinderHead = Literal[
    "sum", "prod", "max", "min", "argmax", "argmin", "sup", "inf", "lim", "limsup", "liminf", "int",
    "union", "intersection", "each",
]  # fmt: skip
"""What a binder does with its values; ``each`` lists them, as in ``(x_1, \\ldots, x_n)``."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal; ``ulp`` is the unit of its last digit if it was written as a decimal, 0 for integers."""

    value: Fraction
    ulp: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name: ``x``, ``theta``, ``bold x``, ``hat y``, ``TP``; what it stands for is the scope's affair."""

    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """A member of a family, component of a vector, entry of a matrix: ``x_i``, ``W_{ij}``, ``z^{(t)}``."""

    base: "Expr"
    keys: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Apply:
    """A head with a notation record, applied: ``Apply("log", (x,))``, ``Apply("add", (a, b, c))``."""

    head: str
    args: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function that the note names, applied; ``primes`` counts derivatives by its only argument."""

    function: "Expr"
    args: "tuple[Expr, ...]"
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """Index set ``first .. last``; ``last`` None means the whole extent of what the variable indexes."""

    first: "Expr | None"
    last: "Expr | None"


@dataclass(frozen=True, slots=True)
class Values:
    r"""All values of a random variable (``\sum_x``, ``\sum_{x \in X}``)."""

    variable: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Real numbers from ``low`` to ``high``: what an integral runs over."""

    low: "Expr"
    high: "Expr"


@dataclass(frozen=True, slots=True)
class Such:
    r"""All for which something holds: ``\sum_{d | n}``, ``\max_{a \in A}``, ``\lim_{x \to 0}``."""

    condition: "Expr"


Domain = Range | Values | Interval | Such


@dataclass(frozen=True, slots=True)
class Bind:
    """``head`` over ``variable`` in ``domain`` of ``body``, where ``condition`` (a Compare) holds."""

    head: BinderHead
    variable: str
    domain: Domain
    body: "Expr"
    conditions: "tuple[Expr, ...]" = ()


@dataclass(frozen=True, slots=True)
class Derivative:
    """The ``order``-th derivative of ``body`` by ``variable``, a Symbol or Index; a gradient by a vector."""

    body: "Expr"
    variable: "Expr"
    order: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """A condition on an outcome: ``variable`` takes the value of ``value``, or does not (``negated``)."""

    variable: str
    value: "Expr"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Prob:
    """Probability under the law ``head`` of all ``events`` (of any, if ``union``), given others."""

    head: str
    events: tuple[Event, ...]
    given: tuple[Event, ...] = ()
    union: bool = False


@dataclass(frozen=True, slots=True)
class Info:
    """An information measure: ``kind`` over random variables or over laws, in units of the base in force."""

    kind: Literal["entropy", "cross-entropy", "divergence", "mutual-information", "js"]
    variables: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    where: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    r"""E, Var or Cov of expressions in random variables, given others.

    Attributes:
        given: Random variables that it is conditioned on.
        where: Conditions on outcomes, as in ``E[G | S = s]``.
        under: What the subscript says of law and variables, as in ``E_{x \sim p}``; None if there is none.
    """

    kind: Literal["E", "Var", "Cov"]
    args: "tuple[Expr, ...]"
    given: tuple[str, ...] = ()
    where: "tuple[Expr, ...]" = ()
    under: "Expr | None" = None


@dataclass(frozen=True, slots=True)
class Array:
    """A matrix written out."""

    rows: "tuple[tuple[Expr, ...], ...]"


@dataclass(frozen=True, slots=True)
class Cases:
    """A value by conditions; a None condition means otherwise."""

    branches: "tuple[tuple[Expr, Expr | None], ...]"


@dataclass(frozen=True, slots=True)
class Compare:
    """A relation between two sides, by its name in LaTeX trees: ``eq ne lt le gt ge in sim ..``."""

    relation: str
    left: "Expr"
    right: "Expr"


Expr = (
    Number
    | Symbol
    | Index
    | Apply
    | Call
    | Bind
    | Derivative
    | Prob
    | Info
    | Moment
    | Array
    | Cases
    | Compare
)


LEAVES = (Number, Symbol)


def children(node: Expr) -> tuple[Expr, ...]:
    """The direct subexpressions, in order of writing."""
    match node:
        case Apply(_, args):
            return args
        case Number() | Symbol():
            return ()
        case Index(base, keys):
            return (base, *keys)
        case Info():
            return tuple(e.value for e in node.where)
        case Moment():
            return (*node.args, *node.where, *(() if node.under is None else (node.under,)))
        case Call(function, args, _):
            return (function, *args)
        case Bind():
            return (*domain_parts(node.domain), *node.conditions, node.body)
        case Derivative(body, variable, _):
            return (body, variable)
        case Prob(_, events, given, _):
            return tuple(e.value for e in (*events, *given))
        case Array(rows):
            return tuple(cell for row in rows for cell in row)
        case Cases(branches):
            return tuple(e for branch in branches for e in branch if e is not None)
        case Compare(_, left, right):
            return (left, right)


def domain_parts(domain: Domain) -> tuple[Expr, ...]:
    """The expressions in an index set."""
    match domain:
        case Range(first, last):
            return tuple(e for e in (first, last) if e is not None)
        case Values():
            return ()
        case Interval(low, high):
            return (low, high)
        case Such(condition):
            return (condition,)


def transform(node: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The node rebuilt from its parts, each changed after the parts below it."""

    def again(part: Expr) -> Expr:
        return transform(part, change)

    def within(domain: Domain) -> Domain:
        match domain:
            case Values():
                return domain
            case Range(first, last):
                return Range(*(None if e is None else again(e) for e in (first, last)))
            case Interval(low, high):
                return Interval(again(low), again(high))
            case Such(condition):
                return Such(again(condition))

    match node:
        case Number() | Symbol() | Info() | Prob():
            return change(node)
        case Index(base, keys):
            return change(Index(again(base), tuple(map(again, keys))))
        case Apply(head, args):
            return change(Apply(head, tuple(map(again, args))))
        case Moment(kind, args, given, where, under):
            law = None if under is None else again(under)
            return change(Moment(kind, tuple(map(again, args)), given, tuple(map(again, where)), law))
        case Call(function, args, primes):
            return change(Call(again(function), tuple(map(again, args)), primes))
        case Bind(head, variable, domain, body, conditions):
            return change(Bind(head, variable, within(domain), again(body), tuple(map(again, conditions))))
        case Derivative(body, variable, order):
            return change(Derivative(again(body), again(variable), order))
        case Array(rows):
            return change(Array(tuple(tuple(map(again, row)) for row in rows)))
        case Cases(branches):
            return change(Cases(tuple((again(v), None if c is None else again(c)) for v, c in branches)))
        case Compare(relation, left, right):
            return change(Compare(relation, again(left), again(right)))


def walk(node: Expr) -> Iterator[Expr]:
    """The node and everything below it, parents first."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        kind = type(top)
        if kind is Apply:  # first, since most nodes are: this is where claims spend their time
            stack.extend(top.args[::-1])  # type: ignore[union-attr]
        elif kind is not Symbol and kind is not Number:
            stack.extend(children(top)[::-1])


def free_names(node: Expr) -> frozenset[str]:
    """Names of symbols that no binder inside ``node`` binds."""
    found: set[str] = set()
    collect_free(node, frozenset(), found)
    return frozenset(found)


def collect_free(node: Expr, bound: frozenset[str], found: set[str]) -> None:
    """Add the names of symbols that neither ``bound`` nor a binder inside binds."""
    match node:
        case Apply(_, args):
            for arg in args:
                collect_free(arg, bound, found)
        case Symbol(name):
            if name not in bound:
                found.add(name)
        case Bind(_, variable, domain, body, conditions):
            inner = bound | {variable}
            for part in (body, *conditions):
                collect_free(part, inner, found)
            for part in domain_parts(domain):
                collect_free(part, inner if isinstance(domain, Such) else bound, found)
        case _:
            for part in children(node):
                collect_free(part, bound, found)
