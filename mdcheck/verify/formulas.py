"""The formulas of a note judged: each link of each chain with its verdict, reading and evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mdcheck.claims.equations import Link, defined_name, links
from mdcheck.claims.gate import Gate, gate, is_bound, is_numeric, may_be_near_identity
from mdcheck.claims.sections import sections
from mdcheck.expr.canonical import canonical
from mdcheck.expr.nodes import Compare, Derivative, Index, Number, Symbol, walk
from mdcheck.expr.printer import plain
from mdcheck.expr.scope import Scope
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict
from mdcheck.verify.arithmetic import decide_numbers
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.decide import decide, holds
from mdcheck.verify.slips import likely
from mdcheck.verify.steps import Fuel

MOST_EDITS = 200
EDIT_STEPS = 400_000
ORDERS = frozenset(("le", "ge", "lt", "gt"))
KINDS: Mapping[str, ClaimKind] = {
    "arithmetic": "arithmetic",
    "derivative": "derivative",
    "relation": "relation",
}


def judge_formulas(document: Document, macros: Mapping[str, str]) -> Iterator[JudgedClaim]:
    """Every relation that the formulas of a note state."""
    parsed = {p.formula.span: p for p in parsed_formulas(document, macros)}
    ids = ClaimIds()
    for section in sections(document, parsed):
        for link in links(section):
            yield judge_link(link, ids)


def judge_link(link: Link, ids: ClaimIds) -> JudgedClaim:
    """One link with its verdict."""
    try:
        kind, verdict, statement, evidence = verdict_of(link)
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


def verdict_of(link: Link) -> tuple[ClaimKind, Verdict, Compare | None, dict[str, str]]:
    """Kind, verdict, the reading that it is about, and what reproduces it."""
    if not link.readings:
        kind: ClaimKind = "identity" if link.relation == "eq" else "inequality"
        return kind, Undecided("not-read", link.gap), None, {}
    statement = link.readings[0]
    if link.relation in ORDERS and is_bound(link, statement):
        return (
            "inequality",
            best_reading(link)[0],
            statement,
            {"gate": "information measures have known bounds"},
        )
    if link.relation in ORDERS or link.relation == "ne":
        return "inequality", Undecided("gate", "an inequality that may as well be a condition"), statement, {}
    passage = gate(link, statement)
    evidence = {"gate": f"{passage.kind}: {passage.reason}", "role": link.role}
    if link.relation == "approx" and not is_numeric(statement):
        return "approximation", Undecided("gate", "an approximation between variables"), statement, evidence
    if is_numeric(statement):
        return (
            "arithmetic",
            guarded(decide_numbers(statement), passage.refutable, passage.reason),
            statement,
            evidence,
        )
    if link.role == "definition" and passage.kind == "relation":
        return "definition", Assumed(), statement, evidence
    if link.role == "restatement" and is_repeated(link, statement):
        return "definition", Assumed(), statement, evidence
    verdict, reading = best_reading(link)
    kind = KINDS.get(passage.kind, "identity")
    if isinstance(verdict, Supported | Proved) and kind == "relation":
        kind = "identity"
    if link.role == "restatement" and isinstance(verdict, Refuted):
        return (
            "definition",
            Undecided("redefinition", "the name was defined otherwise before"),
            reading,
            evidence,
        )
    if isinstance(verdict, Refuted):
        return explained(link, kind, verdict, reading, passage, evidence)
    return kind, verdict, reading, evidence


def is_repeated(link: Link, statement: Compare) -> bool:
    """Whether a definition is given once more as it was, or by a bare name or number."""
    name = defined_name(statement.left) or ""
    body = link.scope.definitions[name].body if name in link.scope.definitions else None
    plain_side = isinstance(statement.right, Symbol | Number | Index)
    return plain_side or (body is not None and canonical(body) == canonical(statement.right))


def explained(
    link: Link, kind: ClaimKind, verdict: Refuted, reading: Compare, passage: Gate, evidence: dict[str, str]
) -> tuple[ClaimKind, Verdict, Compare | None, dict[str, str]]:
    """A refutation with its likely slip; without a class, only the slip lets it through the gate."""
    if link.origin is not None and holds(
        replace(reading, left=link.origin), link.scope, seed=link.text, fuel=Fuel(EDIT_STEPS)
    ):
        beginning = "it holds for the term that the chain begins with: the slip is in the link before"
        return kind, Undecided("chain", beginning), reading, evidence
    near = passage.kind == "relation" and may_be_near_identity(link, reading)
    if not (passage.refutable or near):
        return kind, guarded(verdict, False, passage.reason), reading, evidence
    fuel = Fuel(EDIT_STEPS)
    slip = likely(
        reading,
        lambda edit: holds(edit, link.scope, seed=link.text, fuel=fuel),
        most=MOST_EDITS,
        dropping=not near,
    )
    if slip is None and not passage.refutable:
        return kind, guarded(verdict, False, passage.reason), reading, evidence
    if near:
        kind, evidence = "identity", {**evidence, "gate": "near identity: one small edit makes it hold"}
    witness = replace(verdict.witness, likely=plain(slip) if slip is not None else None)
    return kind, replace(verdict, witness=witness), reading, evidence


def guarded(verdict: Verdict, refutable: bool, reason: str) -> Verdict:
    """The verdict, unless it refutes what the gate does not let through."""
    if not isinstance(verdict, Refuted) or refutable:
        return verdict
    witness = verdict.witness
    values = ", ".join(f"{k} = {v}" for k, v in witness.values.items())
    return Undecided("gate", reason, {"fails at": values, "left": witness.left, "right": witness.right})


def with_later(link: Link) -> Scope | None:
    """The scope with definitions that only follow (``where mu is ..``), if the statement names one."""
    names = {n.name for n in walk(link.readings[0]) if isinstance(n, Symbol)}
    new = {k: v for k, v in link.later.items() if k in names and k not in link.scope.definitions}
    return replace(link.scope, definitions={**link.later, **link.scope.definitions}) if new else None


def guessed(link: Link, first: Undecided) -> tuple[Verdict, Compare]:
    """Another reading where the first has no meaning: it may support, never refute."""
    for reading in (*link.readings[1:], *link.guesses):
        verdict = decide(reading, link.scope, seed=link.text)
        if isinstance(verdict, Supported | Proved):
            return verdict, reading
    return first, link.readings[0]


def has_derivative(statement: Compare) -> bool:
    """Whether a statement differentiates: then its names may be variables or stand for their definitions."""
    return any(isinstance(n, Derivative) for n in walk(statement))


def best_reading(link: Link) -> tuple[Verdict, Compare]:
    """The plainest reading, unless it fails and another one holds; refuted only if every reading fails."""
    first = decide(link.readings[0], link.scope, seed=link.text)
    if isinstance(first, Undecided) and first.reason in ("no-meaning", "few-points"):
        return guessed(link, first)
    if isinstance(first, Supported | Proved):
        return first, link.readings[0]
    later = with_later(link)
    if later is not None:
        again = decide(link.readings[0], later, seed=link.text)
        if not isinstance(again, Refuted):
            return again, link.readings[0]
    if not isinstance(first, Refuted):
        return first, link.readings[0]
    doubt: tuple[Verdict, Compare] | None = None
    bare = replace(link.scope, definitions={})
    others = [(reading, link.scope) for reading in link.readings[1:]]
    if link.scope.definitions and has_derivative(link.readings[0]):
        others += [(reading, bare) for reading in link.readings]
    for reading, scope in others:
        verdict = decide(reading, scope, seed=link.text)
        if isinstance(verdict, Supported | Proved):
            return verdict, reading
        if isinstance(verdict, Undecided) and verdict.reason in ("partial", "assumption"):
            doubt = doubt or (verdict, reading)
    return doubt or (first, link.readings[0])
