"""Links and images of one run: brackets matched, destinations decoded."""

import html
from collections.abc import Mapping

from mdcheck.markdown.intervals import Intervals
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_ANGLE = regex(r"<((?:\\.|[^<>\n\\])*+)>")
_TITLE = regex(r"""\s*+(?:"(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))?+\s*+\)""")
_SPACE = regex(r"[ \t]*(?:\r?\n[ \t]*)?")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_MACHINE = regex(r"[A-Za-z]:\\|\\\\")
_PATH = regex(r"[A-Za-z]:[\\/]|\.{0,2}/|.*\.\w{1,5}(?:#[^\s]*)?$")
_TAIL_TITLE = regex(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_LABEL = regex(r"\[((?:\\.|[^\[\]\\])*+)\]")
_DEPTH = 32  # as in cmark: bounds the work per bracket
_LOOSE = 500


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link or image by offsets into the run; for references the target lies elsewhere.

    ``text_start`` to ``text_end`` is the text between its brackets.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    image: bool
    target: str
    target_start: int
    target_end: int
    label: str | None = None


def decode_target(written: str) -> str:
    """Escapes and entities resolved; paths of Windows keep their backslashes."""
    if not _MACHINE.match(written):
        written = _ESCAPE.sub(r"\1", written)
    return html.unescape(written) if "&" in written else written


def fold_label(label: str) -> str:
    """Labels that differ in case or blanks only are the same."""
    return " ".join(label.split()).casefold()


def find(text: str, brackets: list[tuple[int, str]], labels: Mapping[str, str]) -> list[FoundLink]:
    """Match brackets and read what follows them; innermost links win, images may stand in links.

    What stands in the alternative text of an image is text.
    """
    found: list[FoundLink] = []
    stack: list[tuple[int, str]] = []
    barrier = 0  # brackets below it in the stack cannot open a link: they hold one
    resume = 0
    for at, mark in brackets:
        if at < resume:
            continue
        if mark != "]":
            stack.append((at, mark))
            continue
        if not stack:
            continue
        start, opener = stack.pop()
        image = opener == "!["
        if not image and len(stack) < barrier:
            barrier = len(stack)
            continue
        link = _link(text, start, start + len(opener), at, image=image, labels=labels)
        if link is None:
            continue
        found.append(link)
        resume = link.end
        if not image:
            barrier = len(stack)
    alternatives = Intervals((link.text_start, link.text_end) for link in found if link.image)
    return sorted((link for link in found if link.start not in alternatives), key=lambda link: link.start)


def _link(
    text: str, start: int, text_start: int, close: int, *, image: bool, labels: Mapping[str, str]
) -> FoundLink | None:
    after = text[close + 1 : close + 2]
    if after == "(":
        placed = _destination(text, close + 2) or _loose(text, close + 2, image=image)
        if placed is not None:
            begin, end, stop = placed
            target = decode_target(text[begin:end])
            return FoundLink(start, stop, text_start, close, image, target, begin, end)
    label, stop = text[text_start:close], close + 1
    if after == "[":
        match = _LABEL.match(text, close + 1)
        if match:
            label, stop = match[1].strip() or label, match.end()
    target_of = labels.get(fold_label(label)) if len(label) < 1000 else None
    if target_of is None:
        return None
    return FoundLink(start, stop, text_start, close, image, target_of, text_start, close, fold_label(label))


def _destination(text: str, at: int) -> tuple[int, int, int] | None:
    """Start and end of a CommonMark destination, and the offset after the closing parenthesis."""
    at = _skip(text, at)
    if text[at : at + 1] == "<":
        angle = _ANGLE.match(text, at)
        if angle is None:
            return None
        begin, end = angle.span(1)
        tail = _TITLE.match(text, angle.end())
    else:
        begin, end = at, _bare_end(text, at)
        tail = _TITLE.match(text, end)
    return (begin, end, tail.end()) if tail else None


_BARE_STOP = regex(r"[\s()\\\x00-\x1f]")


def _bare_end(text: str, at: int) -> int:
    depth = 0
    while match := _BARE_STOP.search(text, at):
        at = match.start()
        character = match[0]
        if character == "\\":
            at += 2 if text[at + 1 : at + 2].strip() else 1
            continue
        if character == "(" and depth < _DEPTH:
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        else:
            return at
        at += 1
    return len(text)


def _loose(text: str, at: int, *, image: bool) -> tuple[int, int, int] | None:
    """A path that CommonMark refuses, for its blanks, but that was clearly meant as one."""
    line_end = text.find("\n", at, at + _LOOSE)
    limit = line_end if line_end >= 0 else min(len(text), at + _LOOSE)
    depth, stop = 0, at
    while stop < limit:
        depth += {"(": 1, ")": -1}.get(text[stop], 0)
        if depth < 0:
            break
        stop += 1
    else:
        return None
    written = text[at:stop]
    title = _TAIL_TITLE.search(written)
    end = at + (title.start() if title else len(written.rstrip()))
    begin = at + len(written) - len(written.lstrip())
    if begin >= end or not (image or _PATH.match(text[begin:end])):
        return None
    return begin, end, stop + 1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
