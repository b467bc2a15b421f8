"""Whether what was read can have a value: of some heads only the writing is known."""

from mdcheck.expr.nodes import Apply, Bind, Call, Expr, Interval, Moment, Such, Symbol, walk
from mdcheck.notation.registry import BY_HEAD

COMPUTED = frozenset(("sum", "prod", "max", "min", "each"))


def has_value(node: Expr) -> bool:
    """Whether every part of an expression is one that an evaluator may compute."""
    return all(map(is_computed, walk(node)))


def is_computed(node: Expr) -> bool:
    """Whether a node by itself does not stand in the way of a value."""
    match node:
        case Apply(head, _):
            return BY_HEAD[head].meaning is not None
        case Bind(head, _, domain, _, _):
            return (head in COMPUTED) != isinstance(domain, Interval) and not isinstance(domain, Such)
        case Moment():
            return not node.where and node.under is None
        case Call(Apply(), _, _):
            return False
        case Symbol(name):
            return not name.startswith("law ")
    return True
