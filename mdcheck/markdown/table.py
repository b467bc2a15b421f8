r"""Tables: GFM's rule, except that a ``|`` inside maths does not split a cell where it cannot be meant to."""

from itertools import pairwise

from markdown_it.rules_block import StateBlock

from mdcheck.markdown import maths
from mdcheck.markdown.intervals import Intervals
from mdcheck.markdown.leaf import Leaf, block_span, collected, line_span
from mdcheck.markdown.marks import scan
from mdcheck.markdown.runs import Run
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_PIPE = regex(r"\\[\s\S]|\|")
_DELIMITER = regex(r"\\[\s\S]|\$")


def rule(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Read a header line, its delimiter line and the rows below."""
    if begin + 2 > end or state.sCount[begin + 1] < state.blkIndent or state.is_code_block(begin + 1):
        return False
    columns = _columns(state.src[slice(*line_span(state, begin + 1))])
    header = state.src[slice(*line_span(state, begin))]
    if not columns or "|" not in header or state.is_code_block(begin):
        return False
    if columns not in {len(cells(header, columns)), len(_split(header, _pipes(header)))}:
        return False
    if not silent:
        last = _last(state, begin + 2, end)
        rows = tuple(line_span(state, line) for line in (begin, *range(begin + 2, last)))
        span = block_span(state, begin, last)
        collected(state).leaves.append(Leaf("table", span, (), collected(state).lists, columns, rows=rows))
        state.line = last
    return True


def _columns(line: str) -> int:
    """How many columns a delimiter line announces; 0 if it is none."""
    line = line.strip()
    if (
        not line
        or set(line) - set("|-: \t")
        or "-" not in line
        or (line[0] == "-" and line[1:2] in {"", " "})
    ):
        return 0
    inner = line[1:] if line.startswith("|") else line
    inner = inner[:-1] if inner.endswith("|") else inner
    columns = [column.strip() for column in inner.split("|")]
    return len(columns) if all(c.strip(":") and not c.strip(":").strip("-") for c in columns) else 0


def _last(state: StateBlock, line: int, end: int) -> int:
    terminators = state.md.block.ruler.getRules("blockquote")
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.is_code_block(line) or any(rule(state, line, end, True) for rule in terminators):
            break
        line += 1
    return line


def cell_runs(source: str, row: Span, columns: int) -> list[Run]:
    r"""The cells of one row, trimmed; the backslash of ``\|`` is left out, as GFM does."""
    text = source[row.start : row.end]
    return [
        Run.of(source, _unescaped(text, row.start, *_trim(text, start, end)))
        for start, end in cells(text, columns)
    ]


def cells(text: str, columns: int) -> list[tuple[int, int]]:
    """The ranges of a row's cells: as GFM splits it, unless that tears formulas apart."""
    pipes = _pipes(text)
    plain = _split(text, pipes)
    if "$" not in text and "\\" not in text:
        return plain
    if len(plain) <= columns and all(_balanced(text[start:end]) for start, end in plain):
        return plain
    found, _ = maths.find(text, scan(text))
    taken = Intervals((formula.start, formula.end) for formula in found)
    return _split(text, [at for at in pipes if at not in taken])


def _pipes(text: str) -> list[int]:
    return [match.start() for match in _PIPE.finditer(text) if match[0] == "|"]


def _split(text: str, pipes: list[int]) -> list[tuple[int, int]]:
    bounds = [-1, *pipes, len(text)]
    ranges = [(start + 1, end) for start, end in pairwise(bounds)]
    if ranges and not text[slice(*ranges[0])].strip():
        ranges = ranges[1:]
    if ranges and not text[slice(*ranges[-1])].strip():
        ranges = ranges[:-1]
    return ranges


def _balanced(cell: str) -> bool:
    marks = [match[0] for match in _DELIMITER.finditer(cell)]
    return marks.count("$") % 2 == 0 and marks.count("\\(") == marks.count("\\)")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    inner = start + len(cell) - len(cell.lstrip())
    return inner, max(inner, end - len(cell) + len(cell.rstrip()))


def _unescaped(text: str, shift: int, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for match in _PIPE.finditer(text, start, end):
        if match[0] == "\\|":
            spans.append(Span(shift + at, shift + match.start()))
            at = match.start() + 1
    return [*spans, Span(shift + at, shift + end)]
