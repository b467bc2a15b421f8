r"""Update equations as a program of one step: what is assigned, from what of this step and the one before.

``m_t``, ``m_{t-1}`` become ``m@0`` and ``m@-1``; a name without a time is the value in force where it stands,
as in ``v \leftarrow \mu v - \eta g``. Gradients, however written, become calls of one function.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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


class Incomplete(Exception):
    """The equations do not make a program; the text says what is missing."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """One step.

    Attributes:
        parameter: The name of what is optimised.
        equations: By name, in order of writing.
        rates: Hyperparameters.
        literals: Numbers that may stand for one.
    """

    parameter: str
    equations: Mapping[str, Equation]
    rates: tuple[str, ...]
    literals: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A left side with a right side, as read."""

    left: Expr
    right: Expr


def program(assignments: Iterable[Assignment]) -> Program:
    """The program that some assignments make.

    Raises:
        Incomplete: if nothing updates the parameters, a name has two equations, or one has none.
    """
    found = list(assignments)
    clock = time_of(found)
    equations: dict[str, Equation] = {}
    for place, assignment in enumerate(found):
        equation = read(assignment, clock, place)
        if equation is None:
            continue
        if equation.name in equations and equations[equation.name].body != equation.body:
            raise Incomplete(f"two equations for {equation.name}")
        equations[equation.name] = equation
    parameter = parameter_of(equations)
    equations = {n: with_gradients(e, equations, parameter) for n, e in equations.items()}
    equations = needed(parameter, equations)
    rates = hyperparameters(equations, parameter)
    if not any(isinstance(n, Call) for e in equations.values() for n in walk(e.body)):
        raise Incomplete("no gradient")
    return Program(parameter, equations, rates, literals(equations.values()))


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


def variables(body: Expr) -> Iterator[str]:
    """Names of all variables and hyperparameters of a body, without their times."""
    return (base_of(n.name) for n in walk(body) if isinstance(n, Symbol) and n not in (GRADIENT, NOW))


def parameter_of(equations: Mapping[str, Equation]) -> str:
    """What is optimised: assigned from itself, with a name that parameters have.

    Raises:
        Incomplete: if nothing is.
    """
    for name in PARAMETERS:
        if name in equations and (name in variables(equations[name].body) or "y" in equations):
            return name
    raise Incomplete("nothing here updates the parameters")


def with_gradients(equation: Equation, equations: Mapping[str, Equation], parameter: str) -> Equation:
    """Plain gradients as calls at the parameters; times in their step from the newest state."""

    def change(node: Expr) -> Expr:
        match node:
            case Call(function, ()) if function == GRADIENT:
                return Call(GRADIENT, (Symbol(parameter),))
            case Symbol(name) if is_gradient(base_of(name)) and base_of(name) not in equations:
                return node if name.endswith("@past") else Call(GRADIENT, (Symbol(parameter),))
        return node

    body = transform(equation.body, change)
    if equation.name != parameter:
        return replace(equation, body=at_present(body, parameter))
    body = from_newest(body, parameter)
    return replace(equation, body=transform(body, lambda node: gradient_at_present(node, parameter)))


def is_gradient(name: str) -> bool:
    """Whether a name stands for the gradient: ``g``, ``dW``."""
    return name in GRADIENTS or (name.startswith("d ") and name[2:] in PARAMETERS)


def at_present(body: Expr, parameter: str) -> Expr:
    """With the parameters as they are before the step, whatever time they bear."""

    def change(node: Expr) -> Expr:
        return Symbol(parameter) if isinstance(node, Symbol) and base_of(node.name) == parameter else node

    return transform(body, change)


def gradient_at_present(node: Expr, parameter: str) -> Expr:
    """The same for the point of a gradient."""
    match node:
        case Call(function, (point,)) if function == GRADIENT:
            return Call(GRADIENT, (at_present(point, parameter),))
    return node


def from_newest(body: Expr, parameter: str) -> Expr:
    """In the step of the parameters the newest time of another variable is this step's."""
    times = [
        int(n.name.rpartition("@")[2])
        for n in walk(body)
        if isinstance(n, Symbol)
        and "@" in n.name
        and not n.name.endswith("@past")
        and base_of(n.name) != parameter
    ]
    newest = max(times, default=0)

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if "@" in name and not name.endswith("@past") and base_of(name) != parameter:
                return Symbol(f"{base_of(name)}@{int(name.rpartition('@')[2]) - newest}")
        return node

    return transform(body, change)


def needed(parameter: str, equations: Mapping[str, Equation]) -> dict[str, Equation]:
    """The equations that the step of the parameters needs.

    Raises:
        Incomplete: if a variable of theirs has no equation.
    """
    found: dict[str, Equation] = {}
    waiting = [parameter]
    while waiting:
        name = waiting.pop()
        if name in found or name not in equations:
            continue
        found[name] = equations[name]
        waiting += [v for v in variables(equations[name].body) if v in equations]
        waiting += [f"E[{v[4:-1]}^2]" for v in variables(equations[name].body) if v.startswith("RMS[")]
    return {name: equation for name, equation in equations.items() if name in found}


def hyperparameters(equations: Mapping[str, Equation], parameter: str) -> tuple[str, ...]:
    """Names that are nowhere assigned.

    Raises:
        Incomplete: if one of them changes with time or bears a hat: then its equation is missing.
    """
    summed = {n.variable for e in equations.values() for n in walk(e.body) if isinstance(n, Bind)}
    found: dict[str, None] = {}
    for equation in equations.values():
        for node in walk(equation.body):
            if not isinstance(node, Symbol) or node in (GRADIENT, NOW) or node.name in summed:
                continue
            name = base_of(node.name)
            if name in equations or name == parameter or is_gradient(name):
                continue
            if name.startswith("RMS[") and f"E[{name[4:-1]}^2]" in equations:
                continue
            rate = name.split("_")[0] in RATES
            if ("@" in node.name and not rate) or name.startswith(("hat ", "E[", "RMS[", "Delta ")):
                raise Incomplete(f"nothing here says what {name} is")
            if name.startswith("const "):
                continue
            if not rate and len(name) > 1 and not name.isalpha():
                raise Incomplete(f"nothing here says what {name} is")
            found.setdefault(name)
    if any(v.startswith("RMS[") for e in equations.values() for v in variables(e.body)):
        found |= {} if EPSILONS & found.keys() else {"epsilon": None}
    return tuple(found)


def literals(equations: Iterable[Equation]) -> tuple[float, ...]:
    """Numbers between 0 and 1 in the equations, and what they leave to 1."""
    numbers = (n.value for e in equations for n in walk(e.body) if isinstance(n, Number))
    values = {float(value) for value in numbers if 0 < value < 1}
    return tuple(sorted(values | {round(1 - v, 12) for v in values}))
