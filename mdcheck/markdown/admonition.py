"""Containers with indented content: admonitions, collapsibles and tabs of mkdocs, ``:::``, ``///``."""

from markdown_it.rules_block import StateBlock

from mdcheck.markdown.leaf import Leaf, collected, line_span
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_MARK = regex(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]*[\w\"-][^\n\"]*|===[+!]*[ \t]+(?=\")"
    r"|:{3,}[^\n\"]*|/{3,}(?:[ \t]*\w[^\n\"]*)?$)"
    r"(?:\"(?P<title>[^\n]*)\")?[ \t]*"
)
_INDENT = 4


def rule(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Read a container's first line, and what is indented below it as blocks."""
    span = line_span(state, begin)
    if state.src[span.start : span.start + 3] not in {
        "!!!",
        "???",
        "===",
        ":::",
        "///",
    } or state.is_code_block(begin):
        return False
    match = _MARK.match(state.src, *span)
    if match is None:
        return False
    if silent:
        return True
    if match["title"]:
        title = Span(*match.span("title"))
        collected(state).leaves.append(Leaf("paragraph", title, (title,), collected(state).lists))
    _content(state, begin + 1, _last(state, begin + 1, end))
    return True


def _last(state: StateBlock, line: int, end: int) -> int:
    """The line after the indented content; blank lines before it are the parent's."""
    last = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _INDENT):
        line += 1
        if not state.isEmpty(line - 1):
            last = line
    return last


def _content(state: StateBlock, begin: int, end: int) -> None:
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax, state.line = "admonition", end, begin
    state.blkIndent += _INDENT
    state.level += 1
    state.md.block.tokenize(state, begin, end)
    state.level -= 1
    state.blkIndent -= _INDENT
    state.parentType, state.lineMax, state.line = parent, last, max(begin, end)
