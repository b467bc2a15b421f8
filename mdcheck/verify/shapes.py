"""Sizes of matrices: do products and sums fit that a note declares or writes as subscripts?"""

from collections.abc import Iterable, Iterator

from mdcheck.claims.link import Link
from mdcheck.claims.shapes import Mismatch, checked, subscripts, written
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds

METHOD = "structure"


def judge_shapes(links: Iterable[Link], ids: ClaimIds) -> Iterator[JudgedClaim]:
    """Equations between matrices whose declared sizes do not fit, or that carry sizes as subscripts."""
    met = [link for link in links if link.relation == "eq"]
    for link in met:
        shape = subscripts(link.text)
        if isinstance(shape, tuple):
            yield claim(link, ids, f"both sides are {written(shape)}", Proved(METHOD))
            continue
        if shape is None and link.readings:
            shape = checked(link.readings[0], link.scope.matrices)
        if isinstance(shape, Mismatch) and certain(shape, link, met):
            witness = Witness({}, shape.left, shape.right)
            yield claim(link, ids, "the sizes of its matrices", Refuted(witness, METHOD))


def claim(link: Link, ids: ClaimIds, reading: str, verdict: Verdict) -> JudgedClaim:
    """What an equation says of sizes, with its verdict."""
    span = link.place.parsed.locate(link.span)
    return JudgedClaim(ids.next("shape", link.text), "shape", span, link.text, reading, verdict)


def certain(found: Mismatch, link: Link, met: list[Link]) -> bool:
    """Whether two sizes differ for sure: two numbers, or letters that no equation of the note relates."""
    if link.restrained or link.place.marked_wrong:
        return False
    if found.first.isdigit() and found.other.isdigit():
        return True
    if found.first.isdigit() or found.other.isdigit():
        return False
    return not any(
        found.first in bare(other.text) and found.other in bare(other.text)
        for other in met
        if other is not link
    )


def bare(text: str) -> str:
    """A formula without blanks and braces."""
    return text.replace(" ", "").replace("{", "").replace("}", "")
