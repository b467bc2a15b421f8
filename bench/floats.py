"""The value of an Expr in double precision: an evaluator of its own, to judge the checker's by.

It knows no sorts but those that writing shows; where a claim needs more, it says ``Beyond``, and the claim is
left out. Derivatives are central differences.
"""

import math
import operator
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Cases,
    Compare,
    Derivative,
    Event,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Range,
    Symbol,
    walk,
)
from mdcheck.expr.scope import Scope
from mdcheck.notation.counts import COUNTS, MEASURES

SIZE = 3
STEP = 1e-5
LAWS = {"P": "p", "Pr": "p", "Q": "q", "bb P": "p"}
LINEAR = frozenset(("transpose", "inverse", "trace", "det", "frobenius", "norm", "norm1", "inner", "cosine"))


class Beyond(Exception):
    """Something that this evaluator does not know."""


def positive(function: Any) -> Any:
    """A function that has no value for what is not positive."""

    def guarded(x: float) -> float:
        if np.any(np.asarray(x) <= 0):
            raise ValueError
        return function(x)

    return guarded


def power(base: Any, exponent: Any) -> Any:
    if isinstance(base, np.ndarray):
        if base.shape[0] == base.shape[1] and exponent == int(exponent):
            return np.linalg.matrix_power(base, int(exponent))
        raise Beyond
    value = complex(base) ** exponent
    if abs(value.imag) > 1e-12:
        raise ValueError
    return value.real


def times(*factors: Any) -> Any:
    total = factors[0]
    for factor in factors[1:]:
        both = isinstance(total, np.ndarray) and isinstance(factor, np.ndarray)
        total = total @ factor if both else total * factor
        total = total.item() if isinstance(total, np.ndarray) and total.size == 1 else total
    return total


def dot(a: Any, b: Any) -> Any:
    same = isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.shape == b.shape and a.shape[1] == 1
    return float((a * b).sum()) if same else times(a, b)


def softmax(x: Any) -> Any:
    shifted = np.exp(x - x.max())
    return shifted / shifted.sum(axis=0 if x.shape[1] == 1 else 1, keepdims=True)


def whole(x: float) -> int:
    if not math.isclose(x, round(x), abs_tol=1e-9) or x < 0:
        raise ValueError
    return round(x)


HEADS: Mapping[str, Any] = {
    "add": lambda *a: sum(a[1:], a[0]), "mul": times, "dot": dot, "hadamard": lambda a, b: a * b,
    "div": lambda a, b: a / b, "neg": lambda a: -a, "pow": power, "log": positive(np.log), "exp": np.exp,
    "logbase": lambda b, x: positive(np.log)(x) / positive(np.log)(b), "sqrt": positive(np.sqrt),
    "root": lambda n, x: positive(float)(x) ** (1 / n), "sin": np.sin, "cos": np.cos, "tan": np.tan,
    "cot": lambda x: 1 / np.tan(x), "sec": lambda x: 1 / np.cos(x), "csc": lambda x: 1 / np.sin(x),
    "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan, "sinh": np.sinh, "cosh": np.cosh,
    "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "relu": lambda x: np.maximum(x, 0),
    "softplus": lambda x: np.log1p(np.exp(x)), "sign": np.sign, "floor": np.floor, "ceil": np.ceil,
    "abs": lambda x: abs(x) if not isinstance(x, np.ndarray) else float(np.linalg.norm(x)),
    "max": lambda *a: max(a), "min": lambda *a: min(a), "factorial": lambda n: math.factorial(whole(n)),
    "binomial": lambda n, k: math.comb(whole(n), whole(k)),
    "arrange": lambda n, k: math.perm(whole(n), whole(k)),
    "transpose": lambda a: a.T if isinstance(a, np.ndarray) else a,
    "inverse": lambda a: np.linalg.inv(a) if isinstance(a, np.ndarray) else 1 / a,
    "trace": lambda a: float(np.trace(a)), "det": lambda a: float(np.linalg.det(a)),
    "norm": lambda a: float(np.linalg.norm(a)),
    "norm1": lambda a: float(np.abs(a).sum()), "norminf": lambda a: float(np.abs(a).max()),
    "frobenius": lambda a: float(np.linalg.norm(a)), "inner": lambda a, b: float((a * b).sum()),
    "cosine": lambda a, b: float((a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b)), "softmax": softmax,
}  # fmt: skip


class Floats:
    """One drawn world; ``fixed`` names are zero or one, or arrays that act like it."""

    def __init__(
        self, statement: Expr, scope: Scope, seed: int, fixed: Mapping[str, float] | None = None
    ) -> None:
        self.scope, self.seed, self.fixed = scope, seed, fixed or {}
        nodes = list(walk(statement))
        self.bound = {n.variable for n in nodes if isinstance(n, Bind)}
        self.wholes = frozenset(whole_names(nodes))
        self.arrays = frozenset(array_names(nodes, scope))
        self.axes = tuple(sorted(axis_names(nodes)))
        self.bits = any(
            isinstance(n, Apply) and n.head == "logbase" and n.args[0] == Number(2) for n in nodes
        )  # type: ignore[arg-type]
        self.moved: dict[tuple[str, tuple[Any, ...]], float] = {}

    def random(self, *key: object) -> np.random.Generator:
        """A generator for one name."""
        return np.random.default_rng([self.seed, *"|".join(map(str, key)).encode()])

    def real(self, name: str, keys: tuple[Any, ...] = ()) -> float:
        """A positive number for a name with its keys."""
        if (name, keys) in self.moved:
            return self.moved[name, keys]
        if name.removesuffix(" at") in self.fixed:
            return self.fixed[name.removesuffix(" at")]
        return float(self.random(name, *keys).uniform(0.2, 2.2))

    def drawn(self, name: str) -> Any:
        """What a name without a definition stands for."""
        if name in self.wholes:
            return {"n": 5, "N": 5, "m": 3, "k": 2}.get(name, SIZE)
        if name not in self.arrays:
            return self.real(name)
        span = range(1, SIZE + 1)
        if name in self.fixed and name.split()[-1][:1].isupper():
            return np.eye(SIZE) * self.fixed[name]
        if name.split()[-1][:1].isupper():
            return np.array([[self.real(name, (i, j)) for j in span] for i in span])
        return np.array([[self.real(name, (i,))] for i in span])

    def value(self, node: Expr, env: Mapping[str, Any]) -> Any:
        """The value of a node under bindings."""
        match node:
            case Number(number):
                return float(number)
            case Symbol(name):
                return self.symbol(name, env)
            case Index(Symbol(name), keys):
                return self.member(name, tuple(self.key(k, env) for k in keys))
            case Index(base, keys):
                return (
                    np.ravel(self.value(base, env))[self.key(keys[0], env) - 1]
                    if len(keys) == 1
                    else self.value(base, env)[tuple(self.key(k, env) - 1 for k in keys)]
                )
            case Apply(head, args) if head in HEADS:
                return HEADS[head](*(self.value(a, env) for a in args))
            case Call(Symbol(name), args, primes):
                return self.call(name, [self.value(a, env) for a in args], primes)
            case Bind():
                return self.bind(node, env)
            case Derivative(body, variable, 1):
                return self.derivative(body, variable, env)
            case Prob(head, events, given, union):
                return self.probability(head, events, given, env, union=union)
            case Info():
                return self.information(node) / (math.log(2) if self.bits else 1)
            case Moment():
                return self.moment(node, env)
            case Array(rows):
                return np.array([[self.value(c, env) for c in row] for row in rows])
            case Cases(branches):
                return next(self.value(v, env) for v, c in branches if c is None or self.holds(c, env))
        raise Beyond

    def symbol(self, name: str, env: Mapping[str, Any]) -> Any:
        """A name: bound, constant, count, measure, defined or drawn."""
        if name in env:
            return env[name]
        if name in ("const e", "const pi"):
            return math.e if name == "const e" else math.pi
        if name in COUNTS:
            return float(self.random(name).integers(1, 40))
        if name.startswith("measure "):
            return float(MEASURES[name.removeprefix("measure ")][0](*(self.symbol(c, env) for c in COUNTS)))  # type: ignore[arg-type]
        if name in self.scope.definitions and not self.scope.definitions[name].parameters:
            return self.value(self.scope.definitions[name].body, {})
        return self.drawn(name)

    def member(self, name: str, keys: tuple[Any, ...]) -> Any:
        """A member of a family, a probability, or an outcome's value."""
        definition = self.scope.definitions.get(name)
        if definition is not None and len(definition.parameters) == len(keys):
            return self.value(definition.body, dict(zip(definition.parameters, keys, strict=True)))
        if definition is not None:
            raise Beyond
        if name in ("p", "q") and self.axes and len(keys) == 1:
            return self.mass(name, {self.axes[0]: keys[0] - 1})
        if name in self.axes and len(keys) == 1:
            return self.real(f"{name} at", keys)
        return self.real(name, keys)

    def key(self, node: Expr, env: Mapping[str, Any]) -> Any:
        """An index as a number."""
        if isinstance(node, Symbol) and node.name not in env and node.name not in self.wholes:
            return 1 + int(self.random("key", node.name).integers(SIZE))
        return whole(self.value(node, env))

    def call(self, name: str, values: list[Any], primes: int) -> Any:
        """A function that the note names, or its first derivative."""
        if primes:
            if primes > 1 or len(values) != 1:
                raise Beyond
            return (self.call(name, [values[0] + STEP], 0) - self.call(name, [values[0] - STEP], 0)) / (
                2 * STEP
            )
        if name.startswith("head "):
            return HEADS[name.removeprefix("head ")](*values)
        if name in self.scope.definitions:
            definition = self.scope.definitions[name]
            return self.value(definition.body, dict(zip(definition.parameters, values, strict=True)))
        a, b = self.random("function", name).uniform(0.3, 1.2, 2)
        return 1.5 + sum(a * v + b * v * v / (k + 2) + np.sin((k + 1) * v) / 2 for k, v in enumerate(values))

    def bind(self, node: Bind, env: Mapping[str, Any]) -> Any:
        """A sum, product or extremum."""
        values = [self.value(node.body, inner) for inner in self.bindings(node, env)]
        if node.head in ("max", "min"):
            return {"max": max, "min": min}[node.head](values)
        return sum(values) if node.head == "sum" else math.prod(values)

    def bindings(self, node: Bind, env: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Bindings of the bound variable that satisfy the conditions."""
        if isinstance(node.domain, Range):
            first = 1 if node.domain.first is None else whole(self.value(node.domain.first, env))
            last = SIZE if node.domain.last is None else whole(self.value(node.domain.last, env))
        else:
            first, last = 0, SIZE - 1
        for number in range(first, last + 1):
            inner = {**env, node.variable: number, f"outcome {node.variable.lower()}": number}
            if all(self.holds(c, inner) for c in node.conditions):
                yield inner

    def holds(self, condition: Expr, env: Mapping[str, Any]) -> bool:
        """Whether a condition holds."""
        if not isinstance(condition, Compare):
            raise Beyond
        left, right = (
            self.key(s, env)
            if isinstance(s, Symbol) and s.name not in env and s.name in "ijklmn"
            else self.value(s, env)
            for s in (condition.left, condition.right)
        )
        return bool(getattr(operator, condition.relation)(left, right))

    def derivative(self, body: Expr, variable: Expr, env: Mapping[str, Any]) -> Any:
        """A derivative by a number, or by a vector entry by entry."""
        name, keys = (
            (variable.name, ())
            if isinstance(variable, Symbol)
            else (variable.base.name, tuple(self.key(k, env) for k in variable.keys))
        )  # type: ignore[union-attr]
        if name in self.arrays and not keys:
            return np.array([[self.slope(body, (name, (i,)), env)] for i in range(1, SIZE + 1)])
        return self.slope(body, (name, keys), env)

    def slope(self, body: Expr, target: tuple[str, tuple[Any, ...]], env: Mapping[str, Any]) -> float:
        """A central difference."""
        centre = self.real(*target)
        sides = []
        for step in (STEP, -STEP):
            self.moved[target] = centre + step
            sides.append(
                self.value(
                    body, {**env, target[0]: centre + step} if not target[1] and target[0] in env else env
                )
            )
        del self.moved[target]
        return (sides[0] - sides[1]) / (2 * STEP)

    # --- chance --------------------------------------------------------------------------------------

    def table(self, law: str) -> np.ndarray[Any, Any]:
        """The joint table of a law."""
        shape = (SIZE,) * len(self.axes)
        return (
            self.random("law", LAWS.get(law, law)).dirichlet(np.ones(SIZE ** len(self.axes))).reshape(shape)
        )

    def mass(self, law: str, wanted: Mapping[str, int]) -> float:
        """Probability of some outcomes."""
        return float(self.table(law)[tuple(wanted.get(a, slice(None)) for a in self.axes)].sum())

    def outcome(self, event: Event, env: Mapping[str, Any]) -> int:
        """The number of the value that an event asks for."""
        match event.value:
            case Symbol(name) if f"outcome {name}" in env:
                return int(env[f"outcome {name}"])
            case Symbol():
                return int(self.random("outcome", event.variable).integers(SIZE))
            case Index(_, (key,)):
                return int(self.key(key, env)) - 1
        raise Beyond

    def probability(
        self, law: str, events: Any, given: Any, env: Mapping[str, Any], *, union: bool = False
    ) -> float:
        """Probability of events, given others."""

        def total(wanted: Any, combine: Any) -> float:
            places = [(self.axes.index(axis(e.variable)), self.outcome(e, env), e.negated) for e in wanted]
            table = self.table(law)
            cells = product(range(SIZE), repeat=len(self.axes))
            return float(sum(table[c] for c in cells if combine((c[a] == o) != n for a, o, n in places)))

        if union:
            return total(events, any)
        return total((*events, *given), all) / (total(given, all) if given else 1.0)

    def information(self, node: Info) -> float:
        """An information measure in nats."""
        if node.where or node.kind == "js":
            raise Beyond
        if node.laws:
            p, q = self.table(node.laws[0]), self.table(node.laws[-1])
            other = {"entropy": -np.log(p), "cross-entropy": -np.log(q), "divergence": np.log(p / q)}[
                node.kind
            ]
            return float((p * other).sum())
        if node.kind == "mutual-information":
            left, right = ((v,) for v in node.variables)
            return (
                self.entropy((*left, *node.given))
                + self.entropy((*right, *node.given))
                - self.entropy((*node.variables, *node.given))
                - self.entropy(node.given)
            )
        return self.entropy((*node.variables, *node.given)) - self.entropy(node.given)

    def entropy(self, variables: tuple[str, ...]) -> float:
        """Joint entropy of some variables."""
        wanted = {axis(v) for v in variables}
        others = tuple(k for k, a in enumerate(self.axes) if a not in wanted)
        masses = np.ravel(self.table("p").sum(axis=others))
        return float(-(masses * np.log(masses)).sum())

    def moment(self, node: Moment, env: Mapping[str, Any]) -> float:
        """A moment over the joint table."""
        if node.given or not self.axes:
            raise Beyond
        table = self.table("p")

        def mean(*factors: Expr) -> float:
            result = 0.0
            for cell in product(range(SIZE), repeat=len(self.axes)):
                taken = {a: self.real(f"{a} at", (o + 1,)) for a, o in zip(self.axes, cell, strict=True)}
                inner = {**env, **taken, **{a.upper(): v for a, v in taken.items()}}
                result += table[cell] * math.prod(self.value(f, inner) for f in factors)
            return result

        if node.kind == "E":
            return mean(node.args[0])
        return mean(node.args[0], node.args[-1]) - mean(node.args[0]) * mean(node.args[-1])


def whole_names(nodes: list[Expr]) -> Iterator[str]:
    """Names that stand for natural numbers: ends of ranges, what is chosen from."""
    for node in nodes:
        ends = (
            (node.domain.first, node.domain.last)
            if isinstance(node, Bind) and isinstance(node.domain, Range)
            else ()
        )
        counted = (
            node.args if isinstance(node, Apply) and node.head in ("factorial", "binomial", "arrange") else ()
        )
        yield from (
            n.name for e in (*ends, *counted) if e is not None for n in walk(e) if isinstance(n, Symbol)
        )


def array_names(nodes: list[Expr], scope: Scope) -> Iterator[str]:
    """Names of vectors and matrices: declared, bold, or under an operation of linear algebra."""
    names = {n.name for n in nodes if isinstance(n, Symbol)}
    yield from (n for n in names if scope.sort(n) in ("vector", "matrix"))
    for node in nodes:
        if isinstance(node, Apply) and node.head in LINEAR:
            yield from (n.name for a in node.args for n in walk(a) if isinstance(n, Symbol))


def axis(name: str) -> str:
    """A random variable's name whatever its case."""
    return name.lower() if len(name) == 1 else name


def axis_names(nodes: list[Expr]) -> set[str]:
    """Random variables, in lower case."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case Prob(_, events, given):
                found |= {e.variable for e in (*events, *given)}
            case Info(_, variables, given, _, where):
                found |= {*variables, *given, *(e.variable for e in where)}
            case Moment(_, args, given):
                found |= {
                    n.name.lower() for a in args for n in walk(a) if isinstance(n, Symbol) and n.name in "XYZ"
                }
    found = {axis(name) for name in found}
    return found or ({"x"} if any(isinstance(n, Info) for n in nodes) else set())


def agreement(
    statement: Compare, scope: Scope, seed: int, fixed: Mapping[str, float] | None = None
) -> bool | None:
    """Whether both sides come to the same in one world; None where they have no value."""
    try:
        world = Floats(statement, scope, seed, fixed)
        with np.errstate(all="ignore"):
            left, right = world.value(statement.left, {}), world.value(statement.right, {})
        if np.shape(left) != np.shape(right) or not (
            np.all(np.isfinite(left)) and np.all(np.isfinite(right))
        ):
            return None
        rounded = sum(float(n.ulp) for n in walk(statement) if isinstance(n, Number))
        return bool(np.allclose(left, right, rtol=1e-6, atol=1e-7 + rounded))
    except (ValueError, ZeroDivisionError, OverflowError, StopIteration, np.linalg.LinAlgError):
        return None
