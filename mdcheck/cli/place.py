"""``FILE:LINE[:COLUMN]``: a place in a note, as editors and reports write it."""

import re

import click

from mdcheck import markdown
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.pipeline.settings import settings
from mdcheck.pipeline.stages import read
from mdcheck.records import dataclass
from mdcheck.report.positions import Lines
from mdcheck.rules.base import Needs

_PLACE = regex(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a note: a line, or one character of it."""

    page: Page
    span: Span

    def meets(self, span: Span) -> bool:
        """Whether the place and ``span`` have a character in common."""
        return span.start < max(self.span.end, self.span.start + 1) and self.span.start < span.end


def is_place(text: str) -> bool:
    """Whether ``text`` looks like a place."""
    return _PLACE.fullmatch(text) is not None


def place(text: str) -> Place:
    """The place that ``text`` names, in a note that has been through all stages.

    Raises:
        click.UsageError: If it names none.
        ConfigError: If the configuration that governs the note cannot be honoured.
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        raise click.UsageError(f"'{text}' is no place: write FILE:LINE or FILE:LINE:COLUMN")
    try:
        source = markdown.load(match["file"])
    except OSError as error:
        raise click.UsageError(f"'{match['file']}' cannot be read: {error.strerror}") from None
    page, failures = read(source, settings([match["file"]]), set(Needs))
    for failure in failures:
        click.echo(f"warning: {failure.message}", err=True)
    return Place(page, _span(Lines(source), int(match["line"]), match["column"]))


def _span(lines: Lines, line: int, column: str | None) -> Span:
    if not 1 <= line <= len(lines):
        raise click.UsageError(f"there is no line {line}: the note has {len(lines)}")
    extent = lines.extent(line)
    if column is None:
        return extent
    start = min(extent.start + max(int(column) - 1, 0), extent.end)
    return Span(start, start + 1)
