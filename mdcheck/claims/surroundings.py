"""What a sentence says before and behind each of its formulas."""

import re
from collections.abc import Iterator
from itertools import accumulate

from mdcheck.model.document import Prose
from mdcheck.model.source import Extract, Span

MASK = "\ufffc"
"""Stands for one formula."""

_END = re.compile(r"[。．；;！？!?]|\.(?=\s|$)|\n\s*\n")
_MARKUP = re.compile(r"\*+|</?\w[^<>\n]{0,80}>|<!--.*?-->|\]\([^()\n]*\)|\[(?!\d)", re.DOTALL)


def surroundings(prose: Prose) -> Iterator[tuple[str, str]]:
    """For each formula the words of its sentence before it and behind it, other formulas as ``MASK``."""
    places = [within(prose.content, formula.span) for formula in prose.formulas]
    text, marks = prose.content.text, []
    shown, at = "", 0
    for place in places:
        shown += _MARKUP.sub("", text[at : place.start])
        marks.append(len(shown))
        shown += MASK
        at = place.end
    shown += _MARKUP.sub("", text[at:])
    ends = [0, *(found.end() for found in _END.finditer(shown)), len(shown)]
    for mark in marks:
        start = max(end for end in ends if end <= mark)
        stop = min(end for end in ends if end > mark)
        yield shown[start:mark], shown[mark + 1 : stop]


def unfinished(paragraph: str) -> str:
    """The last sentence of a paragraph without its formulas if it goes on below: no full stop closes it."""
    ends = [0, *(found.end() for found in _END.finditer(paragraph))]
    return paragraph[ends[-1] :] if paragraph[ends[-1] :].strip() else ""


def within(extract: Extract, span: Span) -> Span:
    """Where a span of the source lies in the extract's text."""
    starts = accumulate((piece.end - piece.start for piece in extract.pieces), initial=0)
    inside = [
        (at + max(span.start, piece.start) - piece.start, at + min(span.end, piece.end) - piece.start)
        for at, piece in zip(starts, extract.pieces, strict=False)
        if piece.start < span.end and span.start < piece.end
    ]
    return Span(inside[0][0], inside[-1][1]) if inside else Span(0, 0)
