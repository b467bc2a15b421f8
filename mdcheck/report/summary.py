"""What a run looked at and what came of it: silence must not look like health."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.records import dataclass

if TYPE_CHECKING:
    from mdcheck.model.page import Outcome

VERDICTS: tuple[str, ...] = ("proved", "supported", "refuted", "undecided", "assumed")
_T = TypeVar("_T")
_PLAIN = {"assumed": "definitions", "agrees": "agree", "disagrees": "disagree"}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over notes; ``claims`` and ``snippets`` are None where the run did not ask for them.

    ``expected`` counts findings that notes show on purpose; they are not among ``diagnostics``.
    """

    files: int = 0
    formulas: int = 0
    claims: Counter[str] | None = None
    snippets: Counter[str] | None = None
    diagnostics: Counter[Severity] = field(default_factory=Counter)
    fixable: int = 0
    expected: int = 0

    @classmethod
    def of(cls, outcome: "Outcome") -> "Summary":
        """The counts of one note."""
        from mdcheck.model.document import Formula
        from mdcheck.model.verdict import verdict_name

        page = outcome.page
        return cls(
            files=1,
            formulas=sum(isinstance(node, Formula) for node in page.document.nodes),
            claims=_counted(page.claims, lambda claim: verdict_name(claim.verdict)),
            snippets=_counted(page.snippets, lambda snippet: snippet.status),
            expected=len(outcome.expected),
        ).finding(outcome.diagnostics)

    def finding(self, diagnostics: Sequence[Diagnostic]) -> "Summary":
        """The same counts of a note in which that is found."""
        return replace(
            self,
            diagnostics=Counter(found.severity for found in diagnostics),
            fixable=sum(found.fix is not None and found.fix.safe for found in diagnostics),
        )

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            files=self.files + other.files,
            formulas=self.formulas + other.formulas,
            claims=_sum(self.claims, other.claims),
            snippets=_sum(self.snippets, other.snippets),
            diagnostics=self.diagnostics + other.diagnostics,
            fixable=self.fixable + other.fixable,
            expected=self.expected + other.expected,
        )

    def line(self) -> str:
        """One line for people: coverage first, then the number of findings."""
        return "; ".join(part for part in (self._read(), self._run(), self._found()) if part)

    def _read(self) -> str:
        counts = [_number(self.files, "file"), _number(self.formulas, "formula")]
        if self.claims is None:
            return ", ".join(counts) + " (claims not checked)"
        claims = _number(self.claims.total(), "claim")
        return ", ".join([*counts, claims]) + _listed((name, self.claims[name]) for name in VERDICTS)

    def _run(self) -> str:
        if not self.snippets:
            return ""
        return _number(self.snippets.total(), "fence") + _listed(sorted(self.snippets.items()))

    def _found(self) -> str:
        words = [
            _number(self.diagnostics[severity], severity.word if severity > Severity.INFO else "note")
            for severity in sorted(Severity, reverse=True)
            if self.diagnostics[severity]
        ]
        meant = f"; {self.expected:,} expected in counter-examples" if self.expected else ""
        return (", ".join(words) or "no findings") + meant


def _counted(items: tuple[_T, ...] | None, name: Callable[[_T], str]) -> Counter[str] | None:
    return None if items is None else Counter(map(name, items))


def _sum(left: Counter[str] | None, right: Counter[str] | None) -> Counter[str] | None:
    return right if left is None else left if right is None else left + right


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    words = ", ".join(f"{count:,} {_PLAIN.get(name, name)}" for name, count in counts if count)
    return f": {words}" if words else ""
