"""Definitions of a note with their verdicts."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from mdcheck.claims.definitions import Candidate, candidates
from mdcheck.claims.evidence import scope_of
from mdcheck.claims.link import Link
from mdcheck.claims.note import note_of
from mdcheck.claims.sections import Section
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Expr
from mdcheck.expr.printer import plain
from mdcheck.expr.scope import Definition as Defined
from mdcheck.expr.scope import Scope
from mdcheck.latex.tree import Row
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.model.verdict import Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.patterns import regex
from mdcheck.records import dataclass
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.definitions.compare import CLOSE, Match, matches, size, slip
from mdcheck.verify.definitions.edits import rebound
from mdcheck.verify.definitions.lower import Lowered
from mdcheck.verify.definitions.names import Recognised, recognised
from mdcheck.verify.definitions.shapes import shapes
from mdcheck.verify.definitions.sides import dated, is_applied, read, says_nothing
from mdcheck.verify.definitions.vocabulary import Vocabulary, is_word
from mdcheck.verify.known import remembered

MOST_SIDES = 4
LARGEST = 160
LEAST_BY_LETTER = 3
"""Nodes of a form that says too little to be recognised by a letter on the left."""
SPACE = regex(r"[\s${}]|\\(?:mathrm|text|operatorname|mathcal)(?![a-z])|\\[,;! ]")
GENERAL = regex(r"一般|通用|统一|general|arbitrary")
TELLING = 9
"""Nodes of a form from which on no other formula is one edit away from it by chance."""
OUTSIDE = frozenset(("left side", "label", "row", "behind"))
"""What names a concept so surely that a formula that is none of its forms is worth a word."""
PLAIN, NEARLY = "nothing to compare", "one edit away from the formula of"
Evidence = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a section says of names at the place of a formula, and the concepts that there are."""

    scope: Scope
    definitions: Mapping[str, Defined]
    canon: Vocabulary


def judge_definitions(
    document: Document, macros: Mapping[str, str], canon: Vocabulary
) -> Iterator[JudgedClaim]:
    """Every equation that is recognised as the definition of a concept, with its verdict."""
    note = note_of(document, macros)
    ids = ClaimIds()
    for number, section in enumerate(note.sections):
        met = [(c, concepts) for c in candidates(section) if (concepts := recognised(c, canon))]
        if not met:
            continue
        known = places(note.links_of(number), canon)
        start = Known(scope_of(section), {}, canon)
        here = [known.get(candidate.place.parsed.formula.span, start) for candidate, _ in met]
        claims = [judged(*each, place, section, ids) for each, place in zip(met, here, strict=True)]
        stated = {c.evidence["concept"] for c in claims if isinstance(c.verdict, Supported)}
        for claim, (_, concepts) in zip(claims, met, strict=True):
            if is_worth_saying(claim, concepts, stated):
                yield beside_the_right_one(claim, concepts, stated)


def is_worth_saying(claim: JudgedClaim, concepts: tuple[Recognised, ...], stated: Container[str]) -> bool:
    """Whether an equation is surely about a concept, or so nearly its formula that its deviation counts.

    Where the section states the concept rightly, another equation is one of its parts or something else.
    """
    match claim.verdict:
        case Undecided(detail=detail):
            if concepts[0].definition.name in stated and not detail.startswith(NEARLY):
                return False
            sure = concepts[0].strong and not OUTSIDE.isdisjoint(concepts[0].why.split(", "))
            return detail != PLAIN and (sure or detail.startswith(NEARLY))
    return True


def beside_the_right_one(
    claim: JudgedClaim, concepts: tuple[Recognised, ...], stated: Container[str]
) -> JudgedClaim:
    """A claim, in doubt where only a heading names its concept and the section states that one rightly."""
    if not isinstance(claim.verdict, Refuted) or concepts[0].strong:
        return claim
    if claim.evidence.get("concept") not in stated:
        return claim
    reason = f"{NEARLY} {claim.evidence['concept']}, which the section states, too"
    return replace(claim, verdict=Undecided("concept", reason))


def places(links: Sequence[Link], canon: Vocabulary) -> Mapping[Span, Known]:
    """What is known at each formula of a section."""
    known: dict[Span, Known] = {}
    for link in links:
        span = link.place.parsed.formula.span
        known[span] = at(link, canon, known.get(span))
    return known


def at(link: Link, canon: Vocabulary, before: Known | None) -> Known:
    """Scope and definitions at a link of a formula; those that follow and those of its other links count."""
    beside = before.definitions if before else {}
    return Known(link.scope, {**beside, **link.later, **link.scope.definitions}, canon)


def judged(
    candidate: Candidate,
    concepts: tuple[Recognised, ...],
    known: Known,
    section: Section,
    ids: ClaimIds,
) -> JudgedClaim:
    """One equation held against the concepts that it may define."""
    try:
        verdict, reading, evidence = verdict_of(candidate, concepts, known, section)
    except Exception as failure:  # the boundary: what breaks here is not the author's fault
        verdict, reading, evidence = Undecided("engine", f"{type(failure).__name__}: {failure}"), "", {}
    span = candidate.statement.span
    text = candidate.place.parsed.text[span.start : span.end]
    return JudgedClaim(
        id=ids.next("definition", text),
        kind="definition",
        span=candidate.place.parsed.locate(span),
        text=text,
        reading=reading,
        verdict=verdict,
        evidence=evidence,
    )


def verdict_of(
    candidate: Candidate, concepts: tuple[Recognised, ...], known: Known, section: Section
) -> tuple[Verdict, str, Evidence]:
    """The verdict on an equation: the first right side that tells something decides.

    Further links are steps under what the steps suppose: they are wrong only where the left side is a name.
    """
    best: tuple[Verdict, str, Evidence] | None = None
    for place, side in enumerate(candidate.sides[:MOST_SIDES]):
        found = of_side(candidate, side, concepts, known, section)
        if isinstance(found[0], Refuted):
            if place >= candidate.exact and not found[2].get("mended", "").startswith("approximation"):
                continue
            if place == 0 or ("left side" in concepts[0].why and is_word(candidate.sign.head)):
                return found
            continue
        if best is None or (isinstance(found[0], Supported) and not isinstance(best[0], Supported)):
            best = found
    return best or (Undecided("not-read", "nothing on the right"), "", {})


def of_side(
    candidate: Candidate, side: Row, concepts: tuple[Recognised, ...], known: Known, section: Section
) -> tuple[Verdict, str, Evidence]:
    """One right side held against each concept."""
    try:
        readings = tuple(read(side, known.scope))
    except Gap as gap:
        return Undecided("not-read", gap.reason), "", named(concepts[0])
    reading = plain(readings[0])
    if says_nothing(readings[0]) or size(readings[0]) > LARGEST:
        return Undecided("concept", PLAIN), reading, named(concepts[0])
    meant = {concept.definition.name: is_special(concept, section) for concept in concepts}
    what = "held", readings, candidate, concepts, known.definitions, meant
    verdict, evidence = remembered(what, lambda: held(readings, candidate, concepts, known, meant))
    return verdict, reading, evidence


def held(
    readings: tuple[Expr, ...],
    candidate: Candidate,
    concepts: tuple[Recognised, ...],
    known: Known,
    meant: Mapping[str, bool],
) -> tuple[Verdict, Evidence]:
    """The readings of a right side held against each concept; ``meant`` tells of special cases."""
    lows = [dated(low, candidate) for reading in readings for low in shapes(reading, known.definitions)]
    for concept in concepts:
        if match := agreement(lows, concept, candidate):
            return supported(match), explained(concept, match)
    for concept in concepts:
        if match := special_case(lows, concept, candidate, known.canon, meant=meant[concept.definition.name]):
            return supported(match), explained(concept, match)
        if concept.strong:
            found = refuted(lows, concept, candidate, known.canon) or misbound(
                readings[0], concept, candidate, known
            )
            if found:
                return found[0], {**named(concept), **found[1]}
    for concept in concepts:
        if not concept.strong and (doubt := deviating(lows, concept, candidate, known.canon)):
            return doubt[0], {**named(concept), **doubt[1]}
    reason = f"not one of the usual forms of {concepts[0].definition.name}"
    return Undecided("concept", PLAIN if is_applied(readings[0]) else reason), named(concepts[0])


def deviating(
    lows: list[Lowered], concept: Recognised, candidate: Candidate, canon: Vocabulary
) -> tuple[Verdict, Evidence] | None:
    """How a formula that a heading names fails: only one that is nearly the concept's and no other's."""
    found = mended(lows, concept, candidate, least=TELLING)
    if found is None or any(states(lows, other, candidate) for other in everything(canon)):
        return None
    if concept.grade == "fair":
        return found
    reason = f"{NEARLY} {concept.definition.name}, which the words around it do not clearly name"
    return Undecided("concept", reason), found[1]


def states(lows: list[Lowered], concept: Recognised, candidate: Candidate) -> bool:
    """Whether a formula is one of a concept's that tell it from others."""
    return any(
        match.alignment.named and size(match.ready.lowered.expr) >= TELLING
        for low in lows
        for match in matches(low, concept.definition, order(candidate, concept, low))
    )


def everything(canon: Vocabulary) -> Iterator[Recognised]:
    """Every concept there is."""
    return (Recognised(definition, "", "weak") for definition in canon.definitions.values())


def order(candidate: Candidate, concept: Recognised, low: Lowered) -> dict[str, str]:
    """Roles of atoms by the order in which the left side lists its arguments."""
    roles = concept.definition.order.split()
    if len(roles) != len(candidate.sign.args):
        return {}
    found = {}
    for argument, role in zip(candidate.sign.args, roles, strict=True):
        for atom in low.arity:
            base = "".join(word for word in atom.split() if word not in ("bold", "vec")).partition("(")[0]
            if argument.partition("(")[0].partition("_")[0].casefold() == base.casefold():
                found[atom] = role
    return found


def agreement(lows: list[Lowered], concept: Recognised, candidate: Candidate) -> Match | None:
    """The plainest way in which a formula agrees with a concept, names respected."""
    found = [m for low in lows for m in matches(low, concept.definition, order(candidate, concept, low))]
    found = [m for m in found if not excluded(m, candidate)]
    if concept.why == "letter":  # a quotient of two letters under a letter may be of anything
        found = [m for m in found if size(m.ready.lowered.expr) > LEAST_BY_LETTER]
    return min(
        (m for m in found if m.alignment.named), key=lambda m: (m.warned, bool(m.convention)), default=None
    )


def excluded(match: Match, candidate: Candidate) -> bool:
    """Whether the paragraph says what speaks against the form that a formula agrees with."""
    said = SPACE.sub("", candidate.place.raw).casefold()
    words = match.ready.form.unless.split(",")
    return any(SPACE.sub("", word).casefold() in said for word in filter(None, words))


def refuted(
    lows: list[Lowered], concept: Recognised, candidate: Candidate, canon: Vocabulary
) -> tuple[Refuted, Evidence] | None:
    """How a formula fails: it is another concept's, or one edit would mend it."""
    for name in concept.definition.confused:
        other = Recognised(canon.definitions[name], "", "weak")
        if match := agreement(lows, other, candidate):
            evidence = {"other": name, "alignment": str(match.alignment)}
            return Refuted(
                Witness({}, f"the formula of {name}", concept.definition.name), by="another concept"
            ), evidence
    return mended(lows, concept, candidate)


def mended(
    lows: list[Lowered], concept: Recognised, candidate: Candidate, *, least: int = 0
) -> tuple[Refuted, Evidence] | None:
    """The exchange or the edit by which a formula agrees with a form of ``least`` nodes or more."""
    if exchanged := crossed(lows, concept, candidate, least=least):
        return exchanged
    for low in lows:
        found = slip(low, concept.definition, order(candidate, concept, low), least=least)
        if found:
            witness = Witness(found.values, found.left, found.right, likely=plain(found.edited))
            evidence = {"alignment": str(found.match.alignment)}
            if found.match.ready.form.convention:
                evidence["mended"] = found.match.ready.form.convention
            return Refuted(witness, by="definition"), evidence
    return None


def misbound(
    reading: Expr, concept: Recognised, candidate: Candidate, known: Known
) -> tuple[Refuted, Evidence] | None:
    """A formula that agrees once a sum runs over another of the indices in it."""
    for other in rebound(reading):
        lows = list(shapes(other, known.definitions))
        if match := agreement(lows, concept, candidate):
            witness = Witness({}, "a sum over another index", match.ready.form.tex, likely=plain(other))
            return Refuted(witness, by="definition"), {"alignment": str(match.alignment)}
    return None


def crossed(
    lows: list[Lowered], concept: Recognised, candidate: Candidate, *, least: int = 0
) -> tuple[Refuted, Evidence] | None:
    """A formula that agrees only if quantities stand for each other against their names."""
    for low in lows:
        for match in matches(low, concept.definition, order(candidate, concept, low)):
            if size(match.ready.lowered.expr) < least:
                continue
            roles = match.alignment.roles
            moved = [
                f"{atom} in the place of {role}" for atom, role in roles.items() if atom.split()[-1] != role
            ]
            moved = [match.alignment.astray] if match.alignment.astray else moved
            if not moved:
                continue
            witness = Witness({}, ", ".join(moved), match.ready.form.tex, likely="the two exchanged")
            return Refuted(witness, by="definition"), {"alignment": str(match.alignment)}
    return None


def special_words(concept: Recognised) -> list[str]:
    """The words that call a special case of a concept."""
    return [word.strip() for word in concept.definition.special.split(",") if word.strip()]


def is_special(concept: Recognised, section: Section) -> bool:
    """Whether a section says that a special case of a concept is meant."""
    return any(word in section.words for word in special_words(concept))


def special_case(
    lows: list[Lowered], concept: Recognised, candidate: Candidate, canon: Vocabulary, *, meant: bool
) -> Match | None:
    """The agreement with a special case: silently where the section says that one is meant.

    Of a single target, too; not where the left side is of two laws or the general form is promised.
    """
    if not special_words(concept) or (
        not meant and (candidate.sign.marks is not None or GENERAL.search(candidate.intro))
    ):
        return None
    for name in concept.definition.confused:
        other = Recognised(canon.definitions[name], "", "weak")
        if match := agreement(lows, other, candidate):
            return replace(match, convention=f"special case: {name}", warned=not meant)
    return None


def supported(match: Match) -> Supported:
    """The verdict on a formula that agrees."""
    return Supported(match.points, CLOSE, by="definition")


def named(concept: Recognised) -> dict[str, str]:
    """What recognised the concept."""
    return {
        "concept": concept.definition.name,
        "canonical": concept.definition.canonical,
        "named by": concept.why,
    }


def explained(concept: Recognised, match: Match) -> Evidence:
    """Which roles the quantities play, and by which convention."""
    evidence = {**named(concept), "alignment": str(match.alignment), "form": match.ready.form.tex}
    if match.convention:
        evidence["convention"] = match.convention
        evidence |= {"warn": "yes"} if match.warned else {}
    return evidence
