"""From claims to verdicts: engine, budgets, one file per method."""

from collections.abc import Iterable, Sequence

from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.model.verdict import Proved, Refuted, Supported
from mdcheck.verify.definitions.canon import vocabulary
from mdcheck.verify.definitions.judge import judge_definitions
from mdcheck.verify.formulas import judge_formulas
from mdcheck.verify.prose import judge_prose
from mdcheck.verify.recurrences.judge import judge_recurrences
from mdcheck.verify.structure import judge_structure


def judge(document: Document, config: Config) -> tuple[JudgedClaim, ...]:
    """Every claim of a note with its verdict, in order of place."""
    claims = [
        *judge_formulas(document, config.macros),
        *judge_structure(document, config.macros),
        *judge_prose(document, config),
    ]
    defined = list(judge_definitions(document, config.macros, vocabulary(config)))
    claims = unless_named(claims, defined)
    claims += unless_settled(defined, claims)
    claims += unless_settled(judge_recurrences(document, config.macros), claims)
    return tuple(sorted(claims, key=lambda claim: claim.span))


def unless_named(claims: Sequence[JudgedClaim], defined: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Claims without the refutations of equations of which it is known whose definition they are."""
    named = [c.span for c in defined if isinstance(c.verdict, Refuted) and c.verdict.by == "another concept"]
    return [
        claim
        for claim in claims
        if not (
            claim.kind == "identity"
            and isinstance(claim.verdict, Refuted)
            and any(covers(span, claim.span) for span in named)
        )
    ]


def unless_settled(more: Iterable[JudgedClaim], claims: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Further claims, without those that speak of an equation which is refuted already.

    One that holds by what its notation means is no wrong definition either, whatever the section is about.
    """
    refuted = [claim.span for claim in claims if isinstance(claim.verdict, Refuted)]
    holding = [claim.span for claim in claims if isinstance(claim.verdict, Supported | Proved)]
    return [
        claim
        for claim in more
        if not any(overlap(span, claim.span) for span in refuted)
        and not (isinstance(claim.verdict, Refuted) and any(covers(span, claim.span) for span in holding))
    ]


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans share a character."""
    return first.start < second.end and second.start < first.end


def covers(outer: Span, inner: Span) -> bool:
    """Whether one span lies within another."""
    return outer.start <= inner.start and inner.end <= outer.end
