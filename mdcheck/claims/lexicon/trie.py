"""Patterns for any of many names, that look at each character of a text once."""

import re
from collections.abc import Iterable
from itertools import groupby

from mdcheck.patterns import regex

CJK = "\u4e00-\u9fff"
_GAP = "\0"
_MIXED = regex(rf"(?<=[A-Za-z0-9])(?=[{CJK}])|(?<=[{CJK}])(?=[A-Za-z0-9])")


def with_gaps(name: str) -> str:
    """A name with a mark where a blank may be: between ``KL`` and ``散度``."""
    return _MIXED.sub(_GAP, name)


def trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, that looks at each character once."""

    def build(tails: list[str]) -> str:
        rest = sorted({tail for tail in tails if tail})
        branches = [
            _escape(head) + build([tail[1:] for tail in group])
            for head, group in ((h, list(g)) for h, g in groupby(rest, key=lambda tail: tail[0]))
        ]
        if len(branches) < 2 and "" not in tails:
            return "".join(branches)
        return f"(?:{'|'.join(branches)})" + "?" * ("" in tails) if branches else ""

    return f"(?:{build(list(words))})"


def _escape(char: str) -> str:
    return {" ": r"[\s\-]+", _GAP: r"\s?"}.get(char) or re.escape(char)
