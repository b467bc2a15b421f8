"""Maths that is still open at the end of some lines, and where the lines that follow close it."""

import re
from collections.abc import Iterable

from mdcheck.markdown.plausible import PROSE, has_blank_line, prose_cost, spans_blank_lines
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_TOKEN = regex(
    r"\\(?P<mark>begin|end) ?\{(?P<name>[^{}\n]{1,40})\}"
    r"|\\{1,2}(?P<bracket>[\[\]])|\\[\s\S]|(?P<ticks>`+)|(?P<dollar>\$\$?)"
)
_STRAY = regex(r"(?<!\\)\$")
_STOP = regex(r"#{1,6} |```|~~~|!!! |\?\?\?\+? ")


@dataclass(frozen=True, slots=True)
class Opening:
    """Open maths: what will close it, where its content begins, and how deep its environment is nested."""

    closer: str
    at: int
    depth: int = 1


def opened(text: str) -> Opening | None:
    """The maths that is open at the end of ``text``."""
    if "$" not in text and "\\" not in text:
        return None
    now: Opening | None = None
    resume = 0
    for match in _TOKEN.finditer(text):
        if match.start() < resume:
            continue
        if now is not None:
            now = _within(text, match, now)
        elif match["ticks"]:
            found = text.find(match[0], match.end())
            resume = found + len(match[0]) if found >= 0 else 0
        elif match["dollar"] or match["bracket"] == "[" or match["mark"] == "begin":
            now = Opening(match["name"] or match[0].replace("[", "]"), match.end())
    return now


def closing(content: str, opening: Opening, lines: Iterable[str]) -> tuple[int, int] | None:
    """Which of the lines closes the maths whose content so far is given, and the column after the closer.

    None if none does, or if what lies between is not maths.
    """
    depth, inside = opening.depth, [content]
    for number, line in enumerate(lines):
        if _STOP.match(line) or (opening.closer == "$" and not line.strip()):
            return None
        for match in _TOKEN.finditer(line):
            if match["bracket"] == "[" and match[0] == opening.closer.replace("]", "["):
                return None
            depth += _depth(match, opening.closer)
            if depth == 0:
                inside.append(line[: match.start()])
                meant = _is_maths("\n".join(inside), opening.closer)
                return (number, match.end()) if meant else None
        inside.append(line)
    return None


def _within(text: str, match: re.Match[str], now: Opening) -> Opening | None:
    """What is open after a token inside open maths."""
    if now.closer == "$" and match[0] == "$$":
        # On a line of its own it opens a display, since the single one was lost; else it closes and opens.
        alone = text[match.start() - 1 : match.start()] == text[match.end() : match.end() + 1] == "\n"
        return Opening("$$" if alone else "$", match.end())
    depth = now.depth + _depth(match, now.closer)
    return Opening(now.closer, now.at, depth) if depth else None


def _depth(match: re.Match[str], closer: str) -> int:
    """How a token changes the nesting of the maths that ``closer`` closes."""
    if match["mark"]:
        return 0 if match["name"] != closer else 1 if match["mark"] == "begin" else -1
    if match["dollar"]:
        return -1 if closer in {match[0], "$"} else 0
    return -1 if match[0] == closer else 0


def _is_maths(content: str, closer: str) -> bool:
    if closer == "$$" and _STRAY.search(content):
        return False
    if has_blank_line(content):
        return closer != "$" and spans_blank_lines(content)
    return prose_cost(content) < (1.0 if closer == "$" else PROSE)
