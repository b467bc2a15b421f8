"""Statements about a named distribution: moments, probabilities, densities, entropies against its record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mdcheck.claims.distributions import (
    column_quantity,
    declared,
    estranged,
    in_row,
    named_before,
    quantity,
    term_of,
    topic,
    unconditioned,
)
from mdcheck.claims.link import Link
from mdcheck.claims.sections import Place
from mdcheck.claims.surroundings import Paragraph
from mdcheck.expr import distributions
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Cases,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Prob,
    Symbol,
    free_names,
    transform,
    walk,
)
from mdcheck.expr.printer import plain
from mdcheck.expr.random_variables import Follows, about, in_variables, is_measure, spelt_out, without_members
from mdcheck.expr.scope import Distribution, Scope, Sort
from mdcheck.latex import statements
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.decide import decide

STEPS = 600_000
"""Integrals over densities take many steps."""
WHY = "distribution: moments and probabilities of a named distribution have known values"
SORTS: dict[str, Sort] = {"positive": "positive", "unit": "unit", "count": "count"}
QUANTITIES = {
    "mean": distributions.mean,
    "variance": distributions.variance,
    "entropy": distributions.entropy,
}


def judge_distribution(link: Link) -> tuple[Verdict, Compare] | None:
    """The verdict by the distribution that is said here; None if none is said, or nothing follows from it.

    Every way to read the statement counts: one that holds is enough.
    """
    if link.relation != "eq" or link.place.foreign or estranged(link.place):
        return None
    readings = [one for k, one in enumerate(link.readings) if k == 0 or not calls(one.right)]
    found = [(judgement, one) for one in readings if (judgement := by_reading(link, one)) is not None]
    if not found:
        return None
    held = [(verdict, one) for verdict, one in found if isinstance(verdict, Supported | Proved)]
    open_ = [(verdict, one) for verdict, one in found if isinstance(verdict, Undecided)]
    return (held or open_ or found)[0] if len(found) == len(readings) or held else None


def calls(side: Expr) -> bool:
    """Whether a name is taken for a function: a parameter before a bracket is none."""
    return any(isinstance(n, Call) for n in walk(side))


def by_reading(link: Link, statement: Compare) -> Verdict | None:
    """The verdict on one reading."""
    told = {**link.scope.follows, **declared(link.place)}
    statement = in_variables(statement, frozenset(told), link.scope.definitions)
    statement = without_members(statement, frozenset(told))
    if told and (readings := spelt_out(statement, told)):
        return judged(link, statement, readings, told)
    met = topic(link.place)
    if met is None:
        return None
    names = variables(statement)
    if names == ["X"] and "X" not in link.scope.definitions and not told:
        follows = {"X": met.choices}
        if readings := spelt_out(statement, follows):
            return judged(link, statement, readings, follows)
    if link.origin is None and (readings := list(named_quantity(link, statement, met.choices))):
        return judged(link, statement, readings, {"X": met.choices})
    return None


def judge_said(met: Iterable[Place], ids: ClaimIds) -> Iterator[JudgedClaim]:
    r"""Formulas that are the end of a sentence about a distribution: "its mean is $\lambda$"."""
    for place in met:
        named = place.paragraph.marks and named_before(place) and not estranged(place)
        found = topic(place) if named else None
        kind = quantity(place, found.choices, with_verb=True) if found is not None else ""
        term = lone_term(place)
        if found is None or kind not in QUANTITIES or term is None or place.foreign:
            continue
        text = place.parsed.text.strip()
        link = Link(place, place.parsed.tree.span, text, "eq", "first", (), "", Scope())
        statement = Compare("eq", Symbol("it"), term)
        readings = [replace(statement, left=QUANTITIES[kind](d)) for d in found.choices]
        verdict = judged(link, statement, readings, {"X": found.choices})
        yield from said_of(place, kind, found.choices, term, verdict, ids)


def judge_rows(met: Iterable[Place], ids: ClaimIds) -> Iterator[JudgedClaim]:
    """Cells of tables of distributions: a row for each distribution, a column for its mean or variance."""
    first: dict[tuple[int, int] | None, Paragraph] = {}
    for place in met:
        if place.row is None or place.foreign or place.marked_wrong:
            continue
        if not place.beside:
            first.setdefault(place.row, place.paragraph)
            continue
        kind, term = column_quantity(place), lone_term(place)
        choices = in_row(first.get(place.row, Paragraph(place.beside))) if kind else ()
        if not choices or term is None or not free_names(term) <= letters_of(choices):
            continue
        verdicts = [
            decide(
                Compare("eq", QUANTITIES[kind](one), term),
                with_sorts(Scope(), {"X": choices}),
                seed=place.parsed.text,
                thorough=True,
                steps=STEPS,
            )
            for one in choices
        ]
        yield from said_of(place, kind, choices, term, best(verdicts), ids)


def letters_of(choices: tuple[Distribution, ...]) -> frozenset[str]:
    """The letters of parameters, and constants."""
    own = (free_names(parameter) for one in choices for parameter in one.parameters)
    return frozenset(("const e", "const pi")).union(*own)


def best(verdicts: list[Verdict]) -> Verdict | None:
    """The verdict over all conventions: one that holds is enough, and all must fail to refute."""
    held = next((v for v in verdicts if isinstance(v, Supported | Proved)), None)
    return held or (verdicts[0] if all(isinstance(v, Refuted) for v in verdicts) else None)


def said_of(
    place: Place,
    kind: str,
    choices: tuple[Distribution, ...],
    term: Expr,
    verdict: Verdict | None,
    ids: ClaimIds,
) -> Iterator[JudgedClaim]:
    """The claim that a formula is a quantity of a distribution, if it is decided."""
    if isinstance(verdict, Supported | Proved | Refuted):
        text = place.parsed.text.strip()
        reading = f"{kind} of the {choices[0].record.name} distribution = {plain(term)}"
        span = place.parsed.locate(place.parsed.tree.span)
        name, evidence = ids.next("identity", text), {"gate": WHY}
        yield JudgedClaim(name, "identity", span, text, reading, verdict, evidence)


def lone_term(place: Place) -> Expr | None:
    """The expression that a formula is, if it relates nothing and is more than a parameter by itself."""
    found = list(statements(place.parsed.tree))
    if len(found) != 1 or len(found[0].terms) != 1:
        return None
    return term_of(found[0].terms[0])


def named_quantity(link: Link, statement: Compare, choices: tuple[Distribution, ...]) -> Iterator[Compare]:
    """A name that the sentence says to be a quantity of a distribution: "its entropy is h = .."."""
    kind = quantity(link.place, choices)
    for distribution in choices:
        if statement.left in distribution.parameters:
            return
        if kind in QUANTITIES and is_name(statement.left):
            yield replace(statement, left=QUANTITIES[kind](distribution))
        elif kind == "density" and (value := value_of(statement.left)) is not None:
            yield replace(statement, left=distributions.density(distribution, value))


def is_name(side: Expr) -> bool:
    """Whether a side is a name, perhaps of a function of the variable: ``h``, ``h(X)``."""
    match side:
        case Symbol() | Call(Symbol(), (Symbol("X"),), 0):
            return True
    return False


def value_of(side: Expr) -> Expr | None:
    """Where a density is taken: the first argument of ``f(x)``."""
    match side:
        case Call(Symbol() | Index(), (Symbol() as value, *_), 0):
            return value
        case Prob(_, (event,), (), False) if isinstance(event.value, Symbol):
            return event.value
    return None


def variables(statement: Compare) -> list[str]:
    """The random variables of a statement, by its measures."""
    found: dict[str, None] = {}
    for node in walk(statement):
        if isinstance(node, Prob):
            found.update(dict.fromkeys(e.variable.upper() for e in (*node.events, *node.given)))
        elif isinstance(node, Info):
            found.update(dict.fromkeys(v.upper() for v in (*node.variables, *node.given)))
        elif isinstance(node, Moment) or (isinstance(node, Apply) and node.head == "chance"):
            inner = (n.name for n in walk(node) if isinstance(n, Symbol) and not n.name.startswith("law "))
            found.update(dict.fromkeys(n for n in inner if n.split()[-1][0].isupper()))
    return list(found)


def judged(link: Link, statement: Compare, readings: list[Compare], follows: Follows) -> Verdict | None:
    """The verdict over all conventions: one that holds is enough, and all must fail to refute."""
    scope = with_sorts(link.scope, follows)
    generic = any(calls(side) for reading in readings for side in (reading.left, reading.right))
    refutable = not generic and may_be_refuted(link, statement, follows)
    verdicts = [
        decide(with_euler(reading, scope), scope, seed=link.text, thorough=refutable, steps=STEPS)
        for reading in readings
    ]
    verdict = best(verdicts)
    if not isinstance(verdict, Refuted):
        return verdict
    likely = known_value(readings[0]) if len(readings) == 1 else None
    return replace(verdict, witness=replace(verdict.witness, likely=likely)) if refutable else None


def known_value(reading: Compare) -> str | None:
    """The value that a record has for the left side, where that is no integral or sum."""
    match reading.left:
        case Cases(((value, _),)) if not any(isinstance(n, Bind | Cases) for n in walk(value)):
            return plain(value)
    return None


def with_euler(statement: Compare, scope: Scope) -> Compare:
    """The statement with e as Euler's number, where nothing else is called so: entropies hold it bare."""
    if "e" in scope.definitions or "e" in scope.sorts:
        return statement
    changed = transform(statement, lambda n: Symbol("const e") if n == Symbol("e") else n)
    assert isinstance(changed, Compare)
    return changed


def with_sorts(scope: Scope, follows: Follows) -> Scope:
    """The scope in which parameters are what they must be, but for those that the section defines."""
    sorts = dict(scope.sorts)
    for choices in follows.values():
        for distribution in choices:
            domains = (domain for _, domain in distribution.record.parameters)
            for domain, parameter in zip(domains, distribution.parameters, strict=True):
                squared = isinstance(parameter, Apply) and parameter.head == "pow"
                base = parameter.args[0] if squared and isinstance(parameter, Apply) else parameter
                if isinstance(base, Symbol) and domain in SORTS:
                    sorts.setdefault(base.name, SORTS[domain])
    return replace(scope, sorts=sorts)


def fixes(relation: Compare, parameters: frozenset[str]) -> bool:
    """Whether an equation that is given says something of the parameters, rather than of the variable."""
    if relation.relation != "eq" or any(map(is_measure, walk(relation))):
        return False
    return bool(parameters & free_names(relation))


def may_be_refuted(link: Link, statement: Compare, follows: Follows) -> bool:
    """Whether a statement is about the parameters alone, with no condition near but what is followed."""
    parameters = (p for choices in follows.values() for d in choices for p in d.parameters)
    given = frozenset(name for parameter in parameters for name in free_names(parameter))
    records = {d.record for choices in follows.values() for d in choices}
    if any(r.contrary and re.search(r.contrary, link.scope.words) for r in records):
        return False
    if link.place.marked_wrong or link.conditioned or not unconditioned(link.place, given):
        return False
    if given & link.scope.particular.keys() or any(fixes(other, given) for other in link.given):
        return False
    own = {"e", *follows, *(n for n in free_names(statement.right) if n.startswith(("const ", "law ")))}
    names = free_names(statement.right) - own
    if given and not names:
        return False  # a number for a quantity of unknown parameters is data
    spoken = value_of(statement.left) or variables(statement) or about(statement, follows)
    left = free_names(statement.left) if spoken else frozenset()
    return names <= given | left
