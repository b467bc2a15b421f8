r"""Information measures: ``H(Y|X)``, ``H(p, q)``, ``I(X; Y)``, ``D_{KL}(p \| q)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import keys, letters
from mdcheck.expr.bars import LAW_NAMES, axis, cut_bars, full_name, variable_name
from mdcheck.expr.events import event, probability
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Expr, Info, Prob, Symbol, Values
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Fence, Node, Scripts, Word

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
    """``p`` or ``p(x)`` as the name of a law, if it is one; ``p(y|x)`` and ``p(x, y)`` are not the law p."""
    if not items or len(items) > 2 or (len(items) == 2 and not has_one_argument(items[1])):
        return None
    name, label = unmarked(items[0]), mark_of(items[0])
    if name is None or label is None:
        return None
    if name in reader.scope.laws or name in ("p", "q", "hat p"):
        return name + label
    return name + label if len(items) == 2 and name in LAW_NAMES else None


def unmarked(item: Node) -> str | None:
    """The letter of a law, whatever stands below it."""
    return letters.base_name(letters.single(item.base) if isinstance(item, Scripts) else item)


def mark_of(item: Node) -> str | None:
    r"""The label of a law, as that of ``p_{data}``; None for a member of a family, ``p_i``."""
    if not isinstance(item, Scripts):
        return ""
    if item.sub is None or item.sup is not None or item.primes:
        return None
    label = keys.key_text(item.sub)
    return None if label in letters.INDEX_LETTERS else f"_{label}"


def has_one_argument(item: Node) -> bool:
    """Whether brackets hold a lone name, as those of ``p(x)``."""
    return isinstance(item, Fence) and len(meaningful(item.body)) == 1


def mutual_information(fence: Fence) -> Expr | None:
    """``I(X; Y)``, also with a comma, given others."""
    parts = cut_bars(meaningful(fence.body))
    sides = split(parts[0], ";") if len(split(parts[0], ";")) == 2 else split(parts[0], ",")
    if len(sides) != 2 or len(parts) > 2:
        return None
    left = [axis(variable_name(p)) for p in split(sides[0], ",")]
    right = [axis(variable_name(p)) for p in split(sides[1], ",")]
    given = tuple(axis(variable_name(p)) for side in parts[1:] for p in split(side, ","))
    if len(left) == len(right) == 1:
        return Info("mutual-information", (left[0], right[0]), given)
    remaining = Info("entropy", tuple(left), (*given, *right))
    return Apply("add", (Info("entropy", tuple(left), given), Apply("neg", (remaining,))))


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
    if kind == "divergence" and len(sides) == 2 and any(map(is_conditional, sides)):
        return written_out(reader, sides)
    laws = [law_name(reader, side) for side in sides]
    if len(laws) != 2 or None in laws:
        laws = [letter_law(side) for side in sides]
    if len(laws) != 2 or None in laws:
        raise Gap("a divergence between things that are not laws", fence)
    return Info(kind, laws=tuple(n for n in laws if n is not None))  # type: ignore[arg-type]


def is_conditional(side: list[Node]) -> bool:
    """Whether a side of a divergence is ``q(z|x)`` or ``q(x, z)``, more than the name of a law tells."""
    return len(side) == 2 and isinstance(side[1], Fence) and not has_one_argument(side[1])


def written_out(reader: "Reader", sides: list[list[Node]]) -> Expr:
    r"""``D(q(z|x) \| p(z))`` as the sum over z that it stands for, x staying what it is."""
    laws = [product_of_laws(reader, side) for side in sides]
    events = [[e for law in factors for e in law.events] for factors in laws]
    names = [sorted(e.variable for e in side) for side in events]
    plain = all(e.value == Symbol(e.variable) and not e.negated for side in events for e in side)
    if names[0] != names[1] or not plain:
        raise Gap("a divergence between laws of different variables")
    left, right = (factors[0] if len(factors) == 1 else Apply("mul", tuple(factors)) for factors in laws)
    body: Expr = Apply("mul", (left, Apply("log", (Apply("div", (left, right)),))))
    for name in reversed([e.variable for e in events[0]]):
        body = Bind("sum", name, Values(name), body)
    return body


def product_of_laws(reader: "Reader", side: list[Node]) -> list[Prob]:
    """Laws with their arguments: ``p(x, y)``, ``p(x) p(y)``."""
    found: list[Prob] = []
    for name, arguments in zip(side[::2], side[1::2], strict=False):
        law = full_name(name)
        value = probability(reader, law, name, arguments) if law and isinstance(arguments, Fence) else None
        if not isinstance(value, Prob) or value.union:
            raise Gap("a divergence between things that are not laws", name)
        found.append(value)
    if not found or len(side) % 2:
        raise Gap("a divergence between things that are not laws")
    return found


def letter_law(items: list[Node]) -> str | None:
    """A lone letter between the bars of a divergence can only be a law, with its label if it has one."""
    if len(items) != 1 or isinstance(items[0], Word):
        return None
    name, label = unmarked(items[0]), mark_of(items[0])
    return None if name is None or label is None else name + label
