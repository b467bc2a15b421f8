"""A statement tried in worlds: where both sides are defined, and what they come to there."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import cached_property

from flint import arb, ctx

from mdcheck.expr.nodes import Compare, Derivative, Expr, Number, Symbol, free_names, walk
from mdcheck.expr.scope import Scope
from mdcheck.notation.values import Misshapen, Undefined, Value, constant, elementwise, entries, is_matrix
from mdcheck.records import dataclass
from mdcheck.verify.agreement import RELATIONS, shown
from mdcheck.verify.binding import holds as satisfied
from mdcheck.verify.entries import finite
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.program import Program
from mdcheck.verify.sorts import expanded
from mdcheck.verify.steps import Fuel, ShapesDiffer, Unknown
from mdcheck.verify.world import REGIONS, Repair, Setting, World

POINTS = 5
REPAIR_POINTS = 12
RETRIES = 3
FILTERED = 40
"""How many worlds are drawn at most until one satisfies what is given."""
SIZES_TRIED = 2
"""What has parts that do not fit in so many worlds fits in none but those of a third size, which are few."""
ROUNDS_IN_VAIN = 2
"""What has a value in no world, tried so many times in each, is not tried again."""
PRECISIONS = (80, 240)
SIZES = (3, 2, 4, 3, 2)
DISTINCT = (True, True, True, False, False)


class Excluded(Undefined):
    """A world that does not satisfy what is given."""


@dataclass(frozen=True)
class Trial:
    """A statement that is tried in worlds, with the steps that it may take."""

    statement: Compare
    scope: Scope
    fuel: Fuel
    program: Program = field(default_factory=Program)

    @cached_property
    def varies(self) -> bool:
        """Whether it differentiates something that may depend on the variable."""
        return any(isinstance(n, Derivative) and has_names(n.body) for n in walk(self.statement))

    @cached_property
    def conditions(self) -> tuple[Expr, ...]:
        """What is given of names that the statement speaks of."""
        if not self.scope.given:
            return ()
        names = frozenset(n.name for n in expanded(self.statement, self.scope) if isinstance(n, Symbol))
        return tuple(c for c in self.scope.given if free_names(c) <= names)


@dataclass(frozen=True, slots=True)
class Point:
    """What one world said.

    Attributes:
        world: Where it was tried.
        holds: None where a side is undefined or the balls cannot tell.
        left: Value of the left side, as printed.
        right: Value of the right side, as printed.
        reason: Why there is none.
        size: The largest absolute value of an entry of the left side.
        misshapen: Whether there is no value because parts do not fit, whatever is drawn.
        excluded: Whether the world does not satisfy what is given.
    """

    world: World
    holds: bool | None
    left: str = ""
    right: str = ""
    reason: str = ""
    size: float = 1.0
    misshapen: bool = False
    excluded: bool = False


def all_worlds(demand: Setting, seed: str) -> Iterator[World]:
    """Worlds of all regions."""
    for region in REGIONS:
        for k in range(POINTS):
            size = demand.dimension or SIZES[k]
            yield World(f"{seed}{region}{k}", region, size, demand, distinct=DISTINCT[k])


def repaired_worlds(demand: Setting, seed: str, repair: Repair) -> list[World]:
    """Worlds in which an assumption holds: many, since it leaves little to chance."""
    return [
        World(f"{seed}{repair}{k}", REGIONS[k % 3], demand.dimension or SIZES[k % POINTS], demand, repair)
        for k in range(REPAIR_POINTS)
    ]


def sample(trial: Trial, worlds: Iterable[World], *, to_the_end: bool) -> list[Point]:
    """Try a statement in worlds, and in others instead where a side is undefined, perhaps up to a failure."""
    points: list[Point] = []
    for world in worlds:
        points.append(attempt(trial, world))
        if points[-1].holds is False and not to_the_end:
            return points
        if len(points) == SIZES_TRIED and all(p.misshapen for p in points):
            return points
    vain = 1
    for _ in range(FILTERED if trial.scope.given else RETRIES):
        again = [k for k, p in enumerate(points) if p.holds is None and not p.misshapen]
        vain += len(again) == len(points) and not any(p.excluded for p in points)
        if not again or vain > ROUNDS_IN_VAIN:
            break
        for k in again:
            points[k] = attempt(trial, redrawn(points[k].world))
            if points[k].holds is False and not to_the_end:
                return points
    return points


def redrawn(world: World) -> World:
    """Another world of the same kind."""
    return replace(world, seed=world.seed + "'", drawn={})


def attempt(trial: Trial, world: World) -> Point:
    """Try a statement in one world, at rising precision until the balls tell."""
    point = Point(world, None)
    for bits in PRECISIONS:
        ctx.prec = bits
        try:
            point = compare(trial, world)
        except Excluded as why:
            return Point(world, None, reason=str(why), excluded=True)
        except Undefined as why:
            return Point(world, None, reason=str(why), misshapen=isinstance(why, Misshapen))
        except (ValueError, ZeroDivisionError, OverflowError) as why:
            return Point(world, None, reason=str(why))
        if point.holds is not None:
            return point
    return point


def compare(trial: Trial, world: World) -> Point:
    """Both sides of a statement, and whether the relation surely holds or surely fails."""
    statement = trial.statement
    evaluator = Evaluator(world, trial.scope.definitions, trial.fuel, program=trial.program)
    for condition in trial.conditions:
        if not satisfied(evaluator, condition, {}):
            raise Excluded("not what is given")
    left = evaluator.value(statement.left, {})
    right = evaluator.value(statement.right, {})
    if trial.varies and not evaluator.read:
        raise Unknown("a derivative by something that the expression does not depend on")
    if not (finite(left) and finite(right)):
        return Point(world, None, reason="not finite")
    left, right = with_zero(statement.left, left, right), with_zero(statement.right, right, left)
    if is_matrix(left) and is_matrix(right) and is_layout(statement, left, right):
        right = right.T
    if is_matrix(left) != is_matrix(right) or (is_matrix(left) and left.shape != right.shape):
        raise ShapesDiffer(shape_of(left), shape_of(right))
    holds = RELATIONS[statement.relation](left, right)
    size = max(abs(float(constant(e).mid())) for e in entries(left))
    return Point(world, holds, shown(left), shown(right), size=size)


def with_zero(side: Expr, value: Value, other: Value) -> Value:
    """A side that is 0, of the shape of the other one: nobody writes out a vector of zeros."""
    zero = isinstance(side, Number) and side.value == 0 and is_matrix(other)
    return elementwise(lambda _: arb(0))(other) if zero else value


def is_layout(statement: Compare, left: Value, right: Value) -> bool:
    """Whether a derivative by a vector is a row on one side and a column on the other, as layouts differ."""
    turned = left.shape == right.shape[::-1] != right.shape and 1 in left.shape
    return turned and any(isinstance(n, Derivative) for n in walk(statement))


def shape_of(value: Value) -> str:
    """What a value is, in words."""
    if not is_matrix(value):
        return "a number"
    rows, columns = value.shape
    if 1 not in value.shape:
        return f"a matrix ({rows} x {columns})"
    return f"a {'column' if columns == 1 else 'row'} of {rows * columns}"


def has_names(body: Expr) -> bool:
    """Whether an expression has names, which may depend on the variable: a number does not."""
    return any(not name.startswith("const ") for name in free_names(body))
