"""Terms that are printed as LaTeX, evaluated in floats and edited: an oracle apart from mdcheck."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Term:
    """An operation with its arguments: terms, or names and numbers at the leaves."""

    head: str
    args: tuple[Any, ...]

    def __add__(self, other: "Term") -> "Term":
        return Term("add", (self, other))

    def __sub__(self, other: "Term") -> "Term":
        return Term("sub", (self, other))

    def __mul__(self, other: "Term") -> "Term":
        return Term("mul", (self, other))

    def __truediv__(self, other: "Term") -> "Term":
        return Term("div", (self, other))

    def __pow__(self, other: "Term") -> "Term":
        return Term("pow", (self, other))

    def __neg__(self) -> "Term":
        return Term("neg", (self,))


def num(value: int) -> Term:
    """A natural number."""
    return Term("num", (value,))


def sym(name: str) -> Term:
    """A variable."""
    return Term("sym", (name,))


def member(name: str, key: Term) -> Term:
    """A member of a family."""
    return Term("member", (name, key))


def fn(name: str, *args: Term) -> Term:
    """An elementary function applied."""
    return Term(name, args)


def total(variable: str, low: Term, high: Term, body: Term) -> Term:
    """A sum."""
    return Term("sum", (variable, low, high, body))


def entropy(variables: str, given: str = "") -> Term:
    """Entropy of some of X, Y, Z given others."""
    return Term("H", (variables, given))


def join(terms: list[Term], head: str = "add") -> Term:
    """All terms by one operation, from the left."""
    return reduce(lambda left, right: Term(head, (left, right)), terms)


FUNCTIONS = {"log": np.log, "exp": np.exp, "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "sqrt": np.sqrt}
LOOSE = ("add", "sub", "neg", "sum", "der")


@dataclass(frozen=True)
class Style:
    """How somebody writes: multiplication, logarithm, fractions, brackets."""

    times: str = " "
    log: str = r"\log"
    slash: bool = False
    large: bool = False

    def brackets(self, text: str) -> str:
        """The text in brackets."""
        return rf"\left({text}\right)" if self.large else f"({text})"


def latex(term: Term, style: Style) -> str:
    """The term as somebody of that style writes it."""

    def write(part: Term) -> str:
        return latex(part, style)

    def tight(part: Term, *more: str) -> str:
        return style.brackets(write(part)) if part.head in (*LOOSE, *more) else write(part)

    match term.head, term.args:
        case "num" | "sym" | "mat", (value,):
            return str(value)
        case "member", (name, key):
            return f"{name}_{{{write(key)}}}"
        case "add", (a, b):
            return f"{write(a)}+{tight(b) if b.head == 'neg' else write(b)}"
        case "sub", (a, b):
            return f"{write(a)}-{tight(b)}"
        case "neg", (a,):
            return f"-{tight(a)}"
        case "mul", (a, b):
            sign = r"\cdot " if b.head == "num" else style.times
            return f"{tight(a, 'log', 'sin', 'cos', 'tanh')}{sign}{tight(b)}"
        case "matmul", (a, b):
            return f"{tight(a)}{tight(b)}"
        case "div", (a, b) if style.slash:
            return f"{tight(a, 'div', 'mul')}/{tight(b, 'div', 'mul')}"
        case "div", (a, b):
            return rf"\frac{{{write(a)}}}{{{write(b)}}}"
        case "pow", (a, b):
            base = write(a) if a.head in ("num", "sym", "member", "mat") else style.brackets(write(a))
            return f"{base}^{{{write(b)}}}"
        case "exp", (a,):
            return f"e^{{{write(a)}}}"
        case "sqrt", (a,):
            return rf"\sqrt{{{write(a)}}}"
        case "log", (a,):
            return f"{style.log}{style.brackets(write(a))}"
        case name, (a,) if name in FUNCTIONS:
            return rf"\{name}{style.brackets(write(a))}"
        case "sum", (variable, low, high, body):
            return rf"\sum_{{{variable}={write(low)}}}^{{{write(high)}}}{tight(body)}"
        case "T", (a,):
            return f"{tight(a, 'matmul', 'T')}^T"
        case "tr", (a,):
            return rf"\operatorname{{tr}}({write(a)})"
        case "binom", (n, k):
            return rf"\binom{{{write(n)}}}{{{write(k)}}}"
        case "fact", (n,):
            return (write(n) if n.head in ("sym", "num") else f"({write(n)})") + "!"
        case "H", (variables, given):
            bar = rf"\mid {','.join(given)}" if given else ""
            return f"H({','.join(variables)}{bar})"
        case "der", (variable, a):
            return rf"\frac{{d}}{{d{variable}}}{style.brackets(write(a))}"
    raise AssertionError(term.head)


class World:
    """Values for all names, drawn from a seed."""

    size = 3

    def __init__(self, seed: int, low: float = 0.2, high: float = 2.5) -> None:
        self.seed, self.low, self.high = seed, low, high
        self.table = self.random("joint").dirichlet(np.ones(27)).reshape(3, 3, 3)

    def random(self, *key: object) -> np.random.Generator:
        """A generator for one name."""
        return np.random.default_rng([self.seed, *"|".join(map(str, key)).encode()])

    def real(self, *key: object) -> float:
        """A number for a name with its index."""
        return float(self.random(*key).uniform(self.low, self.high))

    def whole(self, name: str) -> int:
        """A natural number for a name: n is the largest."""
        return {"n": 6 + self.seed % 3, "m": 4, "k": 2 + self.seed % 2}[name]

    def entropy(self, variables: str) -> float:
        """Entropy of some axes of the joint table, in nats."""
        others = tuple(axis for axis, name in enumerate("XYZ") if name not in variables)
        masses = self.table.sum(axis=others).ravel()
        return float(-(masses * np.log(masses)).sum())


def value(term: Term, world: World, bound: dict[str, int] | None = None) -> Any:
    """The value of the term: a float or a square matrix."""
    bound = bound or {}

    def of(part: Term) -> Any:
        return value(part, world, bound)

    match term.head, term.args:
        case "num", (number,):
            return number
        case "sym", (name,):
            return bound[name] if name in bound else world.whole(name) if name in "nmk" else world.real(name)
        case "member", (name, key):
            return world.real(name, of(key))
        case "mat", (name,):
            return world.random(name).normal(size=(world.size, world.size))
        case "add", (a, b):
            return of(a) + of(b)
        case "sub", (a, b):
            return of(a) - of(b)
        case "neg", (a,):
            return -of(a)
        case "mul", (a, b):
            return of(a) * of(b)
        case "matmul", (a, b):
            return of(a) @ of(b)
        case "div", (a, b):
            return of(a) / of(b)
        case "pow", (a, b):
            return float(of(a)) ** of(b)
        case name, (a,) if name in FUNCTIONS:
            return float(FUNCTIONS[name](of(a)))
        case "sum", (variable, low, high, body):
            return sum(value(body, world, {**bound, variable: i}) for i in range(of(low), of(high) + 1))
        case "T", (a,):
            return of(a).T
        case "tr", (a,):
            return float(np.trace(of(a)))
        case "binom", (n, k):
            return math.comb(of(n), of(k))
        case "fact", (n,):
            return math.factorial(of(n))
        case "H", (variables, given):
            return world.entropy(variables + given) - (world.entropy(given) if given else 0.0)
    raise AssertionError(term.head)


def equal(left: Term, right: Term) -> bool:
    """Whether two terms agree wherever both have a value."""
    checked = 0
    for seed in range(8):
        world = World(seed)
        try:
            sides = value(left, world), value(right, world)
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
        checked += 1
        if not np.allclose(*sides, rtol=1e-7, atol=1e-9):
            return False
    assert checked
    return True


SWAPPED = frozenset(("sub", "div", "matmul", "binom", "pow"))
TWINS = {"add": "sub", "sub": "add", "sin": "cos", "cos": "sin", "mul": "add"}


def edits(term: Term) -> Iterator[Term]:
    """The term with one small edit, anywhere in it."""
    yield from here(term)
    for place, part in enumerate(term.args):
        if isinstance(part, Term):
            for edited in edits(part):
                yield Term(term.head, (*term.args[:place], edited, *term.args[place + 1 :]))


def here(term: Term) -> Iterator[Term]:
    """Edits of the operation itself: another sign, order, number, bound; a part left out."""
    head, args = term.head, term.args
    if head in SWAPPED:
        yield Term(head, args[::-1])
    if head in TWINS:
        yield Term(TWINS[head], args)
    if head in ("add", "sub", "mul", "matmul"):
        yield from args
    if head in ("T", "neg", "exp", "sqrt", "tanh"):
        yield args[0]
    if head == "num":
        yield num(args[0] + 1)
    if head == "sum":
        yield total(args[0], args[1] + num(1), args[2], args[3])
        yield total(args[0], args[1], args[2] - num(1), args[3])
    if head == "H" and args[1]:
        yield entropy(args[1], args[0])
        yield entropy(args[0])
