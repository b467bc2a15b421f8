"""A form held against what the function returned."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

import numpy as np

from mdcheck.expr.nodes import Expr, Symbol, free_names
from mdcheck.notation.values import Undefined, ball, constant, entries
from mdcheck.records import dataclass
from mdcheck.verify.selfcheck.forms import Form
from mdcheck.verify.selfcheck.given import Given
from mdcheck.verify.steps import Env

TOLERANCE = 1e-6
Outcome = Literal["agrees", "differs", "undefined"]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What one draw showed; ``detail`` names the place and both values, or says why there is none."""

    outcome: Outcome
    detail: str = ""


def compare(form: Form, evaluator: Given, returned: Floats) -> Trial:
    """Hold every entry of the formula against the result.

    Raises:
        Unknown: if the formula has no meaning to the evaluator.
    """
    compared, hole = 0, "nothing to compare"
    for env, place in places(form, evaluator, returned):
        try:
            expected = entries(evaluator.value(form.body, env))
        except (Undefined, ZeroDivisionError) as error:
            hole = str(error)
            continue
        actual = np.atleast_1d(returned[place]).reshape(-1)
        if len(expected) != len(actual):
            return Trial("differs", f"{len(expected)} values by the formula, {len(actual)} returned")
        for mine, other in zip(expected, actual, strict=True):
            if not close(mine, float(other)):
                where = f" at {tuple(k + 1 for k in place)}" if place else ""
                both = f"the formula gives {float(constant(mine).mid()):.9g}, the code {other:.9g}"
                return Trial("differs", both + where)
            compared += 1
    return Trial("agrees") if compared else Trial("undefined", hole)


def close(mine: Any, other: float) -> bool:
    """Whether a ball and a float agree."""
    middle = float(constant(mine).mid())
    if not np.isfinite(other) or not np.isfinite(middle):
        return middle == other
    return bool(abs(middle - other) <= TOLERANCE * max(1.0, abs(middle), abs(other)))


def places(form: Form, evaluator: Given, returned: Floats) -> Iterator[tuple[Env, tuple[int, ...]]]:
    """Bindings of the free indices of the left side, each with the place in the result."""
    if form.name in evaluator.sequences or returned.ndim < len(form.keys):
        yield {}, ()
        return
    free = sorted(frozenset().union(*map(free_names, form.keys)) - set(evaluator.arrays))
    sizes = [range(1, size_of(name, form, evaluator, returned) + 1) for name in free]
    for numbers in product(*sizes):
        env = {name: ball(n) for name, n in zip(free, numbers, strict=True)}
        yield env, tuple(evaluator.number(key, env) - 1 for key in form.keys)


def size_of(name: str, form: Form, evaluator: Given, returned: Floats) -> int:
    """How far an index of the left side runs: over its axis of the result, or what the right side says."""
    key: Expr = Symbol(name)
    if key in form.keys:
        return int(returned.shape[form.keys.index(key)])
    return evaluator.extent(name, form.body, {})
