"""Small random worlds in which formulas are evaluated: every value a pure function of seed and name."""

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b
from itertools import product
from math import prod
from typing import Literal, get_args

from flint import arb, arb_series

from mdcheck.expr.scope import Moments
from mdcheck.notation.values import Scalar, Undefined, ball
from mdcheck.records import dataclass

Region = Literal["unit", "positive", "mixed"]
Repair = Literal[
    "",
    "symmetric",
    "orthogonal",
    "unit norm",
    "sums to one",
    "centred",
    "one-hot",
    "signs",
    "independent",
    "uniform",
]
HOLDING: tuple[Repair, ...] = tuple(r for r in get_args(Repair) if r)
REPAIRS = tuple(r for r in HOLDING if r != "uniform")
"""What nobody says need not hold: of these assumptions each is tried where a statement fails."""
Shape = Literal["scalar", "vector", "matrix"]
Keys = tuple[int | str, ...]

REGIONS: tuple[Region, ...] = ("unit", "positive", "mixed")
LARGEST_TABLE = 1024
UNIT_VECTORS = {
    2: (Fraction(3, 5), Fraction(4, 5)),
    3: (Fraction(1, 3), Fraction(2, 3), Fraction(-2, 3)),
    4: (Fraction(1, 5), Fraction(2, 5), Fraction(-2, 5), Fraction(4, 5)),
}
ORTHOGONAL = {
    size: tuple(
        tuple(Fraction(int(i == j)) - 2 * vector[i] * vector[j] for j in range(size)) for i in range(size)
    )
    for size, vector in UNIT_VECTORS.items()
}
ACTIVATION = "sigma"
ENTRYWISE = frozenset(("sigmoid", "tanh", "relu", "softplus", ACTIVATION))
"""Functions that notes apply to vectors entry by entry, the last of which need not be given."""
LABELS = frozenset(("y", "t", "hat y"))


@dataclass(frozen=True)
class Setting:
    """What the sorts of a claim ask of its worlds.

    Attributes:
        shapes: Shape of a name with so many keys; scalar if absent.
        counts: Names of natural numbers.
        sizes: Names of extents: all equal to the size of a square world.
        positive: Names of positive numbers.
        families: Names whose members are chosen by an index that varies: assumptions may tie them together.
        members: Of names with numbered members only: the last one.
        holding: By name: the assumption that the author makes of it.
        values: By name: the numbers that it is one of.
        independent: Whether random variables are independent.
        axes: Random variables that any law of the claim speaks of.
        indices: Names of free indices.
        laws: Names of laws that are indexed like vectors.
        law: The law that measures without a law of their own refer to.
        bits: Whether information is measured in bits.
        sets: Names of sets.
        told: By random variable: the values that the statement names, which are all that it takes.
        none_beyond: Whether there are no selections of more than there are, rather than no value.
        ones: Names of numbers that are one.
        random: By name of independent random variables: their moments.
        dimension: How many entries vectors have, where the statement writes them all out; 0 if it does not.
    """

    shapes: Mapping[tuple[str, int], Shape] = field(default_factory=dict)
    counts: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    positive: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    members: Mapping[str, int] = field(default_factory=dict)
    holding: Mapping[str, Repair] = field(default_factory=dict)
    values: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    independent: bool = False
    axes: tuple[str, ...] = ()
    indices: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    law: str = "p"
    bits: bool = False
    sets: frozenset[str] = frozenset()
    told: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    none_beyond: bool = False
    ones: frozenset[str] = frozenset()
    dimension: int = 0
    random: Mapping[str, Moments] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """One drawn world.

    Attributes:
        seed: Names the world; all values follow from it.
        region: Where real numbers are drawn.
        size: Extent of vectors, families and random variables.
        setting: What the claim asks.
        distinct: Whether free indices differ; in other worlds they may coincide.
        repair: A further assumption under which the claim is tried.
        drawn: What was asked so far, for witnesses.
    """

    seed: str
    region: Region
    size: int
    setting: Setting
    repair: Repair = ""
    distinct: bool = True
    drawn: dict[tuple[str, Keys], Fraction] = field(default_factory=dict)

    def number(self, low: int, high: int, *key: object) -> int:
        """A number from ``low`` to ``high`` that depends on nothing but the seed and the key."""
        digest = blake2b(f"{self.seed}|{'|'.join(map(str, key))}".encode(), digest_size=8).digest()
        return low + int.from_bytes(digest, "big") % (high - low + 1)

    def assumed(self, name: str) -> Repair:
        """The assumption that a name satisfies: the author's, or the one that is being tried."""
        return self.setting.holding.get(name, self.repair)

    def real(self, name: str, keys: Keys) -> Fraction:
        """A readable number for a scalar or an entry."""
        if numbers := self.setting.values.get(name):
            return numbers[self.number(0, len(numbers) - 1, name, *keys)]
        family = bool(keys) and name in self.setting.families
        assumed = self.assumed(name)
        if assumed == "signs" and (family or name in LABELS or assumed != self.repair):
            return Fraction(2 * self.number(0, 1, name, *keys) - 1)
        if assumed == "one-hot" and family:
            return Fraction(int(keys[-1] == self.number(1, self.size, "hot", name, *keys[:-1])))
        if self.region == "unit":
            return Fraction(self.number(1, 19, name, *keys), 20)
        if self.region == "positive" or name in self.setting.positive:
            return Fraction(self.number(2, 60, name, *keys), 20)
        tenths = self.number(0, 89, name, *keys)
        return Fraction((tenths // 9 - 5) * 10 + tenths % 9 + 1, 20)

    def scalar(self, name: str, keys: Keys = ()) -> Scalar:
        """The value of a name with its indices."""
        value = self.drawn.get((name, keys))
        if value is None:
            value = self.drawn[name, keys] = self.draw(name, keys)
        return ball(value)

    def values(self) -> dict[str, str]:
        """What was drawn, by name, as printed in a witness."""
        return {
            name + (f"_{{{','.join(map(str, keys))}}}" if keys else ""): str(value)
            for (name, keys), value in sorted(self.drawn.items(), key=str)
        }

    def draw(self, name: str, keys: Keys) -> Fraction:
        """A number by the sort of its name."""
        if not keys and name in self.setting.ones:
            return Fraction(1)
        if not keys and name in self.setting.sizes:
            return Fraction(self.size)
        if name in self.setting.counts:
            return Fraction(self.number(1, 9, name, *keys))
        assumed = self.assumed(name)
        if keys and name in self.setting.families and assumed in ("sums to one", "centred"):
            last = self.setting.members.get(name, self.size)
            family = [self.real(name, (*keys[:-1], k)) for k in range(1, last + 1)]
            if assumed == "centred":
                return self.real(name, keys) - sum(family, Fraction(0)) / last
            return self.real(name, keys) / sum(family, Fraction(0))
        if keys and assumed == "unit norm" and isinstance(keys[-1], int) and 1 <= keys[-1] <= self.size:
            return self.shuffled(UNIT_VECTORS[self.size], keys[-1], name, *keys[:-1])
        if assumed == "orthogonal" and (entry := self.rotation(name, keys)) is not None:
            return entry
        if len(keys) > 1 and assumed == "symmetric":
            return self.real(name, (*keys[:-2], *sorted(keys[-2:], key=str)))
        return self.real(name, keys)

    def shuffled(self, entries: tuple[Fraction, ...], place: int, *key: object) -> Fraction:
        """An entry of a tuple turned and signed by a key, so that two names seldom share it."""
        turn = self.number(0, self.size - 1, "turn", *key)
        return entries[(place - 1 + turn) % self.size] * (1 - 2 * self.number(0, 1, "sign", place, *key))

    def rotation(self, name: str, keys: Keys) -> Fraction | None:
        """An entry of an orthogonal matrix, if the keys are those of a matrix."""
        if len(keys) < 2:
            return None
        row, column = keys[-2:]
        if not (isinstance(row, int) and isinstance(column, int) and max(row, column) <= self.size):
            return None
        columns = tuple(rows[column - 1] for rows in ORTHOGONAL[self.size])
        return self.shuffled(columns, row, name, *keys[:-2])

    def index(self, name: str) -> int:
        """A value for a free index; where indices shall differ, none share one while there are enough."""
        if not self.distinct:
            return self.number(1, self.size, "index", name)
        rank = sorted(self.setting.indices).index(name) if name in self.setting.indices else 0
        return 1 + (rank + self.number(0, self.size - 1, "index")) % self.size

    def outcome_value(self, axis: str, outcome: int) -> Scalar:
        """The number that a random variable takes at an outcome."""
        if told := self.setting.told.get(axis):
            if outcome >= len(told):
                raise Undefined("a value beyond those of the random variable")
            return ball(told[outcome])
        return self.scalar(f"{axis} at outcome", (outcome + 1,))

    def extent(self, axis: str) -> int:
        """How many values a random variable has."""
        return len(self.setting.told.get(axis, ())) or self.size

    def free_outcome(self, axis: str) -> int:
        """The outcome that a free value of a random variable means."""
        return self.number(0, self.extent(axis.rstrip("'")) - 1, "outcome", axis)

    @cached_property
    def tables(self) -> dict[str, dict[tuple[int, ...], int]]:
        """Weights of joint outcomes by law, filled on demand."""
        return {}

    def table(self, law: str) -> dict[tuple[int, ...], int]:
        """Joint weights of all axes under a law."""
        if law not in self.tables:
            if prod(map(self.extent, self.setting.axes)) > LARGEST_TABLE:
                raise Undefined("too many random variables")
            outcomes = product(*(range(self.extent(axis)) for axis in self.setting.axes))
            self.tables[law] = {o: self.weight(law, o) for o in outcomes}
        return self.tables[law]

    def weight(self, law: str, outcome: tuple[int, ...]) -> int:
        """Weight of one joint outcome."""
        if self.is_uniform(law):
            return 1
        if self.repair == "independent" or self.setting.independent:
            return prod(self.number(1, 60, "margin", law, k, o) for k, o in enumerate(outcome))
        return self.number(1, 60, "joint", law, *outcome)

    def is_uniform(self, law: str) -> bool:
        """Whether a law, or the only random variable that it speaks of, is said to be uniform."""
        axes = self.setting.axes
        told = [self.setting.holding.get(name) == "uniform" for axis in axes for name in (axis, axis.upper())]
        if any(told) and len(axes) > 1:
            raise Undefined("a uniform random variable among others")
        return any(told) or self.setting.holding.get(law) == "uniform"

    def function(self, name: str, arguments: list[Scalar]) -> Scalar:
        """A smooth random function of scalars, different for each name and arity."""
        total: Scalar = arb(self.number(2, 9, "function", name, len(arguments))) / 4
        for place, argument in enumerate(arguments):
            a, b, c = (arb(self.number(1, 9, "function", name, place, k)) / 8 for k in range(3))
            total = total + a * argument + b * argument * argument + (c * argument + a).sin()
        if len(arguments) > 1:
            total = total + arguments[0] * arguments[1] * arb(self.number(1, 7, "function", name)) / 5
        return total


def series(value: Scalar, order: int) -> Scalar:
    """The power series of a variable around its value, long enough for a derivative of an order."""
    if isinstance(value, arb_series):
        raise Undefined("a derivative within a derivative")
    return arb_series([value, 1], order + 1)
