"""From claims to verdicts: engine, budgets, one file per method."""

from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Source
from mdcheck.verify.formulas import judge_formulas


def judge(source: Source, document: Document, config: Config) -> tuple[JudgedClaim, ...]:
    """Every claim of a note with its verdict, in order of place."""
    claims = list(judge_formulas(document, config.macros))
    return tuple(sorted(claims, key=lambda claim: claim.span))
