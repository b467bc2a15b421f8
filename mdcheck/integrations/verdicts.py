"""What a reader is told about a formula or a fence: one verdict for all of its claims, and the grounds."""

from collections.abc import Iterator, Sequence
from typing import Any

from mdcheck.integrations.evidence import Record

# The verdict that decides over a formula with several claims is the first of these.
ORDER = ("refuted", "undecided", "supported", "proved", "assumed")
WORDS = {"assumed": "definition"}
MARKS = {"proved": "✓", "supported": "≈", "refuted": "✗", "undecided": "?", "assumed": "≔", "ran": "▷"}
FENCES = {
    "agrees": "proved",
    "ran": "ran",  # its comments hold, but nothing else was compared
    "disagrees": "refuted",
    "failed": "refuted",
    "undecided": "undecided",
    "not-run": "undecided",
}


def verdict(claims: Sequence[Record]) -> str | None:
    """The weakest verdict of a formula's claims; None if it claims nothing."""
    return min((claim["verdict"] for claim in claims), key=ORDER.index, default=None)


def grounds(claim: Record) -> Iterator[tuple[str, str]]:
    """Pairs of a label and what it says: how a claim was read, and what its verdict rests on."""
    yield "verdict", f"{WORDS.get(claim['verdict'], claim['verdict'])} ({claim['kind']})"
    if claim["reading"]:
        yield "reading", claim["reading"]
    if claim["method"]:
        yield "method", _method(claim)
    if claim["reason"]:
        yield "reason", f"{claim['reason']}: {claim['evidence'].get('detail', '')}"
    if "witness" in claim["evidence"]:
        yield "witness", _witness(claim["evidence"]["witness"])


def fence_grounds(fence: Record) -> Iterator[tuple[str, str]]:
    """Pairs of a label and what it says: what became of a fence, and what shows it."""
    yield "verdict", fence["status"] + (f" with {fence['concept']}" if fence["concept"] else "")
    for label, value in fence["evidence"].items():
        yield label, str(value)


def _method(claim: Record) -> str:
    evidence = claim["evidence"]
    if "points" in evidence:
        return f"{claim['method']}, {evidence['points']} points, precision {evidence['precision']:g}"
    return f"{claim['method']}, {evidence['scope']}" if "scope" in evidence else str(claim["method"])


def _witness(witness: dict[str, Any]) -> str:
    at = ", ".join(f"{name} = {value}" for name, value in witness["values"].items())
    return f"left {witness['left']}, right {witness['right']}" + (f" at {at}" if at else "")
