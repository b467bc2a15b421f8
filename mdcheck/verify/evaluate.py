"""The value of an Expr in a world, in balls."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np
from flint import arb, arb_series

from mdcheck.expr.bars import axis as axis_of
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Derivative,
    Event,
    Expr,
    Index,
    Symbol,
)
from mdcheck.expr.scope import Definition
from mdcheck.notation.counts import COUNTS, MEASURES
from mdcheck.notation.values import (
    Scalar,
    Undefined,
    Value,
    add,
    ball,
    collapse,
    divide,
    identity_matrix,
    integer,
    is_matrix,
    matrix,
    negate,
)
from mdcheck.records import dataclass
from mdcheck.verify import binding, chance, codes, composition, functions
from mdcheck.verify.entries import coefficient, component, cost
from mdcheck.verify.program import Code, Part, Program
from mdcheck.verify.random_families import Drawn, value_of
from mdcheck.verify.steps import Env, Fuel, Member, Outcome, Unknown
from mdcheck.verify.world import Keys, World, series

DEEPEST = 24


@dataclass
class Evaluator:
    """Evaluates in one world; ``definitions`` are expanded where a name is met.

    Attributes:
        moved: The variable by which a derivative is taken, as name and keys, with its series.
        read: Whether the moved variable was met.
        expanding: Names whose definitions are being expanded.
        known: Values of defined names.
        replaced: Defined names whose value is being varied.
        met: Values of drawn names.
        kept: Values of parts with the steps they took, by what is being expanded and at which precision.
        program: The parts that were met in worlds of this setting.
        remembers: Whether a part has one value wherever none of its names is bound.
    """

    world: World
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    fuel: Fuel = field(default_factory=lambda: Fuel(10_000))
    moved: dict[tuple[str, Keys], Scalar] = field(default_factory=dict)
    read: bool = False
    expanding: list[str] = field(default_factory=list)
    known: dict[str, Value] = field(default_factory=dict)
    replaced: dict[str, Value] = field(default_factory=dict)
    met: dict[tuple[str, Keys], Value] = field(default_factory=dict)
    kept: dict[tuple[Part, tuple[str, ...], int], tuple[Value, int]] = field(default_factory=dict)
    program: Program = field(default_factory=Program)
    remembers: ClassVar[bool] = True

    def value(self, node: Expr, env: Env) -> Value:
        """The value of a node under bindings."""
        found = self.program.met.get(id(node))
        part = found[1] if found is not None else self.program.part(node, self)
        return part.run(self, env)

    def cost(self, node: Expr) -> int:
        """Steps that a node takes."""
        return cost(node) if self.world.setting.shapes else 1

    def code(self, node: Expr) -> Code:
        """What a node computes."""
        return codes.code(self, node)

    def arguments(self, args: tuple[Expr, ...], env: Env) -> Iterator[Value]:
        """Values of arguments, those of a list with dots one by one."""
        for arg in args:
            if isinstance(arg, Apply) and arg.head == "given":
                yield from self.arguments(arg.args, env)
            elif isinstance(arg, Bind) and arg.head == "each":
                yield from (self.value(arg.body, inner) for inner in binding.bindings(self, arg, env))
            else:
                yield self.value(arg, env)

    # --- names ---------------------------------------------------------------------------------------

    def symbol(self, name: str, env: Env) -> Value:
        """A name: bound, defined, known, or drawn."""
        if name in env:
            return self.bound(name, env[name], env)
        if name in self.replaced:
            self.read = True
            return self.replaced[name]
        if (name, ()) in self.met and name not in self.definitions and not self.moves(name):
            return self.met[name, ()]
        if name.startswith("const "):
            return arb.pi() if name == "const pi" else arb.const_e()
        if name == "identity":
            return identity_matrix(self.world.size)
        if name.startswith("measure "):
            return self.measure(name.removeprefix("measure "))
        if name in COUNTS:
            return ball(self.count(name))
        if self.defines(name) and not self.definitions[name].parameters:
            return self.constant_of(name)
        return self.drawn(name, ())

    def bound(self, name: str, bound: Any, env: Env) -> Value:
        """The value of a bound variable: of an outcome or a member a number or a vector of its own."""
        if isinstance(bound, Drawn):
            return value_of(self, bound, (), env)
        if not isinstance(bound, Outcome | Member):
            return bound
        if isinstance(bound, Outcome) and (name, 0) not in self.world.setting.shapes:
            return self.world.outcome_value(axis_of(name), bound.number)
        return self.made(f"{name if isinstance(bound, Outcome) else 'member'} at", (bound.number + 1,), name)

    def count(self, name: str) -> Fraction:
        """A count of a confusion matrix."""
        value = Fraction(self.world.number(1, 40, "count", name))
        self.world.drawn[name, ()] = value
        return value

    def measure(self, name: str) -> Scalar:
        """A known measure from the four counts."""
        tp, fp, fn, tn = (self.count(c) for c in COUNTS)
        return ball(MEASURES[name][0](tp, fp, fn, tn))

    def index(self, base: Expr, keys: tuple[Expr, ...], env: Env) -> Value:
        """A member of a family, or a component."""
        numbers = tuple(self.key(k, env) for k in keys)
        if not isinstance(base, Symbol):
            return component(self.value(base, env), numbers)
        name = base.name
        if name == "delta" and len(numbers) == 2:
            return arb(int(numbers[0] == numbers[1]))
        if name in env and is_matrix(env[name]):
            return component(env[name], numbers)
        if name in env and isinstance(env[name], Drawn):
            return value_of(self, env[name], numbers, env)
        if self.defines(name):
            definition = self.definitions[name]
            if len(definition.parameters) == len(numbers) and not definition.called:
                bound = {
                    p: ball(n)
                    for p, n in zip(definition.parameters, numbers, strict=True)
                    if isinstance(n, int)
                }
                return self.expand(name, definition.body, bound)
            if not definition.parameters and is_matrix(whole := self.symbol(name, env)):
                return component(whole, numbers)
        if len(numbers) == 1 and isinstance(numbers[0], int):
            if name in self.world.setting.axes:
                return self.world.outcome_value(name, chance.numbered(self, numbers[0]))
            if self.is_law(name):
                return self.law_vector(name, numbers[0])
        return self.drawn(name, numbers)

    def is_law(self, name: str) -> bool:
        """Whether an indexed name is a law written as a vector."""
        return name in self.world.setting.laws

    def law_vector(self, name: str, number: int) -> Scalar:
        """The probability of the ``number``-th value."""
        axis = chance.law_axes(self)[0]
        return chance.probability(
            self,
            name,
            (Event(axis, Symbol(axis)),),
            (),
            False,
            {axis: Outcome(chance.numbered(self, number))},
        )

    def key(self, node: Expr, env: Env) -> int | str:
        """An index as a number; a label stays a label."""
        if isinstance(node, Symbol):
            if node.name in env:
                bound = env[node.name]
                return place_of(bound) if isinstance(bound, Outcome | Member) else integer(bound)
            if node.name.startswith("("):
                return node.name
            if node.name in self.world.setting.sizes:
                return self.world.size
            return self.world.index(node.name)
        return integer(self.value(node, env))

    def drawn(self, name: str, keys: Keys) -> Value:
        """A value of the shape that the name has, made once a world unless something is being varied."""
        if self.moves(name):
            return self.made(name, keys)
        if (name, keys) not in self.met:
            self.met[name, keys] = self.made(name, keys)
        return self.met[name, keys]

    def moves(self, name: str) -> bool:
        """Whether a name, or a part of what it names, is being varied."""
        return bool(self.moved) and any(name == moved for moved, _ in self.moved)

    def made(self, name: str, keys: Keys, like: str = "") -> Value:
        """A value of the shape that the name, or another one, has."""
        shape = self.world.setting.shapes.get((like, 0) if like else (name, len(keys)), "scalar")
        size = range(1, self.world.size + 1)
        if shape == "vector":
            return matrix([[self.scalar(name, (*keys, i))] for i in size])
        if shape == "matrix" and name == "I":
            return identity_matrix(self.world.size)
        if shape == "matrix":
            return matrix([[self.scalar(name, (*keys, i, j)) for j in size] for i in size])
        return self.scalar(name, keys)

    def scalar(self, name: str, keys: Keys) -> Scalar:
        """A drawn number, or its series if it is the moved variable."""
        if (name, keys) in self.moved:
            self.read = True
            return self.moved[name, keys]
        if not keys and name in self.world.setting.counts | self.world.setting.sizes:
            return self.world.scalar(name)
        if not keys and name in self.world.setting.indices:
            return ball(self.world.index(name))
        return self.world.scalar(name, keys)

    def constant_of(self, name: str) -> Value:
        """The value of a name without parameters, computed once a world unless something is being varied."""
        if self.moved or self.replaced:
            return self.expand(name, self.definitions[name].body, {})
        if name not in self.known:
            self.known[name] = self.expand(name, self.definitions[name].body, {})
        return self.known[name]

    def defines(self, name: str) -> bool:
        """Whether a name has a definition that is not being expanded: within it, ``v_0`` is not ``v``."""
        return name in self.definitions and name not in self.expanding

    def expand(self, name: str, body: Expr, env: Env) -> Value:
        """The body of a definition; definitions that turn in a circle have no value."""
        if len(self.expanding) > DEEPEST:
            raise Unknown("definitions that refer to each other")
        self.expanding.append(name)
        try:
            return self.value(body, env)
        finally:
            self.expanding.pop()

    # --- functions, derivatives ----------------------------------------------------------------------

    def call(self, function: Expr, args: tuple[Expr, ...], primes: int, env: Env) -> Value:
        """A named function at its arguments, or one of its derivatives."""
        return functions.call(self, function, args, primes, env)

    def callable(self, function: Expr, env: Env) -> Callable[[list[Value]], Value]:
        """The meaning of a function's name: known, defined, or a random smooth one."""
        return functions.callable_of(self, function, env)

    def derivative(self, body: Expr, variable: Expr, order: int, env: Env) -> Value:
        """A derivative by power series; by a vector or matrix, entry by entry."""
        name, keys = self.target(variable, env)
        if name not in env and self.defines(name) and not self.definitions[name].parameters:
            if self.moved or self.replaced:
                raise Unknown("a derivative within a derivative")
            return composition.by_intermediate(self, body, name, keys, order, env)
        if isinstance(body, Derivative) and order == body.order == 1 and not self.moved:
            return self.mixed(body.body, (name, keys), self.target(body.variable, env), env)
        if not keys and name in env and not isinstance(env[name], Outcome):
            return coefficient(self.value(body, {**env, name: series(env[name], order)}), order)
        shape = self.world.setting.shapes.get((name, len(keys)), "scalar")
        size = range(1, self.world.size + 1)
        if shape == "vector":
            return matrix([[self.partial(body, (name, (*keys, i)), order, env)] for i in size])
        if shape == "matrix":
            return matrix(
                [[self.partial(body, (name, (*keys, i, j)), order, env) for j in size] for i in size]
            )
        return self.partial(body, (name, keys), order, env)

    def target(self, variable: Expr, env: Env) -> tuple[str, Keys]:
        """The variable of a derivative as name and keys."""
        match variable:
            case Symbol(name):
                return name, ()
            case Index(Symbol(name), keys):
                return name, tuple(self.key(k, env) for k in keys)
        raise Unknown("a derivative by something that is no variable")

    def mixed(self, body: Expr, first: tuple[str, Keys], second: tuple[str, Keys], env: Env) -> Value:
        """A second derivative by two numbers, from those along both diagonals."""
        shapes = self.world.setting.shapes
        if first == second:
            return self.partial(body, first, 2, env)
        if any(name in env or (name, len(keys)) in shapes for name, keys in (first, second)):
            raise Unknown("a derivative within a derivative")
        along = [self.along(body, {first: 1, second: sign}, env) for sign in (1, -1)]
        return divide(add(along[0], negate(along[1])), ball(4))

    def along(self, body: Expr, direction: Mapping[tuple[str, Keys], int], env: Env) -> Value:
        """The second derivative in a direction."""
        for target, slope in direction.items():
            self.moved[target] = arb_series([self.world.scalar(*target), slope], 3)
        try:
            return coefficient(self.value(body, env), 2)
        finally:
            self.moved.clear()

    def partial(self, body: Expr, target: tuple[str, Keys], order: int, env: Env) -> Value:
        """One partial derivative; the variable must have been read, or the claim says nothing."""
        if self.moved:
            raise Unknown("a derivative within a derivative")
        self.moved[target] = series(self.world.scalar(*target), order)
        try:
            return coefficient(self.value(body, env), order)
        finally:
            del self.moved[target]

    def domain(self, node: Bind, env: Env) -> Iterator[Any]:
        """What a binder runs over; who knows more than its reading may say so."""
        return binding.domain(self, node, env)

    # --- values written out ------------------------------------------------------------------------

    def cases(self, branches: tuple[tuple[Expr, Expr | None], ...], env: Env) -> Value:
        """The value of the first case whose condition holds."""
        for value, condition in branches:
            if condition is None or binding.holds(self, condition, env):
                return self.value(value, env)
        raise Undefined("no case applies")

    def array(self, rows: tuple[tuple[Expr, ...], ...], env: Env) -> Value:
        """A matrix of scalars."""
        cells = [[self.value(cell, env) for cell in row] for row in rows]
        if any(is_matrix(cell) for row in cells for cell in row):
            return np.block(cells)
        return collapse(matrix(cells))


def place_of(bound: Outcome | Member) -> int:
    """The number of an outcome or a member, counted from 1."""
    return bound.number + 1 if isinstance(bound, Outcome) else bound.number
