"""Headings as a tree: which section stands in which."""

from collections.abc import Iterator

from mdcheck.model.document import Document, Heading
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its place in the tree; ``parent`` is the nearest heading above of a higher rank."""

    heading: Heading
    title: str
    parent: "Section | None"

    @property
    def start(self) -> int:
        """Where its heading begins, which tells it from all others."""
        return self.heading.span.start

    def above(self) -> Iterator["Section"]:
        """The sections around it, nearest first."""
        section = self.parent
        while section is not None:
            yield section
            section = section.parent


def sections(document: Document) -> tuple[Section, ...]:
    """Every section, in order."""
    found: list[Section] = []
    open_: list[Section] = []
    for heading in (node for node in document.nodes if isinstance(node, Heading)):
        while open_ and open_[-1].heading.level >= heading.level:
            open_.pop()
        title = " ".join(heading.title.text.split())
        section = Section(heading, title, open_[-1] if open_ else None)
        open_.append(section)
        found.append(section)
    return tuple(found)
