"""What a note claims, and what was found out about it, as rules and reports see it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mdcheck.model.source import Span
from mdcheck.model.verdict import Verdict
from mdcheck.records import dataclass

ClaimKind = Literal[
    "identity",
    "definition",
    "derivative",
    "arithmetic",
    "inequality",
    "approximation",
    "limit",
    "shape",
    "recurrence",
    "cases",
    "index",
    "label",
    "predicate",
    "output",
    "relation",
]


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with its verdict.

    Attributes:
        id: Stable under edits elsewhere in the file: a hash of kind, text and occurrence.
        kind: What kind of claim it is.
        span: Its place in the source.
        text: As written.
        reading: As understood, in plain notation.
        verdict: What became of it.
        evidence: What reproduces the verdict: assumptions, method, points, provenance of symbols.
    """

    id: str
    kind: ClaimKind
    span: Span
    text: str
    reading: str
    verdict: Verdict
    evidence: Mapping[str, str] = field(default_factory=dict)
