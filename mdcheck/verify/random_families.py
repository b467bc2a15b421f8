"""Moments of independent random variables of which means and variances are told."""

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from flint import arb

from mdcheck.claims.link import Link
from mdcheck.claims.told_moments import FAMILY, is_told
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Compare,
    Expr,
    Index,
    Moment,
    Number,
    Range,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.random_variables import in_variables
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Verdict
from mdcheck.notation.elementary import sqrt
from mdcheck.notation.values import Scalar, Undefined, Value, ball, is_matrix, multiply
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.steps import Env, Unknown
from mdcheck.verify.world import Keys

if TYPE_CHECKING:
    from mdcheck.verify.evaluate import Evaluator

WHY = "moments: those of independent variables follow from their means and variances"
STEPS = 600_000
"""A mean runs over all that several variables may be."""
MOST = 8
OF_A_KIND = regex(
    r"正态|高斯|均匀|伯努利|泊松|指数分布|对称|normal|gauss|uniform|bernoulli|poisson|exponential|symmetric"
)
"""What tells more of variables than mean and variance."""
POLYNOMIAL = frozenset(("add", "neg", "mul", "dot", "div", "pow", "sqrt"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A variable, or a family of them, while a mean runs over what they may be.

    Attributes:
        name: What it is called.
        taken: Which of two values each member takes that was met, as all variables share it.
    """

    name: str
    taken: dict[tuple[str, Keys], int]


def value_of(evaluator: "Evaluator", drawn: Drawn, keys: Keys, env: Env) -> Scalar:
    """The value of a member: its mean, and its spread times one of two numbers of mean 0 and variance 1."""
    told = evaluator.world.setting.random.get(drawn.name + FAMILY * bool(keys))
    if told is None:
        raise Unknown("a random variable of which nothing is told")
    place = drawn.taken.setdefault((drawn.name, keys), 0)
    mean = Symbol(f"mean of {drawn.name}") if told.mean is None else told.mean
    plain = {name: bound for name, bound in env.items() if not isinstance(bound, Drawn)}
    centre = evaluator.value(mean, plain)
    if told.variance is None:
        spread: Value = evaluator.world.scalar(f"spread of {drawn.name}")
    else:
        spread = sqrt(evaluator.value(told.variance, plain))
    if is_matrix(centre) or is_matrix(spread):
        raise Unknown("a random variable that is no number")
    return centre + spread * ball(outcomes(evaluator, drawn.name)[place][0])


def outcomes(evaluator: "Evaluator", name: str) -> tuple[tuple[Fraction, Fraction], ...]:
    """Two numbers with their probabilities: mean 0, variance 1, and askew."""
    number = evaluator.world.number
    far = Fraction(number(2, 3, "skew", name) * (1 - 2 * number(0, 1, "side", name)))
    seldom = 1 / (1 + far * far)
    return (far, seldom), (-1 / far, 1 - seldom)


def moment(evaluator: "Evaluator", node: Moment, names: frozenset[str], env: Env) -> Scalar:
    """A moment over all that the members which it meets may be."""
    if node.given or node.where or node.under is not None:
        raise Unknown("a moment under a condition or a law that is not known")

    def mean(*factors: Expr) -> Scalar:
        taken: dict[tuple[str, Keys], int] = {}
        inner = {**env, **{name: Drawn(name, taken) for name in names}}
        found = multiply(*(evaluator.value(f, inner) for f in factors))
        members = list(taken)
        if len(members) > MOST:
            raise Undefined("too many random variables")
        total: Scalar = arb(0)
        for places in product(range(2), repeat=len(members)):
            taken.update(zip(members, places, strict=True))
            laws = (outcomes(evaluator, name)[p] for (name, _), p in zip(members, places, strict=True))
            found = multiply(*(evaluator.value(f, inner) for f in factors))
            total = total + ball(prod((chance for _, chance in laws), start=Fraction(1))) * found
        return total

    if node.kind == "E":
        return mean(node.args[0])
    first, second = node.args[0], node.args[-1]
    return mean(first, second) - mean(first) * mean(second)


def told_names(node: Expr, scope_names: frozenset[str]) -> frozenset[str]:
    """The variables, or families of them, in an expression, of which a scope or a world knows the moments."""
    return frozenset(name.removesuffix(FAMILY) for name in scope_names) & free_names(node)


def judge_families(link: Link, statement: Compare) -> tuple[Verdict, Compare] | None:
    """The verdict on a statement about moments that are told; None if it is none, or not decided."""
    from mdcheck.verify.decide import decide

    scope = link.scope
    if link.relation != "eq" or not scope.moments or link.place.foreign:
        return None
    if is_told(statement, scope):
        return Assumed(), statement
    told = frozenset(name.removesuffix(FAMILY) for name in scope.moments)
    whole = in_variables(with_means(statement, told), told, scope.definitions)
    moments = [n for n in walk(whole) if isinstance(n, Moment)]
    named = frozenset().union(*(free_names(m) & told for m in moments))
    if not named or named & scope.follows.keys() or not all(map(is_polynomial, moments)):
        return None
    verdict = decide(whole, scope, seed=link.text, thorough=True, steps=STEPS)
    held = isinstance(verdict, Supported | Proved)
    believed = held or (isinstance(verdict, Refuted) and is_settled(link, whole, named))
    return (verdict, statement) if believed else None


def with_means(statement: Compare, told: frozenset[str]) -> Compare:
    r"""A statement with ``\bar X`` as the mean of the ``X_i``, in its moments."""

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if name.startswith("bar ") and name.removeprefix("bar ") in told:
                member = Index(Symbol(name.removeprefix("bar ")), (Symbol("i"),))
                total = Bind("sum", "i", Range(Number(Fraction(1)), Symbol("n")), member)
                return Apply("div", (total, Symbol("n")))
        return node

    def within(node: Expr) -> Expr:
        return transform(node, change) if isinstance(node, Moment) else node

    changed = transform(statement, within)
    assert isinstance(changed, Compare)
    return changed


def is_polynomial(moment: Moment) -> bool:
    """Whether a moment is one of sums and products, which mean and variance may settle."""
    plain = Symbol | Index | Number | Bind | Moment
    return all(n.head in POLYNOMIAL if isinstance(n, Apply) else isinstance(n, plain) for n in walk(moment))


def is_high(node: Expr) -> bool:
    """Whether a part may ask for more moments than two: a high power, or the variance of a product."""
    match node:
        case Apply("pow", (_, exponent)):
            return exponent != Number(Fraction(2))
        case Moment("Var" | "Cov", args):
            return any(
                isinstance(n, Apply) and n.head in ("pow", "mul", "dot") for a in args for n in walk(a)
            )
    return False


def is_settled(link: Link, statement: Compare, named: frozenset[str]) -> bool:
    """Whether all is told that a false statement needs: means, variances, no condition, no strange names."""
    scope = link.scope
    used = [name for name in scope.moments if name.removesuffix(FAMILY) in named]
    values = [value for name in used for value in scope.moments[name]]
    if None in values or link.conditioned or link.place.marked_wrong or link.restrained:
        return False
    if OF_A_KIND.search(scope.words) and any(map(is_high, walk(statement))):
        return False
    known = frozenset().union(*(free_names(value) for value in values if value is not None))
    names = free_names(statement.right) - free_names(statement.left) - known - {"n", "m", "N"}
    return not names
