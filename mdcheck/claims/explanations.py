"""Definitions that a where-clause gives to what stands before it: "``y = Mx``, where ``M = ..``"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mdcheck.claims.link import Link
from mdcheck.claims.stipulations import introduced
from mdcheck.expr.scope import Definition
from mdcheck.patterns import regex

WHERE = regex(r"where|with|here|其中|这里|此处|式中", re.IGNORECASE)
Named = tuple[str, Definition]


def explanations(found: Sequence[Link], defined: Mapping[int, Named]) -> Mapping[int, dict[str, Definition]]:
    """By the place of a link: the definitions that the where-clause behind it gives.

    Args:
        found: The links of a section.
        defined: By the place of a link that defines: what it defines.
    """
    given: dict[int, dict[str, Definition]] = {}
    for place, (name, definition) in defined.items():
        for other in explained_by(found, place):
            given.setdefault(other, {}).setdefault(name, definition)
    return given


def explained_by(found: Sequence[Link], place: int) -> Iterator[int]:
    """The links that a definition explains: those of its sentence, or of the display right above."""
    link = found[place]
    word, _ = introduced(link.place.before)
    if not WHERE.fullmatch(word):
        return
    paragraph = link.place.paragraph
    opens = WHERE.match(paragraph.text.lstrip()) is not None
    above: int | None = None
    for other in range(place - 1, -1, -1):
        here = found[other].place.paragraph
        if here is paragraph:
            same = paragraph.sentence(paragraph.marks[found[other].place.number])
            if same == paragraph.sentence(paragraph.marks[link.place.number]):
                yield other
        elif opens and above in (None, block(found[other])):
            above = block(found[other])
            yield other
        else:
            return


def block(link: Link) -> int:
    """The paragraph that a link stands in, or the table."""
    row = link.place.row
    return id(link.place.paragraph) if row is None else -1 - row[0]
