"""What a reader is told about a formula or a fence: one verdict for all of its claims, and the grounds."""

from collections.abc import Iterator, Sequence
from typing import Any

from mdcheck.integrations.evidence import Record
from mdcheck.patterns import regex

# The verdict that decides over a formula with several claims is the first of these.
ORDER = ("refuted", "expected", "undecided", "supported", "proved", "assumed")
MARKS = {
    "proved": "✓",
    "supported": "≈",
    "refuted": "✗",
    "expected": "✗",
    "undecided": "?",
    "assumed": "≔",
    "ran": "▷",
}
_SETTING = regex(r"\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?\s*=\s*(?:[-+]?\d[\d.,\s]*(?:\\?%)?|\\frac\{\d+\}\{\d+\})")
"""A symbol set to a number."""
_FENCES = {
    "agrees": "proved",
    "ran": "ran",  # its comments hold, but nothing else was compared
    "disagrees": "refuted",
    "failed": "refuted",
    "undecided": "undecided",
    "not-run": "undecided",
}


def ruling(claim: Record) -> str:
    """The verdict on a claim; ``expected`` where a counter-example fails as it should."""
    return "expected" if claim["expected"] and claim["verdict"] == "refuted" else str(claim["verdict"])


def is_declared(claim: Record) -> bool:
    r"""Whether a claim only says which values a symbol takes: ``\tau > 0`` and ``N = 256`` need no badge."""
    said = claim["kind"] == "inequality" or _SETTING.fullmatch(claim.get("text", "").strip())
    return bool(said and claim["verdict"] == "assumed")


def verdict(claims: Sequence[Record]) -> str | None:
    """The weakest verdict of a formula's claims; None if it claims nothing that a reader could doubt."""
    return min((ruling(claim) for claim in claims if not is_declared(claim)), key=ORDER.index, default=None)


def fence_verdict(fence: Record) -> str:
    """The verdict that the status of a fence comes to."""
    return "expected" if fence["expected"] else _FENCES[fence["status"]]


def grounds(claim: Record) -> Iterator[tuple[str, str]]:
    """Pairs of a label and what it says: how a claim was read, and what its verdict rests on."""
    if claim["reading"]:
        yield "reading", claim["reading"]
    if claim["method"]:
        yield "method", _method(claim)
    if claim["reason"]:
        yield "reason", f"{claim['reason']}: {claim['evidence'].get('detail', '')}"
    if "witness" in claim["evidence"]:
        yield "witness", _witness(claim["evidence"]["witness"])
    if claim["expected"]:
        yield "expected from", ", ".join(claim["expected"])


def fence_grounds(fence: Record) -> Iterator[tuple[str, str]]:
    """Pairs of a label and what it says: what shows what became of a fence."""
    for label, value in fence["evidence"].items():
        yield label, str(value)
    if fence["expected"]:
        yield "expected from", ", ".join(fence["expected"])


def _method(claim: Record) -> str:
    evidence = claim["evidence"]
    if "points" in evidence:
        return f"{claim['method']}, {evidence['points']} points, precision {evidence['precision']:g}"
    return f"{claim['method']}, {evidence['scope']}" if "scope" in evidence else str(claim["method"])


def _witness(witness: dict[str, Any]) -> str:
    at = ", ".join(f"{name} = {value}" for name, value in witness["values"].items())
    return f"left {witness['left']}, right {witness['right']}" + (f" at {at}" if at else "")
