"""What evaluation keeps, and what it must not keep."""

from fractions import Fraction
from math import exp, isclose, sin

from flint import ctx

from mdcheck.expr.nodes import Apply, Bind, Call, Compare, Derivative, Expr, Number, Range, Symbol
from mdcheck.expr.scope import Definition, Scope
from mdcheck.notation.values import constant
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel
from mdcheck.verify.world import World

PLENTY = 10**6
X, K, F = Symbol("x"), Symbol("k"), Symbol("f")


def number(value: int) -> Number:
    """A whole number."""
    return Number(Fraction(value))


def mul(*args: Expr) -> Expr:
    """A product."""
    return Apply("mul", args)


def add(*args: Expr) -> Expr:
    """A sum."""
    return Apply("add", args)


def total(body: Expr, last: int) -> Expr:
    """The sum of a body for k from 1 on."""
    return Bind("sum", "k", Range(number(1), number(last)), body)


def evaluated(node: Expr, **definitions: Definition) -> tuple[float, float, int]:
    """The value of an expression in x, x itself, and the steps that it took."""
    ctx.prec = 80
    scope = Scope(definitions=definitions)
    world = World("seed", "positive", 3, setting(Compare("eq", node, X), scope))
    engine = Evaluator(world, scope.definitions, Fuel(PLENTY))
    found, at = (float(constant(engine.value(part, {})).mid()) for part in (node, X))
    return found, at, PLENTY - engine.fuel.steps


def test_terms_evaluate_once_what_they_share():
    shared = Apply("exp", (Apply("sin", (mul(X, X),)),))
    found, x, spent = evaluated(total(mul(K, shared), 40))
    assert isclose(found, 820 * exp(sin(x * x)))
    terms, steps_of_a_term = 40, 5
    assert spent < terms * steps_of_a_term + 20


def test_what_depends_on_the_bound_name_is_evaluated_for_each():
    square = mul(K, K)
    found, x, _ = evaluated(add(total(mul(X, square), 3), total(square, 2)))
    assert isclose(found, 14 * x + 5)


def test_a_value_from_outside_is_not_taken_within_a_derivative():
    cube = Apply("pow", (X, number(3)))
    found, x, _ = evaluated(add(cube, Derivative(cube, X), cube))
    assert isclose(found, 2 * x**3 + 3 * x**2)


def test_a_parameter_is_bound_anew_at_each_call():
    called = Definition(("k",), mul(K, mul(K, X)), called=True)
    found, x, _ = evaluated(add(Call(F, (number(2),)), Call(F, (number(3),))), f=called)
    assert isclose(found, 13 * x)


def test_a_name_within_its_own_definition_is_another():
    square = mul(X, X)
    body = add(square, number(1))
    found, _, _ = evaluated(add(square, number(0)), x=Definition((), body))
    inner, _, _ = evaluated(square)
    assert isclose(found, (inner + 1) ** 2)
