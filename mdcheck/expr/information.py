r"""Information measures: ``H(Y|X)``, ``H(p, q)``, ``I(X; Y)``, ``D_{KL}(p \| q)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import letters
from mdcheck.expr.bars import LAW_NAMES, axis, cut_bars, full_name, variable_name
from mdcheck.expr.events import event
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Expr, Info
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Fence, Node, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader


def entropy(reader: "Reader", fence: Fence) -> Expr:
    """``H(X)``, ``H(X, Y)``, ``H(Y|X)``, ``H(p)``, ``H(p, q)``, ``H(Y|X=x)``."""
    parts = cut_bars(meaningful(fence.body))
    if len(parts) > 2:
        raise Gap("more than one bar in an entropy", fence)
    first = split(parts[0], ",", ";")
    found = [law_name(reader, p) for p in first]
    if len(parts) == 1 and all(n is not None for n in found):
        if len(found) > 2:
            raise Gap("an entropy of three laws", fence)
        laws = tuple(n for n in found if n is not None)
        return Info("entropy" if len(laws) == 1 else "cross-entropy", laws=laws)
    if any(n is not None for n in found):
        raise Gap("an entropy of a law and something else", fence)
    variables = tuple(axis(variable_name(p)) for p in first)
    given, where = [], []
    for side in parts[1:]:
        for p in split(side, ","):
            if any(is_atom(i, "relation") for i in p):
                where.append(event(reader, p))
            else:
                given.append(axis(variable_name(p)))
    return Info("entropy", variables, tuple(given), where=tuple(where))


def law_name(reader: "Reader", items: list[Node]) -> str | None:
    """``p`` or ``p(x)`` as the name of a law, if it is one."""
    if not items or len(items) > 2 or (len(items) == 2 and not isinstance(items[1], Fence)):
        return None
    name = full_name(items[0])
    if name in reader.scope.laws or name in ("p", "q", "hat p"):
        return name
    return name if len(items) == 2 and name in LAW_NAMES else None


def mutual_information(fence: Fence) -> Expr | None:
    """``I(X; Y)``, also with a comma, given others."""
    parts = cut_bars(meaningful(fence.body))
    sides = split(parts[0], ";") if len(split(parts[0], ";")) == 2 else split(parts[0], ",")
    if len(sides) != 2 or len(parts) > 2:
        return None
    left = [axis(variable_name(p)) for p in split(sides[0], ",")]
    right = [axis(variable_name(p)) for p in split(sides[1], ",")]
    given = tuple(axis(variable_name(p)) for side in parts[1:] for p in split(side, ","))
    if len(left) != 1 or len(right) != 1:
        raise Gap("mutual information of several variables", fence)
    return Info("mutual-information", (left[0], right[0]), given)


def gain(fence: Fence) -> Expr:
    """``g(D, A)``: what knowing A takes off the entropy of D, their mutual information."""
    sides = split(meaningful(fence.body), ",", ";")
    if len(sides) != 2:
        raise Gap("information gain of more or less than two variables", fence)
    return Info("mutual-information", tuple(axis(variable_name(p)) for p in sides))


def divergence(reader: "Reader", fence: Fence, kind: str) -> Expr:
    r"""``D_{KL}(p \| q)``, ``KL(p, q)``."""
    items = meaningful(fence.body)
    sides = cut_bars(items)
    if len(sides) == 1:
        sides = split(items, ",", ";")
    laws = [law_name(reader, side) for side in sides]
    if len(laws) != 2 or None in laws:
        laws = [letter_law(side) for side in sides]
    if len(laws) != 2 or None in laws:
        raise Gap("a divergence between things that are not laws", fence)
    return Info(kind, laws=tuple(n for n in laws if n is not None))  # type: ignore[arg-type]


def letter_law(items: list[Node]) -> str | None:
    """A lone letter between the bars of a divergence can only be a law."""
    return letters.base_name(items[0]) if len(items) == 1 and not isinstance(items[0], Word) else None
