"""An evaluator whose names mean what a function was called with, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import product
from typing import Any, cast

import numpy as np
from flint import arb

from mdcheck.expr.nodes import Apply, Bind, Expr, Index, Info, Moment, Prob, Range, Symbol, walk
from mdcheck.notation.elementary import floor
from mdcheck.notation.linear_algebra import inner
from mdcheck.notation.values import Undefined, Value, ball, dot, entries, integer, is_matrix
from mdcheck.records import dataclass
from mdcheck.verify.binding import bindings
from mdcheck.verify.evaluate import DEEPEST, Evaluator
from mdcheck.verify.program import Code, at_values, without_value
from mdcheck.verify.selfcheck.measures import information
from mdcheck.verify.steps import Env, Unknown

Array = np.ndarray[Any, np.dtype[np.object_]]
Function = Callable[[list[Value]], Value]


def gamma(values: list[Value]) -> Value:
    """The gamma function of a positive number."""
    if len(values) != 1 or not values[0] > 0:
        raise Undefined("gamma of a number that is not positive")
    return values[0].gamma()


def rounded(values: list[Value]) -> Value:
    """The nearest integer, which a half does not have."""
    above = values[0] + ball(0.5)
    if above.is_integer():
        raise Undefined("a half to be rounded")
    return floor(above)


FUNCTIONS: Mapping[str, Function] = {"Gamma": gamma, "round": rounded}


@dataclass
class Given(Evaluator):
    """Evaluates a docstring's formula.

    Attributes:
        arrays: Values by name, as object arrays of balls with the axes of the signature.
        sequences: Values by name and time, for steps of an optimizer.
        functions: Functions that were passed in.
    """

    arrays: Mapping[str, Array] = field(default_factory=dict)
    sequences: Mapping[str, Mapping[int, Array]] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    unfolding: int = 0

    remembers = False

    def code(self, node: Expr) -> Code:
        """As everywhere; an inner product takes rows and columns alike."""
        match node:
            case Apply("dot", (left, right)):
                return at_values(either_way, [self.program.of(part) for part in (left, right)])
            case Info():
                return lambda it, env: information(cast("Given", it), node, env)
            case Bind(head="argmax" | "argmin"):
                return lambda it, env: cast("Given", it).place_of(node, env)
            case Prob() | Moment():
                return without_value("a probability or moment, of which nothing was passed in")
        return super().code(node)

    def place_of(self, node: Bind, env: Env) -> Value:
        """The index at which a body is greatest or least; where two are, code may take either."""
        found = [(inner[node.variable], self.value(node.body, inner)) for inner in bindings(self, node, env)]
        sign = 1 if node.head == "argmax" else -1
        best = [
            place
            for place, value in found
            if all(bool(sign * value > sign * other) for at, other in found if at is not place)
        ]
        if len(best) != 1:
            raise Undefined("a tie")
        return best[0]

    def symbol(self, name: str, env: Env) -> Value:
        """A name: bound, passed in, or defined."""
        if name in env:
            return env[name]
        if name in self.arrays:
            return shaped(self.arrays[name])
        if name in self.definitions:
            return self.member(name, (), env)
        if name.startswith("const "):
            return super().symbol(name, env)
        raise Unknown(f"{name} is not among the parameters")

    def index(self, base: Expr, keys: tuple[Expr, ...], env: Env) -> Value:
        """An entry or a row, of what was passed in or of a definition."""
        numbers = tuple(self.number(key, env) for key in keys)
        if not isinstance(base, Symbol):
            return entry(array(self.value(base, env)), numbers)
        name = base.name
        if name in self.sequences and numbers[-1] in self.sequences[name]:
            return shaped(self.sequences[name][numbers[-1]])
        if name in env:
            return entry(array(env[name]), numbers)
        if name in self.arrays:
            return entry(self.arrays[name], numbers)
        if name in self.definitions:
            return self.member(name, numbers, env)
        if name == "delta" and len(numbers) == 2:
            return arb(int(numbers[0] == numbers[1]))
        raise Unknown(f"{name} is not among the parameters")

    def number(self, key: Expr, env: Env) -> int:
        """An index: a variable, an expression, or a label that was passed in."""
        return integer(self.value(key, env))

    def key(self, node: Expr, env: Env) -> int | str:
        """The same, for conditions."""
        return self.number(node, env)

    def member(self, name: str, numbers: tuple[int, ...], env: Env) -> Value:
        """A defined family at its indices; fewer of them make a row, none the whole.

        What a definition does not index keeps the meaning it has where the name stands: ``where j = l - k``.
        """
        definition = self.definitions[name]
        bound = {**env, **{p: ball(n) for p, n in zip(definition.parameters, numbers, strict=False)}}
        if beyond := numbers[len(definition.parameters) :]:
            return entry(array(self.unfolded(definition.body, bound)), beyond)
        rest = definition.parameters[len(numbers) :]
        if not rest:
            return self.unfolded(definition.body, bound)
        sizes = [self.extent(p, definition.body, bound) for p in rest]
        out = np.empty(sizes, dtype=object)
        for place in product(*map(range, sizes)):
            inside = bound | {p: ball(k + 1) for p, k in zip(rest, place, strict=True)}
            out[place] = self.unfolded(definition.body, inside)
        return shaped(out, row=bool(numbers))

    def unfolded(self, body: Expr, env: Env) -> Value:
        """The body of a definition; definitions that turn in a circle have no value."""
        if self.unfolding > DEEPEST:
            raise Unknown("definitions that refer to each other")
        self.unfolding += 1
        try:
            return self.value(body, env)
        finally:
            self.unfolding -= 1

    def domain(self, node: Bind, env: Env) -> Iterator[Any]:
        """Numbers of a range; without an end it runs over the extent of what it indexes."""
        if not isinstance(node.domain, Range):
            raise Unknown(f"a {node.head} over the values of {node.variable}")
        if node.domain.last is not None:
            yield from super().domain(node, env)
            return
        first = 1 if node.domain.first is None else integer(self.value(node.domain.first, env))
        yield from (ball(k) for k in range(first, self.extent(node.variable, node.body, env) + 1))

    def extent(self, variable: str, body: Expr, env: Env) -> int:
        """The size of the axis that a variable runs over."""
        for node in walk(body):
            if isinstance(node, Index) and Symbol(variable) in node.keys:
                try:
                    return self.size_at(node.base, node.keys.index(Symbol(variable)), len(node.keys), env)
                except Unknown:
                    continue
        raise Unknown(f"nothing says how far {variable} runs")

    def size_at(self, base: Expr, place: int, count: int, env: Env) -> int:
        """Size of one axis of a base that is indexed by so many keys."""
        if isinstance(base, Symbol) and base.name in self.arrays:
            shape = self.arrays[base.name].shape
            if place < len(shape):
                return int(shape[place])
            raise Unknown(f"{base.name} has no axis {place + 1}")
        definition = self.definitions.get(base.name) if isinstance(base, Symbol) else None
        if definition is not None and place < len(definition.parameters):
            return self.extent(definition.parameters[place], definition.body, env)
        if count == 1:
            return len(entries(self.value(base, env)))
        raise Unknown("the size of an axis")

    def call(self, function: Expr, args: tuple[Expr, ...], primes: int, env: Env) -> Value:
        """A function at its arguments; a derivative that was passed in stands for itself."""
        name = f"{function.name}{primes * chr(39)}" if isinstance(function, Symbol) and primes else ""
        if name in self.arrays:
            return self.symbol(name, env)
        return super().call(function, args, primes, env)

    def callable(self, function: Expr, env: Env) -> Function:
        """A function that was passed in, or a definition with arguments."""
        if isinstance(function, Symbol) and function.name in {**FUNCTIONS, **self.functions}:
            return self.functions.get(function.name) or FUNCTIONS[function.name]
        if isinstance(function, Symbol) and function.name in self.definitions:
            return lambda values: self.member(function.name, tuple(map(integer, values)), env)
        if isinstance(function, Symbol) and function.name.startswith("head "):
            return super().callable(function, env)
        raise Unknown("a function that was not passed in")


def either_way(left: Value, right: Value) -> Value:
    """A product; of two vectors the inner product, rows or columns."""
    return (
        inner(left, right) if all(is_matrix(v) and 1 in v.shape for v in (left, right)) else dot(left, right)
    )


def array(value: Value) -> Array:
    """A value with the axes that indices expect: a vector has one."""
    if not is_matrix(value):
        return np.array(value, dtype=object)
    return value.reshape(-1) if 1 in value.shape else value  # type: ignore[no-any-return]


def entry(values: Array, numbers: tuple[int, ...]) -> Value:
    """The part at indices that count from 1."""
    if len(numbers) > values.ndim or any(
        not 1 <= n <= size for n, size in zip(numbers, values.shape, strict=False)
    ):
        raise Undefined("a component that is not there")
    return shaped(values[tuple(n - 1 for n in numbers)], row=True)


def shaped(values: Any, *, row: bool = False) -> Value:
    """An array as a value: no axes a scalar, one a column (or a row), two a matrix, more a long column."""
    if not isinstance(values, np.ndarray):
        return values
    if values.ndim == 0:
        return values.item()
    if values.ndim != 2:
        return values.reshape(1, -1) if row else values.reshape(-1, 1)
    return values
