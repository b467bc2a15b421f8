"""Which reading of a link counts: the plainest, unless it fails or has no meaning and another one holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from mdcheck.claims.assumptions import is_total
from mdcheck.claims.features import rooted
from mdcheck.claims.given_lists import as_column
from mdcheck.claims.link import Link
from mdcheck.claims.restrictions import restricted
from mdcheck.expr.nodes import (
    Apply,
    Call,
    Cases,
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
    transform,
    walk,
)
from mdcheck.expr.scope import Definition, Scope
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.patterns import regex
from mdcheck.verify.codes import SELECTIONS
from mdcheck.verify.composition import with_outer
from mdcheck.verify.decide import decide, without_variables
from mdcheck.verify.sorts import OF_ARRAYS, expanded, setting
from mdcheck.verify.world import ACTIVATION, LABELS

MATRICES = regex(r"矩阵|行列式|matri(?:x|ces)|determinant", re.IGNORECASE)
DECLARING = regex(r"\\in\b|\\mathbb|向量|矩阵|vector|matri|one-?hot", re.IGNORECASE)
"""What a paragraph says of the shapes of its names."""
ARRAYS = OF_ARRAYS | {"transpose", "inverse", "dot", "inner", "softmax", "hadamard"}
BINOM = regex(r"\\[dt]?binom|\\choose")
MEANINGLESS = ("no-meaning", "few-points")
DECLARED = ("vector", "matrix", "real", "positive", "unit", "count")
MOST_CASES = 8
ZERO_ONE = (Fraction(0), Fraction(1))
DOUBTFUL = ("partial", "assumption")


def best_reading(link: Link, *, thorough: bool) -> tuple[Verdict, Compare]:
    """The verdict with the reading that it is about; refuted only if every reading fails."""
    verdict, reading = as_claimed(link, thorough=thorough)
    perhaps = tuple(relation for relation in link.perhaps if not is_emptied(reading, relation))
    if thorough and perhaps and isinstance(verdict, Refuted):
        scope = restricted(link.scope, perhaps)
        if not isinstance(decide(reading, scope, seed=link.text, thorough=False), Refuted):
            return Undecided("assumption", "it may hold under a condition that stands near"), reading
    if thorough and isinstance(verdict, Refuted) and (small := small_matrix(reading, link.scope)):
        return Undecided("sort", f"{small} fits only as a matrix, which no small letter is"), reading
    if thorough and isinstance(verdict, Refuted) and (name := saved_by(link, reading)):
        return Undecided("redefinition", f"{name} is said to be something else, too"), reading
    if thorough and isinstance(verdict, Refuted) and holds_of_labels(link, reading):
        return Undecided("assumption", "it holds if the labels are 0 and 1"), reading
    return verdict, reading


def small_matrix(reading: Compare, scope: Scope) -> str:
    """A small letter that nothing declares and that was taken for a matrix to make the parts fit."""
    shapes = setting(reading, scope).shapes
    taken = (name for (name, keys), shape in shapes.items() if shape == "matrix" and not keys)
    return next(
        (name for name in taken if len(name) == 1 and name.islower() and scope.sort(name) is None), ""
    )


def is_emptied(reading: Compare, relation: Compare) -> bool:
    """Whether a relation gives a total its value that the right side writes out: nobody would do so."""
    return is_total(reading.right) and is_total(relation.left) and isinstance(relation.right, Number)


def holds_of_labels(link: Link, reading: Compare) -> bool:
    """Whether families of labels that nothing else is said of would save a statement by being 0 or 1."""
    bases = (n.base for n in walk(reading) if isinstance(n, Index))
    names = {base.name for base in bases if isinstance(base, Symbol) and base.name in LABELS}
    free = names - {*link.scope.definitions, *link.scope.values, *link.scope.sorts}
    if not free or any(isinstance(n, Derivative) for n in walk(reading)):
        return False
    scope = restricted(link.scope, link.given)
    scope = replace(scope, values={**scope.values, **dict.fromkeys(free, ZERO_ONE)})
    return isinstance(decide(reading, scope, seed=link.text, thorough=False), Supported | Proved)


def saved_by(link: Link, reading: Compare) -> str:
    """A name that the section also equates with something with which the statement does not fail.

    What a name is elsewhere saves a statement beside the name's own definition only if it holds with that.
    """
    scope = restricted(link.scope, link.given)
    names = {n.name for n in expanded(reading, scope) if isinstance(n, Symbol)}
    for name in sorted(names & scope.otherwise.keys()):
        for other in scope.otherwise[name][:MOST_CASES]:
            changed = replace(scope, definitions={**scope.definitions, name: other})
            verdict = decide(reading, changed, seed=link.text, thorough=False)
            fails = (
                not isinstance(verdict, Supported | Proved)
                if name in link.own
                else isinstance(verdict, Refuted)
            )
            if not fails:
                return name
    return ""


def as_claimed(link: Link, *, thorough: bool) -> tuple[Verdict, Compare]:
    """The verdict under what is given, unless the plainest reading holds without that."""
    plainest = link.readings[0]
    link = replace(link, scope=with_outer(plainest, link.scope))
    first = decide(plainest, link.scope, seed=link.text, thorough=thorough)
    if link.given and not isinstance(first, Supported | Proved):
        link = replace(link, scope=restricted(link.scope, link.given))
        first = decide(plainest, link.scope, seed=link.text, thorough=thorough)
    if not isinstance(first, Supported | Proved) and calls_activation(link):
        return as_sigmoid(link, first), plainest
    if thorough and isinstance(first, Undecided) and first.reason == "partial":
        first = in_each_case(plainest, link, first)
    match first:
        case Supported() | Proved():
            return second_opinion(link, first), plainest
        case Undecided(reason) if reason in MEANINGLESS:
            if (scope := as_numbers(link)) is not None:
                again = decide(plainest, scope, seed=link.text, thorough=thorough)
                return (
                    (again, plainest)
                    if isinstance(again, Supported | Proved | Refuted)
                    else (first, plainest)
                )
            if thorough and has_selections(plainest):
                return beyond(link, first)
            verdict, reading = guessed(link, first)
            return contradiction(link, verdict) if thorough else verdict, reading
        case Refuted() | Undecided():
            return with_help(link, first, thorough=thorough)
        case _:
            return first, plainest


def in_each_case(statement: Compare, link: Link, partial: Undecided) -> Verdict:
    """The refutation in one of the cases that a statement or its note tells apart, if there is one."""
    for case in cases(statement, link.scope):
        scope = replace(link.scope, given=(*link.scope.given, case))
        verdict = decide(statement, scope, seed=link.text)
        if isinstance(verdict, Refuted):
            return verdict
    return partial


def cases(statement: Compare, scope: Scope) -> Iterator[Expr]:
    """The conditions of branches that a statement writes out, and the values of names that have but few."""
    few = {**scope.values, **{n: ZERO_ONE for n, told in scope.holding.items() if told == "one-hot"}}
    for node in dict.fromkeys(walk(statement)):
        match node:
            case Cases(branches):
                yield from (condition for _, condition in branches if isinstance(condition, Compare))
            case Symbol(name) if name in scope.values:
                yield from (Compare("eq", node, Number(value)) for value in scope.values[name])
            case Index(Symbol(name), _) if name in few:
                yield from (Compare("eq", node, Number(value)) for value in few[name])


def calls_activation(link: Link) -> bool:
    """Whether a sigma is applied of which the section says nothing."""
    nodes = expanded(link.readings[0], link.scope)
    called = any(isinstance(n, Call) and n.function == Symbol(ACTIVATION) for n in nodes)
    return called and ACTIVATION not in link.scope.definitions


def as_sigmoid(link: Link, first: Verdict) -> Verdict:
    """What does not hold of any function may hold of the sigmoid, which sigma mostly is; none is refuted."""
    sigmoid = Definition(("x",), Apply("sigmoid", (Symbol("x"),)), called=True)
    scope = replace(link.scope, definitions={**link.scope.definitions, ACTIVATION: sigmoid})
    verdict = decide(link.readings[0], scope, seed=link.text, thorough=False)
    if isinstance(verdict, Supported | Proved):
        return verdict
    return Undecided("gate", "it depends on what sigma is") if isinstance(first, Refuted) else first


def as_numbers(link: Link) -> Scope | None:
    """The scope in which vectors of other paragraphs are numbers in one that defines what it speaks of.

    None where it says itself what its names are, or speaks of arrays.
    """
    statement = link.readings[0]
    nodes = list(expanded(statement, without_variables(statement, link.scope)))
    names = {n.name for n in nodes if isinstance(n, Symbol)}
    vectors = {name for name in names if link.scope.sort(name) == "vector"}
    arrays = any(isinstance(n, Index) or (isinstance(n, Apply) and n.head in ARRAYS) for n in nodes)
    here = link.place.raw + link.place.lead.text
    if not vectors or not names & link.own or arrays or DECLARING.search(here):
        return None
    if any(link.scope.sort(name) == "matrix" for name in names):
        return None
    sorts = {n: sort for n, sort in link.scope.sorts.items() if n not in vectors}
    holding = {n: told for n, told in link.scope.holding.items() if n not in vectors}
    return replace(link.scope, sorts=sorts, holding=holding)


def second_opinion(link: Link, first: Verdict) -> Verdict:
    """What holds of numbers must hold of matrices where a section speaks of them in capital letters."""
    lengths = transform(link.readings[0], as_length)
    if isinstance(lengths, Compare) and lengths != link.readings[0]:
        verdict = decide(lengths, link.scope, seed=link.text, thorough=False)
        if isinstance(verdict, Refuted):
            return Undecided(
                "sort", "it holds of numbers, but not of vectors, whose length the bars may mean"
            )
    scope = with_matrices(link)
    if scope is None or not MATRICES.search(link.scope.words):
        return first
    verdict = decide(link.readings[0], scope, seed=link.text, thorough=False)
    if isinstance(verdict, Refuted):
        return Undecided("sort", "it holds of numbers, but not of matrices, of which the section speaks")
    return first


def as_length(node: Expr) -> Expr:
    """The absolute value of what looks like a matrix times a vector as its length: ``|Ax - b|``."""
    match node:
        case Apply("abs", (inner,)) if any(is_image(n) for n in walk(inner)):
            return Apply("norm", (inner,))
    return node


def is_image(node: Expr) -> bool:
    """Whether a node is a capital letter before a small one."""
    match node:
        case Apply("mul", (Symbol(first), Symbol(second))):
            return first.split()[-1].isupper() and second.split()[-1].islower()
    return False


def with_matrices(link: Link) -> Scope | None:
    """The scope in which capital letters are matrices, I the identity; None where nothing speaks for it."""
    statement = link.readings[0]
    capitals = {n.name for n in walk(statement) if isinstance(n, Symbol) and n.name[0].isupper()}
    if len(capitals) < 2 or setting(statement, link.scope).shapes:
        return None
    if any(isinstance(n, Prob | Info | Moment | Index | Call) for n in walk(statement)):
        return None
    if "I" not in capitals and not MATRICES.search(link.scope.words):
        return None
    return replace(link.scope, sorts={**link.scope.sorts, **dict.fromkeys(capitals, "matrix")})


def contradiction(link: Link, verdict: Verdict) -> Verdict:
    """Sides of different shapes are a mistake where every name has a declared sort."""
    statement = link.readings[0]
    if not isinstance(verdict, Undecided) or not {"left", "right"} <= verdict.evidence.keys():
        return verdict
    names = {n for n in free_names(statement) if not n.startswith("const ")}
    numbers = any(isinstance(side, Number) for side in (statement.left, statement.right))
    declared = all(link.scope.sort(name) in DECLARED for name in names)
    if verdict.reason != "no-meaning" or numbers or not declared or link.doubtful:
        return verdict
    return Refuted(Witness({}, verdict.evidence["left"], verdict.evidence["right"]), by="shapes")


def guessed(link: Link, first: Undecided) -> tuple[Verdict, Compare]:
    """Another reading where the first has no meaning: it may support, never refute."""
    tries = [(reading, link.scope) for reading in (*link.readings[1:], *link.guesses)]
    for reading, scope in (*tries, *without_roots(link)):
        verdict = decide(reading, scope, seed=link.text, thorough=False)
        if isinstance(verdict, Supported | Proved):
            return verdict, reading
    return first, link.readings[0]


def without_roots(link: Link) -> Iterator[tuple[Compare, Scope]]:
    """The plainest reading without what squares were said to be: what they come to may be negative."""
    known = {n: d for n, d in link.scope.definitions.items() if not is_root(d.body)}
    if len(known) < len(link.scope.definitions):
        yield link.readings[0], replace(link.scope, definitions=known)


def is_root(body: Expr) -> bool:
    """Whether a definition says what the square of a name is."""
    return isinstance(body, Apply) and body.head == "sqrt"


def beyond(link: Link, first: Undecided) -> tuple[Verdict, Compare]:
    """What has a value only if there are no ways to choose more than there are, is false if it fails then.

    In ``C_m^n`` some write the larger number above: then it must fail read that way, too.
    """
    helped = guessed(link, first)
    if helped[0] != first:
        return helped
    verdict = decide(link.readings[0], link.scope, seed=link.text, none_beyond=True)
    if not isinstance(verdict, Refuted):
        return helped
    turned = transform(link.readings[0], turned_selection)
    if isinstance(turned, Compare) and not BINOM.search(link.text):
        other = decide(turned, link.scope, seed=link.text, thorough=False)
        return (verdict, link.readings[0]) if isinstance(other, Refuted) else helped
    return verdict, link.readings[0]


def has_selections(statement: Compare) -> bool:
    """Whether numbers of selections occur."""
    return any(isinstance(n, Apply) and n.head in SELECTIONS for n in walk(statement))


def turned_selection(node: Expr) -> Expr:
    """A selection with its numbers in each other's place."""
    if isinstance(node, Apply) and node.head in SELECTIONS:
        return Apply(node.head, node.args[::-1])
    return node


def with_help(link: Link, first: Verdict, *, thorough: bool) -> tuple[Verdict, Compare]:
    """What definitions that follow, other readings and other scopes make of a link that fails by itself."""
    doubt: tuple[Verdict, Compare] | None = None
    for reading, scope in others(link, all_readings=isinstance(first, Refuted)):
        verdict = decide(reading, scope, seed=link.text, thorough=thorough)
        if isinstance(verdict, Supported | Proved):
            return verdict, reading
        if isinstance(verdict, Undecided) and verdict.reason in DOUBTFUL:
            doubt = doubt or (verdict, reading)
    if thorough and doubt is None and isinstance(first, Refuted) and holds_here(link):
        return Undecided("particular", "it may be about the values that the section gives"), link.readings[0]
    return doubt or (first, link.readings[0])


def holds_here(link: Link) -> bool:
    """Whether a link does not fail once its names have the values that the section gives them."""
    statement = link.readings[0]
    sides = free_names(statement.left) ^ free_names(statement.right)
    sides -= rooted(statement.left, link) & rooted(statement.right, link)
    if sides & link.scope.particular.keys():
        return True  # one side has the value already
    given = [
        (n, v)
        for n in sorted(free_names(statement) - varied(statement) - varied_before(link))
        if (v := link.scope.particular.get(n))
    ]
    for values in islice(product(*(sorted(v, key=repr) for _, v in given)), MOST_CASES) if given else ():
        fixed = {
            name: Definition((), as_column(value) or value)
            for (name, _), value in zip(given, values, strict=True)
        }
        scope = replace(link.scope, definitions={**link.scope.definitions, **fixed})
        if not isinstance(decide(statement, scope, seed=link.text, thorough=False), Refuted):
            return True
    return False


def varied_before(link: Link) -> frozenset[str]:
    """Names by which the term that a chain begins with is differentiated."""
    return frozenset() if link.origin is None else varied(Compare("eq", link.origin, link.origin))


def varied(statement: Compare) -> frozenset[str]:
    """Names by which a statement differentiates."""
    variables = [n.variable for n in walk(statement) if isinstance(n, Derivative)]
    called = [a for n in walk(statement) if isinstance(n, Call) and n.primes for a in n.args]
    return frozenset(name for node in (*variables, *called) for name in free_names(node))


def others(link: Link, *, all_readings: bool) -> Iterator[tuple[Compare, Scope]]:
    """Other ways to take a link: with later definitions, read otherwise, or with its names as variables."""
    plainest = link.readings[0]
    named = {n.name for n in walk(plainest) if isinstance(n, Symbol)}
    named |= {law for n in walk(plainest) if isinstance(n, Info) for law in n.laws}
    if any(name in named and name not in link.scope.definitions for name in link.later):
        yield plainest, replace(link.scope, definitions={**link.later, **link.scope.definitions})
    if named & {name for name in link.scope.definitions if name.startswith("bar ")}:
        bare = {k: v for k, v in link.scope.definitions.items() if not k.startswith("bar ")}
        yield plainest, replace(link.scope, definitions=bare)
    if not all_readings:
        return
    if scope := with_matrices(link):
        yield plainest, scope
    for reading in link.readings[1:]:
        yield reading, link.scope
    if link.scope.definitions and any(isinstance(n, Derivative) for n in walk(plainest)):
        for reading in link.readings:
            yield reading, replace(link.scope, definitions={})
