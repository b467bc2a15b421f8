r"""Expectations, variances, covariances: ``E[X|Y]``, ``E_{x \sim p}[f(x)]``, ``Var(X)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import letters
from mdcheck.expr.bars import LAW_NAMES, axis, cut_bars, variable_name
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Event,
    Expr,
    Index,
    Moment,
    Number,
    Prob,
    Symbol,
    Values,
    transform,
)
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Fence, Node, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader


def expectation(reader: "Reader", item: Node, fence: Fence) -> Expr:
    r"""``E[X]``, ``E[X|Y]``, ``E_{x \sim p}[f(x)]``."""
    if isinstance(item, Scripts) and item.sub is not None:
        under = meaningful(item.sub)
        cut = next((k for k, i in enumerate(under) if is_atom(i, "relation", "sim")), None)
        if cut is None or cut != 1:
            raise Gap("an expectation over something not known", item)
        variable = letters.base_name(under[0])
        law = letters.base_name(under[cut + 1]) if cut + 1 < len(under) else None
        if variable is None or law is None or law not in LAW_NAMES:
            raise Gap("an expectation over something not known", item)
        weight = Prob(law, (Event(axis(variable), Symbol(axis(variable))),))
        body = reader.items(meaningful(fence.body))
        return Bind("sum", axis(variable), Values(axis(variable)), Apply("mul", (weight, body)))
    return moment(reader, "E", fence)


def numbered_variable(node: Expr) -> Expr:
    """``X_1`` in a moment is a random variable of its own."""
    match node:
        case Index(Symbol(name), (Number(value=value),)):
            return Symbol(f"{name}_{value}")
    return node


def moment(reader: "Reader", kind: str, fence: Fence) -> Expr:
    """A moment of the variables inside, given others."""
    items = meaningful(fence.body)
    if any(is_atom(i, "relation") for i in items):
        raise Gap("a moment given an event", fence)
    parts = cut_bars(items)
    given = tuple(axis(variable_name(p)) for side in parts[1:] for p in split(side, ","))
    args = tuple(transform(reader.items(p), numbered_variable) for p in split(parts[0], ","))
    if len(args) != (2 if kind == "Cov" else 1):
        raise Gap(f"{kind} of {len(args)} arguments", fence)
    return Moment(kind, args, given)  # type: ignore[arg-type]
