"""How often a statement is tried where its sides have no value."""

from collections import Counter
from fractions import Fraction

from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol
from mdcheck.expr.scope import Scope
from mdcheck.verify.points import FILTERED, POINTS, Trial, all_worlds, sample
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel
from mdcheck.verify.world import REGIONS

X = Symbol("x")
PLENTY = 10**6
WORLDS = POINTS * len(REGIONS)


def equation(left: Expr, right: Expr) -> Compare:
    """Both sides, said to be equal."""
    return Compare("eq", left, right)


def number(value: int) -> Number:
    """A whole number."""
    return Number(Fraction(value))


def points(statement: Compare, **scope: object) -> tuple[Counter[bool | None], int]:
    """What worlds say of a statement, and the steps that it took."""
    trial = Trial(statement, Scope(**scope), Fuel(PLENTY))  # type: ignore[arg-type]
    met = sample(trial, all_worlds(setting(statement, trial.scope), "seed"), to_the_end=True)
    return Counter(p.holds for p in met), PLENTY - trial.fuel.steps


def test_what_fits_at_no_size_is_tried_at_two():
    vector, matrix = Symbol("v"), Symbol("M")
    statement = equation(Apply("add", (vector, matrix)), vector)
    found, _ = points(statement, sorts={"v": "vector", "M": "matrix"})
    assert found == {None: 2}


def test_what_has_a_value_nowhere_is_tried_twice_in_each_world():
    nowhere = Apply("log", (Apply("neg", (Apply("pow", (X, number(2))),)),))
    found, spent = points(equation(nowhere, X))
    assert found == {None: WORLDS}
    steps_of_one_try = 5
    assert spent == 2 * WORLDS * steps_of_one_try


def test_what_has_a_value_here_and_there_is_tried_again():
    sometimes = Apply("log", (Apply("add", (X, number(-1))),))
    found, _ = points(equation(sometimes, sometimes))
    assert found[True] > WORLDS / 2


def test_worlds_are_drawn_until_one_satisfies_what_is_given():
    given = (Compare("gt", X, number(2)),)
    found, spent = points(equation(X, Apply("mul", (number(1), X))), given=given)
    assert found[True] >= POINTS
    assert spent < FILTERED * WORLDS * 10
