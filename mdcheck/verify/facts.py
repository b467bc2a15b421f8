"""Decide what a sentence says of a method by what the literature says of it."""

from collections.abc import Iterator
from itertools import chain

from mdcheck.claims.fact_tables import table_facts
from mdcheck.claims.facts import Fact, facts
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds


def judge_facts(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about a method with several possible answers, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in chain(facts(text), table_facts(text)):
        reading = "; ".join(f"{claim.subject}: {slot} {value}" for slot, value in claim.answers)
        yield JudgedClaim(
            ids.next("predicate", claim.text), "predicate", claim.span, claim.text, reading, judge(claim)
        )


def judge(claim: Fact) -> Verdict:
    """Refuted if a slot is said to have a value that it has not; another method may have it."""
    right = claim.topic.truth[claim.subject]
    wrong = [(slot, value) for slot, value in claim.answers if value not in right[slot]]
    if not wrong:
        return Proved("literature", scope=claim.topic.source)
    shown = "; ".join(f"{slot} {' or '.join(right[slot])}" for slot, _ in wrong)
    written = "; ".join(f"{slot} {value}" for slot, value in wrong)
    return Refuted(Witness({}, f"{shown} ({claim.topic.source})", f"{written} as written"), by="literature")
