"""Is an equation true? Sampling in finite models, certified in balls; refuting is a privilege."""

from collections.abc import Callable
from dataclasses import replace

from flint import ctx

from mdcheck.claims.assumptions import is_plausible, speaking
from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Bind, Compare, Derivative, Expr, Index, Number, Range, Symbol, walk
from mdcheck.expr.scope import Scope
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.notation.values import Misshapen, Undefined, is_matrix
from mdcheck.verify.agreement import CLOSE, equal
from mdcheck.verify.composition import intermediates
from mdcheck.verify.double_signs import is_lopsided
from mdcheck.verify.entries import as_entries, finite
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.events import is_about_a_law
from mdcheck.verify.finite_sets import unsettled
from mdcheck.verify.known import once
from mdcheck.verify.normal_forms import proof
from mdcheck.verify.points import (
    POINTS,
    PRECISIONS,
    SIZES_TRIED,
    Point,
    Trial,
    all_worlds,
    attempt,
    repaired_worlds,
    sample,
)
from mdcheck.verify.sorts import laws_as_numbers, setting
from mdcheck.verify.steps import Fuel, OutOfFuel, ShapesDiffer, Unknown
from mdcheck.verify.world import REGIONS, REPAIRS, Setting, World

STEPS = 80_000
ENOUGH = 4
NO_VALUE = (Undefined, ValueError, ZeroDivisionError, OverflowError)
"""What evaluation raises at a point where a side has no value."""
DEFINED = "where both sides are defined"
"""What normal forms show."""


def decide(
    statement: Compare,
    scope: Scope,
    *,
    seed: str,
    thorough: bool = True,
    none_beyond: bool = False,
    steps: int = STEPS,
) -> Verdict:
    """Support or refute a statement over all names free in it; the gate comes after.

    Without ``thorough`` the first failing point ends it: enough where no refutation would be believed. With
    ``none_beyond`` there is no way to choose more than there are; otherwise that has no value.
    """
    # The words around a formula say how to read it; once it is read, only those of assumptions count.
    return decided(statement, replace(scope, words=speaking(scope.words)), seed, thorough, none_beyond, steps)


@once
def decided(
    statement: Compare, scope: Scope, seed: str, thorough: bool, none_beyond: bool, steps: int
) -> Verdict:
    """The verdict on a statement, whatever words stand around it."""
    if statement.relation == "eq" and statement.left == statement.right:
        return Undecided("vacuous", "both sides are the same expression")
    scope = without_variables(statement, scope)
    demand = replace(setting(statement, scope), none_beyond=none_beyond)
    if demand.shapes and (statement := as_entries(statement, demand.shapes)):
        demand = replace(setting(statement, scope), none_beyond=none_beyond)
    if not demand.shapes and canonical(statement.left) == canonical(statement.right):
        return Undecided("vacuous", "both sides are the same but for the order of terms")
    if ambiguous := laws_as_numbers(statement):
        return Undecided("no-meaning", f"{ambiguous} stands for a law and for a number")
    if is_lopsided(statement):
        return Undecided("no-meaning", "plus or minus on one side only")
    if any(is_of_unknown(n, scope) for n in walk(statement)):
        return Undecided("no-meaning", "a derivative by something that the expression does not depend on")
    if is_misplaced(statement):
        return Undecided("no-meaning", "the place of an extremum beside something else than another")
    trial = Trial(statement, scope, Fuel(steps))
    try:
        points = sample(trial, all_worlds(demand, seed), to_the_end=thorough)
        verdict = judge(trial, points, demand, seed) if thorough else screened(points, demand)
        if isinstance(verdict, Refuted) and (why := unsettled(statement, demand.axes)):
            return Undecided("no-meaning", why)
        if isinstance(verdict, Refuted) and is_about_a_law(statement):
            return Undecided("no-meaning", "a probability of a variable whose law is not told")
        return proved(statement, verdict, demand)
    except OutOfFuel:
        return Undecided("time", f"more than {steps:,} steps of evaluation")
    except ShapesDiffer as gap:
        return Undecided("no-meaning", str(gap), {"left": gap.left, "right": gap.right})
    except Unknown as gap:
        return Undecided("no-meaning", str(gap))
    except Exception as failure:  # the boundary of the method: what breaks here is not the author's fault
        return Undecided("engine", f"{type(failure).__name__}: {failure}")


def is_of_unknown(node: Expr, scope: Scope) -> bool:
    """Whether a name is differentiated of which nothing is known: its derivative by any other is zero."""
    match node:
        case Derivative(Symbol(name) | Index(Symbol(name), _), Symbol(by) | Index(Symbol(by), _), _):
            return name != by and name not in scope.definitions
    return False


def is_misplaced(statement: Compare) -> bool:
    """Whether the place of an extremum over unknown values is held against anything but such a place."""
    places = [n for n in walk(statement) if isinstance(n, Bind) and n.head in ("argmax", "argmin")]
    open_ones = [n for n in places if not isinstance(n.domain, Range)]
    sides = (statement.left, statement.right)
    apart = len(places) == 2 and all(any(side is n for n in places) for side in sides)
    return bool(open_ones) and not apart


def proved(statement: Compare, verdict: Verdict, demand: Setting) -> Verdict:
    """A supported equation between numbers is proved if both sides have one normal form."""
    if not isinstance(verdict, Supported) or statement.relation != "eq" or demand.shapes:
        return verdict
    by = proof(statement)
    return Proved(by, DEFINED) if by else verdict


def holds(statement: Compare, scope: Scope, *, seed: str, fuel: Fuel) -> bool:
    """Whether a statement holds wherever it is defined: the short way, which stops at the first failure."""
    scope = without_variables(statement, scope)
    demand = setting(statement, scope)
    if any(is_of_unknown(n, scope) for n in walk(statement)):
        return False
    if demand.shapes:
        statement = as_entries(statement, demand.shapes)
    elif canonical(statement.left) == canonical(statement.right):
        return False
    trial = Trial(statement, scope, fuel)
    points: list[Point] = []
    try:
        for world in all_worlds(demand, seed):
            points.append(attempt(trial, world))
            if points[-1].holds is False or is_in_vain(points):
                return False
    except (Unknown, OutOfFuel):
        return False
    return sum(p.holds is True for p in points) >= ENOUGH


def is_in_vain(points: list[Point]) -> bool:
    """Whether no further world can help: parts do not fit at two sizes, or too few worlds are left."""
    misshapen = len(points) == SIZES_TRIED and all(p.misshapen for p in points)
    return misshapen or sum(p.holds is None for p in points) > len(REGIONS) * POINTS - ENOUGH


def screen(statement: Compare, scope: Scope, *, seed: str, fuel: Fuel) -> Callable[[Compare], bool]:
    """A quick test of statements that share a side with this one: false if they surely fail at one point.

    The test raises OutOfFuel once the steps are spent.
    """
    scope = without_variables(statement, scope)
    demand = setting(statement, scope)
    worlds = sorted(all_worlds(demand, seed), key=lambda world: world.size)
    trial = Trial(statement, scope, fuel)
    world = next((w for w in worlds if is_told(trial, w)), worlds[0])
    other = next(
        (w for w in worlds if w.size != world.size), world
    )  # what fits at neither of two sizes fits at none
    here, there = (Evaluator(w, scope.definitions, fuel, program=trial.program) for w in (world, other))

    def may_hold(edit: Compare) -> bool:
        ctx.prec = PRECISIONS[0]
        entered = as_entries(edit, demand.shapes) if demand.shapes else edit
        edit = replace(entered, left=edit.left) if entered.left == edit.left else entered
        try:
            return may_agree(edit, here)
        except Misshapen:
            return may_fit(edit, there)
        except Unknown:
            return False
        except NO_VALUE:
            return True

    return may_hold


def may_agree(statement: Compare, evaluator: Evaluator) -> bool:
    """Whether the sides do not surely differ in one world."""
    left, right = (evaluator.value(side, {}) for side in (statement.left, statement.right))
    alike = is_matrix(left) == is_matrix(right) and (not is_matrix(left) or left.shape == right.shape)
    return alike and (not (finite(left) and finite(right)) or equal(left, right) is not False)


def may_fit(statement: Compare, evaluator: Evaluator) -> bool:
    """Whether the parts of both sides have shapes that fit in one world."""
    try:
        evaluator.value(statement.left, {})
        evaluator.value(statement.right, {})
    except (Misshapen, Unknown):
        return False
    except NO_VALUE:
        pass
    return True


def is_told(trial: Trial, world: World) -> bool:
    """Whether a world tells if a statement holds."""
    try:
        return attempt(trial, world).holds is not None
    except Unknown:
        return False


def gaps(statement: Compare, scope: Scope, *, seed: str) -> list[float]:
    """How far apart the sides of a statement about numbers are at each point where both are defined."""
    scope = without_variables(statement, scope)
    trial = Trial(statement, scope, Fuel(STEPS))
    try:
        points = sample(trial, all_worlds(setting(statement, scope), seed), to_the_end=True)
        return [abs(float(p.left) - float(p.right)) for p in points if p.holds is not None]
    except (Unknown, OutOfFuel, ValueError):
        return []


def without_variables(statement: Compare, scope: Scope) -> Scope:
    """The scope without definitions of the names by which the statement differentiates."""
    variables = [d.variable for d in walk(statement) if isinstance(d, Derivative)]
    moved = {n.name for v in variables for n in walk(v) if isinstance(n, Symbol)}
    moved -= intermediates(statement, scope)
    if not moved & scope.definitions.keys():
        return scope
    return replace(scope, definitions={k: v for k, v in scope.definitions.items() if k not in moved})


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
    """Whether at least a third of the points of each region fail: the others are coincidences.

    Where two numbers happen to be drawn equal, much holds that does not hold in general.
    """
    held = [p for p in held if not coincides(p)]
    apart = [[p for p in points if p.world.distinct] for points in (held, failed)]
    return bool(apart[1]) and all(
        2 * sum(region(p) == r for p in bad) >= sum(region(p) == r for p in good)
        for good, bad in ((held, failed), apart)
        for r in {region(p) for p in good}
    )


def coincides(point: Point) -> bool:
    """Whether two names that stand for real numbers got one value."""
    whole = point.world.setting.counts | point.world.setting.sizes | point.world.setting.values.keys()
    values = [v for (name, keys), v in point.world.drawn.items() if not keys and name not in whole]
    return len(set(values)) < len(values)


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
            points = sample(trial, worlds, to_the_end=False)
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
