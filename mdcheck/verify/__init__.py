"""From claims to verdicts: engine, budgets, one file per method."""

from collections.abc import Iterable, Sequence

from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.verdict import Refuted
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
    claims += unless_refuted(judge_definitions(document, config.macros), claims)
    claims += unless_refuted(judge_recurrences(document, config.macros), claims)
    return tuple(sorted(claims, key=lambda claim: claim.span))


def unless_refuted(more: Iterable[JudgedClaim], claims: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Further claims, those left out that speak of an equation which is refuted already."""
    refuted = [claim.span for claim in claims if isinstance(claim.verdict, Refuted)]
    return [
        claim
        for claim in more
        if not any(span.start < claim.span.end and claim.span.start < span.end for span in refuted)
    ]
