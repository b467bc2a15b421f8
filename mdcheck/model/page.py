"""All that is known of one note once the stages have run: what rules look at and reports print."""

from collections.abc import Callable, Mapping
from dataclasses import field

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.document import Document
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Questions about the world outside the note that rules may ask.

    Attributes:
        exists: Whether a path exists, relative to the note's folder or (with a leading slash) to the
            site's root.
        anchors: The heading anchors of another note by such a path; None if it cannot be read.
    """

    exists: Callable[[str], bool]
    anchors: Callable[[str], frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class Page:
    """One note with everything found in it.

    ``claims`` and ``snippets`` are None when the run did not ask for them.
    """

    source: Source
    document: Document
    facts: Facts
    macros: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[JudgedClaim, ...] | None = None
    snippets: tuple[Snippet, ...] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page with its diagnostics: what a run returns for each file; ``expected`` are shown on purpose."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]
    expected: tuple[Diagnostic, ...] = ()
