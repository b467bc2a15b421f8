r"""Expectations, variances, covariances: ``E[X|Y]``, ``E_{x \sim p}[f(x)]``, ``Var(X)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import letters, phrases
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
        drawn = len(under) == 3 and is_atom(under[1], "relation", "sim")
        variable = letters.base_name(under[0]) if drawn else None
        law = letters.base_name(under[2]) if drawn else None
        if variable is None or law is None or law not in LAW_NAMES:
            return moment(reader, "E", fence, phrases.label(reader, item.sub))
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


def moment(reader: "Reader", kind: str, fence: Fence, under: Expr | None = None) -> Expr:
    """A moment of the variables inside, given others or under conditions on them."""
    parts = cut_bars(meaningful(fence.body))
    if len(parts) > 2:
        raise Gap("several bars in a moment", fence)
    given: list[str] = []
    where: list[Expr] = []
    for part in (p for side in parts[1:] for p in split(side, ",", ";")):
        name = lone_variable(part)
        if name is None:
            where.append(reader.items(part))
        else:
            given.append(axis(name))
    args = tuple(transform(reader.items(p), numbered_variable) for p in split(parts[0], ","))
    if kind == "Cov" and len(args) == 1:
        return Apply("covariance", args)
    if len(args) != (2 if kind == "Cov" else 1):
        raise Gap(f"{kind} of {len(args)} arguments", fence)
    return Moment(kind, args, tuple(given), tuple(where), under)  # type: ignore[arg-type]


def lone_variable(items: list[Node]) -> str | None:
    """Name of a random variable that stands alone, if one does."""
    try:
        return variable_name(items)
    except Gap:
        return None
