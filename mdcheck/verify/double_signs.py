r"""Plus or minus: ``\pm`` on both sides makes two statements, of the upper and of the lower signs."""

from typing import TYPE_CHECKING

from mdcheck.expr.nodes import Apply, Compare, Expr, walk
from mdcheck.notation.values import Value, add, negate
from mdcheck.verify.steps import Env

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

UPPER = {"plusminus": True, "minusplus": False, "either sign": True}


def signed(evaluator: "Evaluator", head: str, args: tuple[Expr, ...], env: Env) -> Value:
    """The value under the signs that a world has."""
    last = evaluator.value(args[-1], env)
    plus = UPPER[head] == bool(evaluator.world.number(0, 1, "upper signs"))
    last = last if plus else negate(last)
    return last if len(args) == 1 else add(evaluator.value(args[0], env), last)


def is_lopsided(statement: Compare) -> bool:
    """Whether only one side leaves signs open, so that it speaks of two numbers where the other is one."""
    return has_signs(statement.left) != has_signs(statement.right)


def has_signs(side: Expr) -> bool:
    """Whether a sign is left open."""
    return any(isinstance(n, Apply) and n.head in UPPER for n in walk(side))
