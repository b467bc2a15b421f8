r"""Expressions in floats: names stand for numbers, vectors and matrices, and sums run over what they index.

Vectors are one-dimensional and combine entry by entry, a number with each of them, as notes write
``x - \mu``; ``w^T x`` and the inner product of two vectors sum. The reader of a note never meets these
values: they compare two formulas, and what they compare is drawn far from poles and ties.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import e, erf, lgamma, pi
from typing import Any

import numpy as np

from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Cases,
    Compare,
    Expr,
    Index,
    Moment,
    Number,
    Range,
    Symbol,
    walk,
)
from mdcheck.records import dataclass
from mdcheck.verify.steps import Fuel, Unknown

Value = Any
"""A float, or an array of one or two axes."""
Names = Mapping[str, Value]
CONSTANTS = {"const e": e, "const pi": pi}
LONGEST = 40
STEPS = 40_000


class NoValue(Exception):
    """The expression has no value here: a pole, an index that is not there, shapes that do not fit."""


def _sigmoid(x: Value) -> Value:
    return 1 / (1 + np.exp(-x))


def _softmax(x: Value) -> Value:
    if np.ndim(x) == 0:
        raise NoValue("softmax of a number")
    raised = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _factorial(n: Value) -> Value:
    return np.exp(lgamma(float(n) + 1))


def _binomial(n: Value, k: Value) -> Value:
    if np.ndim(n) or np.ndim(k) or not 0 <= k <= n:
        raise NoValue("a number of choices of more than there are")
    return np.exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1))


def _inverse(x: Value) -> Value:
    if np.ndim(x) == 0:
        return 1 / x
    if np.ndim(x) != 2 or x.shape[0] != x.shape[1]:
        raise NoValue("an inverse of what is not square")
    return np.linalg.inv(x)


def _power(base: Value, exponent: Value) -> Value:
    """Entry by entry; of a matrix the repeated product."""
    if np.ndim(base) != 2:
        return np.power(base, exponent)
    if np.ndim(exponent) or exponent != round(exponent) or base.shape[0] != base.shape[1]:
        raise NoValue("a power of a matrix")
    return np.linalg.matrix_power(base, int(exponent))


def _cosine(a: Value, b: Value) -> Value:
    return np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))


def _extreme(of: Callable[..., Value]) -> Callable[..., Value]:
    return lambda *args: of(args[0]) if len(args) == 1 else _folded(of, args)


def _folded(of: Callable[..., Value], args: tuple[Value, ...]) -> Value:
    pairwise_of = np.maximum if of is np.max else np.minimum
    best = args[0]
    for other in args[1:]:
        best = pairwise_of(best, other)
    return best


def _norm(x: Value) -> Value:
    if np.ndim(x) > 1:
        raise NoValue("a norm of a matrix")
    return np.linalg.norm(np.atleast_1d(x))


def _absolute(x: Value) -> Value:
    """Of a number its absolute value; bars around a vector are its length."""
    return np.linalg.norm(x) if np.ndim(x) == 1 else np.abs(x)


@cache
def heads() -> Mapping[str, Callable[..., Value]]:
    """What each head computes; numpy is loaded for it."""
    return {
        "neg": np.negative, "sqrt": np.sqrt, "exp": np.exp, "log": np.log, "abs": _absolute, "tanh": np.tanh,
        "sin": np.sin, "cos": np.cos, "tan": np.tan, "sinh": np.sinh, "cosh": np.cosh, "sign": np.sign,
        "sigmoid": _sigmoid, "relu": lambda x: np.maximum(x, 0), "softmax": _softmax, "factorial": _factorial,
        "logbase": lambda b, x: np.log(x) / np.log(b), "root": lambda n, x: np.power(x, 1 / n),
        "pow": _power, "binomial": _binomial, "inverse": _inverse, "det": np.linalg.det, "trace": np.trace,
        "erf": np.vectorize(erf), "ncdf": lambda x: 0.5 * (1 + np.vectorize(erf)(x / math.sqrt(2))),
        "div": np.divide, "hadamard": np.multiply,
        "max": _extreme(np.max), "min": _extreme(np.min), "norm": _norm, "cosine": _cosine, "inner": np.dot,
        "norm1": lambda x: np.abs(x).sum(), "norminf": lambda x: np.abs(x).max(),
        "floor": np.floor, "ceil": np.ceil,
    }  # fmt: skip


@dataclass
class Numeric:
    """Evaluates under values of names.

    Attributes:
        names: Value of each name; what is not among them has no meaning.
        logs_natural: Whether logarithms to any base count as natural.
        kept: Values of sums that nothing around them binds, by the identity of their nodes, for all formulas
            under the same names; none where names change their values.
    """

    names: Names
    logs_natural: bool = False
    kept: dict[int, tuple[Bind, Value]] | None = None

    def __post_init__(self) -> None:
        """Begin with a full budget."""
        self.fuel = Fuel(STEPS)
        self.extents: dict[int, tuple[Bind, int]] = {}

    def value(self, node: Expr, bound: Names = {}) -> Value:  # noqa: B006 (never written to)
        """The value of a node.

        Raises:
            NoValue: where it is not defined.
            Unknown: where a part has no meaning.
            OutOfFuel: after too many steps.
        """
        self.fuel.burn(1)
        match node:  # the most frequent first: patterns are tried in turn
            case Index():
                return self.entry(self.value(node.base, bound), [self.key(key, bound) for key in node.keys])
            case Symbol():
                return self.symbol(node.name, bound)
            case Apply():
                return self.applied(node.head, node.args, bound)
            case Number():
                return float(node.value)
            case Bind():
                return self.bind(node, bound) if bound or self.kept is None else self.once(node, self.kept)
            case Cases(branches):
                return self.cases(branches, bound)
            case Array(rows):
                return np.squeeze(np.array([[self.value(cell, bound) for cell in row] for row in rows]))
            case Moment(kind, (arg,), ()):
                return self.moment(kind, self.value(arg, bound))
            case Compare():
                return float(self.holds(node, bound))
        raise Unknown(f"{type(node).__name__.lower()} {getattr(node, 'head', '')}".strip())

    def applied(self, head: str, args: tuple[Expr, ...], bound: Names) -> Value:
        """The value of a head at its arguments."""
        match head:
            case "mul" | "dot":
                return self.product(head, args, bound)
            case "add":
                return sum(self.value(arg, bound) for arg in args)
            case "transpose":
                return np.transpose(self.value(args[0], bound))
            case "logbase" if self.logs_natural:
                return np.log(self.value(args[1], bound))
            case "indicator" if isinstance(args[0], Compare):
                return float(self.holds(args[0], bound))
        if (known := heads().get(head)) is None:
            raise Unknown(f"apply {head}")
        return known(*[self.value(arg, bound) for arg in args])

    def once(self, node: Bind, kept: dict[int, tuple[Bind, Value]]) -> Value:
        """What nothing around it binds has one value, which formulas with this part in common share."""
        if id(node) not in kept:
            kept[id(node)] = node, self.bind(node, {})
        return kept[id(node)][1]

    def symbol(self, name: str, bound: Names) -> Value:
        """A name: bound by a sum, given, or a constant."""
        if name in bound:
            return bound[name]
        if name in self.names:
            return self.names[name]
        if name in CONSTANTS:
            return CONSTANTS[name]
        raise Unknown(f"{name} has no value")

    def key(self, key: Expr, bound: Names) -> int:
        """An index, counted from 1."""
        number = self.value(key, bound)
        if isinstance(number, float) and number.is_integer():  # nearly always, and numpy takes its time
            return int(number)
        if np.ndim(number) or not np.isfinite(number) or number != round(float(number)):
            raise NoValue("an index that is no whole number")
        return int(number)

    def entry(self, values: Value, keys: list[int]) -> Value:
        """A part of an array at indices that count from 1."""
        if np.ndim(values) < len(keys) or any(
            not 1 <= key <= size for key, size in zip(keys, np.shape(values), strict=False)
        ):
            raise NoValue("an entry that is not there")
        return values[tuple(key - 1 for key in keys)]

    def product(self, head: str, args: tuple[Expr, ...], bound: Names) -> Value:
        """Factors one by one: rows by columns, matrices by what follows, vectors entry by entry."""
        values = [self.value(arg, bound) for arg in args]
        if all(isinstance(value, float) for value in values):
            return math.prod(values)
        result = values[0]
        turned = is_transposed(args[0])
        for (_, arg), factor in zip(pairwise(args), values[1:], strict=True):
            axes = (np.ndim(result), np.ndim(factor))
            if 0 in axes:
                result = result * factor
                turned = turned or is_transposed(arg)
            elif 2 in axes:
                result = np.matmul(result, factor)
                turned = turned and axes == (1, 2)  # a row times a matrix is a row
            elif turned or (head == "dot" and not is_transposed(arg)):
                result, turned = np.dot(result, factor), False
            else:
                result = np.outer(result, factor) if is_transposed(arg) else result * factor
        return result

    def bind(self, node: Bind, bound: Names) -> Value:
        """A sum, product or extremum over a range."""
        inner = [{**bound, node.variable: float(k)} for k in self.numbers(node, bound)]
        values = [self.value(node.body, b) for b in inner if all(self.holds(c, b) for c in node.conditions)]
        if not values and node.head not in ("sum", "prod"):
            raise NoValue("an extremum of nothing")
        match node.head:
            case "sum":
                return sum(values)
            case "prod":
                return np.prod(values)
            case "max":
                return max(values)
            case "min":
                return min(values)
        raise Unknown(node.head)

    def numbers(self, node: Bind, bound: Names) -> Iterator[int]:
        """What a variable runs over: its range, or the axis of what it indexes."""
        if not isinstance(node.domain, Range):
            raise Unknown(f"a {node.head} over the values of {node.variable}")
        first = 1 if node.domain.first is None else self.key(node.domain.first, bound)
        last = self.extent(node) if node.domain.last is None else self.key(node.domain.last, bound)
        if last - first > LONGEST:
            raise NoValue("a long sum")
        yield from range(first, last + 1)

    def extent(self, node: Bind) -> int:
        """How far a variable runs whose end is not written, found once."""
        if id(node) not in self.extents:
            size = extent(node.variable, (node.body, *node.conditions), self.names)
            self.extents[id(node)] = node, size
        return self.extents[id(node)][1]

    def holds(self, condition: Expr, bound: Names) -> bool:
        """Whether a relation holds."""
        if not isinstance(condition, Compare):
            raise Unknown("a condition that is no relation")
        left, right = self.value(condition.left, bound), self.value(condition.right, bound)
        if np.ndim(left) or np.ndim(right):
            raise Unknown("a relation between vectors")
        match condition.relation:
            case "eq":
                return bool(left == right)
            case "ne":
                return bool(left != right)
            case "lt":
                return bool(left < right)
            case "le":
                return bool(left <= right)
            case "gt":
                return bool(left > right)
            case "ge":
                return bool(left >= right)
        raise Unknown(f"the relation {condition.relation}")

    def cases(self, branches: tuple[tuple[Expr, Expr | None], ...], bound: Names) -> Value:
        """The value of the first case that applies."""
        for value, condition in branches:
            if condition is None or self.holds(condition, bound):
                return self.value(value, bound)
        raise NoValue("no case applies")

    def moment(self, kind: str, values: Value) -> Value:
        """Mean or variance of the entries of a vector."""
        if np.ndim(values) != 1 or kind not in ("E", "Var"):
            raise Unknown("a moment of something that is no vector")
        return np.mean(values) if kind == "E" else np.var(values)


def is_transposed(node: Expr) -> bool:
    """Whether a factor is written as a row."""
    return isinstance(node, Apply) and node.head == "transpose"


def extent(variable: str, inside: tuple[Expr, ...], names: Names) -> int:
    """The size of the axis that a variable indexes.

    Raises:
        Unknown: if it indexes nothing that has a value.
    """
    for node in (part for whole in inside for part in walk(whole)):
        match node:
            case Index(Symbol(name), keys) if name in names and Symbol(variable) in keys:
                place = keys.index(Symbol(variable))
                if place < np.ndim(names[name]):
                    return int(np.shape(names[name])[place])
    raise Unknown(f"nothing says how far {variable} runs")
