"""Brings the ``now:`` of known gaps up to date: ``python -m tests.spec.refresh``, then read the difference.

A gap that closed loses its mark, one that opened gets one; a wrong verdict is printed and never marked.
"""

import re
import sys
from itertools import groupby
from pathlib import Path

from tests.spec.test_formulas import COMMENT, NOTES, UNSOUND, Expected, expected, fits


def refreshed(text: str) -> tuple[str, list[Expected]]:
    """The note with its marks up to date, and what is wrong in it."""
    found = expected(text)
    by_line = {line: list(group) for line, group in groupby(found, key=lambda e: e.line)}

    def comment(match: re.Match[str]) -> str:
        entries = by_line.get(text.count("\n", 0, match.end()) + 1, [])
        words = [entry(e) for e in entries] or [match[1]]
        return f"<!-- expect: {'; '.join(words[:1] if len(set(words)) == 1 else words)} -->"

    return COMMENT.sub(comment, text), [e for e in found if is_wrong(e)]


def entry(claim: Expected) -> str:
    """What a comment should say of a claim."""
    if fits(claim.wish, claim.came) or is_wrong(claim):
        return claim.wish
    return f"{claim.wish}, now: {claim.came.split()[0]}"


def is_wrong(claim: Expected) -> bool:
    """Whether the verdict is one that must never be."""
    return (claim.wish.split()[0], claim.came.split()[0]) in UNSOUND


def main() -> int:
    wrong: list[str] = []
    for path in (Path(name) for name in sys.argv[1:] or NOTES):
        text, bad = refreshed(path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        wrong += [f"{path.name} {claim}" for claim in bad]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
