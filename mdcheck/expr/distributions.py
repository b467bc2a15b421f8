r"""Measures of random variables whose distribution is known, spelt out: ``E[X^2]`` as an integral or a sum.

What results is plain algebra and calculus over the parameters, guarded by what these must satisfy, and it is
decided like any other formula.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Cases,
    Compare,
    Expr,
    Index,
    Interval,
    Number,
    Prob,
    Range,
    Symbol,
    transform,
)
from mdcheck.expr.reader import Reader
from mdcheck.expr.scope import Distribution, Scope
from mdcheck.latex import parse
from mdcheck.notation.distributions import DISTRIBUTIONS, Named
from mdcheck.records import dataclass

ZERO, ONE = Number(Fraction(0)), Number(Fraction(1))
INFINITY = Apply("infinity", ())
MINUS_INFINITY = Apply("neg", (INFINITY,))
SPREAD = frozenset(("v",))
"""Parameters that are variances, which some notes give as standard deviations."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a record, read."""

    density: Expr
    mean: Expr
    variance: Expr
    entropy: Expr | None
    support: tuple[Expr, Expr]
    conditions: tuple[Expr, ...]
    exists: tuple[tuple[Expr, ...], tuple[Expr, ...]]


def read(text: str) -> Expr:
    """A formula of a record: all of its letters are numbers."""
    letters = ("x", "p", "n", "a", "b", "v", "k", "mu", "lambda", "theta", "alpha", "beta", "nu")
    return Reader(Scope(sorts=dict.fromkeys(letters, "real"))).row(parse(text))


def letter(latex: str) -> str:
    """The name of a parameter."""
    return latex.removeprefix("\\")


@cache
def formulas(record: Named) -> Formulas:
    """What a record says, read once."""
    low, high = map(read, record.support)
    conditions = [c for name, domain in record.parameters for c in within(Symbol(letter(name)), domain)]
    conditions += [read(record.requires)] if record.requires else []
    exists = [(read(text),) if text else () for text in record.exists]
    return Formulas(
        density=read(record.density),
        mean=read(record.mean),
        variance=read(record.variance),
        entropy=read(record.entropy) if record.entropy else None,
        support=(low, high),
        conditions=tuple(conditions),
        exists=(exists[0], exists[1]),
    )


def within(parameter: Expr, domain: str) -> list[Expr]:
    """What a parameter must satisfy."""
    if domain == "real":
        return []
    above = Compare("gt", parameter, ZERO)
    return [above, Compare("lt", parameter, ONE)] if domain == "unit" else [above]


def named(node: Expr) -> tuple[Distribution, ...]:
    r"""What ``N(\mu, \sigma^2)`` may stand for: one distribution for each convention of its name."""
    name, arguments = head_of(node)
    found = []
    for record in DISTRIBUTIONS:
        if name not in record.written or not arguments or not is_usual(record, name, arguments):
            continue
        if record.name == "binomial" and len(arguments) == 2 and arguments[0] == ONE:
            found += list(named(Call(Symbol("Ber"), arguments[1:])))
        elif len(arguments) == len(record.parameters) and is_spread(record, arguments):
            found.append(Distribution(record, arguments))
    return conventional(tuple(found))


def is_usual(record: Named, name: str, arguments: tuple[Expr, ...]) -> bool:
    """Whether a name of one letter has parameters by which it is no function: ``G(p)``, not ``G(z)``."""
    if not record.usual or len(name.split()[-1]) > 2:
        return True
    return all(isinstance(a, Number) or (isinstance(a, Symbol) and a.name in record.usual) for a in arguments)


def head_of(node: Expr) -> tuple[str, tuple[Expr, ...]]:
    """Name and parameters of what may be a distribution."""
    match node:
        case Call(Symbol(name), args, 0) | Index(Symbol(name), args):
            return name, args
        case Apply("pow", (Call(Symbol("chi"), args, 0) | Index(Symbol("chi"), args), Number(value=two))):
            return ("chi^2", args) if two == 2 else ("", ())
        case Prob("P", (event,), ()):
            return "P", (event.value,)
        case Apply("exp", args):
            return "exp", args
    return "", ()


def is_spread(record: Named, arguments: tuple[Expr, ...]) -> bool:
    r"""Whether what stands for a variance is surely one: ``\sigma^2``, a number, no bare ``\sigma``."""
    for (name, _), argument in zip(record.parameters, arguments, strict=True):
        if name in SPREAD and argument != ONE:
            match argument:
                case Apply("pow", (_, Number(value=two))) if two == 2:
                    continue
                case Symbol("v" | "nu" | "tau"):
                    continue
            return False
    return True


def conventional(found: tuple[Distribution, ...]) -> tuple[Distribution, ...]:
    """Those whose convention the letters of the parameters choose, if they choose one."""
    chosen = tuple(
        d for d in found if any(isinstance(p, Symbol) and p.name in d.record.given_as for p in d.parameters)
    )
    return chosen or found


def of_record(record: Named) -> Distribution:
    """A distribution at the letters that its record uses."""
    letters = tuple(Symbol(letter(name)) for name, _ in record.parameters)
    spread = Apply("pow", (Symbol("sigma"), Number(Fraction(2))))
    return Distribution(record, tuple(spread if s.name in SPREAD else s for s in letters))


def at_parameters(distribution: Distribution, node: Expr, value: Expr | None = None) -> Expr:
    """A formula of the record with the parameters, and the value, put in."""
    names = [letter(name) for name, _ in distribution.record.parameters]
    inside: dict[Expr, Expr] = {
        Symbol(name): argument for name, argument in zip(names, distribution.parameters, strict=True)
    }
    if value is not None:
        inside[Symbol("x")] = value
    return transform(node, lambda part: inside.get(part, part))


def guarded(distribution: Distribution, value: Expr, *more: Expr) -> Expr:
    """A value where the parameters are what they must be, and undefined elsewhere."""
    conditions = [at_parameters(distribution, c) for c in formulas(distribution.record).conditions]
    conditions += more
    return Cases(((value, Apply("all of", tuple(conditions))),)) if conditions else value


def plain_density(distribution: Distribution, at: Expr) -> Expr:
    """Mass or density at a value that is known to lie in the support."""
    return at_parameters(distribution, formulas(distribution.record).density, at)


def support(distribution: Distribution) -> tuple[Expr, Expr]:
    """First and last value."""
    low, high = formulas(distribution.record).support
    return at_parameters(distribution, low), at_parameters(distribution, high)


def inside(distribution: Distribution, at: Expr) -> list[Expr]:
    """What holds of a value in the support."""
    low, high = support(distribution)
    above: list[Expr] = [] if low == MINUS_INFINITY else [Compare("ge", at, low)]
    return above if high == INFINITY else [*above, Compare("le", at, high)]


def density(distribution: Distribution, at: Expr) -> Expr:
    """Mass or density at a value of the support; elsewhere nothing is said."""
    return guarded(distribution, plain_density(distribution, at), *inside(distribution, at))


def between(distribution: Distribution, low: Expr, high: Expr) -> Expr:
    """The probability of the values between two ends in the support."""
    ends = [end for end in (low, high) if end not in (INFINITY, MINUS_INFINITY)]
    within_support = [c for end in ends for c in inside(distribution, end)]
    ordered = [Compare("le", *ends)] if len(ends) == 2 else []
    return guarded(distribution, over(distribution, low, high, lambda _: ONE), *within_support, *ordered)


def mean(distribution: Distribution) -> Expr:
    """The mean."""
    known = formulas(distribution.record)
    exists = (at_parameters(distribution, c) for c in known.exists[0])
    return guarded(distribution, at_parameters(distribution, known.mean), *exists)


def variance(distribution: Distribution) -> Expr:
    """The variance."""
    known = formulas(distribution.record)
    exists = (at_parameters(distribution, c) for c in known.exists[1])
    return guarded(distribution, at_parameters(distribution, known.variance), *exists)


def entropy(distribution: Distribution) -> Expr:
    """Entropy in nats; differential entropy of what has a density."""
    known = formulas(distribution.record)
    if known.entropy is not None:
        return guarded(distribution, at_parameters(distribution, known.entropy))
    return expectation(distribution, lambda x: minus(log_density(distribution, x)))


def expectation(distribution: Distribution, function: Callable[[Expr], Expr]) -> Expr:
    """The expectation of a function of the variable, over the whole support."""
    return guarded(distribution, over(distribution, *support(distribution), function))


def over(distribution: Distribution, low: Expr, high: Expr, function: Callable[[Expr], Expr]) -> Expr:
    """Integral or sum of a function times the density between two values."""
    variable = Symbol("value of the variable")
    if distribution.record.discrete:
        body = times(function(variable), plain_density(distribution, variable))
        return Bind("sum", variable.name, Range(low, high), body)
    at, ends, scale = substituted(distribution, low, high, variable)
    body = times(function(at), plain_density(distribution, at), scale)
    return Bind("int", variable.name, Interval(*ends), body)


def substituted(
    distribution: Distribution, low: Expr, high: Expr, z: Expr
) -> tuple[Expr, tuple[Expr, Expr], Expr]:
    """The value as a function of z, the ends of z, and the derivative: standard deviations from an end.

    Infinite integrals are taken in the unit of the distribution; finite ones as they are.
    """
    known = formulas(distribution.record)
    scale = Apply("sqrt", (at_parameters(distribution, known.variance),))
    steps = times(scale, z)
    if low == MINUS_INFINITY and high == INFINITY:
        return Apply("add", (at_parameters(distribution, known.mean), steps)), (low, high), scale
    if high == INFINITY:
        return steps if low == ZERO else Apply("add", (low, steps)), (ZERO, high), scale
    if low == MINUS_INFINITY:
        return Apply("add", (high, steps)), (low, ZERO), scale
    return z, (low, high), ONE


def log_density(distribution: Distribution, at: Expr) -> Expr:
    """Logarithm of mass or density."""
    return Apply("log", (plain_density(distribution, at),))


def minus(value: Expr) -> Expr:
    """The negative."""
    return Apply("neg", (value,))


def times(*factors: Expr) -> Expr:
    """A product."""
    return Apply("mul", factors)
