"""A program of update equations run beside another one, step by step on the same gradients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, lru_cache
from itertools import islice, permutations, product
from typing import Any

import numpy as np

from mdcheck.expr.nodes import Call, Expr, Index, Symbol
from mdcheck.records import dataclass
from mdcheck.verify.numeric import NoValue, Numeric
from mdcheck.verify.recurrences.equations import EPSILONS, GRADIENT, NOW, base_of
from mdcheck.verify.recurrences.program import Program, is_gradient
from mdcheck.verify.steps import OutOfFuel, Unknown

STEPS = 6
MOST = 60
PROBLEMS = 3
USUAL = {
    "eta": ("alpha", "lr", "epsilon", "gamma", "lambda"),
    "mu": ("beta", "gamma", "rho", "alpha", "beta_1"),
    "beta": ("rho", "gamma", "alpha", "decay", "beta_2"),
    "rho": ("beta", "gamma"),
    "beta_1": ("rho_1", "beta"),
    "beta_2": ("rho_2", "gamma"),
    "lambda": ("wd", "w"),
}
FAILURES = (Unknown, NoValue, OutOfFuel, ZeroDivisionError, OverflowError, ValueError, RecursionError)
CLOSE = 1e-8


@dataclass(frozen=True, slots=True)
class Problem:
    """A loss in one variable whose gradient changes with the step.

    Attributes:
        start: Where the parameters begin.
        slopes: Curvature at each step.
        centres: Where the gradient of each step is zero.
    """

    start: float
    slopes: tuple[float, ...]
    centres: tuple[float, ...]

    def gradient(self, step: int, at: float) -> float:
        """The gradient of a step (from 1) at a point."""
        return self.slopes[step - 1] * (at - self.centres[step - 1])


@cache
def problems() -> tuple[Problem, ...]:
    """The same problems in every run."""
    generator = np.random.default_rng(20240615)
    return tuple(
        Problem(
            float(generator.uniform(0.5, 2.0)),
            tuple(map(float, generator.uniform(0.4, 1.6, STEPS))),
            tuple(map(float, generator.uniform(-2.0, 2.0, STEPS))),
        )
        for _ in range(PROBLEMS)
    )


@dataclass
class Machine(Numeric):
    """Runs a program; ``names`` holds the hyperparameters."""

    program: Program = field(kw_only=True)
    problem: Problem = field(kw_only=True)

    def __post_init__(self) -> None:
        """Begin before the first step with all state zero."""
        super().__post_init__()
        self.step = 0
        self.past: dict[str, list[float]] = {name: [0.0] for name in self.program.equations}
        self.past[self.program.parameter] = [self.problem.start]
        self.gradients: list[float] = [0.0]
        self.fresh: dict[str, float] = {}
        self.pending: list[str] = []

    def run(self) -> Iterator[float]:
        """The parameters after each step, as they are asked for.

        Raises:
            NoValue, Unknown, OutOfFuel: as evaluation does.
        """
        for self.step in range(1, STEPS + 1):
            self.fresh = {}
            here = self.past[self.program.parameter][-1]
            self.gradients.append(self.problem.gradient(self.step, here))
            for name in self.program.equations:
                self.assigned(name)
            for name, value in self.fresh.items():
                self.past[name].append(value)
            yield self.past[self.program.parameter][-1]

    def assigned(self, name: str) -> float:
        """The value that this step gives to a variable."""
        if name not in self.fresh:
            if name in self.pending:
                raise Unknown(f"{name} depends on itself")
            self.pending.append(name)
            try:
                value = self.value(self.program.equations[name].body)
            finally:
                self.pending.pop()
            if np.ndim(value) or not np.isfinite(value):
                raise NoValue("not finite")
            self.fresh[name] = float(value)
        return self.fresh[name]

    def value(self, node: Expr, bound: Mapping[str, Any] = {}) -> Any:
        """As everywhere; gradients are those of the problem."""
        match node:
            case Call(function, (point,)) if function == GRADIENT:
                return self.problem.gradient(self.step, float(self.value(point, bound)))
            case Index(Symbol(name), (key,)) if name.endswith("@past"):
                return self.earlier(base_of(name), self.key(key, bound))
        return super().value(node, bound)

    def earlier(self, name: str, step: int) -> float:
        """The value of a variable, or the gradient, at a step."""
        if not 1 <= step <= self.step:
            raise NoValue("a step that has not been")
        if name in self.program.equations:
            return self.assigned(name) if step == self.step else self.past[name][step]
        if is_gradient(name):
            return self.gradients[step]
        raise Unknown(f"{name} has no past")

    def symbol(self, name: str, bound: Mapping[str, Any]) -> Any:
        """A variable at its time, a hyperparameter, or the number of the step."""
        if name == NOW.name:
            return float(self.step)
        base, _, time = name.rpartition("@")
        if base:
            return self.at(base, int(time))
        if name in self.program.equations:
            return self.in_force(name)
        if name.startswith("RMS["):
            return self.root_mean_square(name, 0)
        return super().symbol(name, bound)

    def at(self, name: str, time: int) -> float:
        """A variable at a time relative to this step."""
        if name.startswith("RMS[") and name not in self.program.equations:
            return self.root_mean_square(name, time)
        if name not in self.program.equations:
            return float(super().symbol(name, {}))
        if time > 0:
            raise Unknown(f"{name} of a later step")
        if time == 0:
            return self.assigned(name)
        past = self.past[name]
        return past[self.step + time] if self.step + time >= 0 else 0.0

    def root_mean_square(self, name: str, time: int) -> float:
        """``RMS[g]``: the root of the running mean of squares, with epsilon inside."""
        squares = f"E[{name[4:-1]}^2]"
        epsilon = next((v for k, v in self.names.items() if base_of(k) in EPSILONS), None)
        if squares not in self.program.equations or epsilon is None:
            raise Unknown(f"nothing here says what {name} is")
        return float(np.sqrt(self.at(squares, time) + epsilon))

    def in_force(self, name: str) -> float:
        """A variable without a time: new if its equation stands before, else old."""
        order = list(self.program.equations)
        current = self.pending[-1] if self.pending else ""
        if name != self.program.parameter and current and order.index(name) < order.index(current):
            return self.assigned(name)
        if self.program.equations[name].timed and current != name and name != self.program.parameter:
            return self.assigned(name)
        return self.past[name][-1]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two programs that make the same steps; ``rates`` maps hyperparameters of the one to the other's."""

    rates: Mapping[str, str]
    complement: bool = False

    def __str__(self) -> str:
        """``alpha as eta, beta as beta_1``."""
        return ", ".join(f"{mine} as {other}" for mine, other in self.rates.items())


def agreement(
    mine: Program, other: Program, *, complements: bool = False, most: int = MOST
) -> Agreement | None:
    """How two programs come to the same steps, over the likeliest ``most`` roles of their hyperparameters."""
    for rates, fixed in islice(assignments(mine, other), most):
        for flipped in flips(rates) if complements else ((),):
            if all(
                same(mine, other, problem, rates, fixed, flipped, k) for k, problem in enumerate(problems())
            ):
                return Agreement({**rates, **{f"{v:g}": k for k, v in fixed.items()}}, bool(flipped))
    return None


def same_as_any(mine: Program, others: Sequence[Program], *, most: int) -> Program | None:
    """The first of some programs of the same hyperparameters that makes the same steps, all in one run."""
    for rates, fixed in islice(assignments(mine, others[0]), most):
        left = list(others)
        for number, problem in enumerate(problems()):
            there = values(others[0], fixed, number)
            here = {name: there[role] for name, role in rates.items()}
            key = tuple(sorted(there.items()))
            paths = [(other, canonical_path(other, key, number)) for other in left]
            left = surviving(mine, here, problem, [(o, path) for o, path in paths if path is not None])
            if not left:
                break
        if left:
            return left[0]
    return None


def surviving(
    mine: Program,
    rates: Mapping[str, float],
    problem: Problem,
    paths: list[tuple[Program, tuple[float, ...]]],
) -> list[Program]:
    """Those whose steps a program makes, stopping when none is left."""
    try:
        with np.errstate(all="ignore"):
            for step, value in enumerate(Machine(rates, program=mine, problem=problem).run()):
                paths = [(o, p) for o, p in paths if abs(value - p[step]) <= CLOSE * max(1.0, abs(p[step]))]
                if not paths:
                    return []
    except FAILURES:
        return []
    return [other for other, _ in paths]


def flips(rates: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Sets of decays that may be given as what they leave to 1."""
    decays = [name for name, role in rates.items() if role.startswith(("beta", "rho", "mu"))]
    yield from ((name,) for name in decays)
    if len(decays) > 1:
        yield tuple(decays)


def assignments(mine: Program, other: Program) -> Iterator[tuple[dict[str, str], dict[str, float]]]:
    """Ways to take hyperparameters for each other; what is left over is a number that stands here."""
    there = [role for role in other.rates if role in EPSILONS]
    epsilons = [name for name in mine.rates if name in EPSILONS] if there else []
    roles = [role for role in other.rates if role not in EPSILONS]
    names = [name for name in mine.rates if name not in epsilons]
    if len(names) > len(roles) or len(epsilons) > len(there):
        return
    chosen_first = sorted(permutations(roles, len(names)), key=lambda chosen: -likeness(names, chosen))
    for chosen in chosen_first:
        rates = {**dict(zip(names, chosen, strict=True)), **dict(zip(epsilons, there, strict=False))}
        rest = [role for role in other.rates if role not in rates.values()]
        for values in product(mine.literals, repeat=len(rest)) if rest else ((),):
            yield rates, dict(zip(rest, values, strict=True))


def likeness(names: Sequence[str], roles: Sequence[str]) -> int:
    """How many hyperparameters bear the names that their roles usually have."""
    return sum(
        2 * (name == role) + (name in USUAL.get(role, ())) for name, role in zip(names, roles, strict=True)
    )


def values(other: Program, fixed: Mapping[str, float], number: int) -> dict[str, float]:
    """Values of the canonical hyperparameters in one problem."""
    generator = np.random.default_rng(77 + number)
    drawn = {}
    for role in sorted(other.rates):
        low, high = (
            (0.05, 0.2) if role in EPSILONS else (0.1, 0.5) if role in ("eta", "lambda") else (0.55, 0.95)
        )
        drawn[role] = float(generator.uniform(low, high))
    return {**drawn, **fixed}


def same(
    mine: Program,
    other: Program,
    problem: Problem,
    rates: Mapping[str, str],
    fixed: Mapping[str, float],
    flipped: Sequence[str],
    number: int,
) -> bool:
    """Whether both make the same steps on one problem."""
    there = values(other, fixed, number)
    here = {name: 1 - there[role] if name in flipped else there[role] for name, role in rates.items()}
    right = canonical_path(other, tuple(sorted(there.items())), number)
    if right is None:
        return False
    try:
        with np.errstate(all="ignore"):
            path = Machine(here, program=mine, problem=problem).run()
            return all(abs(a - b) <= CLOSE * max(1.0, abs(b)) for a, b in zip(path, right, strict=True))
    except FAILURES:
        return False


@lru_cache(maxsize=512)
def canonical_path(
    program: Program, rates: tuple[tuple[str, float], ...], number: int
) -> tuple[float, ...] | None:
    """The steps of a canonical program on one problem."""
    return trajectory(program, dict(rates), problems()[number])


def trajectory(program: Program, rates: Mapping[str, float], problem: Problem) -> tuple[float, ...] | None:
    """The parameters after each step; None where they have no value."""
    try:
        with np.errstate(all="ignore"):
            return tuple(Machine(rates, program=program, problem=problem).run())
    except FAILURES:
        return None
