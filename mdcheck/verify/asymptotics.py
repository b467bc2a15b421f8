r"""Orders and approximations near a point: ``e^x = 1 + x + O(x^2)``, ``\ln(1+x) \approx x`` for small x.

Both are limits. ``f = g + o(h)`` says that ``(f - g)/h`` tends to 0, with ``O`` that it stays finite. An
approximation ``f \approx a + b + c`` claims each term that it writes out: what is left is small beside the
least of them, so ``\cos x \approx 1 - x^2`` is wrong near 0 although both sides are 1 there.
"""

from collections.abc import Iterator
from fractions import Fraction

from mdcheck.claims.link import Link
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Index,
    Number,
    Such,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.scope import Scope
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict
from mdcheck.patterns import regex
from mdcheck.verify.decide import ENOUGH, STEPS, decide
from mdcheck.verify.limits import WHOLE
from mdcheck.verify.points import Trial, all_worlds, sample
from mdcheck.verify.sorts import setting
from mdcheck.verify.steps import Fuel, OutOfFuel, Unknown

ZERO = Number(Fraction(0))
INFINITY = Apply("infinity", ())
ORDERS = frozenset(("big O", "little o"))
SMALL_LETTERS = frozenset(("x", "h", "t", "z", "epsilon", "varepsilon", "delta", "theta", "eta"))
GROWING = frozenset(("factorial", "gamma function"))
KNOWN = frozenset(
    ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin", "sqrt", "sigmoid", "erf")
)
OPEN = Undecided("gate", "an approximation between variables")
UNKNOWN = Undecided("no-meaning", "an asymptotic order of something that is not given")
_NAME = r"\$\s*\|?\\?(?P<{0}>[A-Za-z]+)\|?\s*\$"
SMALL = regex(
    rf"(?:small|tiny|小的)\s*{_NAME.format('a')}|{_NAME.format('b')}\s*(?:is|are|很|较|足够|充分|非常)?\s*(?:very\s+|sufficiently\s+)?"
    rf"(?:small|near\s+(?:0|zero|\$0\$)|close\s+to\s+(?:0|zero|\$0\$)|小|接近\s*\$?0|趋[于近]\w?\s*\$?0)|"
    r"\$\s*\|?\\?(?P<c>[A-Za-z]+)\|?\s*(?:\\ll\s*1|\\to\s*0)\s*\$"
)
LARGE = regex(
    rf"large\s*{_NAME.format('a')}|{_NAME.format('b')}\s*(?:is|are|很|较|足够|充分|非常)?\s*(?:very\s+|sufficiently\s+)?"
    r"(?:large|grows|大)|\$\s*\\?(?P<c>[A-Za-z]+)\s*(?:\\gg\s*1|\\to\s*\\infty)\s*\$"
)
ELSEWHERE = regex(r"\b(?:around|about|not)\b|附近|\\to\s*(?!0|\+?\s*\\infty)|不[是能]")
NEGATIVE = regex(r"negative|负")


def decide_asymptotic(link: Link, statement: Compare) -> Verdict | None:
    """The verdict on a statement with an order, or an approximation between variables; None of others."""
    statement = with_constant(link, statement)
    if any(isinstance(n, Apply) and n.head in ORDERS for n in walk(statement)):
        return decide_order_of_growth(link, statement)
    return decide_approximation(link, statement) if statement.relation == "approx" else None


def decide_approximation(link: Link, statement: Compare) -> Verdict:
    """Whether what is left is small beside each term of the right side, where the words or letters say."""
    told = places_told(link, statement)
    failed: list[Refuted] = []
    for name, point in told or places_by_letters(statement):
        found = contact(link, statement, name, point)
        if isinstance(found, Supported):
            return found
        failed += [found] if isinstance(found, Refuted) else []
    exact = not any(isinstance(n, Number) and n.ulp for n in walk(statement))
    if failed and len(told) == 1 and exact and not ELSEWHERE.search(words_near(link)):
        return failed[0] if is_certain(link, statement) else OPEN
    return OPEN


def contact(link: Link, statement: Compare, name: str, point: Expr) -> Verdict:
    """Whether the difference is small beside each term of the right side near a point."""
    left = difference(statement.left, statement.right)
    found: Verdict = OPEN
    for term in terms_of(statement.right):
        if term == ZERO:
            continue
        verdict = decide(vanishes(left, term, name, point), link.scope, seed=link.text)
        if not isinstance(verdict, Supported):
            return verdict
        found = verdict
    return found


def with_constant(link: Link, statement: Compare) -> Compare:
    """The statement with Euler's number for an e that nothing else is said of."""
    if "e" in link.scope.definitions or link.scope.sort("e") is not None:
        return statement
    changed = transform(statement, lambda n: Symbol("const e") if n == Symbol("e") else n)
    assert isinstance(changed, Compare)
    return changed


def decide_order_of_growth(link: Link, statement: Compare) -> Verdict:
    """Whether a difference is of the order that is claimed for it."""
    rest = [term for term in terms_of(statement.right) if not is_order(term)]
    orders = [term for term in terms_of(statement.right) if is_order(term)]
    inner = sum(isinstance(n, Apply) and n.head in ORDERS for n in walk(statement))
    found = approached(orders[0]) if statement.relation == "eq" and len(orders) == inner == 1 else None
    if found is None:
        return UNKNOWN
    name, point, order = found
    left = difference(statement.left, Apply("add", (ZERO, *rest)))
    certain = bool(rest) and is_certain(link, statement)
    if head_of(orders[0]) == "little o":
        verdict = decide(vanishes(left, order, name, point), link.scope, seed=link.text)
        told = isinstance(verdict, Supported) or (certain and isinstance(verdict, Refuted))
        return verdict if told else UNKNOWN
    for end in (point, *(() if rest else (INFINITY,))):
        points = settled(quotient(left, order, name, end), link.scope, link.text)
        if points >= ENOUGH:
            return Supported(points, 1e-9, by="limits")
    turned = decide(vanishes(order, left, name, point), link.scope, seed=link.text)
    exceeded = isinstance(turned, Supported) and certain
    return failing(link, left, order, name, point) if exceeded else UNKNOWN


def failing(link: Link, left: Expr, order: Expr, name: str, point: Expr) -> Verdict:
    """The refutation of an order that is exceeded: the quotient the other way round is not 1 but 0."""
    one = Compare("eq", quotient(order, left, name, point), Number(Fraction(1)))
    verdict = decide(one, link.scope, seed=link.text)
    return verdict if isinstance(verdict, Refuted) else UNKNOWN


def settled(value: Expr, scope: Scope, seed: str) -> int:
    """At how many points a limit has a value."""
    statement = Compare("eq", value, value)
    trial = Trial(statement, scope, Fuel(STEPS))
    try:
        points = sample(trial, all_worlds(setting(statement, scope), seed), to_the_end=True)
    except (Unknown, OutOfFuel):
        return 0
    return sum(p.holds is True for p in points)


def words_near(link: Link) -> str:
    """The words of a paragraph with its formulas."""
    return link.place.raw or link.place.around


def places_told(link: Link, statement: Compare) -> list[tuple[str, Expr]]:
    """Variables with where they go, as the words near by say: "for small x"."""
    words = words_near(link)
    found: list[tuple[str, Expr]] = []
    for pattern, point in ((SMALL, ZERO), (LARGE, INFINITY)):
        for match in pattern.finditer(words):
            name = next(group for group in match.groups() if group)
            if name in free_names(statement) and not (point == INFINITY and NEGATIVE.search(words)):
                found.append((name, point))
    return list(dict.fromkeys(found))


def places_by_letters(statement: Compare) -> list[tuple[str, Expr]]:
    """The only letter that goes to 0 by custom, or that grows: n beside a factorial."""
    names = {n for n in free_names(statement) if not n.startswith("const ")}
    if len(names) != 1:
        return []
    if any(isinstance(n, Apply) and n.head in GROWING for n in walk(statement)):
        return [(name, INFINITY) for name in names]
    return [(name, ZERO) for name in names & SMALL_LETTERS]


def approached(term: Expr) -> tuple[str, Expr, Expr] | None:
    """The variable of an order, where it goes, and the order: x to 0 in ``O(x^3)``, n grows in ``O(1/n)``."""
    order = inside(term)
    names = sorted(n for n in free_names(order) if not n.startswith("const "))
    match order:
        case Apply("pow", (Apply("add", (Symbol(name), Apply("neg", (point,)))), Number(value=power))):
            return (name, point, order) if power > 0 else None
    if len(names) != 1:
        return None
    falls = any(isinstance(n, Apply) and n.head == "div" for n in walk(order))
    return names[0], INFINITY if names[0] in WHOLE or falls else ZERO, order


def inside(term: Expr) -> Expr:
    """What stands in the brackets of an order."""
    inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
    assert isinstance(inner, Apply)
    return inner.args[0]


def head_of(term: Expr) -> str:
    """Which order a term is."""
    inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
    return inner.head if isinstance(inner, Apply) else ""


def is_order(term: Expr) -> bool:
    """Whether a term is an order, of one expression."""
    return head_of(term) in ORDERS


def terms_of(side: Expr) -> Iterator[Expr]:
    """The terms that a sum is made of."""
    match side:
        case Apply("add", args):
            for arg in args:
                yield from terms_of(arg)
        case _:
            yield side


def difference(left: Expr, right: Expr) -> Expr:
    """One side less the other."""
    return Apply("add", (left, Apply("neg", (right,))))


def quotient(left: Expr, right: Expr, name: str, point: Expr) -> Bind:
    """The limit of a quotient."""
    return Bind("lim", name, Such(Compare("to", Symbol(name), point)), Apply("div", (left, right)))


def vanishes(left: Expr, right: Expr, name: str, point: Expr) -> Compare:
    """That one is small beside the other."""
    return Compare("eq", quotient(left, right, name, point), ZERO)


def is_no_polynomial(node: Expr) -> bool:
    """Whether a part divides by a sum, raises one to a power, or has a name for its exponent."""
    match node:
        case Apply("pow", (_, exponent)) if free_names(exponent):
            return True
        case Apply("div", (_, Apply("add", _))) | Apply("pow", (Apply("add", _), _)):
            return True
    return False


def is_certain(link: Link, statement: Compare) -> bool:
    """Whether a statement is about known functions and nothing but numbers, so that it can be wrong."""
    nodes = list(walk(statement))
    known = any(isinstance(n, Apply) and n.head in KNOWN | GROWING for n in nodes)
    known = known or any(is_no_polynomial(n) for n in walk(statement.left))
    generic = any(isinstance(n, Call | Index) for n in nodes)
    defined = free_names(statement) & link.scope.definitions.keys()
    place = link.place
    return known and not generic and not defined and not place.marked_wrong and not place.foreign
