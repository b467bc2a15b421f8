"""Applies the fixes of findings to a note until nothing is left to mend."""

import difflib
import os
import re
import shutil
import sys
import tempfile
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path

from mdcheck.model.diagnostic import Diagnostic, Fix
from mdcheck.model.source import Source, Span
from mdcheck.records import dataclass
from mdcheck.report.result import Result

ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A note after its fixes: what is still found in it, and how many findings were mended."""

    result: Result
    count: int

    @property
    def text(self) -> str:
        """The text with all fixes in it."""
        return self.result.source.text


def mend(result: Result, check: Callable[[Source], Result], *, unsafe: bool) -> Mended:
    """Apply fixes, and look again, until no finding has one; a text with undecodable bytes is left alone."""
    count = 0
    for _ in range(ROUNDS if not result.source.faults else 0):
        fixes = _compatible(result.diagnostics, unsafe=unsafe)
        source = _apply(fixes, result.source)
        if source == result.source:
            break
        result, count = check(source), count + len(fixes)
    return Mended(result, count)


def diff(path: str, old: str, new: str) -> str:
    """A unified diff of two states of a note."""
    before, after = (list(StringIO(text, newline="\n")) for text in (old, new))
    lines = difflib.unified_diff(before, after, fromfile=path, tofile=path)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write(path: str, text: str) -> None:
    """Put ``text`` in the place of a file, all of it or nothing, keeping its mode and the links to it.

    Raises:
        OSError: If the folder cannot be written.
    """
    target = Path(os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _compatible(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> list[Fix]:
    """Fixes that touch different places, the first at each place."""
    chosen: list[Fix] = []
    taken: list[Span] = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not (fix.safe or unsafe) or any(_collides(edit.span, taken) for edit in fix.edits):
            continue
        chosen.append(fix)
        for edit in fix.edits:
            insort(taken, edit.span)
    return chosen


def _collides(span: Span, taken: list[Span]) -> bool:
    """Whether ``span`` meets or touches one of ``taken``, which are in order and apart from each other."""
    after = bisect_right(taken, Span(span.end, sys.maxsize))
    return after > 0 and taken[after - 1].end >= span.start


def _apply(fixes: Iterable[Fix], source: Source) -> Source:
    newline = _newline(source.text)
    parts: list[str] = []
    at = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span):
        parts += source.text[at : edit.span.start], re.sub(r"\r\n|\r|\n", newline, edit.text)
        at = edit.span.end
    return replace(source, text="".join((*parts, source.text[at:])))


def _newline(text: str) -> str:
    """The line end that a text uses most."""
    crlf = text.count("\r\n")
    ends = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(ends, key=lambda end: ends[end])
