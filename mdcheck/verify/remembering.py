"""An evaluator for many variants of one expression: what they share is evaluated once."""

from dataclasses import dataclass, field

from mdcheck.expr.nodes import Expr, Number, Symbol
from mdcheck.notation.values import Value
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.steps import Env


@dataclass
class Remembering(Evaluator):
    """Remembers the values of nodes outside of all binders and derivatives, in one world at one precision.

    A value that is remembered costs as many steps as it did at first, so that budgets mean the same.
    """

    values: dict[int, tuple[Expr, Value, int]] = field(default_factory=dict)

    def value(self, node: Expr, env: Env) -> Value:
        """The value of a node under bindings."""
        if env or self.moved or isinstance(node, Number | Symbol):
            return super().value(node, env)
        if id(node) in self.values:
            _, value, spent = self.values[id(node)]
            self.fuel.burn(spent)
            return value
        before = self.fuel.steps
        value = super().value(node, env)
        self.values[id(node)] = (node, value, before - self.fuel.steps)
        return value
