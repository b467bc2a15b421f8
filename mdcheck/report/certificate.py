"""All that stands behind a verdict, in words."""

from collections.abc import Iterator
from typing import assert_never

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.snippet import Snippet
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict, verdict_name
from mdcheck.report.palette import one_line


def certificate(claim: JudgedClaim) -> str:
    """The claim as written and as understood, what became of it, and why."""
    lines = (
        f"{claim.kind} {claim.id}: {verdict_name(claim.verdict)}",
        f"  written  {one_line(claim.text)}",
        f"  reading  {one_line(claim.reading) or 'none'}",
        *(f"  {line}" for line in _grounds(claim.verdict)),
        *(f"  {key}: {one_line(value)}" for key, value in claim.evidence.items()),
    )
    return "\n".join(lines)


def fence_certificate(snippet: Snippet) -> str:
    """What became of a code fence, what was found in it, and what was tried."""
    held = f" against {snippet.concept}" if snippet.concept else ""
    found = (f"  found: {one_line(finding.message)}" for finding in snippet.findings)
    evidence = (f"  {key}: {one_line(value)}" for key, value in snippet.evidence.items())
    return "\n".join((f"code fence: {snippet.status}{held}", *found, *evidence))


def _grounds(verdict: Verdict) -> Iterator[str]:
    match verdict:
        case Proved(by, scope):
            yield f"proved by {by}{f' for {scope}' if scope else ''}"
        case Supported(points, precision, by):
            yield f"held at {points} points within {precision:g}, by {by}"
        case Refuted(witness, by):
            yield f"refuted by {by}"
            yield from (f"  {name} = {value}" for name, value in witness.values.items())
            yield f"left  {witness.left}"
            yield f"right {witness.right}"
            if witness.likely is not None:
                yield f"likely meant: {witness.likely}"
        case Undecided(reason, detail, evidence):
            yield f"undecided ({reason}): {detail}"
            yield from (f"{key}: {value}" for key, value in evidence.items())
        case Assumed():
            yield "a definition with nothing to be held against"
        case _:
            assert_never(verdict)
