r"""Formulas in one run: dollars, ``\(..\)``, ``\[..\]``, ``\\(..\\)``, bare environments, ``$`x`$``."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from mdcheck.markdown import dollars
from mdcheck.markdown.marks import Marks
from mdcheck.markdown.plausible import PROSE, is_mathlike, prose_cost
from mdcheck.model.document import Delimiter

_NOT_MATHS = re.compile(
    r"(?:document|figure|table|tabular|itemize|enumerate|description|verbatim|lstlisting|algorithm|algorithmic"
    r"|center|quote|quotation|theorem|lemma|proof|definition|abstract|tikzpicture|minipage|frame|example)\*?"
)
_CLOSER = {"\\(": "\\)", "\\[": "\\]", "\\\\(": "\\\\)", "\\\\[": "\\\\]"}
_NAME = re.compile(r"\\(?:begin|end) ?\{([^{}]*)\}")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*\Z")
_LETTER = re.compile(r"\\[A-Za-z]|[\^_=<>{}+]|^\s*-?\w'*\s*$|^\s*\w\s*(?:\(.*\))\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A formula by offsets into the run: delimiters at ``start`` and ``end``, content between."""

    start: int
    content: int
    content_end: int
    end: int
    delimiter: Delimiter

    @property
    def display(self) -> bool:
        """Whether its delimiters set it on a line of its own."""
        return self.delimiter in {"$$", "\\[", "environment", "fence"}


@dataclass(frozen=True, slots=True)
class Single:
    """A delimiter without partner."""

    start: int
    end: int


def find(text: str, marks: Marks) -> tuple[list[Found], list[Single]]:
    """All formulas of a run in order, and the delimiters that have lost their partner."""
    walls = sorted(mark.start for mark in (*marks.opaque, *marks.coded) if mark.kind not in {"tag", "url"})
    pairs, lost = dollars.pair(text, marks.dollars, walls) if marks.dollars else ([], [])
    found = [_dollar(pair) for pair in pairs]
    found += [_coded(text, mark.start, mark.end) for mark in marks.coded]
    single = [Single(one.start, one.start + one.width) for one in lost]
    if marks.maths:
        found.sort(key=lambda formula: formula.start)
        for item in _bracketed(text, _outside(marks.maths, found), found):
            (found if isinstance(item, Found) else single).append(item)  # type: ignore[arg-type]
    found.sort(key=lambda formula: formula.start)
    return found, single


def _dollar(pair: dollars.Pair) -> Found:
    width = pair.width
    return Found(pair.start, pair.start + width, pair.end - width, pair.end, "$$" if width == 2 else "$")


def _coded(text: str, start: int, end: int) -> Found:
    ticks = len(text[start:end]) - len(text[start:end].lstrip("`"))
    return Found(start - 1, start + ticks, end - ticks, end + 1, "code")


def _outside(maths: list[tuple[int, str]], found: list[Found]) -> list[tuple[int, str]]:
    starts = [formula.start for formula in found]
    kept = []
    for at, mark in maths:
        index = bisect_left(starts, at + 1) - 1
        if index < 0 or found[index].end <= at:
            kept.append((at, mark))
    return kept


def _bracketed(text: str, marks: list[tuple[int, str]], found: list[Found]) -> Iterator[Found | Single]:
    starts = [formula.start for formula in found]
    i = 0
    while i < len(marks):
        at, mark = marks[i]
        i += 1
        if mark.startswith("\\begin"):
            name = _environment_name(mark)
            if _NOT_MATHS.fullmatch(name):
                continue
            close = _closing_environment(marks, i, name)
        elif mark in _CLOSER:
            close = _closing_bracket(marks, i, mark)
        else:
            continue
        item = _between(text, at, mark, marks[close] if close is not None else None)
        if isinstance(item, Found) and close is not None and not _holds(starts, item):
            i = close + 1
            yield item
        elif isinstance(item, Single):
            yield item


def _between(text: str, at: int, mark: str, close: tuple[int, str] | None) -> Found | Single | None:
    if mark.startswith("\\begin"):
        if close is None:
            return Single(at, at + len(mark))
        return Found(at, at, close[0] + len(close[1]), close[0] + len(close[1]), "environment")
    if close is None:
        return Single(at, at + len(mark)) if len(mark) == 3 else None
    content = text[at + len(mark) : close[0]]
    if not content.strip() or not _meant(text, at, mark, content):
        return None
    delimiter: Delimiter = "\\(" if mark.endswith("(") else "\\["
    return Found(at, at + len(mark), close[0], close[0] + len(close[1]), delimiter)


def _meant(text: str, at: int, mark: str, content: str) -> bool:
    r"""Whether ``\[..\]`` is maths and not an escaped bracket such as ``\[15\]``."""
    if len(mark) == 3:
        return prose_cost(content) < PROSE
    if mark == "\\[" and not _LINE_START.search(text[max(0, at - 40) : at]):
        return _LETTER.search(content) is not None and prose_cost(content) < PROSE
    return is_mathlike(content) or ("\n" in content and prose_cost(content) < PROSE)


def _closing_bracket(marks: list[tuple[int, str]], i: int, mark: str) -> int | None:
    wanted = _CLOSER[mark]
    for index in range(i, len(marks)):
        if marks[index][1] == wanted:
            return index
        if marks[index][1] == mark:
            return None
    return None


def _closing_environment(marks: list[tuple[int, str]], i: int, name: str) -> int | None:
    depth = 1
    for index in range(i, len(marks)):
        mark = marks[index][1]
        if mark.startswith(("\\begin", "\\end")) and _environment_name(mark) == name:
            depth += 1 if mark.startswith("\\begin") else -1
            if depth == 0:
                return index
    return None


def _environment_name(mark: str) -> str:
    match = _NAME.match(mark)
    return match[1].strip() if match else ""


def _holds(starts: list[int], formula: Found) -> bool:
    """Whether another formula begins inside."""
    index = bisect_left(starts, formula.start + 1)
    return index < len(starts) and starts[index] < formula.end
