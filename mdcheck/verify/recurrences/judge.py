"""Update equations of a note run beside the optimizer that they are named for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from mdcheck.claims.evidence import scope_of
from mdcheck.claims.note import note_of
from mdcheck.claims.recurrences import Steps, Update, rows, steps
from mdcheck.claims.sections import Section
from mdcheck.concepts.catalogue.optimizers import optimizers
from mdcheck.concepts.definitions import System
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Expr, Symbol, transform
from mdcheck.expr.printer import plain
from mdcheck.expr.reader import Reader
from mdcheck.expr.scope import Scope
from mdcheck.latex import parse, statements
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.recurrences.equations import Assignment, Equation, bare, named, time_of
from mdcheck.verify.recurrences.names import mentioned
from mdcheck.verify.recurrences.program import Incomplete, Program, program, variables
from mdcheck.verify.recurrences.run import (
    CLOSE,
    PROBLEMS,
    STEPS,
    agreement,
    problems,
    same_as_any,
    trajectory,
    values,
)
from mdcheck.verify.recurrences.slips import slips, twin_slips

DECAY = regex(r"0\.9\d*|0\.8\d*")
MOST_ROLES = 2
STEP_SIZES = frozenset(("alpha", "beta", "gamma", "eta", "lambda", "lr"))
AGREES = Supported(STEPS * PROBLEMS, CLOSE, by="run")
PLAIN = frozenset(("gradient descent", "gradient descent with weight decay"))
"""Whose steps show up in sections about other things."""
Evidence = dict[str, str]
Read = tuple[Assignment, Update]


@dataclass(frozen=True, slots=True)
class Found:
    """An optimizer whose steps are made, by which convention and under which roles."""

    name: str
    system: System
    rates: str
    complement: bool


def judge_recurrences(document: Document, macros: Mapping[str, str]) -> Iterator[JudgedClaim]:
    """The steps of every section that names an optimizer, with their verdict."""
    ids = ClaimIds()
    above: tuple[Read, ...] = ()
    for section in note_of(document, macros).sections:
        for names, updates in (*groups(steps(section)), *in_rows(section)):
            found = list(judged(names, updates, section, above, ids))
            if any(isinstance(claim.verdict, Supported) for claim in found):
                above = (*above_of(above, updates, section),)
            yield from found


def in_rows(section: Section) -> Iterator[tuple[tuple[str, ...], list[Update]]]:
    """The equations of each table row, by the optimizer that the row or the nearest heading names."""
    for row in rows(section):
        names = next(filter(None, map(mentioned, reversed(row.titles))), ())
        if names:
            yield names, list(row.updates)


def above_of(above: tuple[Read, ...], updates: Sequence[Update], section: Section) -> Iterator[Read]:
    """The equations that sections below may go on from: the newest of each name."""
    found = read(updates, section)
    newest = set(names_of(found))
    yield from (each for each in above if not newest & set(names_of([each])))
    yield from found


def groups(found: Steps) -> Iterator[tuple[tuple[str, ...], list[Update]]]:
    """Equations by the optimizer that the heading names, or else the sentences before them."""
    headed = mentioned(found.titles[-1]) if found.titles else ()
    if headed:
        yield headed, [update for update in found.updates if not is_of_another(update, headed)]
        return
    names: tuple[str, ...] = ()
    updates: list[Update] = []
    for update in found.updates:
        here = mentioned(update.intro) or mentioned(update.place.caption)
        if here and here != names:
            if names:
                yield names, updates
            names, updates = here, []
        updates.append(update)
    if names:
        yield names, updates


def is_of_another(update: Update, headed: Sequence[str]) -> bool:
    """Whether an equation within a sentence is said there to be of another optimizer than the heading's."""
    named = () if update.place.parsed.formula.display else mentioned(update.intro)
    return bool(named) and not set(named) & set(headed)


def judged(
    names: Sequence[str], updates: list[Update], section: Section, above: Sequence[Read], ids: ClaimIds
) -> Iterator[JudgedClaim]:
    """One system of equations held against the optimizers named, if it is one.

    Args:
        names: Those of the optimizers.
        updates: The equations.
        section: Where they stand.
        above: Equations of sections above, which complete a system that goes on from them.
        ids: Of the claims.
    """
    own = read(updates, section)
    if not all(names) or not own:
        return
    try:
        mine, known = completed(own, above)
    except Incomplete as reason:
        if looks_like_steps(own):
            verdict: Verdict = Undecided("incomplete", str(reason))
            yield claim(updates[-1], verdict, {"concept": ", ".join(names)}, ids)
        return
    verdict, evidence, equation = verdict_of(mine, names, section)
    source = known[(equation or mine.equations[mine.parameter]).source][1]
    borrowed = known is not own
    if isinstance(verdict, Refuted) and borrowed and (source not in updates or equation is None):
        verdict, source = Undecided("concept", "not so with the equations of the sections above"), updates[-1]
    yield claim(source, verdict, {**evidence, "equations": shown(mine)}, ids)


def read(updates: Sequence[Update], section: Section) -> list[Read]:
    """The assignments that equations make, each with its equation."""
    scope = scope_of(section)
    return [(assignment, update) for update in updates for assignment in assignments(update, scope)]


def completed(own: Sequence[Read], above: Sequence[Read]) -> tuple[Program, Sequence[Read]]:
    """The program of some equations, with those above that it goes on from; and all that it was made of.

    Raises:
        Incomplete: if something is missing all the same.
    """
    try:
        return program(assignment for assignment, _ in own), own
    except Incomplete:
        here = set(names_of(own))
        known = [*(each for each in above if not here & set(names_of([each]))), *own]
        if len(known) == len(own):
            raise
        mine = program(assignment for assignment, _ in known)
        if known[mine.equations[mine.parameter].source] not in own:
            raise
        return mine, known


def names_of(found: Sequence[Read]) -> Iterator[str]:
    """What is assigned."""
    clock = time_of(assignment for assignment, _ in found)
    return (named(assignment.left, clock)[0] for assignment, _ in found)


def looks_like_steps(found: Sequence[Read]) -> bool:
    """Whether a name is assigned from itself."""
    clock = time_of(assignment for assignment, _ in found)
    for assignment, _ in found:
        name, _ = named(assignment.left, clock)
        if name and name in set(map(bare, variables(assignment.right))):
            return True
    return False


def assignments(update: Update, scope: Scope) -> Iterator[Assignment]:
    """An update as read; the last right side of a chain that is understood."""
    reader = Scope(words=scope.words)
    try:
        left = Reader(reader).row(update.left)
    except Gap:
        return
    for side in reversed(update.sides):
        try:
            yield Assignment(left, Reader(reader).row(side))
            return
        except Gap:
            continue


def claim(update: Update, verdict: Verdict, evidence: Evidence, ids: ClaimIds) -> JudgedClaim:
    """A claim at one of the equations."""
    return JudgedClaim(
        id=ids.next("recurrence", update.text),
        kind="recurrence",
        span=update.place.parsed.locate(Span(update.span.start, update.span.end)),
        text=update.text,
        reading=evidence.get("equations", ""),
        verdict=verdict,
        evidence={k: v for k, v in evidence.items() if k != "equations"},
    )


def verdict_of(
    mine: Program, names: Sequence[str], section: Section
) -> tuple[Verdict, Evidence, Equation | None]:
    """Which optimizer's steps are made; a slip only against the one that is named."""
    named = {
        "concept": ", ".join(names),
        "canonical": ", ".join(optimizers()[name].canonical for name in names),
    }
    if found := first_match(mine, names):
        return AGREES, {**named, **described(found)}, None
    if found := first_match(mine, names, complements=True):
        if DECAY.search(section.words):
            witness = Witness(
                {}, "the decay weighs the new value", "it weighs the old one", likely=found.rates
            )
            return Refuted(witness, by="recurrence"), {**named, **described(found)}, None
        return AGREES, {**named, **described(found), "warn": "yes"}, None
    if ruled := ruled_rate(mine):
        return Undecided("concept", f"{ruled} follows a rule of its own here"), named, None
    if len(names) == 1:
        others = [name for name in optimizers() if name not in (*names, *PLAIN)]
        if found := first_match(mine, others):
            witness = Witness({}, f"the steps of {found.name}", names[0])
            evidence = {**named, "alignment": found.rates, "other": found.name}
            return Refuted(witness, by="another optimizer"), evidence, None
        if slip := mended(mine, names[0]):
            return slip[0], named, slip[1]
    return Undecided("concept", f"not the steps of {' or '.join(names)} in a known form"), named, None


def ruled_rate(mine: Program) -> str:
    """A step size that an equation sets, as a line search does: then the method is another one."""
    return next((name for name in mine.equations if name.split("_")[0] in STEP_SIZES), "")


def first_match(mine: Program, names: Sequence[str], *, complements: bool = False) -> Found | None:
    """The first optimizer and convention under which both make the same steps."""
    for name in names:
        for system, canonical in systems(name):
            if found := agreement(mine, canonical, complements=complements):
                return Found(name, system, str(found), found.complement)
    return None


@cache
def systems(name: str) -> tuple[tuple[System, Program], ...]:
    """The systems of an optimizer as programs, each made once a process."""
    return tuple((system, canonical(system)) for system in optimizers()[name].systems)


def canonical(system: System) -> Program:
    """A system of the catalogue as a program."""
    found = []
    for equation in system.equations:
        left, right = statements(parse(equation))[0].terms
        found.append(Assignment(Reader(Scope()).row(left), Reader(Scope()).row(right)))
    return program(found)


def mended(mine: Program, name: str) -> tuple[Refuted, Equation] | None:
    """The edit of one equation, or of two alike, under which the steps are those of the optimizer."""
    single = ({equation.name: replace(equation, body=body)} for equation, body in slips(mine))
    for changed in chain(single, twin_slips(mine)):
        edited = replace(mine, equations={**mine.equations, **changed})
        for family in by_rates(name):
            if there := same_as_any(edited, family, most=MOST_ROLES):
                likely = ", ".join(f"{key} = {written(equation.body)}" for key, equation in changed.items())
                return Refuted(seen(mine, there, likely), by="recurrence"), mine.equations[
                    next(iter(changed))
                ]
    return None


@cache
def by_rates(name: str) -> tuple[tuple[Program, ...], ...]:
    """The programs of an optimizer, those of the same hyperparameters together."""
    families: dict[tuple[str, ...], list[Program]] = {}
    for system, there in systems(name):
        if not system.convention.startswith("look-ahead"):
            families.setdefault(tuple(sorted(there.rates)), []).append(there)
    return tuple(map(tuple, families.values()))


def seen(mine: Program, there: Program, likely: str) -> Witness:
    """What both make of one problem, hyperparameters in their order."""
    rates = values(there, {}, 0)
    here = dict(zip(mine.rates, rates.values(), strict=False))
    left, right = trajectory(mine, here, problems()[0]), trajectory(there, rates, problems()[0])
    return Witness({"steps": str(STEPS)}, listed(left), listed(right), likely=likely)


def listed(path: tuple[float, ...] | None) -> str:
    """The first parameters of a run."""
    return "no value" if path is None else ", ".join(f"{x:.4g}" for x in path[:3]) + ", .."


def described(found: Found) -> Evidence:
    """Convention and roles."""
    conventions = [found.system.convention, "decay: on the new value" if found.complement else ""]
    evidence = {"alignment": found.rates}
    if any(conventions):
        evidence["convention"] = ", ".join(filter(None, conventions))
        evidence |= {"warn": "yes"} if found.system.bearing == "warning" else {}
    return evidence


def shown(mine: Program) -> str:
    """The equations of a program on one line."""
    return "; ".join(f"{name} = {written(equation.body)}" for name, equation in mine.equations.items())


def written(body: Expr) -> str:
    """A body with times as subscripts."""

    def change(node: Expr) -> Expr:
        match node:
            case Symbol(name) if "@" in name:
                base, _, time = name.rpartition("@")
                return Symbol(base if time in ("0", "past") else f"{base}[{time}]")
        return node

    return plain(transform(body, change))
