"""Is an equation true? Sampling in finite models, certified in balls; refuting is a privilege."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from flint import ctx

from mdcheck.claims.assumptions import is_plausible
from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Compare, Derivative, Expr, Number, Symbol, walk
from mdcheck.expr.scope import Scope
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.notation.values import Undefined, Value, constant, entries, is_matrix
from mdcheck.verify.entries import finite
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.normal_forms import is_identity
from mdcheck.verify.sorts import laws_as_numbers, setting
from mdcheck.verify.steps import Fuel, OutOfFuel, Unknown
from mdcheck.verify.world import REGIONS, REPAIRS, Repair, Setting, World

POINTS = 5
REPAIR_POINTS = 12
RETRIES = 3
STEPS = 80_000
ENOUGH = 4
PRECISIONS = (80, 240)
CLOSE = 1e-9
SIZES = (3, 2, 4, 3, 2)
DISTINCT = (True, True, True, False, False)


@dataclass(frozen=True, slots=True)
class Trial:
    """A statement that is tried in worlds, with the steps that it may take."""

    statement: Compare
    scope: Scope
    fuel: Fuel


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


def decide(
    statement: Compare, scope: Scope, *, seed: str, thorough: bool = True, none_beyond: bool = False
) -> Verdict:
    """Support or refute a statement over all names free in it; the gate comes after.

    Without ``thorough`` the first failing point ends it: enough where no refutation would be believed. With
    ``none_beyond`` there is no way to choose more than there are; otherwise that has no value.
    """
    if statement.relation == "eq" and statement.left == statement.right:
        return Undecided("vacuous", "both sides are the same expression")
    scope = without_variables(statement, scope)
    demand = replace(setting(statement, scope), none_beyond=none_beyond)
    if not demand.shapes and canonical(statement.left) == canonical(statement.right):
        return Undecided("vacuous", "both sides are the same but for the order of terms")
    if ambiguous := laws_as_numbers(statement):
        return Undecided("no-meaning", f"{ambiguous} stands for a law and for a number")
    trial = Trial(statement, scope, Fuel(STEPS))
    try:
        points = list(sample(trial, all_worlds(demand, seed), to_the_end=thorough))
        verdict = judge(trial, points, demand, seed) if thorough else screened(points, demand)
        return proved(statement, verdict, demand)
    except OutOfFuel:
        return Undecided("time", f"more than {STEPS:,} steps of evaluation")
    except Unknown as gap:
        return Undecided("no-meaning", str(gap))
    except Exception as failure:  # the boundary of the method: what breaks here is not the author's fault
        return Undecided("engine", f"{type(failure).__name__}: {failure}")


def proved(statement: Compare, verdict: Verdict, demand: Setting) -> Verdict:
    """A supported equation between numbers is proved if both sides have one normal form."""
    if not isinstance(verdict, Supported) or statement.relation != "eq" or demand.shapes:
        return verdict
    return Proved("normal form") if is_identity(statement) else verdict


def holds(statement: Compare, scope: Scope, *, seed: str, fuel: Fuel) -> bool:
    """Whether a statement holds wherever it is defined: the short way, which stops at the first failure."""
    scope = without_variables(statement, scope)
    demand = setting(statement, scope)
    if not demand.shapes and canonical(statement.left) == canonical(statement.right):
        return False
    trial = Trial(statement, scope, fuel)
    held = 0
    try:
        for world in all_worlds(demand, seed):
            point = attempt(trial, world)
            if point.holds is False:
                return False
            held += point.holds is True
    except (Unknown, OutOfFuel):
        return False
    return held >= ENOUGH


def screen(statement: Compare, scope: Scope, *, seed: str, fuel: Fuel) -> Callable[[Compare], bool]:
    """A quick test of statements that share a side with this one: false if they surely fail at one point.

    The test raises OutOfFuel once the steps are spent.
    """
    scope = without_variables(statement, scope)
    demand = setting(statement, scope)
    world = next(w for w in all_worlds(demand, seed))
    known: dict[Expr, Value] = {}

    def may_hold(edit: Compare) -> bool:
        ctx.prec = PRECISIONS[0]
        try:
            evaluator = Evaluator(world, scope.definitions, fuel)
            if statement.left not in known:
                known[statement.left] = evaluator.value(statement.left, {})
            left = known[edit.left] if edit.left in known else evaluator.value(edit.left, {})
            right = evaluator.value(edit.right, {})
            alike = is_matrix(left) == is_matrix(right) and (not is_matrix(left) or left.shape == right.shape)
            return not alike or not (finite(left) and finite(right)) or equal(left, right) is not False
        except (Unknown, Undefined, ValueError, ZeroDivisionError, OverflowError):
            return True

    return may_hold


def gaps(statement: Compare, scope: Scope, *, seed: str) -> list[float]:
    """How far apart the sides of a statement about numbers are at each point where both are defined."""
    scope = without_variables(statement, scope)
    trial = Trial(statement, scope, Fuel(STEPS))
    try:
        points = list(sample(trial, all_worlds(setting(statement, scope), seed), to_the_end=True))
        return [abs(float(p.left) - float(p.right)) for p in points if p.holds is not None]
    except (Unknown, OutOfFuel, ValueError):
        return []


def without_variables(statement: Compare, scope: Scope) -> Scope:
    """The scope without definitions of the names by which the statement differentiates."""
    variables = [d.variable for d in walk(statement) if isinstance(d, Derivative)]
    moved = {n.name for v in variables for n in walk(v) if isinstance(n, Symbol)}
    if not moved & scope.definitions.keys():
        return scope
    return replace(scope, definitions={k: v for k, v in scope.definitions.items() if k not in moved})


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
    for world in worlds:
        point = defined(trial, world)
        yield point
        if point.holds is False and not to_the_end:
            return


def defined(trial: Trial, world: World) -> Point:
    """The first of a few tries at which both sides are defined."""
    point = attempt(trial, world)
    for _ in range(RETRIES):
        if point.holds is not None:
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
    left = evaluator.value(statement.left, {})
    right = evaluator.value(statement.right, {})
    if any(isinstance(n, Derivative) for n in walk(statement)) and not evaluator.read:
        raise Unknown("a derivative by something that the expression does not depend on")
    if not (finite(left) and finite(right)):
        return Point(world, None, reason="not finite")
    if is_matrix(left) != is_matrix(right) or (is_matrix(left) and left.shape != right.shape):
        raise Unknown("the sides have different shapes")
    holds = RELATIONS[statement.relation](left, right)
    size = max(abs(float(constant(e).mid())) for e in entries(left))
    return Point(world, holds, shown(left), shown(right), size=size)


def equal(left: Value, right: Value) -> bool | None:
    """True if the balls overlap and are small, False if they are disjoint, None if they are too wide."""
    pairs = [(constant(a), constant(b)) for a, b in zip(entries(left), entries(right), strict=True)]
    if any(not a.overlaps(b) for a, b in pairs):
        return False
    return True if all(tight(a - b, a) for a, b in pairs) else None


def tight(difference: object, scale: object) -> bool:
    """Whether a ball around zero is small beside the values."""
    return float(abs(difference).upper()) <= CLOSE * max(1.0, abs(float(scale.mid())))  # type: ignore[arg-type,attr-defined]


def ordered(test: Callable[[float], bool]) -> Callable[[Value, Value], bool | None]:
    """An inequality between scalars, decided only where the difference has a sure sign or is surely zero."""

    def decided(left: Value, right: Value) -> bool | None:
        if is_matrix(left) or is_matrix(right):
            raise Unknown("an inequality between matrices")
        difference = constant(left) - constant(right)
        if difference > 0 or difference < 0:
            return test(1.0 if difference > 0 else -1.0)
        return test(0.0) if tight(difference, constant(left)) else None

    return decided


RELATIONS: dict[str, Callable[[Value, Value], bool | None]] = {
    "eq": equal,
    "ne": lambda a, b: None if (e := equal(a, b)) is None else not e,
    "le": ordered(lambda d: d <= 0),
    "ge": ordered(lambda d: d >= 0),
    "lt": ordered(lambda d: d < 0),
    "gt": ordered(lambda d: d > 0),
}


def shown(value: Value) -> str:
    """A value as a reader wants it."""
    if is_matrix(value):
        return "[" + "; ".join(" ".join(shown(c) for c in row) for row in value) + "]"
    return f"{float(constant(value).mid()):.6g}"


def judge(trial: Trial, points: list[Point], demand: Setting, seed: str) -> Verdict:
    """From points to a verdict."""
    held = [p for p in points if p.holds]
    failed = [p for p in points if p.holds is False]
    if not failed:
        return screened(points, demand)
    if len(held) + len(failed) < ENOUGH:
        return few(points)
    if not fails_everywhere(held, failed):
        return Undecided("partial", "holds in some worlds and fails in others", witness_evidence(failed[0]))
    repaired = repairing(trial, demand, seed) if trial.statement.relation == "eq" else None
    if repaired is not None:
        return Undecided("assumption", f"holds if one assumes: {repaired}", witness_evidence(failed[0]))
    return refuted(failed)


def screened(points: list[Point], demand: Setting) -> Verdict:
    """From points of which at most the last fails to a verdict."""
    failed = [p for p in points if p.holds is False]
    if failed:
        return refuted(failed)
    if len(points_held := [p for p in points if p.holds]) < ENOUGH:
        return few(points)
    if all_alike(points_held, demand):
        return Undecided("few-points", "both sides are defined only where two of the numbers coincide")
    return Supported(len(points_held), CLOSE)


def few(points: list[Point]) -> Undecided:
    """Too little was defined to say anything."""
    decided = sum(p.holds is not None for p in points)
    reason = next((p.reason for p in points if p.reason), "undefined")
    return Undecided("few-points", f"both sides are defined at {decided} points only: {reason}")


def refuted(failed: list[Point]) -> Refuted:
    """A refutation with the plainest of the failing points."""
    worst = min(failed, key=lambda p: (p.world.size, len(p.world.drawn), p.world.region != "positive"))
    return Refuted(Witness(worst.world.values(), worst.left, worst.right))


def all_alike(points: list[Point], demand: Setting) -> bool:
    """Whether natural numbers that may differ coincide at nearly all points, which would prove little.

    All extents are one number, the size of the world.
    """
    if len(demand.counts) + bool(demand.sizes) < 2:
        return False
    different = 0
    for point in points:
        drawn = point.world.drawn
        values = [value for (name, _), value in drawn.items() if name in demand.counts]
        values += {value for (name, _), value in drawn.items() if name in demand.sizes}
        different += len(set(values)) == len(values)
    return different < 2


def fails_everywhere(held: list[Point], failed: list[Point]) -> bool:
    """Whether at least a third of the points of each region fail: the others are coincidences."""
    apart = [[p for p in points if p.world.distinct] for points in (held, failed)]
    return bool(apart[1]) and all(
        2 * sum(region(p) == r for p in bad) >= sum(region(p) == r for p in good)
        for good, bad in ((held, failed), apart)
        for r in {region(p) for p in good}
    )


def region(point: Point) -> str:
    """Where the real numbers of a point were drawn; natural numbers know no regions."""
    setting = point.world.setting
    whole = setting.counts | setting.sizes
    return point.world.region if any(name not in whole for name, _ in point.world.drawn) else ""


def witness_evidence(point: Point) -> dict[str, str]:
    """A failing point for the certificate of an undecided claim."""
    values = ", ".join(f"{k} = {v}" for k, v in point.world.values().items())
    return {"fails at": values, "left": point.left, "right": point.right}


def repairing(trial: Trial, demand: Setting, seed: str) -> str | None:
    """The first assumption under which everything holds, if there is one."""
    for repair in REPAIRS:
        if not is_plausible(repair, trial.statement, trial.scope):
            continue
        worlds = repaired_worlds(demand, seed, repair)
        try:
            points = list(sample(trial, worlds, to_the_end=False))
        except Unknown:
            continue
        decided = [p for p in points if p.holds is not None]
        if len(decided) >= ENOUGH - 1 and all(p.holds for p in decided) and says_something(trial, decided):
            return repair
    return None


def says_something(trial: Trial, points: list[Point]) -> bool:
    """Whether the sides are not one constant wherever an assumption makes them agree."""
    values = {p.left if abs(p.size) > CLOSE else "0" for p in points}
    return isinstance(trial.statement.right, Number) or len(values) > 1
