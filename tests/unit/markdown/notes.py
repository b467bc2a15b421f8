"""Short ways to ask what was found in a note."""

from mdcheck.markdown import read
from mdcheck.model.document import Document, Formula, Node, Unpaired
from mdcheck.model.source import Source


def document(note: str) -> Document:
    return read(Source("note.md", note))


def found(note: str, kind: type[Node]) -> list:
    return [node for node in document(note).nodes if isinstance(node, kind)]


def formulas(note: str) -> list[str]:
    """The formulas' contents, blanks at their ends taken off."""
    return [formula.content.text.strip() for formula in found(note, Formula)]


def unpaired(note: str) -> list[tuple[int, str]]:
    """Offset and text of each lost delimiter."""
    return [(node.span.start, node.delimiter) for node in found(note, Unpaired)]
