"""One text for expressions that differ in the order of sums and products only."""

from fractions import Fraction

from mdcheck.expr.nodes import Apply, Expr, Number


def canonical(node: Expr) -> str:
    """A text that is equal for expressions which differ in the order of sums and products only."""
    match node:
        case Apply("neg", (Apply("neg", (arg,)),)):
            return canonical(arg)
        case Apply("add" | "mul" | "dot" as head, args):
            return f"{head}({','.join(sorted(map(canonical, flat(head, args))))})"
        case Apply("pow" | "div", (base, Number(value=value))) if value == 1:
            return canonical(base)
        case Apply("pow", (base, Apply("add", _) as exponent)) if exact_sum(exponent) == 1:
            return canonical(base)
        case Apply(head, args):
            return f"{head}({','.join(map(canonical, args))})"
    return repr(node)


def flat(head: str, args: tuple[Expr, ...]) -> list[Expr]:
    """Members of nested sums or products of one kind."""
    found: list[Expr] = []
    for arg in args:
        nested = isinstance(arg, Apply) and arg.head == head
        found.extend(flat(head, arg.args) if nested and isinstance(arg, Apply) else [arg])
    return found


def exact_sum(node: Apply) -> Fraction | None:
    """The sum of numbers, if there is nothing else."""
    values = [a.value for a in node.args if isinstance(a, Number)]
    return sum(values, Fraction(0)) if len(values) == len(node.args) else None
