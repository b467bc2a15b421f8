"""Update equations as a program of one step: what is optimised, what it needs, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mdcheck.expr.nodes import (
    Bind,
    Call,
    Expr,
    Number,
    Symbol,
    transform,
    walk,
)
from mdcheck.records import dataclass
from mdcheck.verify.recurrences.equations import (
    EPSILONS,
    GRADIENT,
    GRADIENTS,
    NOW,
    PARAMETERS,
    RATES,
    Assignment,
    Equation,
    base_of,
    read,
    time_of,
)


class Incomplete(Exception):
    """The equations do not make a program; the text says what is missing."""


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
        known = equations.get(equation.name)
        if known and known.body != equation.body and is_unrolled(known) == is_unrolled(equation):
            raise Incomplete(f"two equations for {equation.name}")
        if known is None or not is_unrolled(equation):
            equations[equation.name] = equation
    parameter = parameter_of(equations)
    equations = {n: with_gradients(e, equations, parameter) for n, e in equations.items()}
    equations = needed(parameter, equations)
    rates = hyperparameters(equations, parameter)
    if not any(isinstance(n, Call) for e in equations.values() for n in walk(e.body)):
        raise Incomplete("no gradient")
    return Program(parameter, equations, rates, literals(equations.values()))


def is_unrolled(equation: Equation) -> bool:
    """Whether an equation sums over all steps so far, as one that explains a state's own update does."""
    return any(isinstance(node, Bind) for node in walk(equation.body))


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
