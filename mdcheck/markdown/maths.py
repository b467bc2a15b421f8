r"""Formulas in one run: dollars, ``\(..\)``, ``\[..\]``, ``\\(..\\)``, bare environments, ``$`x`$``."""

from collections.abc import Iterator

from mdcheck.markdown import dollars
from mdcheck.markdown.intervals import Intervals
from mdcheck.markdown.marks import Marks
from mdcheck.markdown.plausible import PROSE, is_mathlike, prose_cost
from mdcheck.model.document import Delimiter
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_NOT_MATHS = regex(
    r"(?:document|figure|table|tabular|itemize|enumerate|description|verbatim|lstlisting|algorithm|algorithmic"
    r"|center|quote|quotation|theorem|lemma|proof|definition|abstract|tikzpicture|minipage|frame|example)\*?"
)
_OPENER = {"\\)": "\\(", "\\]": "\\[", "\\\\)": "\\\\(", "\\\\]": "\\\\["}
_PASSABLE_HTML = frozenset({"tag", "url", "code"})
_PASSABLE = _PASSABLE_HTML | {"block"}
_COMMAND = regex(r"[^\n]{0,200}?(?:\\[A-Za-z]{2}|[\^_]\{)")
_NAME = regex(r"\\(?:begin|end) ?\{([^{}]*)\}")
_LINE_START = regex(r"(?:^|\n)[ \t]*\Z")
_LETTER = regex(r"\\[A-Za-z]|[\^_=<>{}+]|^\s*-?\w'*\s*$|^\s*\w\s*(?:\(.*\))\s*$")


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


def find(text: str, marks: Marks, *, html: bool = False) -> tuple[list[Found], list[Single]]:
    """All formulas of a run in order, and the delimiters that have lost their partner.

    In a block of HTML (``html``) no formula runs over ``<p>`` and its like; elsewhere that may be a bracket.
    """
    passable = _PASSABLE_HTML if html else _PASSABLE
    opaque = [mark for mark in marks.opaque if mark.kind not in passable]
    walls = sorted(mark.start for mark in (*opaque, *marks.coded))
    codes = [mark.start for mark in marks.opaque if mark.kind == "code"]
    pairs, lost = dollars.pair(text, marks.dollars, walls=walls, codes=codes) if marks.dollars else ([], [])
    found = [_dollar(pair) for pair in pairs]
    found += [_coded(text, mark.start, mark.end) for mark in marks.coded]
    single = [Single(one.start, one.start + one.width) for one in lost]
    if marks.maths:
        taken = Intervals((formula.start, formula.end) for formula in found)
        for item in _bracketed(text, [mark for mark in marks.maths if mark[0] not in taken], taken):
            if isinstance(item, Found):
                found.append(item)
            else:
                single.append(item)
    found.sort(key=lambda formula: formula.start)
    return found, single


def _dollar(pair: dollars.Pair) -> Found:
    width = pair.width
    return Found(pair.start, pair.start + width, pair.end - width, pair.end, "$$" if width == 2 else "$")


def _coded(text: str, start: int, end: int) -> Found:
    ticks = end - start - len(text[start:end].lstrip("`"))
    return Found(start - 1, start + ticks, end - ticks, end + 1, "code")


def _bracketed(text: str, marks: list[tuple[int, str]], taken: Intervals) -> Iterator[Found | Single]:
    partners = _partners([mark for _, mark in marks])
    end = 0
    for i, (at, mark) in enumerate(marks):
        if at < end or not _opens(mark):
            continue
        item = _between(text, at, mark, marks[partners[i]] if i in partners else None)
        if isinstance(item, Found):
            if taken.meets(at, item.end):
                continue
            end = item.end
        if item is not None:
            yield item


def _opens(mark: str) -> bool:
    if mark.startswith("\\begin"):
        return not _NOT_MATHS.fullmatch(_environment_name(mark))
    return mark in _OPENER.values()


def _partners(marks: list[str]) -> dict[int, int]:
    """For each mark that opens, the index of the one that closes it.

    Environments nest; of two brackets of a kind without a closing one between, the first has no partner.
    """
    partners: dict[int, int] = {}
    stacks: dict[str, list[int]] = {}
    for i, mark in enumerate(marks):
        if mark.startswith("\\begin"):
            stacks.setdefault(_environment_name(mark), []).append(i)
        elif mark in _OPENER.values():
            stacks[mark] = [i]
        else:
            stack = stacks.get(_OPENER.get(mark) or _environment_name(mark))
            if stack:
                partners[stack.pop()] = i
    return partners


def _between(text: str, at: int, mark: str, close: tuple[int, str] | None) -> Found | Single | None:
    if mark.startswith("\\begin"):
        if close is None:
            return Single(at, at + len(mark))
        return Found(at, at, close[0] + len(close[1]), close[0] + len(close[1]), "environment")
    if close is None:
        lost = len(mark) == 3 or _COMMAND.match(text, at + len(mark))
        return Single(at, at + len(mark)) if lost else None
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


def _environment_name(mark: str) -> str:
    match = _NAME.match(mark)
    return match[1].strip() if match else ""
