"""The formulas that a sentence may be about: those beside it, nearest first, within its section."""

from bisect import bisect_left

from mdcheck.latex.formulas import formulas
from mdcheck.model.document import Document, Formula, Heading
from mdcheck.model.source import Span

_REACH = 3
"""How many formulas before and after a sentence count as near."""


class Neighbourhood:
    """Where the formulas and sections of a document lie."""

    def __init__(self, document: Document) -> None:
        self._formulas = formulas(document)
        self._headings = sorted(node.span.start for node in document.nodes if isinstance(node, Heading))

    def formulas(self, span: Span) -> tuple[Formula, ...]:
        """Formulas of the same section: the next ones first, for a sentence mostly announces its formula."""
        at = bisect_left(self._formulas, span, key=lambda formula: formula.span)
        after = self._formulas[at : at + _REACH]
        before = self._formulas[max(0, at - _REACH) : at][::-1]
        section = self._section(span)
        return tuple(formula for formula in (*after, *before) if self._section(formula.span) == section)

    def _section(self, span: Span) -> int:
        return bisect_left(self._headings, span.start + 1)
