r"""Indefinite integrals: ``\int f\,dx = F + C`` says that F has the derivative f."""

from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Compare,
    Derivative,
    Expr,
    Info,
    Interval,
    Moment,
    Prob,
    Such,
    Symbol,
    Values,
    free_names,
    transform,
    walk,
)


def differentiated(statement: Compare) -> Compare:
    """Both sides of an equation of indefinite integrals by their variable; any other statement as it is.

    Without ends an integral may also run over all there is. It is indefinite if its variable stands on the
    other side, outside of all integrals.
    """
    variables = {n.variable for n in walk(statement) if isinstance(n, Bind) and is_indefinite(n)}
    if statement.relation != "eq" or len(variables) != 1 or any(map(is_other, walk(statement))):
        return statement
    [name] = variables
    bare = [transform(side, without_integral) for side in (statement.left, statement.right)]
    if not any(name in free_names(side) for side in bare):
        return statement
    left, right = (derivative(side, Symbol(name)) for side in (statement.left, statement.right))
    if isinstance(left, Derivative) or not isinstance(right, Derivative):
        return Compare("eq", left, right)
    return Compare("eq", right, left)


def is_indefinite(node: Expr) -> bool:
    """Whether a node is an integral without ends."""
    return isinstance(node, Bind) and node.head == "int" and isinstance(node.domain, Values)


def is_other(node: Expr) -> bool:
    """Whether a node keeps a statement from being one of antiderivatives: chances, other integrals."""
    bounded = isinstance(node, Bind) and node.head == "int" and isinstance(node.domain, Interval | Such)
    chance = isinstance(node, Apply) and node.head == "chance"
    return bounded or chance or isinstance(node, Moment | Prob | Info)


def without_integral(node: Expr) -> Expr:
    """The node, its indefinite integrals left out."""
    return Symbol("an integral") if is_indefinite(node) else node


def derivative(side: Expr, variable: Symbol) -> Expr:
    """The derivative of a side, in which that of an integral is its integrand."""
    match side:
        case Bind() if is_indefinite(side):
            return side.body
        case Apply("add", terms):
            plain = tuple(t for t in terms if not has_integral(t))
            rest = tuple(derivative(t, variable) for t in terms if has_integral(t))
            if not rest:
                return Derivative(side, variable)
            kept = (Derivative(Apply("add", plain), variable),) if plain else ()
            return Apply("add", (*kept, *rest)) if len(kept) + len(rest) > 1 else rest[0]
        case Apply("neg", (inner,)) if has_integral(inner):
            return Apply("neg", (derivative(inner, variable),))
        case Apply("mul" | "dot", (*factors, last)) if has_integral(last):
            if not any(variable.name in free_names(f) for f in factors):
                return Apply("mul", (*factors, derivative(last, variable)))
    return Derivative(side, variable)


def has_integral(node: Expr) -> bool:
    """Whether an indefinite integral occurs."""
    return any(map(is_indefinite, walk(node)))
