"""Parts of statements understood once: each a closure that is run in many worlds.

Equal parts are one part. What a part comes to is kept where no binding and no variation can change it, so
that a sum evaluates once what its terms share, and two sides what they have in common.
"""

from collections.abc import Callable
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import arb, ctx

from mdcheck.expr.nodes import Apply, Expr, Index, Info, Moment, Number, Prob, Symbol, free_names, walk
from mdcheck.notation.combinatorics import Beyond
from mdcheck.notation.values import Value, ball
from mdcheck.records import dataclass
from mdcheck.verify.steps import Env, Unknown

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

Code = Callable[["Evaluator", Env], Value]
PLAIN = (Number, Symbol, Index)
"""What is looked up faster than it is remembered."""


@dataclass(slots=True, eq=False)
class Part:
    """An expression that is understood.

    Attributes:
        node: The expression.
        run: Its value under bindings.
        shared: Whether it stands in several places.
        names: Its free names, once asked for.
    """

    node: Expr
    run: Code
    shared: bool = False
    names: frozenset[str] | None = None

    def sees(self, env: Env) -> bool:
        """Whether bindings may change the value: those of axes of random variables are read unseen."""
        if self.names is None:
            random = any(map(is_random, walk(self.node)))
            names = frozenset() if random else free_names(self.node)
            self.names = names.union(
                name.removeprefix("bar ") for name in names
            )  # complements are read of sets
        return not (self.names and self.names.isdisjoint(env))


@dataclass(slots=True)
class Program:
    """The parts of the statements that evaluators of one kind and one setting have met.

    Attributes:
        met: Parts by the identity of their nodes, which are kept alive.
        parts: Parts by what they are: of an application, by the parts that it is applied to.
    """

    met: dict[int, tuple[Expr, Part]] = field(default_factory=dict)
    parts: dict[object, Part] = field(default_factory=dict)

    def part(self, node: Expr, evaluator: "Evaluator") -> Part:
        """The part that a node is; one that stands elsewhere, too, is shared from now on."""
        if id(node) in self.met:
            part = self.met[id(node)][1]
            part.shared = True
            return part
        key: object = node
        if isinstance(node, Apply):
            key = (node.head, *(self.part(arg, evaluator) for arg in node.args))
        if key in self.parts:
            self.parts[key].shared = True
        else:
            self.parts[key] = understood(node, evaluator)
        self.met[id(node)] = node, self.parts[key]
        return self.parts[key]

    def of(self, node: Expr) -> Part:
        """The part that a node is, which was met before."""
        return self.met[id(node)][1]


def is_random(node: Expr) -> bool:
    """Whether a node depends on bindings of names that it does not show: the axes of random variables."""
    return isinstance(node, Prob | Info | Moment) or (isinstance(node, Apply) and node.head == "chance")


def understood(node: Expr, evaluator: "Evaluator") -> Part:
    """A node met for the first time."""
    steps, code = evaluator.cost(node), evaluator.code(node)

    def plain(evaluator: "Evaluator", env: Env) -> Value:
        evaluator.fuel.burn(steps)
        return code(evaluator, env)

    part = Part(node, plain)
    if isinstance(node, PLAIN) or not evaluator.remembers:
        return part

    def remembering(evaluator: "Evaluator", env: Env) -> Value:
        if evaluator.moved or evaluator.replaced or (part.sees(env) if env else not part.shared):
            evaluator.fuel.burn(steps)
            return code(evaluator, env)
        key = part, tuple(evaluator.expanding), ctx.prec
        if key not in evaluator.kept:
            before = evaluator.fuel.steps
            value = plain(evaluator, env)
            evaluator.kept[key] = value, before - evaluator.fuel.steps
            return value
        value, spent = evaluator.kept[key]
        evaluator.fuel.burn(1 if env else spent)
        return value

    part.run = remembering
    return part


def literal(value: Fraction) -> Code:
    """The code of a number, which is exact if it is whole."""
    exact = ball(int(value)) if value.denominator == 1 else None
    return lambda _it, _env: ball(value) if exact is None else exact


def without_value(reason: str) -> Code:
    """The code of what is understood, but not computed."""

    def code(_it: "Evaluator", _env: Env) -> Value:
        raise Unknown(reason)

    return code


def at_values(meaning: Callable[..., Value], parts: list[Part]) -> Code:
    """The code of a meaning at the values of parts."""
    match parts:
        case [only]:
            return lambda it, env: meaning(only.run(it, env))
        case [left, right]:
            return lambda it, env: meaning(left.run(it, env), right.run(it, env))
    return lambda it, env: meaning(*[part.run(it, env) for part in parts])


def perhaps_none(code: Code) -> Code:
    """The code of a selection, of which there may be none where more are chosen than there are."""

    def chosen(it: "Evaluator", env: Env) -> Value:
        try:
            return code(it, env)
        except Beyond:
            if it.world.setting.none_beyond:
                return arb(0)
            raise

    return chosen
