"""Decide how many there are of something by counting it at several sizes."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from mdcheck.claims.passages import Text
from mdcheck.claims.told_counts import ToldCount, told_counts
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds

_SIZES = (Fraction(3), Fraction(5), Fraction(11))


def judge_told_counts(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every such sentence with its verdict."""
    del config
    ids = ClaimIds()
    for claim in told_counts(text):
        identifier = ids.next("arithmetic", claim.text)
        yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, claim.count.name, judge(claim))


def judge(claim: ToldCount) -> Verdict:
    """Refuted if none of the quantity's conventions gives what is told."""
    given = (Fraction(claim.given),) if claim.given is not None else _SIZES
    points = list(product(given, repeat=len(claim.sizes)))
    told = [claim.told.value(dict(zip(claim.sizes, point, strict=True))) for point in points]
    for right in claim.count.right:
        if told == [right(*point) for point in points]:
            return Proved("counting", scope=claim.count.source)
    at = next(at for at, point in enumerate(points) if told[at] != claim.count.right[0](*point))
    values = {name: str(size) for name, size in zip(claim.sizes, points[at], strict=True)}
    wanted = claim.count.right[0](*points[at])
    return Refuted(
        Witness(values, f"{wanted}: {claim.count.shown} ({claim.count.source})", f"{told[at]} as written"),
        by="adding up",
    )
