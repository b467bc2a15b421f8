"""Leaves of the block structure, and where the lines of markdown-it's state lie in the source."""

from collections.abc import Callable
from dataclasses import field
from typing import Literal

from markdown_it.rules_block import StateBlock

from mdcheck.model.source import Span
from mdcheck.records import dataclass

LeafKind = Literal["paragraph", "heading", "fence", "html", "table"]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds text rather than blocks.

    Attributes:
        kind: What it is.
        span: From its first to its last character, the marks of its containers left out.
        pieces: Its content; of a table none.
        listed: How many lists it stands in.
        level: Of a heading.
        info: Of a fence.
        closed: Of a fence.
        rows: Of a table: the lines of its header and its body.
    """

    kind: LeafKind
    span: Span
    pieces: tuple[Span, ...] = ()
    listed: int = 0
    level: int = 0
    info: str = ""
    closed: bool = True
    rows: tuple[Span, ...] = ()


@dataclass(slots=True)
class Collected:
    """What the block rules have found so far; travels in markdown-it's ``env``."""

    leaves: list[Leaf] = field(default_factory=list)
    lists: int = 0


def collected(state: StateBlock) -> Collected:
    """Where the rules put what they find."""
    found: Collected = state.env["collected"]
    return found


def line_span(state: StateBlock, line: int) -> Span:
    """A line without its containers' marks, its indent and its end."""
    start = state.bMarks[line] + state.tShift[line]
    return Span(start, max(start, state.eMarks[line]))


def block_span(state: StateBlock, begin: int, end: int) -> Span:
    """From the first to the last character of lines ``begin`` to ``end``, blank ones at the end left out."""
    start = line_span(state, begin).start
    last = end - 1
    while last > begin and state.isEmpty(last):
        last -= 1
    stop = max(start, line_span(state, last).end)
    while stop > start and state.src[stop - 1] in " \t":
        stop -= 1
    return Span(start, stop)


def pieces(state: StateBlock, begin: int, end: int, indent: int) -> tuple[Span, ...]:
    """Lines with their ends, up to ``indent`` columns of indent cut off (the spans of ``getLines``)."""
    return tuple(
        Span(_dedented(state, line, indent), min(state.eMarks[line] + 1, len(state.src)))
        for line in range(begin, end)
    )


def _dedented(state: StateBlock, line: int, indent: int) -> int:
    first = start = state.bMarks[line]
    last, shift, columns = state.eMarks[line], state.tShift[line], 0
    while first < last and columns < indent:
        character = state.src[first]
        if character == "\t":
            columns += 4 - (columns + state.bsCount[line]) % 4
        elif character == " " or first - start < shift:
            columns += 1
        else:
            break
        first += 1
    return first
