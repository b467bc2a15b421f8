"""Derivatives without brackets: ``y'`` after ``y = sin x``, ``f_x`` after ``f(x, y) = ..``."""

import re
from collections.abc import Sequence

from mdcheck.expr.nodes import Call, Compare, Derivative, Expr, Index, Symbol, free_names, transform, walk
from mdcheck.expr.scope import Scope
from mdcheck.patterns import regex

DERIVATIVES = regex(
    r"导|微分|\bderiv|differentia|\bgradient|calculus|chain rule|\\partial|\\nabla|'\(|\\prime\(",
    re.IGNORECASE,
)
"""What a section says that speaks of derivatives."""
DENSITIES = regex(r"密度|边缘|densit|marginal|random variable|随机变量", re.IGNORECASE)
"""What a section says where an index names the variable of a density."""
LABELLED = regex(r".+_[A-Za-z]{2,}")
"""A name with a word for a subscript."""
USUAL = frozenset("yfghus")
"""Letters of functions: others with a prime are names beside those without."""
WHOLE = frozenset("ijklmn")
"""Letters of numbers by which nobody differentiates."""


def with_marks(statement: Compare, scope: Scope) -> Compare:
    """The statement with names that primes or variables mark read as the derivatives that they are."""
    losses = {n.body for n in (statement.left, statement.right) if isinstance(n, Derivative)}

    def change(node: Expr) -> Expr:
        match node:
            case Derivative(Symbol(name), variable) if (full := in_full(name, variable, scope)) is not None:
                return Derivative(Symbol(full), variable, node.order)
            case Derivative(Symbol(name), Symbol() as variable) if (call := called(name, scope)) == (
                variable,
            ):
                return Derivative(Call(Symbol(name), call), variable, node.order)
            case Symbol(name) if losses and (gradient := gradient_called(name, scope)) is not None:
                return gradient if gradient.body in losses else node
            case Symbol(name) if name.endswith("'"):
                return by_primes(name, statement, scope) or node
            case Symbol(name) if "_" in name:
                function, variables = name.split("_", 1)
                return by_variables(function, variables, scope) or node
            case Index(Symbol(name), keys) if all(isinstance(k, Symbol) for k in keys):
                return by_variables(name, [k.name for k in keys if isinstance(k, Symbol)], scope) or node
        return node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result


def in_full(name: str, variable: Expr, scope: Scope) -> str | None:
    r"""What a letter may be short for, if it is one thing that depends on a variable: ``L_{MSE}``."""
    by = variable.base if isinstance(variable, Index) else variable
    if name in scope.definitions or not isinstance(by, Symbol):
        return None
    kin = [full for full in scope.definitions if LABELLED.fullmatch(full) and full.startswith(f"{name}_")]
    known = len(kin) == 1 and by.name in free_names(scope.definitions[kin[0]].body)
    return kin[0] if known and not scope.definitions[kin[0]].parameters else None


def called(name: str, scope: Scope) -> tuple[Expr, ...] | None:
    """With which arguments what defines names here calls a function that is not given."""
    if name in scope.definitions:
        return None
    for definition in scope.definitions.values():
        for node in walk(definition.body):
            if isinstance(node, Call) and node.function == Symbol(name):
                return node.args
    return None


def gradient_called(name: str, scope: Scope) -> Derivative | None:
    r"""``G`` after ``G = \partial L / \partial Y`` of a loss that is not given."""
    definition = scope.definitions.get(name)
    if definition is None or definition.parameters or not isinstance(definition.body, Derivative):
        return None
    loss = definition.body.body
    given = not isinstance(loss, Symbol) or loss.name in scope.definitions
    return None if given else definition.body


def by_primes(marked: str, statement: Compare, scope: Scope) -> Expr | None:
    """``y''`` as the second derivative of y, if y is defined in terms of one variable."""
    name = marked.rstrip("'")
    definition = scope.definitions.get(name)
    if definition is None or marked in scope.definitions or name not in USUAL:
        return None
    if name in free_names(statement) and DERIVATIVES.search(scope.words) is None:
        return None
    order = len(marked) - len(name)
    if definition.called:
        [variable, *others] = definition.parameters
        return None if others else Call(Symbol(name), (Symbol(variable),), order)
    free = {n for n in free_names(definition.body) if not n.startswith("const ")} - scope.definitions.keys()
    variable = "x" if "x" in free else next(iter(free), "")
    if definition.parameters or variable in WHOLE or not (variable == "x" or len(free) == 1):
        return None
    return Derivative(Symbol(name), Symbol(variable), order)


def by_variables(name: str, variables: Sequence[str], scope: Scope) -> Expr | None:
    """``f_x`` and ``f_{xy}`` as partial derivatives of a function of several variables."""
    definition = scope.definitions.get(name)
    if definition is None or not definition.called or len(definition.parameters) < 2:
        return None
    if DENSITIES.search(scope.words) or not all(v in definition.parameters for v in variables):
        return None
    found: Expr = Call(Symbol(name), tuple(map(Symbol, definition.parameters)))
    for variable in variables:
        found = Derivative(found, Symbol(variable))
    return found
