"""Decide sums whose expression and total stand in two cells of a row."""

from collections.abc import Iterator

from mdcheck.claims.cell_arithmetic import Columns, columns
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Verdict
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.prose_arithmetic import judge

ENOUGH = 2
"""So many rows that add up show that the one column is the other's total."""


def judge_cell_arithmetic(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every such sum of two columns that belong together, by their headers or by most of their rows."""
    del config
    ids = ClaimIds()
    for pair in columns(text):
        verdicts = [judge(claim) for claim in pair.sums]
        if belong(pair, verdicts):
            for claim, verdict in zip(pair.sums, verdicts, strict=True):
                identifier = ids.next("arithmetic", claim.text)
                reading = f"{claim.left} = {claim.right}"
                yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, reading, verdict)


def belong(pair: Columns, verdicts: list[Verdict]) -> bool:
    """Whether one column is the total of the other."""
    fitting = sum(isinstance(verdict, Proved) for verdict in verdicts)
    odd = len(verdicts) - fitting
    if pair.told:
        return fitting >= odd or odd == 1
    return fitting >= ENOUGH and fitting > odd
