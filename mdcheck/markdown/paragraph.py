r"""The paragraph rule: as in CommonMark, except that lines inside open maths cannot end a paragraph.

A line of a display that starts with ``-``, ``=``, ``>`` or ``+``, or a blank line in it, would make a list,
a heading, a quote or a new paragraph of it. Here the maths wins if its closing delimiter follows and what
lies between is maths.
"""

from itertools import islice
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from mdcheck.markdown.leaf import BlockRule, Leaf, LeafKind, block_span, collected, line_span, pieces
from mdcheck.markdown.open_maths import closing, opened
from mdcheck.patterns import regex

_UNDERLINE = regex(r"(=+|-+)[ \t]*")
_LINES = 60  # a display longer than this is not looked for beyond what ends its paragraph


class _Place(NamedTuple):
    line: int
    offset: int


def rule(state: StateBlock, begin: int, _end: int, _silent: bool) -> bool:
    """Read a paragraph or a setext heading from line ``begin``."""
    terminators: list[BlockRule] = state.md.block.ruler.getRules("paragraph")
    end, parent = state.lineMax, state.parentType
    state.parentType = "paragraph"
    line, level, read = begin + 1, 0, _Place(begin, 0)
    while line < end:
        level = _underline(state, line)
        if level or state.isEmpty(line) or _terminated(state, line, end, terminators):
            close = _close(state, read, line, end)
            if close is None:
                break
            read, line, level = close, close.line, 0
        line += 1
    state.parentType = parent
    _emit(state, begin, line, level)
    return True


def _emit(state: StateBlock, begin: int, line: int, level: int) -> None:
    found = collected(state)
    content = pieces(state, begin, line, state.blkIndent)
    state.line = line + (1 if level else 0)
    kind: LeafKind = "heading" if level else "paragraph"
    found.leaves.append(Leaf(kind, block_span(state, begin, state.line), content, found.lists, level))


def _underline(state: StateBlock, line: int) -> int:
    """Level of the setext heading that this line would make of those above; 0 if none."""
    if state.sCount[line] < state.blkIndent or state.sCount[line] - state.blkIndent > 3:
        return 0
    match = _UNDERLINE.fullmatch(state.src, *line_span(state, line))
    return 0 if match is None else 1 if match[1][0] == "=" else 2


def _terminated(state: StateBlock, line: int, end: int, terminators: list[BlockRule]) -> bool:
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return False
    return any(rule(state, line, end, True) for rule in terminators)


def _close(state: StateBlock, read: _Place, line: int, end: int) -> _Place | None:
    """Where maths closes that is open after the lines from ``read`` to ``line``; None if nothing is open."""
    text = "\n".join(_text(state, number, read.offset) for number in range(read.line, line))
    opening = opened(text)
    if opening is None:
        return None
    ahead = (_text(state, number, 0) for number in range(line, end))
    place = closing(text[opening.at :], opening, islice(ahead, _LINES))
    if place is None:
        return None
    number, column = place
    return _Place(line + number, line_span(state, line + number).start + column)


def _text(state: StateBlock, line: int, offset: int) -> str:
    start, end = line_span(state, line)
    return state.src[max(start, offset) : end]
