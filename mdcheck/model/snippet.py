"""What became of a code fence."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mdcheck.model.source import Span
from mdcheck.records import dataclass

SnippetStatus = Literal["agrees", "disagrees", "ran", "failed", "not-run", "undecided"]
FindingKind = Literal[
    "syntax", "missing-name", "exception", "output", "shape", "api", "disagrees", "convention"
]


@dataclass(frozen=True, slots=True)
class SnippetFinding:
    """Something about a fence that its author should hear; rules turn it into a diagnostic.

    Attributes:
        kind: Which rule speaks.
        span: The place in the note.
        message: One sentence.
        evidence: Details, as printed.
        edits: Replacement text by span of the note, if a fix is known.
    """

    kind: FindingKind
    span: Span
    message: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A code fence with its outcome; ``concept`` is the canonical object that it was compared with."""

    span: Span
    status: SnippetStatus
    concept: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[SnippetFinding, ...] = ()
