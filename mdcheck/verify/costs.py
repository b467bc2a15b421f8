"""Decide how the cost of a layer grows, by counting its multiplications at two sizes."""

import math
from collections.abc import Callable, Iterator, Mapping

from mdcheck.claims.costs import Growth, growths
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds


def _attention(n: int, d: int) -> int:
    """Each of n queries meets n keys of width d, and adds up n values of width d."""
    return n * n * d + n * n * d


def _recurrence(n: int, d: int) -> int:
    """In each of n steps, a matrix takes the state of width d, another one the input."""
    return n * (d * d + d * d)


MULTIPLICATIONS: Mapping[str, Callable[[int, int], int]] = {
    "self-attention": _attention,
    "recurrence": _recurrence,
}
_SIZE = 64


def judge_costs(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about the cost of a layer with its verdict."""
    del config
    ids = ClaimIds()
    for claim in growths(text):
        said = " ".join(f"{letter}^{power}" for letter, power in claim.powers.items())
        reading = f"cost of {claim.layer} grows like {said}"
        yield JudgedClaim(
            ids.next("predicate", claim.text), "predicate", claim.span, claim.text, reading, judge(claim)
        )


def judge(claim: Growth) -> Verdict:
    """The verdict: each power named is held against what doubling that size does to the count."""
    count = MULTIPLICATIONS[claim.layer]
    for letter, power in claim.powers.items():
        larger = count(2 * _SIZE, _SIZE) if letter == "n" else count(_SIZE, 2 * _SIZE)
        ratio = larger // count(_SIZE, _SIZE)
        if math.log2(ratio) != power:
            sizes = {"n": str(_SIZE), "d": str(_SIZE)}
            left, right = f"doubling {letter} multiplies the cost by {ratio}", f"{2**power} as claimed"
            return Refuted(Witness(sizes, left, right), by="counting")
    return Proved("counting")
