"""A note read once for all that is asked of it: its sections, and the links of each."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from mdcheck.claims.assumptions import supposed
from mdcheck.claims.equations import links_of
from mdcheck.claims.link import Link
from mdcheck.claims.sections import Section, sections
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.model.document import Document


class Note:
    """What a document says, read when it is asked for; one note is what it is, not what it holds."""

    def __init__(self, document: Document, macros: Mapping[str, str]) -> None:
        """Read nothing yet."""
        self._document, self._macros = document, macros
        self._links: dict[int, tuple[Link, ...]] = {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its sections in order."""
        parsed = {p.formula.span: p for p in parsed_formulas(self._document, self._macros)}
        return tuple(sections(self._document, parsed))

    @cached_property
    def spoken_of(self) -> Mapping[str, frozenset[str]]:
        """What is supposed anywhere in it, by name."""
        return supposed(list(self.sections))

    @property
    def links(self) -> Iterator[Link]:
        """All links in order."""
        return (link for number in range(len(self.sections)) for link in self.links_of(number))

    def links_of(self, number: int) -> tuple[Link, ...]:
        """The links of one of its sections."""
        if number not in self._links:
            self._links[number] = tuple(links_of(self.sections[number], self.spoken_of))
        return self._links[number]


class _Same:
    """A document as a key: the same one, not an equal one, which would take as long as reading it."""

    def __init__(self, document: Document, macros: Mapping[str, str]) -> None:
        self.document, self.macros = document, dict(macros)

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.document is other.document and self.macros == other.macros


def note_of(document: Document, macros: Mapping[str, str]) -> Note:
    """A document as a note: the same object for one that was read last."""
    return _note(_Same(document, macros))


@lru_cache(maxsize=1)
def _note(key: _Same) -> Note:
    return Note(key.document, key.macros)
