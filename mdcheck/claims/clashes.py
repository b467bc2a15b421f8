"""Two places of a page that do not go together, and the sections within which such places are compared."""

from collections.abc import Iterator

from mdcheck.model.document import Document, Formula, Heading, Prose
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Clash:
    """Something said at ``span`` that differs from what was said before.

    Attributes:
        span: Where the later of both stands.
        subject: Of what both speak.
        now: What is said here.
        before: What was said earlier.
    """

    span: Span
    subject: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading, down to the next: its formulas and its runs of text."""

    titles: tuple[str, ...]
    formulas: tuple[Formula, ...]
    texts: tuple[Prose, ...]


def parts(document: Document) -> Iterator[Part]:
    """The page cut at its headings."""
    titles: list[tuple[int, str]] = []
    formulas: list[Formula] = []
    texts: list[Prose] = []
    for node in document.nodes:
        match node:
            case Heading():
                yield Part(tuple(title for _, title in titles), tuple(formulas), tuple(texts))
                titles = [(level, title) for level, title in titles if level < node.level]
                titles.append((node.level, node.title.text))
                formulas, texts = [], []
            case Formula():
                formulas.append(node)
            case Prose() if node.role != "heading":
                texts.append(node)
            case _:
                pass
    yield Part(tuple(title for _, title in titles), tuple(formulas), tuple(texts))
