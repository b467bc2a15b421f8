"""The lines of a note around a finding, the finding underlined, aligned whatever the characters' width."""

from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len

from mdcheck.model.source import Span
from mdcheck.report.palette import Palette, visible
from mdcheck.report.positions import Lines

TAB = 4
WIDTH = 110
CONTEXT = 30
FAR = 4 * WIDTH


def excerpt(lines: Lines, span: Span, *, palette: Palette, style: str) -> Iterator[str]:
    """Yield the first and the last line of ``span`` as written, each with its part underlined below."""
    first, last = lines.position(span.start).line, lines.position(max(span.start, span.end - 1)).line
    margin = len(str(last))

    def framed(label: str, text: str) -> str:
        return f"{palette.paint(f'{label:>{margin}} |', 'frame')} {text}".rstrip()

    yield framed("", "")
    for number in dict.fromkeys((first, last)):
        if number == last > first + 1:
            yield framed("." * margin, "")
        blanks, marks, shown = _underlined(lines, number, span)
        yield framed(str(number), shown)
        yield framed("", blanks + palette.paint(marks, style))
    yield framed("", "")


def _underlined(lines: Lines, number: int, span: Span) -> tuple[str, str, str]:
    """Blanks and marks to print below a line, and the line itself."""
    line, (start, end) = lines.text(number), lines.extent(number)
    left = min(max(span.start, start), end) - start
    right = max(min(span.end, end) - start, left)
    if span.start < start:
        left = min(len(line) - len(line.lstrip()), right)
    first = max(left - FAR, 0)
    cells = _cells(line[first : right + FAR])
    before, marked, after = _shortened(
        cells[: left - first], cells[left - first : right - first], cells[right - first :]
    )
    marks = "^" * max(_width(marked), 1)
    return " " * _width(before), marks, "".join((*before, *marked, *after))


def _cells(line: str) -> list[str]:
    """What each character of a line looks like on the terminal."""
    cells: list[str] = []
    column = 0
    for char in line:
        cell = " " * (TAB - column % TAB) if char == "\t" else visible(char)
        column += cell_len(cell)
        cells.append(cell)
    return cells


def _shortened(
    before: list[str], marked: list[str], after: list[str]
) -> tuple[list[str], list[str], list[str]]:
    """The same line, cut to about ``WIDTH`` cells around the marked part."""
    if len(marked) > WIDTH:
        marked = [*marked[: WIDTH // 2], "…", *marked[-WIDTH // 4 :]]
    room = max(WIDTH - _width(marked), CONTEXT)
    left = min(_width(before), max(room // 2, room - _width(after)))
    return _head(before[::-1], left)[::-1], marked, _head(after, room - left)


def _head(cells: list[str], room: int) -> list[str]:
    """As many of ``cells`` as fit into ``room``, and an ellipsis if some do not."""
    for index, filled in enumerate(accumulate(map(cell_len, cells))):
        if filled > room:
            return [*cells[:index], "…"]
    return cells


def _width(cells: list[str]) -> int:
    return cell_len("".join(cells))
