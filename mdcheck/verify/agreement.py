"""Whether two values agree or are in an order, as far as their balls can tell."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from mdcheck.notation.values import Value, constant, entries, is_matrix
from mdcheck.verify.steps import Unknown

if TYPE_CHECKING:
    from flint import arb

CLOSE = 1e-9


def equal(left: Value, right: Value) -> bool | None:
    """True if the balls overlap and are small, False if they are disjoint, None if they are too wide."""
    pairs = [(constant(a), constant(b)) for a, b in zip(entries(left), entries(right), strict=True)]
    if any(not a.overlaps(b) for a, b in pairs):
        return False
    return True if all(tight(a - b, a) for a, b in pairs) else None


def tight(difference: object, scale: object) -> bool:
    """Whether a ball around zero is small beside the values."""
    width: arb = abs(difference).upper()  # type: ignore[arg-type]
    size: arb = abs(scale.mid())  # type: ignore[attr-defined]
    limit = CLOSE * max(1.0, float(size))
    return float(width) <= limit if math.isfinite(limit) else bool(width <= CLOSE * size)


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
