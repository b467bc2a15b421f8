"""Clauses as strings of a topic's subjects, cues, answers and words of no weight: read in full, or not."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from mdcheck.claims.lexicon.facts import FILLER, Topic
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_STOPS = regex(r"[，,；;。！!？?\n]|\.(?=\s|$)")
CLAUSE = regex(rf"{_STOPS.pattern}|(?:而|\band\b|\bwhile\b|\bwhereas\b|\bbut\b)(?=\s*[A-Z第岭高低])")
"""What parts two clauses."""

_IN_NUMBER = regex(r"(?<=\d),(?=\d{3})")
_FORMULA = regex(r"\$[^$\n]{1,200}\$")
_BETWEEN = regex(r"[\s:：、\-–—*`“”\"'’$=＝→]")
"""Between two words; one at a time, so that what begins a formula is left to the formula."""
_RESPECTIVELY = regex(r"分别|依次|(?i:\brespectively\b)")

Word = tuple[str, str]
"""A word of weight as (kind, key); the kind is ``subject``, ``slot`` or ``value``."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of weight in a clause, in order; None if it holds any other word.

    Attributes:
        words: The words.
        names: The subjects that stand anywhere in it.
        each: Whether it deals its answers out: ``respectively``.
    """

    start: int
    end: int
    words: tuple[Word, ...] | None
    names: frozenset[str]
    each: bool = False

    def of(self, kind: str) -> tuple[str, ...]:
        """The keys of one kind, each once."""
        return tuple(dict.fromkeys(key for found, key in self.words or () if found == kind))


def clauses(text: str, start: int, end: int, topic: Topic) -> Iterator[Clause]:
    """The clauses of a range of a text."""
    shown = _FORMULA.sub(lambda found: "$" * len(found[0]), _IN_NUMBER.sub(" ", text))
    parting = _STOPS if _RESPECTIVELY.search(text, start, end) else CLAUSE
    cuts = [start, *(found.end() for found in parting.finditer(shown, start, end)), end]
    for first, last in pairwise(cuts):
        part = text[first:last].rstrip("，,；;。！!.\n ")
        left = first + len(part) - len(part.lstrip(" -*·•\t"))
        if left < first + len(part):
            yield read(text, left, first + len(part), topic)


def read(text: str, start: int, end: int, topic: Topic) -> Clause:
    """A range of a text as one clause."""
    names = frozenset(name_of(topic, found) for found in subjects(topic).finditer(text, start, end))
    each = bool(_RESPECTIVELY.search(text, start, end))
    words: list[Word] = []
    at = start
    while at < end:
        found = _token(topic).match(text, at, end)
        if found is None or found.end() == at:
            return Clause(start, end, None, names, each)
        if found.lastgroup == "number":
            words.append(("value", re.sub(r"\s|\\", "", found[0])))
        elif found.lastgroup:
            kind, number = found.lastgroup.split("_")
            words.append((kind, list(_table(topic, kind))[int(number)]))
        at = found.end()
    return Clause(start, end, tuple(words), names, each)


def name_of(topic: Topic, found: re.Match[str]) -> str:
    """The subject that a match of ``subjects`` names."""
    return list(topic.subjects)[int((found.lastgroup or "s_0").split("_")[1])]


@cache
def subjects(topic: Topic) -> re.Pattern[str]:
    """Any name of any subject, each in a group of its own."""
    named = (f"(?P<s_{at}>{bounded(one)})" for at, one in enumerate(topic.subjects.values()))
    return regex("|".join(named), re.IGNORECASE)


@cache
def slots(topic: Topic) -> dict[str, re.Pattern[str]]:
    """The cue of each slot."""
    return {slot: regex(bounded(cue), re.IGNORECASE) for slot, cue in topic.slots.items()}


def _table(topic: Topic, kind: str) -> dict[str, str]:
    return dict({"subject": topic.subjects, "slot": topic.slots, "value": topic.values}[kind])


@cache
def _token(topic: Topic) -> re.Pattern[str]:
    """One word of a clause: the longest kinds first, so that ``使用`` is no ``使`` and ``用``."""
    named = [
        f"(?P<{kind}_{number}>{bounded(pattern)})"
        for kind in ("subject", "value", "slot")
        for number, pattern in enumerate(_table(topic, kind).values())
    ]
    numbers = [f"(?P<number>{topic.number})"] if topic.number else []
    filler = "|".join(filter(None, (topic.filler, FILLER)))
    return regex("|".join((*named, *numbers, bounded(filler), _BETWEEN.pattern)), re.IGNORECASE)


def bounded(pattern: str) -> str:
    """A pattern whose Latin words are whole, with blanks of any width."""
    spaced = re.sub(r"(?<![\\\[|(?]) (?![?*+\]|)])", r"[\\s\\-]+", pattern)
    return rf"(?<![A-Za-z](?=[A-Za-z]))(?:{spaced})(?!(?<=[A-Za-z])[A-Za-z])"
