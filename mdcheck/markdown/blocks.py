"""Block structure by markdown-it: the leaves of a note (paragraphs, fences, tables) with their pieces."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, html_block, list_block
from mdit_py_plugins.footnote import footnote_plugin

from mdcheck.model.source import Span

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType

LeafKind = Literal["paragraph", "heading", "fence", "html", "table"]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

_NESTING = 100
_CLOSING_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ATX_TAIL = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


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


def leaves(text: str) -> list[Leaf]:
    """The leaves of a note in order."""
    from mdcheck.markdown import admonition, paragraph, table

    collected = Collected()
    prepared = _prepared(text)
    parser = _parser(paragraph.rule, table.rule, admonition.rule)
    state = StateBlock(prepared, parser, {"collected": collected}, [])
    front = _FRONT_MATTER.match(prepared)
    start = prepared.count("\n", 0, front.end()) if front else 0
    if not front and text.startswith("\ufeff"):
        state.bMarks[0] += 1
    parser.block.tokenize(state, start, state.lineMax)
    return collected.leaves


def _prepared(text: str) -> str:
    """Line endings as markdown-it knows them, every character at its place."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _parser(paragraph: BlockRule, table: BlockRule, admonition: BlockRule) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING, "html": True})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    ruler = parser.block.ruler
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("code", "table", table, {"alt": ["paragraph", "reference"]})
    ruler.before("fence", "admonition", admonition, interrupts)
    ruler.at("fence", _fence, interrupts)
    ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("paragraph", paragraph)
    parser.disable(["reference", "lheading"])
    return parser


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


def _fence(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    indent = state.sCount[begin]
    if not fence(state, begin, end, silent):
        return False
    if not silent:
        last = line_span(state, state.line - 1)
        closed = (
            state.line - 1 > begin
            and _CLOSING_FENCE.fullmatch(state.src, *last) is not None
            and state.src[last.start : last.end].strip().startswith(state.tokens[-1].markup)
            and not state.is_code_block(state.line - 1)
        )
        content = pieces(state, begin + 1, state.line - closed, indent)
        collected(state).leaves.append(
            Leaf(
                "fence",
                block_span(state, begin, state.line),
                content,
                collected(state).lists,
                info=state.tokens[-1].info.strip(),
                closed=closed,
            )
        )
    return True


def _html(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    if not html_block(state, begin, end, silent):
        return False
    if not silent:
        span = block_span(state, begin, state.line)
        content = pieces(state, begin, state.line, state.blkIndent)
        collected(state).leaves.append(Leaf("html", span, content, collected(state).lists))
    return True


def _heading(state: StateBlock, begin: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(begin):
        return False
    span = line_span(state, begin)
    match = _ATX.match(state.src, *span)
    if match is None:
        return False
    if not silent:
        tail = _ATX_TAIL.search(state.src, match.end(), span.end)
        title = Span(match.end(), tail.start() if tail else span.end)
        found = collected(state)
        found.leaves.append(
            Leaf("heading", block_span(state, begin, begin + 1), (title,), found.lists, len(match[1]))
        )
        state.line = begin + 1
    return True


def _list(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    if silent:
        return list_block(state, begin, end, silent)
    collected(state).lists += 1
    try:
        return list_block(state, begin, end, silent)
    finally:
        collected(state).lists -= 1
