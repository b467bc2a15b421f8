"""The notes of a site, each with its place in the navigation and what is known of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mdcheck import markdown
from mdcheck.integrations.evidence import Evidence, NoteEvidence
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_TITLE = regex(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the site.

    Attributes:
        place: Its path below the folder of notes.
        title: Its first heading.
        chapter: Where the navigation puts it; empty if it stands in no chapter.
        evidence: What is known of it.
    """

    place: str
    title: str
    chapter: str
    evidence: NoteEvidence


def known(texts: Mapping[str, bytes], evidence: Evidence, nav: Sequence[Any]) -> tuple[Note, ...]:
    """The notes of a site by their path, in the order of its navigation.

    Raises:
        EvidenceError: The evidence is not about one of them as it is.
    """
    chapters = dict(_chapters(nav))
    order = {place: number for number, place in enumerate(chapters)}
    found = []
    for place, stored in texts.items():
        text = markdown.decode(place, stored).text
        title = _TITLE.search(text)
        about = evidence.about(text, place)
        found.append(Note(place, title[1] if title else place, chapters.get(place, ""), about))
    return tuple(sorted(found, key=lambda note: (order.get(note.place, len(order)), note.place)))


def errors(notes: Sequence[Note]) -> Iterator[str]:
    """The findings for which there must be no site, as compilers print them."""
    for note in notes:
        for found in note.evidence.diagnostics:
            if found["severity"] == "error":
                at = found["start"]
                place = f"{note.evidence.path}:{at['line']}:{at['column']}"
                yield f"{place}: error[{found['code']}] {found['rule']}: {found['message']}"


def _chapters(nav: Sequence[Any], chapter: str = "") -> Iterator[tuple[str, str]]:
    """Each page of a navigation with the chapter that it is in."""
    for item in nav:
        title, below = next(iter(item.items())) if isinstance(item, dict) else ("", item)
        if isinstance(below, list):
            yield from _chapters(below, chapter or title)
        else:
            yield below, chapter
