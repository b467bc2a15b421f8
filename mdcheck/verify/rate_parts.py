"""Decide what stands above or below in a rate, by the outcomes that it counts."""

from collections.abc import Iterator

from mdcheck.claims.lexicon.confusion import RATIOS
from mdcheck.claims.passages import Text
from mdcheck.claims.rate_parts import RatePart, rate_parts
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.confusion import SAMPLE, described


def judge_rate_parts(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about a rate's numerator or denominator, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in rate_parts(text):
        said = claim.outcomes or described(claim.conditions)
        reading = f"{claim.part} of {claim.rate} = {_sum(said)}"
        identifier = ids.next("predicate", claim.text)
        yield JudgedClaim(identifier, "predicate", claim.span, claim.text, reading, judge(claim, said))


def judge(claim: RatePart, said: frozenset[str]) -> Verdict:
    """The verdict: a rate may be reduced, so a part is right if it counts what the definition counts."""
    counted, among = RATIOS[claim.rate]
    meant = frozenset(among) if claim.part == "denominator" else frozenset({counted})
    if said == meant:
        return Proved("definition")
    counts = {cell: str(count) for cell, count in SAMPLE.items()}
    shown = (f"{claim.part} of {claim.rate} = {_total(meant)}", f"the sentence gives {_total(said)}")
    return Refuted(Witness(counts, *shown, likely=_sum(meant)), by="confusion matrices")


def _sum(cells: frozenset[str]) -> str:
    return " + ".join(cell for cell in SAMPLE if cell in cells)


def _total(cells: frozenset[str]) -> str:
    return f"{_sum(cells)} = {sum(SAMPLE[cell] for cell in cells)}"
