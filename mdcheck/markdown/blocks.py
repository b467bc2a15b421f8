"""Block structure by markdown-it: its rules, ours among them, leave the leaves of a note in order."""

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, code, fence, html_block, list_block
from mdit_py_plugins.footnote import footnote_plugin

from mdcheck.markdown import admonition, paragraph, table
from mdcheck.markdown.leaf import Collected, Leaf, block_span, collected, line_span, pieces
from mdcheck.model.source import Span
from mdcheck.patterns import regex

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType

_NESTING = 100
_ATX = regex(r"(#{1,6})(?:[ \t]+|$)")
_DISPLAY = regex(r"\$\$|\\\[|\\begin\{")
_FRONT_MATTER = regex(r"\ufeff?---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def leaves(text: str) -> list[Leaf]:
    """The leaves of a note in order."""
    found = Collected()
    prepared = _prepared(text)
    parser = _parser()
    state = StateBlock(prepared, parser, {"collected": found}, [])
    front = _FRONT_MATTER.match(prepared)
    start = prepared.count("\n", 0, front.end()) if front else 0
    if not front and text.startswith("\ufeff"):
        _skip_mark(state)
    parser.block.tokenize(state, start, state.lineMax)
    return found.leaves


def _skip_mark(state: StateBlock) -> None:
    """Let the first line begin behind its byte order mark."""
    state.bMarks[0] += 1
    line = state.src[state.bMarks[0] : state.eMarks[0]]
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    state.tShift[0], state.sCount[0] = len(blank), len(blank.expandtabs(4))


def _prepared(text: str) -> str:
    """Line endings as markdown-it knows them, every character at its place."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING, "html": True})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    ruler = parser.block.ruler
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("code", "table", table.rule, {"alt": ["paragraph", "reference"]})
    ruler.before("fence", "admonition", admonition.rule, interrupts)
    ruler.at("code", _code)
    ruler.at("fence", _fence, interrupts)
    ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("paragraph", paragraph.rule)
    parser.disable(["reference", "lheading"])
    return parser


def _code(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Indented code; a display that stands too deep in a list item is meant as maths all the same."""
    if collected(state).lists and _DISPLAY.match(state.src, *line_span(state, begin)):
        return False
    return code(state, begin, end, silent)


def _fence(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    indent = state.sCount[begin]
    if not fence(state, begin, end, silent):
        return False
    if not silent:
        found, info, closed = collected(state), state.tokens[-1].info.strip(), _closed(state, begin)
        start, stop = block_span(state, begin, state.line)
        content = pieces(state, begin + 1, state.line - closed, indent)
        if not content:
            content = (Span(*[min(state.eMarks[begin], stop)] * 2),)
        span = Span(start, max(stop, content[-1].end))
        found.leaves.append(Leaf("fence", span, content, found.lists, info=info, closed=closed))
    return True


def _closed(state: StateBlock, begin: int) -> bool:
    """Whether the fence just read from line ``begin`` ends with a closing line."""
    last = state.line - 1
    line = state.src[slice(*line_span(state, last))].strip(" \t")
    markup = state.tokens[-1].markup
    whole = line.startswith(markup) and not line.strip(markup[0])
    return last > begin and whole and not state.is_code_block(last)


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
        title = Span(match.end(), match.end() + len(_untailed(state.src[match.end() : span.end])))
        found = collected(state)
        found.leaves.append(
            Leaf("heading", block_span(state, begin, begin + 1), (title,), found.lists, len(match[1]))
        )
        state.line = begin + 1
    return True


def _untailed(title: str) -> str:
    """A title without the closing ``##`` that ATX headings may have."""
    shown = title.rstrip(" \t")
    bare = shown.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else shown


def _list(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    if silent:
        return list_block(state, begin, end, silent)
    collected(state).lists += 1
    try:
        return list_block(state, begin, end, silent)
    finally:
        collected(state).lists -= 1
