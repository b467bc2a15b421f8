"""What a run hands to its reports about one note."""

from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.source import Source
from mdcheck.records import dataclass
from mdcheck.report.summary import Summary

if TYPE_CHECKING:  # a report of findings alone looks at no page
    from collections.abc import Callable

    from mdcheck.model.page import Outcome, Page


@dataclass(frozen=True)
class Result:
    """Findings and counts of a note; the rest is fetched when a report asks for it.

    Attributes:
        source: The note.
        diagnostics: What is found in it, in order of place.
        expected: Findings that the note shows on purpose.
        summary: Counts.
        fetch: Where the page comes from.
    """

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    expected: tuple[Diagnostic, ...]
    summary: Summary
    fetch: "Callable[[], Page]" = field(repr=False)

    @cached_property
    def page(self) -> "Page":
        """The claims, fences and macros of the note; of its document, the formulas and fences at least."""
        return self.fetch()

    @classmethod
    def of(cls, outcome: "Outcome") -> Self:
        """The result of a check just made."""
        page = outcome.page
        return cls(page.source, outcome.diagnostics, outcome.expected, Summary.of(outcome), lambda: page)

    def finding(self, diagnostics: tuple[Diagnostic, ...]) -> Self:
        """The same note with other findings."""
        return replace(self, diagnostics=diagnostics, summary=self.summary.finding(diagnostics))
