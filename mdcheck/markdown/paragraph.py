r"""The paragraph rule: as in CommonMark, except that lines inside open maths cannot end a paragraph.

A line of a display that starts with ``-``, ``=``, ``>`` or ``+``, or a blank line in it, would make a list,
a heading, a quote or a new paragraph of it. Here the maths wins if its closing delimiter follows and what
lies between is maths.
"""

import re

from markdown_it.rules_block import StateBlock

from mdcheck.markdown.blocks import Leaf, LeafKind, block_span, collected, line_span, pieces
from mdcheck.markdown.plausible import PROSE, has_blank_line, prose_cost, spans_blank_lines

_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_TOKEN = re.compile(
    r"\\(?P<mark>begin|end) ?\{(?P<name>[^{}\n]{1,40})\}"
    r"|(?P<math>\\{1,2}[\[\]])|\\[\s\S]|(?P<ticks>`+)|(?P<dollar>\$\$?)"
)
_STOP = re.compile(r"#{1,6} |```|~~~|!!! |\?\?\?\+? ")
_LINES = 60


def rule(state: StateBlock, begin: int, _end: int, _silent: bool) -> bool:
    """Read a paragraph or a setext heading from line ``begin``."""
    terminators = state.md.block.ruler.getRules("paragraph")
    end, parent = state.lineMax, state.parentType
    state.parentType = "paragraph"
    line, level, checked = begin + 1, 0, begin
    while line < end:
        level = _underline(state, line)
        if level or state.isEmpty(line) or _terminated(state, line, end, terminators):
            close = _closing_line(state, checked, line, end)
            if close is None:
                break
            line = checked = close
            level = 0
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


def _terminated(state: StateBlock, line: int, end: int, terminators: list) -> bool:  # type: ignore[type-arg]
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return False
    return any(rule(state, line, end, True) for rule in terminators)


def _closing_line(state: StateBlock, begin: int, line: int, end: int) -> int | None:
    """The line that closes maths left open by lines ``begin`` to ``line``; None if nothing is open."""
    text = _text(state, begin, line)
    if "$" not in text and "\\" not in text:
        return None
    opened = _open(text)
    if opened is None:
        return None
    closer, at = opened
    depth, content = 1, [text[at:]]
    for number in range(line, min(end, line + _LINES)):
        current = _text(state, number, number + 1)
        if _STOP.match(current):
            return None
        stop, depth = _close(current, closer, depth)
        if stop is not None:
            content.append(current[:stop])
            return number if _maths("\n".join(content), closer) else None
        if closer == "$" and not current.strip():
            return None
        content.append(current)
    return None


def _text(state: StateBlock, begin: int, end: int) -> str:
    return "\n".join(state.src[slice(*line_span(state, line))] for line in range(begin, end))


def _maths(content: str, closer: str) -> bool:
    if has_blank_line(content):
        return closer != "$" and spans_blank_lines(content)
    return prose_cost(content) < (1.0 if closer == "$" else PROSE)


def _open(text: str) -> tuple[str, int] | None:
    """The delimiter that would close the maths open at the end of ``text``, and where that maths begins."""
    closer, at, depth, resume = "", 0, 0, 0
    for match in _TOKEN.finditer(text):
        if match.start() < resume:
            continue
        token = match[0]
        if closer:
            if closer == "$" and token == "$$" and _alone(text, match):
                closer, at = "$$", match.end()
                continue
            depth += _depth(match, closer)
            if depth == 0:
                closer = ""
                if token == "$$" and at and text[at - 2 : at] != "$$":  # $a$$b$: closes one, opens the next
                    closer, at, depth = "$", match.end(), 1
            continue
        if match["ticks"]:
            found = text.find(token, match.end())
            resume = found + len(token) if found >= 0 else 0
        elif match["dollar"] or token in {"\\[", "\\\\["} or match["mark"] == "begin":
            closer, at, depth = _closer(match), match.end(), 1
    return (closer, at) if closer else None


def _closer(match: re.Match[str]) -> str:
    if match["mark"]:
        return str(match["name"])
    return match[0].replace("[", "]")


def _depth(match: re.Match[str], closer: str) -> int:
    """How a token changes the nesting of the maths that ``closer`` closes."""
    if match["mark"]:
        return 0 if match["name"] != closer else 1 if match["mark"] == "begin" else -1
    if match["dollar"] and closer in {"$", "$$"}:
        return -1 if closer == "$" or match[0] == "$$" else 0
    return -1 if match[0] == closer else 0


def _alone(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in {"", "\n"} and text[match.end() : match.end() + 1] in {
        "",
        "\n",
    }


def _close(line: str, closer: str, depth: int) -> tuple[int | None, int]:
    for match in _TOKEN.finditer(line):
        depth += _depth(match, closer)
        if depth == 0:
            return match.start(), 0
    return None, depth
