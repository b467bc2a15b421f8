"""The words around the formulas of a paragraph: what their sentence says before and behind each."""

import re
from functools import cached_property
from itertools import accumulate

from mdcheck.model.document import Prose
from mdcheck.model.source import Extract, Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

MASK = "\ufffc"
"""Stands for one formula."""

TITLE = regex(
    r"\W*(?:(?:[A-Za-z]+ )?(?:examples?|case)|例[子题]?|示例|情形)"
    r"\s*[\d.一二三四五六七八九十]*\s*[.:：)）]?\s*",
    re.IGNORECASE,
)
"""How a paragraph begins that is an example by its title: "Example 4."."""

_END = regex(r"[。．；;！？!?]|\.(?=\s|$)|\n\s*\n")
_MARKUP = regex(r"\*+|</?\w[^<>\n]{0,80}>|<!--.*?-->|\]\([^()\n]*\)|\[(?!\d)", re.DOTALL)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's words.

    Attributes:
        text: Its prose without markup, each formula as one ``MASK``.
        marks: Where the formulas stand in it.
        formulas: What each of them is, between its delimiters.
        listed: Whether it is an item of a list.
    """

    text: str = ""
    marks: tuple[int, ...] = ()
    formulas: tuple[str, ...] = ()
    listed: bool = False

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where its sentences end, and its beginning."""
        return (0, *(found.end() for found in _END.finditer(self.text)), len(self.text))

    def sentence(self, at: int) -> Span:
        """The sentence around an offset."""
        start = max(end for end in self.ends if end <= at)
        return Span(start, min((end for end in self.ends if end > at), default=len(self.text)))

    def before(self, number: int) -> str:
        """What the sentence of a formula says before it."""
        mark = self.marks[number]
        return self.text[self.sentence(mark).start : mark]

    def behind(self, number: int) -> str:
        """What the sentence of a formula says behind it."""
        mark = self.marks[number]
        return self.text[mark + 1 : self.sentence(mark).end]

    @property
    def last(self) -> int:
        """Where its last sentence begins; its end if a full stop closes that."""
        start = max(self.ends[:-1])
        return start if self.text[start:].strip() else len(self.text)

    @property
    def unfinished(self) -> str:
        """Its last sentence if no full stop closes it, so that it goes on below."""
        return self.text[self.last :]


NOTHING = Paragraph()


def paragraph_of(prose: Prose) -> Paragraph:
    """The words of a paragraph, list item or cell."""
    text, shown, at = prose.content.text, "", 0
    marks: list[int] = []
    for formula in prose.formulas:
        place = within(prose.content, formula.span)
        shown += _MARKUP.sub("", text[at : place.start])
        marks.append(len(shown))
        shown += MASK
        at = place.end
    formulas = tuple(formula.content.text for formula in prose.formulas)
    return Paragraph(shown + _MARKUP.sub("", text[at:]), tuple(marks), formulas, prose.listed > 0)


def within(extract: Extract, span: Span) -> Span:
    """Where a span of the source lies in the extract's text."""
    starts = accumulate((piece.end - piece.start for piece in extract.pieces), initial=0)
    inside = [
        (at + max(span.start, piece.start) - piece.start, at + min(span.end, piece.end) - piece.start)
        for at, piece in zip(starts, extract.pieces, strict=False)
        if piece.start < span.end and span.start < piece.end
    ]
    return Span(inside[0][0], inside[-1][1]) if inside else Span(0, 0)
