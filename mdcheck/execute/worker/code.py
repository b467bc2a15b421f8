"""A fence's text as Python parses it, with the way back from lines and columns to the fence."""

import ast
import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from mdcheck.records import dataclass

_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: |$)")
_MAGIC = re.compile(r"[ \t]*[%!][\w%]")


@dataclass(frozen=True)
class Code:
    """A fence prepared for parsing.

    Attributes:
        text: The code without common indent, prompts and notebook commands; as many lines as the fence has.
        starts: For each line, the offset into the fence's text of its first column.
        expected: Output that a transcript shows, by the line of the statement that it follows.
        magics: Lines that only a notebook understands.
        indented: Whether all lines are indented: it is a part of something that is not shown.
    """

    text: str
    starts: tuple[int, ...]
    expected: Mapping[int, str] = field(default_factory=dict)
    magics: frozenset[int] = frozenset()
    indented: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines of ``text``, without their ends."""
        return self.text.split("\n")

    def offset(self, line: int, column: int) -> int:
        """Offset into the fence of a place that ``ast`` names: line from 1, column in UTF-8 bytes."""
        index = min(max(line - 1, 0), len(self.starts) - 1)
        characters = len(self.lines[index].encode()[: max(column, 0)].decode(errors="ignore"))
        return self.starts[index] + characters

    def span(self, node: ast.AST) -> tuple[int, int]:
        """The part of the fence that a node covers, cut at the end of its first line."""
        line: int = getattr(node, "lineno", 1)
        start = self.offset(line, getattr(node, "col_offset", 0))
        if getattr(node, "end_lineno", line) == line:
            return start, self.offset(line, getattr(node, "end_col_offset", 0))
        return start, self.line_span(line)[1]

    def line_span(self, line: int) -> tuple[int, int]:
        """The part of the fence that a line covers, without its indent."""
        index = min(max(line - 1, 0), len(self.starts) - 1)
        text = self.lines[index]
        start = self.starts[index]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def prepare(text: str) -> Code:
    """Take away what surrounds the code: common indent, prompts with their output, notebook commands."""
    lines = text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    if any(line.lstrip().startswith(">>> ") for line in lines):
        return _from_transcript(lines, offsets)
    indent = min((len(s) - len(s.lstrip(" \t")) for s in lines if s.strip()), default=0)
    shared = {s[:indent] for s in lines if s.strip()}
    indent = indent if len(shared) == 1 else 0
    magics = frozenset(n for n, s in enumerate(lines, 1) if _MAGIC.match(s))
    kept = ["" if n in magics else s[indent:].rstrip("\r") for n, s in enumerate(lines, 1)]
    return Code("\n".join(kept), tuple(o + indent for o in offsets[:-1]), magics=magics, indented=indent > 0)


def _from_transcript(lines: list[str], offsets: list[int]) -> Code:
    kept: list[str] = []
    starts: list[int] = []
    expected: dict[int, str] = {}
    last = 0
    for number, line in enumerate(lines, 1):
        prompt = _PROMPT.match(line)
        code = line[prompt.end() :].rstrip("\r") if prompt else ""
        kept.append(code)
        starts.append(offsets[number - 1] + (prompt.end() if prompt else 0))
        if prompt and line.lstrip().startswith(">>>"):
            last = number
        elif not prompt and last and line.strip():
            expected[last] = "\n".join(filter(None, [expected.get(last), line.strip()]))
    return Code("\n".join(kept), tuple(starts), expected)
