"""Update equations of a section, together with the optimizer that its heading or a sentence names."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from mdcheck.claims.definitions import introduction
from mdcheck.claims.sections import Place, Section
from mdcheck.latex import statements
from mdcheck.latex.tree import Row
from mdcheck.model.source import Span
from mdcheck.records import dataclass

ASSIGNS = frozenset(("=", "eq", ":=", "coloneqq", "gets", "leftarrow", "longleftarrow", "Leftarrow", "equiv"))


@dataclass(frozen=True, slots=True)
class Update:
    """One equation that may be part of a step.

    Attributes:
        place: The formula that it stands in.
        span: Its place in the formula's text.
        left: What is assigned.
        sides: What to, in order of a chain.
        intro: The sentence before it.
    """

    place: Place
    span: Span
    left: Row
    sides: tuple[Row, ...]
    intro: str

    @property
    def text(self) -> str:
        """As written."""
        return self.place.parsed.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Steps:
    """Equations that belong together.

    Attributes:
        titles: The headings above, the nearest last.
        updates: In order.
        words: Prose of the section in lower case.
    """

    titles: tuple[str, ...]
    updates: tuple[Update, ...]
    words: str


def steps(section: Section) -> Steps:
    """All equations of a section that assign something, tables left out."""
    places = (place for place in section.places if place.row is None)
    return Steps(section.titles, tuple(_updates(places)), section.words)


def rows(section: Section) -> Iterator[Steps]:
    """The equations of each table row that holds several: one way to write a step."""
    in_rows = (place for place in section.places if place.row is not None)
    for _, places in groupby(in_rows, key=lambda place: place.row):
        found = tuple(_updates(places))
        if len(found) > 1:
            yield Steps((*section.titles, found[0].place.beside), found, section.words)


def _updates(places: Iterable[Place]) -> Iterator[Update]:
    for place in places:
        if place.marked_wrong:
            continue
        for statement in statements(place.parsed.tree):
            if statement.relations and all(mark.name in ASSIGNS for mark in statement.relations):
                left, *sides = statement.terms
                yield Update(place, statement.span, left, tuple(sides), introduction(place)[0])
