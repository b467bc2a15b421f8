r"""Inline marks of one run of text in one pass: what hides dollars, what opens maths, brackets."""

import re
from bisect import bisect_right
from dataclasses import field
from typing import Literal

from mdcheck.patterns import regex
from mdcheck.records import dataclass

MarkKind = Literal["code", "comment", "tag", "autolink", "url", "raw", "image", "block"]

_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`$]++)"
_TAG = rf"</?[A-Za-z][\w:-]*+(?:\s++[^\s\"'<>/=$]++(?:\s*+=\s*+{_VALUE})?+)*+\s*+/?>"
_MARK = regex(
    r"(?P<begin>\\begin[ ]?\{[^{}\n]{1,40}\})|(?P<end>\\end[ ]?\{[^{}\n]{1,40}\})"
    r"|(?P<math>\\{1,2}[\[\]()])"
    r"|(?P<text>\\(?:text\w{0,8}|mbox|hbox)[ ]?\{[^{}$]*\$[^{}$]*\$[^{}]*\})"
    r"|(?P<escape>\\[\s\S])|(?P<ticks>`+)|(?P<dollar>\$)|(?P<open>!?\[)|(?P<close>\])"
    r"|(?P<comment><!--)|(?P<auto><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[\w.+-]+@[\w.-]+>)|(?P<tag>"
    + _TAG
    + r")|(?P<url>(?<![\w/])https?://[^\s<>$\"'`\\|\]\[，。；、）】》]+)"
)
_RAW = frozenset({"code", "pre", "script", "style", "textarea", "kbd", "samp", "tt", "noscript"})
_BLOCK = regex(
    r"p|div|td|th|tr|table|thead|tbody|tfoot|li|ul|ol|dl|dt|dd|h[1-6]|center|br|hr|details|summary|section|article"
    r"|aside|header|footer|figure|figcaption|blockquote|caption|pre|main|nav|form"
)
_TRAILING = ".,;:!?*_~"
_NAME = regex(r"</?([A-Za-z][\w:-]*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """An opaque stretch; ``raw`` is the content of ``<pre>`` and its like, ``block`` a tag like ``<p>``."""

    kind: MarkKind
    start: int
    end: int
    name: str = ""


@dataclass(slots=True)
class Marks:
    r"""All marks of a run, each list in order of place.

    Attributes:
        opaque: Stretches whose characters are nothing but themselves.
        dollars: Offsets of unescaped dollar signs.
        brackets: Offsets of ``[``, ``![`` and ``]`` with what was found.
        maths: ``\(``, ``\begin{..}`` and the like.
        coded: ``$`x`$``, by offsets of the backticks.
    """

    opaque: list[Mark] = field(default_factory=list)
    dollars: list[int] = field(default_factory=list)
    brackets: list[tuple[int, str]] = field(default_factory=list)
    maths: list[tuple[int, str]] = field(default_factory=list)
    coded: list[Mark] = field(default_factory=list)


def scan(text: str) -> Marks:
    """Find all marks of a text, from left to right; what opens first wins."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = Marks()
        self.ticks: dict[int, list[int]] | None = None
        self.missing: set[str] = set()

    def run(self) -> Marks:
        handlers = {
            "ticks": self._code,
            "comment": self._comment,
            "auto": self._auto,
            "url": self._url,
            "tag": self._tag,
        }
        marks, search, at = self.marks, _MARK.search, 0
        while match := search(self.text, at):
            kind, at = match.lastgroup or "", match.end()
            if kind == "dollar":
                marks.dollars.append(match.start())
            elif kind in {"open", "close"}:
                marks.brackets.append((match.start(), match[0]))
            elif kind in {"math", "begin", "end"}:
                marks.maths.append((match.start(), match[0]))
            elif kind in handlers:
                at = handlers[kind](match)
        return marks

    def _code(self, match: re.Match[str]) -> int:
        end = self._closing_ticks(match.end(), len(match[0]))
        if end is None:
            return match.end()
        mark = Mark("code", match.start(), end)
        dollars = self.marks.dollars
        if dollars and dollars[-1] == match.start() - 1 and self.text[end : end + 1] == "$":
            dollars.pop()
            self.marks.coded.append(mark)
            return end + 1
        self.marks.opaque.append(mark)
        return end

    def _closing_ticks(self, at: int, length: int) -> int | None:
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        places = self.ticks.get(length, [])
        index = bisect_right(places, at - 1)
        return places[index] + length if index < len(places) else None

    def _comment(self, match: re.Match[str]) -> int:
        end = self._find("-->", match.end())
        return self._opaque("comment", match.start(), match.end() if end is None else end)

    def _auto(self, match: re.Match[str]) -> int:
        return self._opaque("autolink", match.start(), match.end())

    def _url(self, match: re.Match[str]) -> int:
        address = match[0].rstrip(_TRAILING)
        unopened = address.count(")") - address.count("(")
        while unopened > 0 and address.endswith(")"):
            address = address[:-1].rstrip(_TRAILING)
            unopened -= 1
        return self._opaque("url", match.start(), match.start() + len(address))

    def _tag(self, match: re.Match[str]) -> int:
        found = _NAME.match(match[0])
        name = found[1].lower() if found else ""
        kind: MarkKind = "block" if _BLOCK.fullmatch(name) else "tag"
        self._opaque(kind, match.start(), match.end(), name)
        if name in _RAW and not match[0].startswith("</") and not match[0].endswith("/>"):
            end = self._find(f"</{name}", match.end())
            if end is not None:
                return self._opaque("raw", match.end(), end - len(name) - 2)
        return match.end()

    def _opaque(self, kind: MarkKind, start: int, end: int, name: str = "") -> int:
        self.marks.opaque.append(Mark(kind, start, end, name))
        return end

    def _find(self, needle: str, at: int) -> int | None:
        """End of the next ``needle``; one that is missing once is missing for good."""
        if needle in self.missing:
            return None
        found = self.text.find(needle, at)
        if found < 0:
            self.missing.add(needle)
            return None
        return found + len(needle)
