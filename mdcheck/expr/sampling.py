r"""What the subscript of an expectation says: ``E_{x \sim p}``, ``E_{q(z|x)}``, ``E_{x, y}``.

Each becomes a sum over values with their probabilities as weights, the meaning that it has in a finite
model; integrals over all there is against a law become the same.
"""

import re
from typing import TYPE_CHECKING

from mdcheck.expr import keys, letters
from mdcheck.expr.bars import LAW_NAMES, axis, cut_bars
from mdcheck.expr.events import probability
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Derivative,
    Domain,
    Event,
    Expr,
    Index,
    Prob,
    Symbol,
    Values,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex.tree import Fence, Group, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

OWN_LAW = "p"
POLICIES = frozenset(("pi", "mu"))
"""Letters of policies: what is drawn under them is a whole course of events."""


def averaged(reader: "Reader", sub: Row, body: Expr) -> Expr | None:
    """The expectation of a body over what a subscript names; None where it is not known what that is."""
    weights: list[Prob] = []
    for part in drawings(meaningful(sub)):
        found = drawn(reader, part, body)
        if found is None:
            return None
        if weights and is_joint(found) and is_joint(weights[-1]):
            found = Prob(OWN_LAW, (*weights.pop().events, *found.events))
        weights.append(found)
    events = [e.variable for w in weights for e in w.events]
    if not weights or len(set(events)) < len(events) or is_labelled(events, body):
        return None
    value = with_values(body, frozenset(events))
    for weight in reversed(weights):
        value = Apply("mul", (weight, value))
        for event in reversed(weight.events):
            value = Bind("sum", event.variable, Values(event.variable), value)
    return value


def with_values(body: Expr, variables: frozenset[str]) -> Expr:
    """The body with the values of variables for their capital letters, where it has no small ones."""
    taken = free_names(body)

    def change(part: Expr) -> Expr:
        match part:
            case Symbol(name) if axis(name) in variables - taken:
                return Symbol(axis(name))
        return part

    return transform(body, change)


def is_joint(law: Prob) -> bool:
    """Whether a law is the one of all variables: what is drawn from it is drawn together."""
    return law.head == OWN_LAW and not law.given


def drawings(items: list[Node]) -> list[list[Node]]:
    r"""What commas separate; several variables of one law stay together: ``x, y \sim p``."""
    items = [
        inner for item in items for inner in (meaningful(item.body) if isinstance(item, Group) else [item])
    ]
    parts = split(items, ",")
    if sum(is_atom(i, "relation", "sim") for i in items) == 1 and len(parts) > 1:
        return [items]
    return parts


def drawn(reader: "Reader", part: list[Node], body: Expr) -> Prob | None:
    r"""The law of one drawing: ``x \sim p``, ``z \sim q(z|x)``, ``q(z|x)``, ``X``."""
    cut = next((k for k, i in enumerate(part) if is_atom(i, "relation", "sim")), None)
    if cut is not None:
        names = [one(side) for side in split(part[:cut], ",")]
        return None if None in names else under(reader, [n for n in names if n], part[cut + 1 :])
    if (law := stated(reader, part)) is not None:
        return law
    if len(sides := cut_bars(part)) == 2:
        return conditional(sides)
    name = one(part)
    named = law_name(part[0]) if len(part) == 1 else None
    if named is not None and named.partition("_")[0] in LAW_NAMES:
        return as_stated(reader, named, body)
    if name is None or axis(name) not in {axis(n) for n in free_names(body)}:
        return None
    return of(OWN_LAW, [name])


def as_stated(reader: "Reader", law: str, body: Expr) -> Prob | None:
    """A law that is named without its variables, as the body or else the section writes it: ``q(z|x)``."""
    met = {node for node in walk(body) if isinstance(node, Prob) and node.head == law and not node.union}
    if not met:
        letter, _, label = law.partition("_")
        mark = rf"(?:\s*_\s*\{{?\\?{re.escape(label)}\}}?)" if label else ""
        pattern = (
            rf"(?<![\\a-z]){re.escape(letter)}{mark}\s*\(\s*([a-z])\s*(?:\\mid|\\vert|\|)\s*([a-z])\s*\)"
        )
        found = set(re.findall(pattern, reader.scope.words))
        met = {Prob(law, of(law, [left]).events, of(law, [right]).events) for left, right in found}
    own = all(e.value == Symbol(e.variable) for p in met for e in (*p.events, *p.given))
    return met.pop() if len(met) == 1 and own else None


def conditional(sides: list[list[Node]]) -> Prob | None:
    """``Y|X``: the law of variables given others."""
    names, given = ([one(part) for part in split(side, ",")] for side in sides)
    if None in names or None in given:
        return None
    found = of(OWN_LAW, [n for n in names if n])
    return Prob(OWN_LAW, found.events, of(OWN_LAW, [n for n in given if n]).events)


def of(law: str, names: list[str]) -> Prob:
    """The joint probability of the values of variables."""
    return Prob(law, tuple(Event(axis(name), Symbol(axis(name))) for name in names))


def under(reader: "Reader", names: list[str], law: list[Node]) -> Prob | None:
    """The law behind a tilde: a name, or one with its variables."""
    if len(law) == 1 and (name := law_name(law[0])) is not None:
        return of(name, names)
    found = stated(reader, law)
    same = found is not None and {e.variable for e in found.events} == {axis(n) for n in names}
    return found if same else None


def stated(reader: "Reader", items: list[Node]) -> Prob | None:
    """A law with its variables: ``q(z|x)``."""
    if len(items) != 2 or not isinstance(items[1], Fence):
        return None
    base = letters.single(items[0].base) if isinstance(items[0], Scripts) else items[0]
    name = letters.base_name(base)
    if name not in LAW_NAMES and name not in reader.scope.laws:
        return None
    found = probability(reader, name, items[0], items[1])
    return found if isinstance(found, Prob) and not found.union else None


def law_name(item: Node) -> str | None:
    r"""Name of a law with its label: ``p``, ``p_{data}``, ``\mathcal{D}``."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    name = letters.base_name(base)
    if name is None or name in POLICIES or not isinstance(item, Scripts):
        return None if name in POLICIES else name
    if item.sub is None or item.sup is not None or item.primes:
        return None
    try:
        return f"{name}_{keys.key_text(item.sub)}"
    except Gap:
        return None


def one(items: list[Node]) -> str | None:
    """The name that a part consists of."""
    return letters.base_name(items[0]) if len(items) == 1 else None


def is_labelled(variables: list[str], body: Expr) -> bool:
    """Whether a name of the body may depend on a variable by its label, as ``y_D`` on the sample ``D``."""
    marks = {name.rpartition("_")[2].rpartition("^")[2] for name in free_names(body) if not name.isalpha()}
    return bool({axis(mark) for mark in marks if mark} & set(variables))


def outcomes(name: str, domain: Domain, body: Expr) -> Values | None:
    """All values of an integral's variable, if a law weighs them and nothing asks for more than values."""
    if isinstance(domain, Values) or is_everything(name, domain):
        laws = [n for n in walk(body) if isinstance(n, Prob)]
        weighed = any(e.variable == axis(name) for law in laws for e in law.events)
        return Values(name) if weighed and not any(varies(n, name) for n in walk(body)) else None
    return None


def is_everything(name: str, domain: Domain) -> bool:
    r"""Whether a region is all there is: ``x \in \mathcal{X}``, ``x \in \mathbb{R}^n``."""
    condition = getattr(domain, "condition", None)
    match getattr(condition, "right", None):
        case Symbol(region):
            return axis(region) == axis(name)
        case Apply("number set", _) | Apply("pow", (Apply("number set", _), _)):
            return True
    return False


def varies(node: Expr, name: str) -> bool:
    """Whether a part differentiates by the variable, or has a function of something else than its value."""
    match node:
        case Derivative(_, variable, _):
            return name in free_names(variable)
        case Call(_, args, primes):
            whole = all(isinstance(arg, Symbol) or name not in free_names(arg) for arg in args)
            return name in free_names(node) and (primes > 0 or not whole)
        case Index(_, indices):
            return any(name in free_names(key) for key in indices)
        case Bind("int", variable=inner):
            return inner == name
    return False
