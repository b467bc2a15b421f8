"""The formulas of a note with their trees, each distinct text parsed once."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from mdcheck.latex import parse
from mdcheck.latex.tree import Row
from mdcheck.model.document import Document, Formula
from mdcheck.model.source import Span
from mdcheck.records import dataclass

Macros = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ParsedFormula:
    """A formula with its tree, whose spans are offsets into ``formula.content.text``."""

    formula: Formula
    tree: Row

    @property
    def text(self) -> str:
        """What stands between the delimiters."""
        return self.formula.content.text

    def locate(self, span: Span) -> Span:
        """The place in the source of a part of the formula."""
        return self.formula.content.locate(span)


def formulas(document: Document) -> tuple[Formula, ...]:
    """Every formula of a note in order: displayed ones, and those in paragraphs, headings and table cells."""
    return tuple(node for node in document.nodes if isinstance(node, Formula))


def parsed_formulas(document: Document, macros: Mapping[str, str]) -> Iterator[ParsedFormula]:
    """Every formula with its tree; ``macros`` are those in force: the configuration's and the note's own."""
    table = tuple(sorted(macros.items()))
    for formula in formulas(document):
        yield ParsedFormula(formula, _tree(formula.content.text, table))


@lru_cache(maxsize=4096)
def _tree(text: str, macros: Macros) -> Row:
    """Trees hold no places of the source, so equal formulas share one."""
    return parse(text, macros=dict(macros))
