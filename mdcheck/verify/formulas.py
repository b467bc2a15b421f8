"""The formulas of a note judged: each link of each chain with its verdict, reading and evidence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mdcheck.claims.assertions import is_bound, is_doubtful
from mdcheck.claims.features import is_numeric
from mdcheck.claims.gate import Gate, gate
from mdcheck.claims.instances import instances
from mdcheck.claims.link import Link
from mdcheck.claims.naming import definition_of
from mdcheck.claims.near_identities import may_be_near_identity
from mdcheck.claims.note import note_of
from mdcheck.claims.restrictions import restricted
from mdcheck.claims.spectra import with_spectrum
from mdcheck.claims.stipulations import by_words, is_worked_out, stipulated
from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Compare, Index, Number, Prob, Symbol
from mdcheck.expr.printer import plain
from mdcheck.expr.scope import Scope
from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict
from mdcheck.patterns import regex
from mdcheck.verify.arithmetic import decide_numbers
from mdcheck.verify.asymptotics import decide_asymptotic
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.composition import with_outer
from mdcheck.verify.decide import holds
from mdcheck.verify.differentials import WHY as DIFFERENTIAL
from mdcheck.verify.differentials import judge_differential
from mdcheck.verify.distributions import WHY, judge_distribution, judge_rows, judge_said
from mdcheck.verify.orders import CONDITION, decide_order, is_range
from mdcheck.verify.random_families import WHY as FROM_TOLD
from mdcheck.verify.random_families import judge_families
from mdcheck.verify.readings import best_reading
from mdcheck.verify.repairs import as_constant, as_multiple, repaired
from mdcheck.verify.shapes import judge_shapes, judge_told
from mdcheck.verify.solutions import WHY as SOLVES
from mdcheck.verify.solutions import judge_solution
from mdcheck.verify.steps import Fuel
from mdcheck.verify.units import in_units, measured

EDIT_STEPS = 120_000
NEAR = "near identity: one small edit makes it hold"
REWRITTEN = regex(
    r"展开|化简|整理|等价|改写|可?写[成为]|\b(?:expand\w*|simplif\w+|rewrit\w+|rearrang\w+|equivalent\w*|equals)\b",
    re.IGNORECASE,
)
"""What says that an equation is another form of an earlier one."""
INSTANCE = "instance: its names have the values that stand beside it"
CONSTANT = "constant: the left side is one number whatever the names stand for"
ORDERS = frozenset(("le", "ge", "lt", "gt"))
OPEN = frozenset(
    (
        "gate",
        "no-meaning",
        "few-points",
        "redefinition",
        "partial",
        "assumption",
        "particular",
        "time",
        "vacuous",
    )
)
"""Reasons for which a statement is undecided that would not matter if it claimed nothing."""
KINDS: Mapping[str, ClaimKind] = {
    "arithmetic": "arithmetic",
    "derivative": "derivative",
    "relation": "relation",
}


def judge_formulas(document: Document, macros: Mapping[str, str]) -> Iterator[JudgedClaim]:
    """Every relation that the formulas of a note state."""
    note = note_of(document, macros)
    ids = ClaimIds()
    met = list(note.links)
    for link in met:
        yield judge_link(link, ids)
    yield from judge_shapes(met, ids)
    for section in note.sections:
        yield from judge_told(section, met, ids)
    places = [place for section in note.sections for place in section.places]
    yield from judge_said(places, ids)
    yield from judge_rows(places, ids)


def judge_link(link: Link, ids: ClaimIds) -> JudgedClaim:
    """One link with its verdict."""
    try:
        kind, verdict, statement, evidence = as_given(link, verdict_of(link))
    except Exception as failure:  # the boundary: what breaks here is not the author's fault
        kind, statement, evidence = "relation", None, {}
        verdict = Undecided("engine", f"{type(failure).__name__}: {failure}")
    return JudgedClaim(
        id=ids.next(kind, link.text),
        kind=kind,
        span=link.place.parsed.locate(link.span),
        text=link.text,
        reading=plain(statement) if statement is not None else "",
        verdict=verdict,
        evidence=evidence,
    )


Judged = tuple[ClaimKind, Verdict, Compare | None, dict[str, str]]


def as_given(link: Link, judged: Judged) -> Judged:
    """What was judged, or that it is assumed: what cannot be decided need not be where nothing is claimed."""
    kind, verdict, statement, evidence = judged
    if statement is None or not isinstance(verdict, Undecided) or verdict.reason not in OPEN:
        return judged
    found = stipulated(link, link.readings[0])
    if found is None:
        return judged
    defines = found.name in ("definition", "recurrence", "law", "update")
    return "definition" if defines else kind, Assumed(), statement, {**evidence, "given": str(found)}


def verdict_of(link: Link) -> Judged:
    """Kind, verdict, the reading that it is about, and what reproduces it."""
    if not link.readings:
        kind: ClaimKind = "identity" if link.relation == "eq" else "inequality"
        return kind, Undecided("not-read", link.gap), None, {}
    if link.renews is not None:  # what is introduced anew may still say what follows from what it was
        old = replace(link, role="restatement", renews=None, scope=again(link.scope, link.renews))
        if isinstance((judged := verdict_of(old))[1], Supported | Proved):
            return judged
    statement = link.readings[0]
    if link.relation == "perp":
        return "relation", Undecided("gate", "orthogonal by assumption, or as a result"), statement, {}
    if link.relation in ORDERS or link.relation == "ne":
        return of_order(link, statement)
    link = replace(link, scope=with_spectrum(statement, link.scope))
    statement, unit = measured(link, statement)
    passage = gate(link, statement)
    evidence = {"gate": f"{passage.kind}: {passage.reason}", "role": link.role}
    if is_numeric(statement):
        numbers = in_units(statement, unit, decide_numbers(statement, whole="frac" not in link.text))
        return "arithmetic", guarded(numbers, passage.refutable, passage.reason), statement, evidence
    if (instant := of_instance(link, statement)) is not None:
        return "arithmetic", instant, statement, {**evidence, "gate": INSTANCE}
    if (solved := judge_solution(link)) is not None:
        return "identity", solved, statement, {**evidence, "gate": SOLVES}
    if (moved := judge_differential(link)) is not None:
        return "derivative", moved, statement, {**evidence, "gate": DIFFERENTIAL}
    if (asymptotic := decide_asymptotic(link, statement)) is not None:
        return "approximation", asymptotic, statement, evidence
    if (known := judge_distribution(link)) is not None:
        return "identity", *known, {**evidence, "gate": WHY}
    if (from_told := judge_families(link, statement)) is not None:
        told = isinstance(from_told[0], Assumed)
        return "relation" if told else "identity", *from_told, {**evidence, "gate": FROM_TOLD}
    if link.role == "definition" and passage.kind == "relation":
        return "definition", Assumed(), statement, evidence
    if link.role == "restatement" and is_repeated(link, statement):
        return "definition", Assumed(), statement, evidence
    near = passage.kind == "relation" and may_be_near_identity(link, statement)
    verdict, reading = best_reading(link, thorough=passage.refutable or near)
    kind = KINDS.get(passage.kind, "identity")
    if isinstance(verdict, Supported | Proved) and kind == "relation":
        kind = "identity"
    anew = link.role == "restatement" and not is_worked_out(reading.left, link)
    if anew and isinstance(verdict, Refuted) and not is_rewritten(link, reading):
        return (
            "definition",
            Undecided("redefinition", "the name was defined otherwise before"),
            reading,
            evidence,
        )
    if isinstance(verdict, Refuted):
        link = replace(link, scope=with_outer(reading, restricted(link.scope, link.given)))
        return explained(link, kind, verdict, reading, passage, evidence)
    return kind, verdict, reading, evidence


def of_instance(link: Link, statement: Compare) -> Verdict | None:
    """The verdict on a claim about numbers that are given beside it; None if it is no such claim."""
    place = link.place
    if link.unread or place.marked_wrong or place.foreign or is_doubtful(link, statement):
        return None
    if by_words(link, statement) is not None:
        return None
    tried = [decide_numbers(one, whole="frac" not in link.text) for one in instances(link, statement)]
    for verdict in tried:
        if isinstance(verdict, Supported | Proved):
            return verdict
    if not tried or not all(isinstance(verdict, Refuted) for verdict in tried):
        return None
    values = {name: plain(value) for name, value in link.numbers.items()}
    return next(
        replace(v, witness=replace(v.witness, values=values)) for v in tried if isinstance(v, Refuted)
    )


def of_order(link: Link, statement: Compare) -> tuple[ClaimKind, Verdict, Compare, dict[str, str]]:
    """The verdict on an inequality."""
    if link.relation == "ne":
        return "inequality", Assumed() if is_range(link, statement) else CONDITION, statement, {}
    if is_axiom(statement):
        return "inequality", Proved("a probability lies between 0 and 1"), statement, {}
    if is_bound(link, statement):
        evidence = {"gate": "information measures have known bounds"}
        verdict = best_reading(link, thorough=True)[0]
        supposed = isinstance(verdict, Refuted) and by_words(link, statement) is not None
        return "inequality", CONDITION if supposed else verdict, statement, evidence
    verdict = decide_order(replace(link, scope=restricted(link.scope, link.given)), statement)
    if isinstance(verdict, Refuted) and link.perhaps:
        nearby = replace(link, scope=restricted(link.scope, (*link.given, *link.perhaps)))
        verdict = decide_order(nearby, statement)
    return "inequality", verdict, statement, {}


def again(scope: Scope, before: Scope) -> Scope:
    """The scope in which names are what they were before."""
    return replace(
        scope,
        definitions={**scope.definitions, **before.definitions},
        sorts={**scope.sorts, **before.sorts},
        holding={**scope.holding, **before.holding},
        values={**scope.values, **before.values},
    )


def is_axiom(statement: Compare) -> bool:
    """Whether a probability is said to be at least 0 or at most 1."""
    match statement:
        case Compare("ge", Prob(), Number(value=value)) | Compare("le", Number(value=value), Prob()):
            return value == 0
        case Compare("le", Prob(), Number(value=value)) | Compare("ge", Number(value=value), Prob()):
            return value == 1
    return False


def is_rewritten(link: Link, reading: Compare) -> bool:
    """Whether words say that a name is worked out again, and one small edit makes that agree."""
    if link.restrained or REWRITTEN.search(link.place.before) is None:
        return False
    return repaired(replace(link, scope=restricted(link.scope, link.given)), reading, near=True) is not None


def is_repeated(link: Link, statement: Compare) -> bool:
    """Whether a definition is given once more as it was, or by a bare name or number."""
    found = definition_of(link)
    before = link.scope.definitions.get(found[0]) if found is not None else None
    plain_side = isinstance(statement.right, Symbol | Number | Index)
    same = before is not None and found is not None and canonical(before.body) == canonical(found[1].body)
    return plain_side or same


def explained(
    link: Link, kind: ClaimKind, verdict: Refuted, reading: Compare, passage: Gate, evidence: dict[str, str]
) -> tuple[ClaimKind, Verdict, Compare | None, dict[str, str]]:
    """A refutation with its likely slip; without a class, only the slip lets it through the gate."""
    if link.origin is not None and holds(
        replace(reading, left=link.origin), link.scope, seed=link.text, fuel=Fuel(EDIT_STEPS)
    ):
        beginning = "it holds for the term that the chain begins with: the slip is in the link before"
        return kind, Undecided("chain", beginning), reading, evidence
    rewritten = link.role == "restatement"
    near = passage.kind == "relation" and (rewritten or may_be_near_identity(link, reading))
    slip = repaired(link, reading, near=near) if passage.refutable or near else None
    if slip is None and near:
        slip = as_multiple(link, reading, verdict)
    why = NEAR if near and slip is not None else ""
    if slip is None and not passage.refutable:
        slip = as_constant(link, reading, verdict)
        why = CONSTANT
    if slip is None and not passage.refutable:
        return kind, guarded(verdict, False, passage.reason), reading, evidence
    if why:
        kind, evidence = "identity", {**evidence, "gate": why}
    witness = replace(verdict.witness, likely=plain(slip) if slip is not None else None)
    return kind, replace(verdict, witness=witness), reading, evidence


def guarded(verdict: Verdict, refutable: bool, reason: str) -> Verdict:
    """The verdict, unless it refutes what the gate does not let through."""
    if not isinstance(verdict, Refuted) or refutable:
        return verdict
    witness = verdict.witness
    values = ", ".join(f"{k} = {v}" for k, v in witness.values.items())
    return Undecided("gate", reason, {"fails at": values, "left": witness.left, "right": witness.right})
