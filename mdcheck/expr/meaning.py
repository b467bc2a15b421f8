"""Whether what was read can have a value: of some heads only the writing is known."""

from mdcheck.expr.moments import at_values
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Interval,
    Moment,
    Number,
    Prob,
    Range,
    Such,
    Symbol,
    Values,
    walk,
)
from mdcheck.expr.sampling import outcomes
from mdcheck.notation.registry import BY_HEAD

COMPUTED = frozenset(("sum", "prod", "max", "min", "each"))


def has_value(node: Expr) -> bool:
    """Whether every part of an expression is one that an evaluator may compute."""
    ends = {id(end) for n in walk(node) if isinstance(n, Bind) for end in far_ends(n)}
    return all(id(n) in ends or is_computed(n) for n in walk(node))


def far_ends(node: Bind) -> list[Expr]:
    """Infinite ends of an index set: nothing is computed of them, only of what runs up to them."""
    ends: tuple[Expr | None, ...] = ()
    match node.domain:
        case Range(first, last):
            ends = (first, last)
        case Interval(low, high):
            ends = (low, high)
        case Such(Compare("to", _, point)) if node.head == "lim":
            ends = (point,)
    return [n for end in ends if end is not None for n in walk(end) if n == Apply("infinity", ())]


def is_computed(node: Expr) -> bool:
    """Whether a node by itself does not stand in the way of a value."""
    match node:
        case Apply(head, _):
            return BY_HEAD[head].meaning is not None
        case Bind("int", variable, Values() as domain, body, _):
            return outcomes(variable, domain, body) is not None
        case Bind("lim", _, domain, _, _):
            return isinstance(domain, Such)
        case Bind(head, _, domain, _, _):
            return (head in COMPUTED) != isinstance(domain, Interval) and not isinstance(domain, Such)
        case Moment():
            return at_values(node.where) is not None and node.under is None
        case Prob(_, events, given, _):  # of a value that is a number a formula may follow
            return not any(isinstance(e.value, Number) for e in (*events, *given))
        case Call(Apply(), _, _):
            return False
        case Symbol(name):
            return not name.startswith("law ")
    return True
