"""What is known of names at a point of the document."""

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import Literal, NamedTuple

from mdcheck.expr.nodes import Expr
from mdcheck.notation.distributions import Named
from mdcheck.records import dataclass

Sort = Literal[
    "real", "positive", "unit", "count", "index", "vector", "matrix", "law", "function", "set", "random"
]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name was defined to be.

    Attributes:
        parameters: Names of symbols free in ``body``: arguments or indices.
        body: Its value.
        called: Whether the parameters are arguments, as in ``f(x)``, rather than indices.
    """

    parameters: tuple[str, ...]
    body: Expr
    called: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """A named distribution at its parameters: what a random variable follows."""

    record: Named
    parameters: tuple[Expr, ...]


class Moments(NamedTuple):
    """Mean and variance of each of several independent random variables; None where nothing is told."""

    mean: Expr | None = None
    variance: Expr | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Names, sorts and definitions in force.

    Attributes:
        sorts: Sort of a name, with evidence for it.
        applied: Names that are followed by a bracket somewhere in the section.
        bare: Names that stand without one somewhere in the section.
        laws: Names of probability laws.
        called: Names that stand before a lone argument and nothing else: ``B(z) = ..``; ``B[]`` for members
            of a family, ``B_i(z)``.
        paired: Names with two indices: ``W_{ij}``.
        alone: Capital letters that stand without another one beside them somewhere.
        numbered: Letters that only numbers tell apart: ``z_1`` and ``z_2`` are names, and z is none.
        words: Lower-case prose of the section with its headings: evidence for what a letter abbreviates.
        particular: Numbers and other names that names stand for somewhere in the section, as in an example.
        definitions: By name.
        stated: By probability: what the section says that it is.
        otherwise: By name: what else the section says that it is.
        supposed: Assumptions that the note speaks of, with the letters near the words.
        holding: By name: the assumption that a directive makes of it.
        moments: By name of independent random variables: mean and variance, as the section tells.
        given: Relations that hold of the names: worlds in which they do not are left out.
        independent: Whether random variables are said to be independent.
        values: By name: the numbers that it is said to be one of.
        matrices: By name: rows and columns, as the section declares them.
        follows: By name of a random variable or law: its distribution, once for each convention of its name.
    """

    sorts: Mapping[str, Sort] = field(default_factory=dict)
    applied: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    paired: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    words: str = ""
    particular: Mapping[str, frozenset[Expr]] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    stated: Mapping[Expr, Expr] = field(default_factory=dict)
    otherwise: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    supposed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    holding: Mapping[str, str] = field(default_factory=dict)
    matrices: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    follows: Mapping[str, tuple[Distribution, ...]] = field(default_factory=dict)
    moments: Mapping[str, Moments] = field(default_factory=dict)
    given: tuple[Expr, ...] = ()
    independent: bool = False
    values: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)

    def sort(self, name: str) -> Sort | None:
        """The sort of a name, if there is evidence for one."""
        if name in self.sorts:
            return self.sorts[name]
        plain = name.rstrip("'*+-")
        if plain != name:
            return self.sort(plain)
        if name.startswith(("bold ", "vec ")):
            return "matrix" if name.split()[-1][:1].isupper() else "vector"
        return None
