"""What a note gives instead of claiming it: suppositions, conditions, data, definitions in other shapes.

Nothing is given by default: each class asks for evidence, by words before or behind the formula or by the
shape of the statement, and what has none stays undecided.
"""

import re

from mdcheck.claims.assumptions import random_variables
from mdcheck.claims.features import has, is_numeric, is_plain, is_value
from mdcheck.claims.generality import is_general
from mdcheck.claims.lexicon.stipulations import (
    CHANCE,
    CIRCUMSTANCE,
    CONCLUDING,
    CONDITIONED,
    LIMITING,
    NAMED,
    OF,
    QUANTITY,
    SUPPOSING,
    WEAK,
)
from mdcheck.claims.link import Link
from mdcheck.claims.surroundings import MASK
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Derivative,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    free_names,
    walk,
)
from mdcheck.notation.counts import COUNTS
from mdcheck.patterns import regex
from mdcheck.records import dataclass

ORDERS = frozenset(("le", "ge", "lt", "gt", "ne"))
FUNCTIONS = frozenset(("sigmoid", "tanh", "relu", "softplus", "softmax", "sinh", "cosh"))
ASSERTING = regex(r"satisf|满足", re.IGNORECASE)
FURTHEST = 160
"""So many characters behind a supposing word at most."""
_PAUSE = regex(r"[,，](?!\s*(?:and|or|且|并且|或)\b)|[:：]\s*$|时(?![刻间])")
_NOTHING = regex(r"(?!)")


@dataclass(frozen=True, slots=True)
class Stipulation:
    """Why a statement claims nothing: its class, and the evidence for it."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


def stipulated(link: Link, statement: Compare) -> Stipulation | None:
    """The class of what a link stipulates; None if nothing shows that it does.

    Numbers alone are never given: what they come to is a matter of fact.
    """
    if is_numeric(statement) or statement.left == statement.right:
        return None
    return by_words(link, statement) or by_shape(link, statement)


def by_words(link: Link, statement: Compare) -> Stipulation | None:
    """What the sentence around a formula makes of it."""
    place = link.place
    if link.role == "link" and not (statement.relation in ORDERS or is_simple(statement.right)):
        return None  # a result that is worked out behind what is given
    if is_drawn(link):
        return None
    if found := CONDITIONED.search(place.before):
        return Stipulation("condition", f"'{found[0].strip()}' stands before it")
    if is_law(statement):
        return None
    word, name = introduced(place.before)
    claims = (ASSERTING.match(word) and speaks_of_known(link)) or is_result_clause(word, link)
    if name == "given" and not claims:
        return Stipulation(name, f"'{word}' stands before it")
    if name == "condition" and (is_restriction(statement) or not WEAK.fullmatch(word)):
        return Stipulation(name, f"'{word}' stands before it")
    if found := NAMED.search(place.before):
        return Stipulation("condition", f"'{found[0].strip()}' stands before it")
    if found := OF.match(place.behind):
        return Stipulation("condition", f"'{found[0].strip()}' stands behind it")
    if found := CIRCUMSTANCE.match(place.behind):
        return Stipulation("condition", f"'{found[0].strip(MASK + ' ')}' stands behind it")
    if is_restriction(statement) and (found := QUANTITY.search(place.before)):
        return Stipulation("range", f"it describes '{found[0].strip()}'")
    return None


def introduced(before: str) -> tuple[str, str]:
    """The last word before a formula that supposes or limits, if it reaches it, and the class of that."""
    supposing, limiting = last(SUPPOSING, before), last(LIMITING, before)
    if limiting is not None and (supposing is None or limiting.start() >= supposing.end()):
        return (limiting[0], "condition") if reaches(before[limiting.end() :], _PAUSE) else ("", "")
    if supposing is not None and reaches(before[supposing.end() :], _NOTHING):
        return supposing[0], "given"
    return "", ""


def last(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in a text."""
    return next(iter(reversed(list(words.finditer(text)))), None)


def reaches(tail: str, limit: re.Pattern[str]) -> bool:
    """Whether no conclusion and no limit stands between a word and the formula."""
    far = len(tail) > FURTHEST or is_aside(tail)
    return not (far or CONCLUDING.search(tail) or limit.search(tail))


def is_aside(tail: str) -> bool:
    """Whether a bracket closes that was opened before the tail: the word stands in an aside."""
    return any(tail.count(close) > tail.count(start) for start, close in ("()", "（）"))


def concluded(before: str) -> bool:
    """Whether a word in the sentence before a formula draws a conclusion."""
    return CONCLUDING.search(before) is not None


def is_drawn(link: Link) -> bool:
    r"""Whether an arrow or a word within the formula (``\Rightarrow``, ``so``) makes it a conclusion."""
    return link.lead != "" and SUPPOSING.search(link.lead) is None


def is_simple(side: Expr) -> bool:
    """A name or a number."""
    return is_plain(side) or is_value(side)


def is_result_clause(word: str, link: Link) -> bool:
    """Whether "such that" leads to a display of its own: what stands there follows."""
    place = link.place
    return word.lower() == "such that" and place.before == place.lead.unfinished != ""


def is_law(statement: Compare) -> bool:
    """Whether two compound sides speak of the same names, of which an equation then says nothing new."""
    left, right = subjects(statement.left), subjects(statement.right)
    compound = not (is_plain(statement.left) or is_plain(statement.right))
    return statement.relation == "eq" and compound and left == right and bool(left)


def subjects(side: Expr) -> frozenset[str]:
    """Names that a side is about, random variables of its measures among them."""
    return frozenset(free_names(side)).union(*map(random_variables, walk(side)))


def is_restriction(statement: Compare) -> bool:
    """Whether a statement only says what values a name may have."""
    plain = is_plain(statement.left) or is_plain(statement.right)
    return plain and is_simple(statement.left) and is_simple(statement.right)


def is_particular(value: Expr) -> bool:
    """A number or another name: ``x = 0`` and ``p = q`` speak of a case, not of what x and p are."""
    return isinstance(value, Symbol | Index | Number) or not free_names(value)


def speaks_of_known(link: Link) -> bool:
    """Whether a link speaks of a function or measure that is known, so that what it satisfies is a claim."""
    if not link.readings:
        return False
    if is_worked_out(link.readings[0].left, link):
        return True
    return any(
        isinstance(n, Info | Moment | Derivative)
        or (isinstance(n, Apply) and n.head in FUNCTIONS)
        or (
            isinstance(n, Call)
            and isinstance(n.function, Symbol)
            and (n.function.name in link.scope.definitions or n.function.name.startswith("head "))
        )
        for n in walk(link.readings[0].left)
    )


def is_worked_out(side: Expr, link: Link) -> bool:
    """Whether a side is a power, transpose or inverse of what the section defines as something compound."""
    match side:
        case Apply("pow" | "transpose" | "inverse", (Symbol(name), *_)):
            known = link.scope.definitions.get(name)
            return known is not None and not known.parameters and not is_plain(known.body)
    return False


def by_shape(link: Link, statement: Compare) -> Stipulation | None:
    """What a statement gives by the way it is written."""
    if is_update(statement) and link.role != "link":
        return Stipulation("update", "its left side stands on its right side")
    drawn = concluded(link.place.before)
    if is_factorised(statement) and not (link.scope.independent or is_general(link)):
        return Stipulation("assumption", "a joint probability as a product of those of its parts")
    if link.role == "link" and is_shared_value(link, statement) and not drawn:
        return Stipulation("value", "several names get one number")
    if link.role == "link" or is_drawn(link):
        return None
    if statement.relation in ORDERS:
        if link.beside and is_restriction(statement) and not drawn:
            return Stipulation("range", "it stands behind an equation")
        return None
    if statement.relation == "eq" and is_step_of_family(statement):
        return Stipulation("recurrence", "a family in terms of its other members")
    head = head_of(statement.left, link) if statement.relation == "eq" and link.new else None
    if head is None:
        return None
    if is_value(statement.right):
        if drawn or isinstance(statement.left, Apply):
            return None  # a result, or an equation to solve
        return Stipulation("value", "a name gets a number")
    if isinstance(statement.left, Prob):
        within = has(statement.right, Prob, Info, Moment) or not CHANCE.search(link.scope.words)
        return None if within or drawn else Stipulation("law", "a probability that nothing else determines")
    if is_recurrent(statement):
        return Stipulation("recurrence", "a family in terms of its other members")
    if statement.left in walk(statement.right):
        return None  # an equation to solve
    if drawn and is_plain(statement.right):
        return None  # two names that are found equal
    return Stipulation("definition", "the first equation for what stands on its left")


def is_factorised(statement: Compare) -> bool:
    r"""``p(x, y) = p(x) p(y)``, ``p(y | \theta) = \prod_i p(y_i | \theta)``: an assumption."""
    match statement:
        case Compare("eq", Prob() as joint, Apply("mul", factors)) if len(factors) > 1:
            parts = [f for f in factors if isinstance(f, Prob) and f.head == joint.head]
            alone = {e.variable for f in parts for e in f.events}
            return (
                len(parts) == len(factors)
                and alone == {e.variable for e in joint.events}
                and all(len(f.events) == 1 for f in parts)
                and all(set(f.given) <= set(joint.given) | set(joint.events) for f in parts)
                and not is_chain_of_conditions(joint, parts)
            )
        case Compare("eq", Prob() as joint, Bind("prod", _, _, Prob() as part)):
            return part.head == joint.head and len(part.events) == 1
    return False


def is_chain_of_conditions(joint: Prob, parts: list[Prob]) -> bool:
    """Whether each part is given all events whose parts stand before it, as in the rule of products."""
    turns = (parts, parts[::-1])
    return any(
        all(
            {e.variable for e in part.given}
            == {e.variable for e in (*joint.given, *(e for p in order[:k] for e in p.events))}
            for k, part in enumerate(order)
        )
        for order in turns
    )


def is_shared_value(link: Link, statement: Compare) -> bool:
    """``a = b = 4``: the last of several names that nothing defines and their number."""
    names = [side for side in (statement.left, link.origin) if isinstance(side, Symbol | Index)]
    known = any(name in link.scope.definitions for side in names for name in free_names(side))
    return statement.relation == "eq" and len(names) == 2 and not known and is_value(statement.right)


def head_of(left: Expr, link: Link) -> str | None:
    """What an equation with this left side may define, unless it is defined or known already."""
    match left:
        case Apply("pow", (Symbol() | Index() as base, Number(value=power))) if power == 2:
            return head_of(base, link)
        case Index(Symbol(name), keys) if all(map(is_step, keys)):
            return unless_known(name, link)
        case Call(Symbol(name) | Index(Symbol(name), _), args, 0) if all(
            map(is_step, args)
        ) or is_of_compounds(args, link):
            return unless_known(name, link)
        case Symbol(name):
            return unless_known(name, link)
        case Prob(head, events, given, False) if all(is_plain(e.value) for e in (*events, *given)):
            return unless_known(head, link)
    return None


def unless_known(name: str, link: Link) -> str | None:
    """A name, unless the section defines it or it has a meaning everywhere."""
    known = name in link.scope.definitions or name in COUNTS
    return None if known or name.startswith(("head ", "const ", "measure ")) else name


def is_of_compounds(args: tuple[Expr, ...], link: Link) -> bool:
    """Whether a function may be defined by its value at expressions: ``L(y, f(x)) = ..``.

    A function of a sum or product in terms of its other values says what it is like, not what it is.
    """
    drawn = concluded(link.place.before)
    return not drawn and not any(map(is_value, args)) and not is_recurrent(link.readings[0])


def is_step(key: Expr) -> bool:
    """A name, a number, or one next to it: ``n``, ``0``, ``n + 1``."""
    match key:
        case Apply("add", (Symbol(), Number() | Apply("neg", (Number(),)))):
            return True
    return is_plain(key)


def is_recurrent(statement: Compare) -> bool:
    """Whether the right side speaks of another member of the left side's family, or value of its function."""
    match statement.left:
        case Index(base, keys):
            kin = (n for n in walk(statement.right) if isinstance(n, Index) and n.base == base)
            return any(len(n.keys) == len(keys) for n in kin)
        case Call(function, args):
            calls = (n for n in walk(statement.right) if isinstance(n, Call) and n.function == function)
            return any(len(n.args) == len(args) for n in calls)
    return False


def is_step_of_family(statement: Compare) -> bool:
    """``v_t = m v_{t-1} + g_t``: a member of a family in terms of the one before or behind it."""
    match statement.left:
        case Index(base, (Symbol() as key,)):
            steps = (n.keys[0] for n in walk(statement.right) if isinstance(n, Index) and n.base == base)
            return any(key in walk(step) and step != key for step in steps)
    return False


def is_update(statement: Compare) -> bool:
    """``t = t + 1``: true of nothing, so an assignment."""
    match statement.left, statement.right:
        case Symbol() | Index(), Apply("add" | "mul", terms):
            return statement.left in terms
        case Apply("mul", names), Apply("mul", factors) if set(names) < set(factors):
            return all(isinstance(f, Number) for f in set(factors) - set(names))
    return False
