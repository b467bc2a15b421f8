"""Equations between numbers: exact ones exactly, rounded ones by the digits they state."""

from fractions import Fraction

from flint import arb, ctx

from mdcheck.expr.meaning import far_ends
from mdcheck.expr.nodes import Apply, Array, Bind, Compare, Expr, Index, Number, walk
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.notation.registry import BY_HEAD
from mdcheck.notation.values import Scalar, Undefined, Value, ball, constant, is_matrix
from mdcheck.verify.agreement import CLOSE, shown, tight
from mdcheck.verify.codes import SELECTIONS
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.finite_sets import unsettled
from mdcheck.verify.steps import Unknown
from mdcheck.verify.world import Setting, World

BITS = 128
ROUGH = 0.05
"""Relative difference within which an approximation is called near."""
PLAIN_SLIP = 0.005
"""Relative difference from which a figure of three digits is wrong, however it was rounded on the way."""


def decide_numbers(statement: Compare, *, whole: bool = True) -> Verdict:
    """Whether two numbers are equal, or equal to the digits that are written.

    Args:
        statement: Relation between numbers.
        whole: Whether a quotient may stand for its integer part, as ``7 / 2 = 3`` does.
    """
    ctx.prec = BITS
    if why := unsettled(statement, ()):
        return Undecided("no-meaning", why)
    if entries := alike(statement):
        return together([decide_numbers(entry, whole=whole) for entry in entries])
    try:
        left, right = exact(statement.left), exact(statement.right)
        if is_matrix(left) or is_matrix(right):
            return matrices(left, right)
        return scalars(statement, constant(left), constant(right), whole=whole)
    except (Unknown, Undefined) as gap:
        return Undecided("no-meaning", str(gap))


def alike(statement: Compare) -> list[Compare]:
    """Entry by entry what two lists or matrices of one form say; nothing for numbers."""
    match statement.left, statement.right:
        case Apply("row" | "column" | "tuple" as head, args), Apply(other, others) if head == other:
            pairs = list(zip(args, others, strict=False)) if len(args) == len(others) else []
        case Array(rows), Array(others):
            same = [len(row) for row in rows] == [len(row) for row in others]
            pairs = (
                [pair for r, o in zip(rows, others, strict=False) for pair in zip(r, o, strict=False)]
                if same
                else []
            )
        case left, right if holds_list(left) and (cells := written_out(right)):
            pairs = [(Index(left, keys), cell) for keys, cell in cells]
        case left, right if holds_list(right) and (cells := written_out(left)):
            pairs = [(cell, Index(right, keys)) for keys, cell in cells]
        case _:
            return []
    return [Compare(statement.relation, left, right) for left, right in pairs]


def written_out(side: Expr) -> list[tuple[tuple[Expr, ...], Expr]]:
    """The entries of a list or a matrix of numbers, each with its indices; nothing for others."""
    cells: list[tuple[tuple[Expr, ...], Expr]] = []
    match side:
        case Apply("row" | "column" | "tuple", args):
            cells = [((place(k),), cell) for k, cell in enumerate(args)]
        case Array(rows):
            cells = [((place(i), place(j)), c) for i, row in enumerate(rows) for j, c in enumerate(row)]
    nested = any(isinstance(n, Array | Bind) or is_list(n) for _, cell in cells for n in walk(cell))
    return [] if nested or len(cells) == 1 else cells


def place(number: int) -> Number:
    """The index of a place that is counted from 0."""
    return Number(Fraction(number + 1))


def holds_list(side: Expr) -> bool:
    """Whether a side is made of lists or matrices, so that it has entries."""
    return any(isinstance(n, Array) or is_list(n) for n in walk(side))


def is_list(node: Expr) -> bool:
    """Whether a node is a list or a vector in brackets."""
    return isinstance(node, Apply) and node.head in ("row", "column", "tuple", "list")


def together(verdicts: list[Verdict]) -> Verdict:
    """The worst of the verdicts on entries."""
    ranks = (Refuted, Undecided, Supported, Proved)
    return min(
        verdicts, key=lambda verdict: next(k for k, rank in enumerate(ranks) if isinstance(verdict, rank))
    )


def matrices(left: Value, right: Value) -> Verdict:
    """Matrices of numbers, entry by entry."""
    if is_matrix(left) != is_matrix(right) or left.shape != right.shape:
        return Undecided("no-meaning", "the sides have different shapes")
    if all(tight(a - b, a) for a, b in zip(left.flat, right.flat, strict=True)):
        return Proved("arithmetic")
    return Refuted(Witness({}, shown(left), shown(right)), by="arithmetic")


def scalars(statement: Compare, left: arb, right: arb, *, whole: bool) -> Verdict:
    """Two numbers; a literal side is as wide as its last digit."""
    difference = abs(left - right)
    if tight(left - right, left):
        return Supported(1, CLOSE, by="convergence") if has_limits(statement) else Proved("arithmetic")
    slack = max(unit(statement.left, statement.relation), unit(statement.right, statement.relation))
    if slack and (difference <= ball(slack / 2) or is_cut_off(statement, left, right, slack)):
        return Supported(1, float(slack), by="rounding")
    if whole and is_integer_division(statement, left):
        return Undecided("rounding", "equal if the division drops its remainder")
    near = statement.relation == "approx" and difference <= abs(left) * arb(ROUGH)
    if near and not has_wrong_digits(statement.right, left, right):
        return Undecided(
            "rounding", f"{shown(left)} and {shown(right)} are near, but not to the digits written"
        )
    if (wide(statement.left) - wide(statement.right)).overlaps(arb(0, 0.49 * float(slack))):
        return Undecided("rounding", "equal or not, depending on how the numbers in it were rounded")
    return Refuted(Witness({}, shown(left), shown(right)), by="arithmetic")


def has_limits(statement: Compare) -> bool:
    """Whether a side is known from values that come near to it only."""
    return any(
        isinstance(n, Bind) and (n.head in ("lim", "int") or bool(far_ends(n))) for n in walk(statement)
    )


def is_cut_off(statement: Compare, left: Scalar, right: Scalar, slack: Fraction) -> bool:
    """Whether a figure on the right drops digits of a value that has more of them."""
    return (
        unit(statement.right, statement.relation) == slack
        and bool(0 < left - right < ball(slack))
        and not ((left / ball(slack)).is_integer())
    )


def has_wrong_digits(node: Expr, left: Scalar, right: Scalar) -> bool:
    """Whether a written figure promises digits that the value does not have, such as 0.677 for 2/3."""
    slack = unit(node, "eq")
    if not slack or abs(right) < ball(100 * slack):
        return False
    difference = abs(left - right)
    return bool(difference >= ball(5 * slack) and difference >= abs(left) * arb(PLAIN_SLIP))


def is_integer_division(statement: Compare, left: arb) -> bool:
    """Whether a quotient on the left is followed by its integer part."""
    match statement:
        case Compare("eq", Apply("div", _), Number(value)):
            return value.denominator == 1 and bool(left.floor() == int(value))
    return False


def exact(node: Expr) -> Value:
    """Value with every literal taken as exact."""
    return Evaluator(World("", "positive", 2, Setting(none_beyond=True))).value(node, {})


def wide(node: Expr) -> Scalar:
    """Value with every decimal as wide as its last digit."""
    match node:
        case Number(value, ulp):
            rounded = ulp and not is_exactly_meant(value, ulp)
            return arb(ball(value), ball(ulp / 2)) if rounded else ball(value)
        case Apply(head, args) if head not in SELECTIONS and (meaning := BY_HEAD[head].meaning) is not None:
            return constant(meaning(*(wide(a) for a in args)))
    return constant(exact(node))


def is_exactly_meant(value: Fraction, ulp: Fraction) -> bool:
    """Whether a decimal is chosen, not measured: one digit (0.5), nines (0.999), a binary fraction (0.25)."""
    digits = str(abs(value / ulp).numerator).rstrip("0")
    return len(digits) <= 1 or set(digits) == {"9"} or value.denominator & (value.denominator - 1) == 0


def unit(node: Expr, relation: str) -> Fraction:
    """Unit of the last digit of a literal side; a round integer after an approximation has one too."""
    match node:
        case Number(value, ulp):
            if ulp or relation != "approx":
                return ulp
            zeros = len(str(value)) - len(str(value).rstrip("0"))
            return Fraction(10**zeros)
        case Apply("neg", (arg,)):
            return unit(arg, relation)
        case Apply("mul", (arg, power)) if scale := power_of_ten(power):
            return unit(arg, relation) * scale
        case Apply("div", (arg, Number(value=value))) if value == 100:
            return max(unit(arg, relation), Fraction(1)) / 100
    return Fraction(0)


def power_of_ten(node: Expr) -> Fraction:
    """The value of ``10^k``; 0 for anything else."""
    match node:
        case Apply("pow", (Number(base), Number(exponent))) if base == 10 and exponent.denominator == 1:
            return Fraction(10) ** int(exponent)
        case Apply("pow", (Number(base), Apply("neg", (Number(exponent),)))) if base == 10:
            return 1 / Fraction(10) ** int(exponent)
    return Fraction(0)
