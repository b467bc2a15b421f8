"""From claims to verdicts: engine, budgets, one file per method."""

from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.verify.formulas import judge_formulas
from mdcheck.verify.prose import judge_prose
from mdcheck.verify.structure import judge_structure


def judge(document: Document, config: Config) -> tuple[JudgedClaim, ...]:
    """Every claim of a note with its verdict, in order of place."""
    claims = [
        *judge_formulas(document, config.macros),
        *judge_structure(document, config.macros),
        *judge_prose(document, config),
    ]
    return tuple(sorted(claims, key=lambda claim: claim.span))
