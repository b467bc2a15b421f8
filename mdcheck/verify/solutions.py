"""Does a value solve what it is said to solve? It is put in, and the equation or derivative tried."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from mdcheck.claims.features import is_numeric, is_value
from mdcheck.claims.link import Link, Solves
from mdcheck.expr.nodes import Apply, Call, Compare, Expr, Number, Symbol, transform
from mdcheck.expr.printer import plain
from mdcheck.expr.scope import Definition, Scope, Sort
from mdcheck.model.verdict import Proved, Refuted, Supported, Verdict
from mdcheck.patterns import regex
from mdcheck.verify.arithmetic import decide_numbers
from mdcheck.verify.decide import decide, holds
from mdcheck.verify.edits import flipped, variants, without
from mdcheck.verify.slips import exchanged
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel

WHY = "solution: the value is put into what it is said to solve"
ZERO = Number(Fraction(0))
ALONG, STEP = Symbol("objective"), "step"
ROOTS = regex(
    r"解得|解为|根[为是]|\b(?:roots?|solutions?|solv\w+|eigenvalues?)\b|特征值|多项式|polynomial",
    re.IGNORECASE,
)
"""What says that a number solves an equation; else only a lost sign is taken for a slip."""
PLACE = regex(
    r"(?:[值优]点|最优解|驻点|估计值?|"
    r"\b(?:minimi[sz]er|maximi[sz]er|minimum|maximum|optimum|stationary point|MLE|estimate))"
    r"\s*(?:is|are|at|lies|reached|attained|为|是|在|于|\s|[:：])*$",
    re.IGNORECASE,
)
"""Right before a number: it is where something is largest or smallest, and not one that is tried."""
EDIT_STEPS = 60_000
MOST_EDITS = 200


def judge_solution(link: Link) -> Verdict | None:
    """The verdict on a value by what it solves; None if it solves nothing, or is no slip away from it.

    What fails is refuted only if one small edit of the value makes it a solution.
    """
    if not link.solves or link.place.marked_wrong or link.place.foreign:
        return None
    value = with_constants(link.readings[0].right, link.scope)
    refuted: tuple[Refuted, Solves] | None = None
    for condition in link.solves:
        verdict = tried(condition, value, link)
        if isinstance(verdict, Supported | Proved):
            return verdict
        if isinstance(verdict, Refuted):
            refuted = refuted or (verdict, condition)
    if refuted is None:
        return None
    verdict, condition = refuted
    if condition.extremum and is_value(value) and PLACE.search(link.place.before) is None:
        return None
    slip = mended(condition, value, link)
    if slip is None:
        return None
    likely = plain(replace(link.readings[0], right=slip))
    return replace(verdict, witness=replace(verdict.witness, likely=likely))


def with_constants(value: Expr, scope: Scope) -> Expr:
    """The value with a letter e that nothing defines as the number, which it mostly is."""
    if "e" in scope.definitions:
        return value
    return transform(value, lambda part: Symbol("const e") if part == Symbol("e") else part)


def put_in(condition: Solves, value: Expr, scope: Scope) -> tuple[Compare, Scope]:
    """The statement that a value solves a condition, with the scope in which it is claimed.

    At an extremum the derivative vanishes along every direction.
    """
    name, body = condition.name, condition.body
    definitions = {n: d for n, d in scope.definitions.items() if n != name}
    if not condition.extremum:
        equation = body if isinstance(body, Compare) else Compare("eq", body, ZERO)
        return equation, replace(scope, definitions={**definitions, name: Definition((), value)})
    direction = Symbol(f"{name} direction")
    moved = Apply("add", (value, Apply("mul", (Symbol(STEP), direction))))
    along = transform(transform(body, without_root), lambda part: moved if part == Symbol(name) else part)
    shape = setting(body, scope).shapes.get((name, 0))
    sorts: dict[str, Sort] = {direction.name: "matrix" if shape == "matrix" else "vector"} if shape else {}
    objective = Definition((STEP,), along, called=True)
    changed = replace(
        scope, sorts={**scope.sorts, **sorts}, definitions={**definitions, ALONG.name: objective}
    )
    return Compare("eq", Call(ALONG, (ZERO,), 1), ZERO), changed


def without_root(node: Expr) -> Expr:
    """A squared length as a product: the length itself has no derivative where it is zero."""
    match node:
        case Apply("pow", (Apply("norm" | "frobenius", (inner,)), Number(value=value))) if value == 2:
            return Apply("trace", (Apply("mul", (Apply("transpose", (inner,)), inner)),))
    return node


def tried(condition: Solves, value: Expr, link: Link) -> Verdict:
    """The verdict on a value; where nothing but numbers is left, by arithmetic."""
    statement, scope = put_in(condition, value, link.scope)
    if not condition.extremum:
        whole = transform(statement, lambda part: value if part == Symbol(condition.name) else part)
        if isinstance(whole, Compare) and is_numeric(whole):
            return decide_numbers(whole)
    return decide(statement, scope, seed=link.text)


def mended(condition: Solves, value: Expr, link: Link) -> Expr | None:
    """The value with the small edit that makes it a solution."""
    fuel = Fuel(EDIT_STEPS)
    numbers = is_value(value) and not condition.extremum
    surely = not numbers or ROOTS.search(link.place.before) is not None
    for edit in islice(edits(value) if surely else (flipped(value),), MOST_EDITS):
        if numbers:
            good = isinstance(tried(condition, edit, link), Proved | Supported)
        else:
            statement, scope = put_in(condition, edit, link.scope)
            good = fuel.steps > 0 and holds(statement, scope, seed=link.text, fuel=fuel)
        if good:
            return edit
    return None


def edits(value: Expr) -> Iterator[Expr]:
    """Small edits of a value: of its parts, of the order of its names, of a factor that divides it."""
    yield from variants(value)
    if is_value(value):
        return
    yield from exchanged(value)
    match value:
        case Apply("mul", args):
            for place, factor in enumerate(args):
                yield Apply("div", (without("mul", args, place), factor))
