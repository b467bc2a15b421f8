"""A statement tried in worlds: where both sides are defined, and what they come to there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from flint import ctx

from mdcheck.expr.nodes import Compare, Derivative, Expr, Symbol, free_names, walk
from mdcheck.expr.scope import Scope
from mdcheck.notation.values import Undefined, Value, constant, entries, is_matrix
from mdcheck.verify.agreement import RELATIONS, shown
from mdcheck.verify.binding import holds as satisfied
from mdcheck.verify.entries import finite
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.sorts import expanded
from mdcheck.verify.steps import Fuel, ShapesDiffer, Unknown
from mdcheck.verify.world import REGIONS, Repair, Setting, World

POINTS = 5
REPAIR_POINTS = 12
RETRIES = 3
FILTERED = 40
"""How many worlds are drawn at most until one satisfies what is given."""
STRUCTURAL = frozenset(("shapes do not fit", "a component of a scalar"))
"""Why a side has no value, whatever is drawn."""
MISSHAPEN = 2
"""In so many worlds at least: sizes differ between them."""
PRECISIONS = (80, 240)
SIZES = (3, 2, 4, 3, 2)
DISTINCT = (True, True, True, False, False)


@dataclass(frozen=True)
class Trial:
    """A statement that is tried in worlds, with the steps that it may take."""

    statement: Compare
    scope: Scope
    fuel: Fuel

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
    """

    world: World
    holds: bool | None
    left: str = ""
    right: str = ""
    reason: str = ""
    size: float = 1.0


def all_worlds(demand: Setting, seed: str) -> Iterator[World]:
    """Worlds of all regions."""
    for region in REGIONS:
        for k in range(POINTS):
            yield World(f"{seed}{region}{k}", region, SIZES[k], demand, distinct=DISTINCT[k])


def repaired_worlds(demand: Setting, seed: str, repair: Repair) -> list[World]:
    """Worlds in which an assumption holds: many, since it leaves little to chance."""
    return [
        World(f"{seed}{repair}{k}", REGIONS[k % 3], SIZES[k % POINTS], demand, repair)
        for k in range(REPAIR_POINTS)
    ]


def sample(trial: Trial, worlds: Iterable[World], *, to_the_end: bool) -> Iterator[Point]:
    """Try a statement in worlds, and where a side is undefined in others instead, perhaps up to a failure."""
    misshapen = 0
    for world in worlds:
        point = defined(trial, world)
        yield point
        misshapen += point.reason in STRUCTURAL
        if (point.holds is False and not to_the_end) or misshapen == MISSHAPEN:
            return


def defined(trial: Trial, world: World) -> Point:
    """The first of a few tries at which both sides are defined."""
    point = attempt(trial, world)
    for _ in range(FILTERED if trial.scope.given else RETRIES):
        if point.holds is not None or point.reason in STRUCTURAL:
            break
        world = replace(world, seed=world.seed + "'", drawn={})
        point = attempt(trial, world)
    return point


def attempt(trial: Trial, world: World) -> Point:
    """Try a statement in one world, at rising precision until the balls tell."""
    point = Point(world, None)
    for bits in PRECISIONS:
        ctx.prec = bits
        try:
            point = compare(trial, world)
        except Undefined as why:
            return Point(world, None, reason=str(why))
        except (ValueError, ZeroDivisionError, OverflowError) as why:
            return Point(world, None, reason=str(why))
        if point.holds is not None:
            return point
    return point


def compare(trial: Trial, world: World) -> Point:
    """Both sides of a statement, and whether the relation surely holds or surely fails."""
    statement = trial.statement
    evaluator = Evaluator(world, trial.scope.definitions, trial.fuel)
    for condition in trial.conditions:
        if not satisfied(evaluator, condition, {}):
            raise Undefined("not what is given")
    left = evaluator.value(statement.left, {})
    right = evaluator.value(statement.right, {})
    if trial.varies and not evaluator.read:
        raise Unknown("a derivative by something that the expression does not depend on")
    if not (finite(left) and finite(right)):
        return Point(world, None, reason="not finite")
    if is_matrix(left) and is_matrix(right) and is_layout(statement, left, right):
        right = right.T
    if is_matrix(left) != is_matrix(right) or (is_matrix(left) and left.shape != right.shape):
        raise ShapesDiffer(shape_of(left), shape_of(right))
    holds = RELATIONS[statement.relation](left, right)
    size = max(abs(float(constant(e).mid())) for e in entries(left))
    return Point(world, holds, shown(left), shown(right), size=size)


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
