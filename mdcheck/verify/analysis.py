"""Binders that only analysis gives a value: integrals, limits, sums and products without end."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from flint import arb_series

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Derivative,
    Expr,
    Index,
    Interval,
    Range,
    Such,
    Symbol,
    free_names,
    walk,
)
from mdcheck.notation.values import Scalar, Undefined, Value, ball, integer
from mdcheck.verify import improper, limits, quadrature, series
from mdcheck.verify.steps import Env, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

INFINITY = Apply("infinity", ())
Function = Callable[[Scalar], Value]


def value(evaluator: "Evaluator", node: Bind, env: Env) -> Value | None:
    """The value of an integral, a limit, an infinite sum or product; None of other binders."""
    match node:
        case Bind("int", domain=Interval(low, high)):
            return integral(evaluator, node, low, high, env)
        case Bind("lim", domain=Such(condition)):
            return limit(evaluator, node, condition, env)
        case Bind("sum" | "prod", domain=Range(first, last)) if last == INFINITY:
            return endless(evaluator, node, first, env)
    return None


def body_of(evaluator: "Evaluator", node: Bind, env: Env, what: str) -> Function:
    """The body as a function of the bound variable, free of values that were kept at fewer digits."""
    varied = evaluator.moved or any(isinstance(value, arb_series) for value in env.values())
    if varied or node.conditions or any(isinstance(n, Derivative) for n in walk(node.body)):
        raise Unknown(f"{what} within a derivative or another integral")
    fresh = replace(evaluator, known={}, kept={})
    return lambda x: fresh.value(node.body, {**env, node.variable: x})


def integral(evaluator: "Evaluator", node: Bind, low: Expr, high: Expr, env: Env) -> Value:
    """A definite integral of one variable, enclosed where the integrand is smooth up to finite ends."""
    function = body_of(evaluator, node, env, "an integral")
    ends = [None if is_infinite(end) else evaluator.value(end, env) for end in (low, high)]
    if ends[0] is None or ends[1] is None:
        for end, wrong in ((low, INFINITY), (high, Apply("neg", (INFINITY,)))):
            if end == wrong:
                raise Unknown("an integral against its direction")
        given(evaluator, node, "an improper integral")
        return improper.improper(function, *ends)
    try:
        return quadrature.integral(function, *ends)
    except Undefined:
        return improper.improper(function, *ends)


def given(evaluator: "Evaluator", node: Bind, what: str) -> None:
    """Unknown where a body has functions or members that are drawn at random: they never fall off."""
    for part in walk(node.body):
        match part:
            case Call(Symbol(name), _) if not name.startswith("head ") and name not in evaluator.definitions:
                raise Unknown(f"{what} of a function that is not given")
            case Index(Symbol(name), keys) if name not in evaluator.definitions:
                if any(node.variable in free_names(key) for key in keys):
                    raise Unknown(f"{what} of terms that are not given")


def is_infinite(end: Expr) -> bool:
    """Whether an end is plus or minus infinity."""
    return end == INFINITY or end == Apply("neg", (INFINITY,))


def limit(evaluator: "Evaluator", node: Bind, condition: Expr, env: Env) -> Scalar:
    """The limit of the body."""
    target = limits.target(condition)
    if target is None:
        raise Unknown("a limit of several variables")
    function = body_of(evaluator, node, env, "a limit")
    point = None if target.point is None else evaluator.value(target.point, env)
    whole = node.variable in limits.WHOLE
    return limits.limit(function, point, target.side, whole=whole)


def endless(evaluator: "Evaluator", node: Bind, first: Expr | None, env: Env) -> Scalar:
    """An infinite sum or product."""
    function = body_of(evaluator, node, env, "an infinite sum")
    given(evaluator, node, "an infinite sum")
    start = 1 if first is None else integer(evaluator.value(first, env))
    compute = series.infinite_sum if node.head == "sum" else series.infinite_product
    return compute(lambda k: function(ball(k)), start)
