r"""Letters below a sum that it does not bind: the k of ``A_k = \sum_{i \le k} a_i``."""

from fractions import Fraction

from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Number, Range, Symbol, free_names, transform

ONE = Number(Fraction(1))
TURNED = {"le": "ge", "lt": "gt", "ge": "le", "gt": "lt", "ne": "ne"}
WHOLE = Range(None, None)


def with_free_indices(side: Expr, outside: frozenset[str]) -> Expr:
    r"""A side in which ``\sum_{i \le k}`` runs over ``i`` alone, where ``k`` is told elsewhere.

    It is if the other side has it, or if the body of the sum has ``i`` and no ``k``.
    """

    def change(node: Expr) -> Expr:
        match node:
            case Bind(head, first, domain, Bind(inner_head, second, inner_domain, body, (condition,))) if (
                head == inner_head and domain == inner_domain == WHOLE
            ):
                names = free_names(body)
                for bound, free in ((first, second), (second, first)):
                    told = free in outside and bound not in outside
                    if (told or (bound in names and free not in names)) and (
                        found := restricted(condition, bound, free)
                    ):
                        return Bind(head, bound, found[0], body, found[1])
        return node

    return transform(side, change)


def restricted(condition: Expr, bound: str, free: str) -> tuple[Range, tuple[Expr, ...]] | None:
    """The range of one index beside another that is told, with the condition that remains."""
    match condition:
        case Compare(relation, Symbol(left), Symbol(right)) if {left, right} == {bound, free}:
            if relation not in TURNED:
                return None
            end = Symbol(free)
            match relation if left == bound else TURNED[relation]:
                case "le":
                    return Range(None, end), ()
                case "lt":
                    return Range(None, Apply("add", (end, Apply("neg", (ONE,))))), ()
                case "ge":
                    return Range(end, None), ()
                case "gt":
                    return Range(Apply("add", (end, ONE)), None), ()
            return WHOLE, (condition,)
    return None
