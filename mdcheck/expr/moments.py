r"""Expectations, variances, covariances: ``E[X|Y]``, ``E_{x \sim p}[f(x)]``, ``Var(X)``."""

from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import phrases
from mdcheck.expr.bars import axis, cut_bars, variable_name
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Compare,
    Expr,
    Index,
    Moment,
    Number,
    Symbol,
    transform,
)
from mdcheck.expr.sampling import averaged
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Fence, Node, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader


TWO = Number(Fraction(2))


def expectation(reader: "Reader", item: Node, fence: Fence) -> Expr:
    r"""``E[X]``, ``E[X|Y]``, ``E_{x \sim p}[f(x)]``."""
    if not isinstance(item, Scripts) or item.sub is None:
        return moment(reader, "E", fence)
    body = reader.items(meaningful(fence.body))
    if item.sup is None and not is_given(body) and (found := averaged(reader, item.sub, body)) is not None:
        return found
    return moment(reader, "E", fence, phrases.label(reader, item.sub))


def variance(reader: "Reader", item: Node, fence: Fence) -> Expr:
    r"""``Var(X)``, ``Var_{x \sim p}[f(x)]``: under a law the mean of the squared distance from the mean."""
    if not isinstance(item, Scripts) or item.sub is None:
        return moment(reader, "Var", fence)
    body = reader.items(meaningful(fence.body))
    mean = None if item.sup is not None or is_given(body) else averaged(reader, item.sub, body)
    if mean is not None:
        distance = Apply("add", (body, Apply("neg", (mean,))))
        if (found := averaged(reader, item.sub, Apply("pow", (distance, TWO)))) is not None:
            return found
    return moment(reader, "Var", fence, phrases.label(reader, item.sub))


def drawn_probability(reader: "Reader", item: Node, fence: Fence) -> Expr | None:
    r"""``P_{x \sim D}(h(x) \ne y)``: the mean of an indicator; None where no law is drawn from."""
    inside = meaningful(fence.body)
    if not isinstance(item, Scripts) or item.sub is None or not phrases.has_relation(inside):
        return None
    if not any(is_atom(i, "relation", "sim") for i in meaningful(item.sub)):
        return None
    return averaged(reader, item.sub, Apply("indicator", (phrases.condition(reader, inside),)))


def is_given(body: Expr) -> bool:
    """Whether what stands in brackets is conditioned on something."""
    match body:
        case Apply("given", _):
            return True
        case Apply("list", args):
            return any(map(is_given, args))
    return False


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


def at_values(where: tuple[Expr, ...]) -> tuple[str, ...] | None:
    """Random variables that take their own values, as in ``E[X | Y = y]``; None if something else is said."""
    names: list[str] = []
    for condition in where:
        match condition:
            case Compare("eq", Symbol(name), Symbol(value)) if axis(name) == axis(value) and name != value:
                names.append(axis(name))
            case _:
                return None
    return tuple(names)


def lone_variable(items: list[Node]) -> str | None:
    """Name of a random variable that stands alone, if one does."""
    try:
        return variable_name(items)
    except Gap:
        return None
