r"""Update equations read: what is assigned from what, times relative to the target, gradients as calls.

``m_t``, ``m_{t-1}`` become ``m@0`` and ``m@-1``; a name without a time is the value in force where it stands,
as in ``v \leftarrow \mu v - \eta g``.
"""

from collections.abc import Iterable
from dataclasses import replace

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Derivative,
    Expr,
    Index,
    Moment,
    Number,
    Range,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.printer import plain
from mdcheck.records import dataclass

GRADIENT = Symbol("gradient")
NOW = Symbol("time")
PARAMETERS = ("theta", "Theta", "vartheta", "w", "W", "x", "omega", "phi", "p", "b")
GRADIENTS = frozenset(("g", "grad", "dw", "dW", "db", "dtheta", "nabla"))
TIMES = ("t", "k", "n", "i", "j", "s", "tau")
EPSILONS = frozenset(("epsilon", "varepsilon", "eps", "delta"))
RATES = frozenset(
    (
        "alpha",
        "beta",
        "gamma",
        "eta",
        "rho",
        "mu",
        "lambda",
        "epsilon",
        "varepsilon",
        "delta",
        "lr",
        "eps",
        "nu",
    )
)


@dataclass(frozen=True, slots=True)
class Equation:
    """One assignment.

    Attributes:
        name: What is assigned.
        timed: Whether it bears a time.
        body: Over names with times relative to the target, hyperparameters, gradients.
        source: Its place among the equations that the system was made of.
    """

    name: str
    timed: bool
    body: Expr
    source: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """A left side with a right side, as read."""

    left: Expr
    right: Expr


def time_of(assignments: Iterable[Assignment]) -> str:
    """The letter that counts steps: one that stands with an offset, else t."""
    for assignment in assignments:
        for node in (*walk(assignment.left), *walk(assignment.right)):
            if isinstance(node, Index):
                for key in node.keys:
                    match key:
                        case Apply("add", (Symbol(name), Number() | Apply("neg", (Number(),)))) if (
                            name in TIMES
                        ):
                            return name
    return "t"


def read(assignment: Assignment, clock: str, place: int) -> Equation | None:
    """One assignment, if its left side is a name."""
    name, offset = named(assignment.left, clock)
    if not name or not free_names(assignment.right) - {"const e"} or is_start(assignment.left):
        return None
    body = transform(assignment.right, reduced)
    return Equation(name, offset is not None, shifted(timed(body, clock), offset or 0), place)


def is_start(left: Expr) -> bool:
    """Whether a value at a numbered step is given: ``m_0 = ..``."""
    return isinstance(left, Index) and any(isinstance(key, Number) and key.value == 0 for key in left.keys)


def named(node: Expr, clock: str) -> tuple[str, int | None]:
    """Name and time of a variable; no name if it is none, no time if it bears none."""
    match node:
        case Symbol(name):
            return bare(name), None
        case Index(base, keys):
            times = [time for key in keys if (time := offset_of(key, clock)) is not None]
            numbers = [plain(key) for key in keys if isinstance(key, Number)]
            name = "_".join([named(base, clock)[0], *numbers])
            return (name, times[0] if times else None) if named(base, clock)[0] else ("", None)
        case Moment("E", (arg,)):
            return f"E[{plain(arg).removeprefix('bold ')}]", None
        case Call(Symbol(name), (arg,)) if name in ("RMS", "E"):
            return f"{name}[{plain(arg)}]", None
        case Apply("accent", (*_, arg)):
            return named(arg, clock)
    return "", None


def bare(name: str) -> str:
    """A name without the marks of boldface."""
    return " ".join(word for word in name.split() if word not in ("bold", "vec"))


def offset_of(key: Expr, clock: str) -> int | None:
    """The offset of a time: 0 for ``t``, -1 for ``t - 1``; None if it is no time."""
    match key:
        case Symbol(name) if name == clock:
            return 0
        case Apply("add", (Symbol(name), Number(value))) if name == clock:
            return int(value)
        case Apply("add", (Symbol(name), Apply("neg", (Number(value),)))) if name == clock:
            return -int(value)
        case Apply("tuple" | "list" | "row", (inner,)):
            return offset_of(inner, clock)
    return None


def reduced(node: Expr) -> Expr:
    """Gradients as calls: of a loss at a point, averaged over samples, or as a differential."""
    match node:
        case Derivative(Call(_, (point, *_), 0), _, 1) | Apply("gradient", (Call(_, (point, *_), 0),)):
            return Call(GRADIENT, (point,))
        case Derivative(Bind(head="sum") as total, variable, 1):
            return replace(total, body=Call(GRADIENT, (variable,)))
        case Derivative(Symbol() | Index() | Call(), variable, 1):
            return Call(GRADIENT, (variable,))
        case Apply("gradient", (Symbol(),)):
            return Call(GRADIENT, ())
        case Apply("mul" | "dot", args) if (mean := of_mean(args)) is not None:
            return mean
        case Apply("div", (Bind("sum", body=Call() as body) as total, size)) if counts(total, size):
            return body
        case Apply("mul" | "dot" as head, args) if any(a == Symbol("d") for a in args):
            return undifferentiated(head, args)
    return node


def of_mean(args: tuple[Expr, ...]) -> Expr | None:
    """A product with the mean of a gradient over samples as one with the gradient; None if there is none."""
    factors = [factor for arg in args for factor in flat(arg)]
    total = factors[-1]
    if not (isinstance(total, Bind) and total.head == "sum" and isinstance(total.body, Call)):
        return None
    for place, factor in enumerate(factors[:-1]):
        match factor:
            case Apply("div", (above, size)) if counts(total, size):
                rest = [*factors[:place], above, *factors[place + 1 : -1]]
                kept = [f for f in rest if not (isinstance(f, Number) and f.value == 1)]
                return Apply("mul", (*kept, total.body)) if kept else total.body
    return None


def flat(node: Expr) -> tuple[Expr, ...]:
    """The factors of a plain product."""
    return node.args if isinstance(node, Apply) and node.head in ("mul", "dot") else (node,)


def counts(total: Bind, size: Expr) -> bool:
    """Whether a sum has as many terms as ``size`` says."""
    match total.domain:
        case Range(None, None):
            return isinstance(size, Symbol)
        case Range(Number(value), last) if value == 1:
            return last == size or (last is None and isinstance(size, Symbol))
        case Range(Symbol(first), Apply("add", (Symbol(start), last, Apply("neg", (Number(one),))))) if (
            one == 1
        ):
            return first == start and last == size
    return False


def undifferentiated(head: str, args: tuple[Expr, ...]) -> Expr:
    """``d W`` side by side as the gradient by W."""
    out: list[Expr] = []
    for arg in args:
        if out and out[-1] == Symbol("d") and isinstance(arg, Symbol) and bare(arg.name) in PARAMETERS:
            out[-1] = Call(GRADIENT, ())
        else:
            out.append(arg)
    return out[0] if len(out) == 1 else Apply(head, tuple(out))


def timed(body: Expr, clock: str) -> Expr:
    """Variables with their times as names; the time itself as ``time``."""
    summed = {n.variable for n in walk(body) if isinstance(n, Bind)}

    def visit(node: Expr) -> Expr:
        match node:
            case Index(base, keys) if any(isinstance(k, Symbol) and k.name in summed for k in keys):
                return Index(
                    Symbol(f"{named(base, clock)[0]}@past"), tuple(k for k in keys if free_names(k) & summed)
                )
            case Index() | Moment():
                name, offset = named(node, clock)
                if not name:
                    return node
                return Symbol(f"{name}@{offset}" if offset is not None else name)
            case Call(Symbol("RMS"), _):
                return Symbol(named(node, clock)[0])
            case Call(function, args, primes) if function == GRADIENT:
                return Call(GRADIENT, tuple(map(visit, args)), primes)
            case Symbol(name) if name == clock:
                return NOW
            case Symbol(name):
                return Symbol(bare(name))
            case Apply(head, args):
                return Apply(head, tuple(map(visit, args)))
            case Bind(body=inner, domain=Range(first, last)):
                ends = Range(first and visit(first), last and visit(last))
                return replace(node, body=visit(inner), domain=ends)
        return node

    return visit(body)


def shifted(body: Expr, by: int) -> Expr:
    """Times counted from that of the target."""

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if "@" in name and not name.endswith("@past"):
                base, _, offset = name.rpartition("@")
                return Symbol(f"{base}@{int(offset) - by}")
        return node

    return transform(body, change)


def base_of(name: str) -> str:
    """A variable without its time."""
    return name.rpartition("@")[0] or name
