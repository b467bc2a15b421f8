"""Running text as rules look at it."""

from collections.abc import Iterator

from mdcheck.model.document import Document, Prose, Table


def proses(document: Document) -> Iterator[Prose]:
    """Every run of text, table cells included."""
    for node in document.nodes:
        match node:
            case Prose():
                yield node
            case Table(header=header, rows=rows):
                yield from header
                for row in rows:
                    yield from row


def without_markup(prose: Prose) -> str:
    """The text with formulas and inline code blanked out, so that offsets stay."""
    text = prose.content.text
    for span in (*(formula.span for formula in prose.formulas), *prose.codes):
        start, end = offset_in(prose, span.start), offset_in(prose, span.end)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def offset_in(prose: Prose, at: int) -> int:
    """Where a place of the source lies in the text of ``prose``."""
    passed = 0
    for piece in prose.content.pieces:
        if at <= piece.end:
            return passed + max(at - piece.start, 0)
        passed += piece.end - piece.start
    return passed
