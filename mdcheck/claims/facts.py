"""Sentences that say which of several answers holds for a method: ``CBOW predicts the centre word``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from mdcheck.claims.lexicon.caution import CONDITIONAL, SENTENCE, asserted_around
from mdcheck.claims.lexicon.facts import FILLER, TOPICS, Topic
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_CLAUSE = regex(
    r"[，,；;。！!？?\n]|\.(?=\s|$)|(?:而|\band\b|\bwhile\b|\bwhereas\b|\bbut\b)(?=\s*[A-Z第岭高低])"
)
_ASIDE = regex(r"[(（][^()（）\n]{1,80}[)）]")
_BETWEEN = regex(r"[\s:：、\-–—*`“”\"'’$]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a clause says of a method.

    Attributes:
        topic: What it is about.
        subject: The method.
        answers: Pairs of a slot and the value that is said to fill it.
    """

    span: Span
    text: str
    topic: Topic
    subject: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of weight in a clause, in order, as (kind, key): subject, slot or value."""

    start: int
    end: int
    words: tuple[tuple[str, str], ...]

    def of(self, kind: str) -> tuple[str, ...]:
        """The keys of one kind."""
        return tuple(dict.fromkeys(key for found, key in self.words if found == kind))


def facts(text: Text) -> Iterator[Fact]:
    """Every such clause that is asserted, topic by topic."""
    for passage in (*text.passages, *text.cells):
        raw = passage.extract.text.lower()
        for topic in TOPICS:
            if any(hint in raw for hint in topic.hints):
                yield from _in_passage(passage, topic)


def _in_passage(passage: Passage, topic: Topic) -> Iterator[Fact]:
    text = "".join(
        raw if char == MASK else char for char, raw in zip(passage.maths, passage.extract.text, strict=True)
    )
    if not _subjects(topic).search(text):
        return
    text = _ASIDE.sub(lambda found: " " * len(found[0]), text)
    start = 0
    for end in (*(found.end() for found in SENTENCE.finditer(text)), len(text)):
        clauses = list(_clauses(text, start, end, topic))
        for clause in () if _hedged(text[start:end], text, clauses, topic) else _told(clauses, topic):
            answers = tuple(_answers(clause, topic))
            if answers and asserted_around(text, clause.start, clause.end, passage.titles):
                span = passage.locate(clause.start, clause.end)
                written = passage.written(clause.start, clause.end)
                yield Fact(span, written, topic, clause.of("subject")[0], answers)
        start = end


def _hedged(sentence: str, text: str, clauses: Sequence[_Clause | None], topic: Topic) -> bool:
    """Whether the clauses of a sentence that were not read set a condition other than the topic's own."""
    rest = re.sub(topic.given, "", sentence, flags=re.IGNORECASE) if topic.given else sentence
    for clause in clauses:
        rest = rest.replace(text[clause.start : clause.end], "") if clause else rest
    return bool(CONDITIONAL.search(rest))


def _clauses(text: str, start: int, end: int, topic: Topic) -> Iterator[_Clause | None]:
    """The clauses of a sentence; None for one that holds any other word."""
    cuts = [start, *(found.end() for found in _CLAUSE.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        part = text[first:last].rstrip("，,；;。！!.\n ")
        left = first + len(part) - len(part.lstrip(" -*·•\t"))
        if left < first + len(part):
            yield _read(text, left, first + len(part), topic)


def _read(text: str, start: int, end: int, topic: Topic) -> _Clause | None:
    words, at = [], start
    while at < end:
        found = _token(topic).match(text, at, end)
        if found is None or found.end() == at:
            return None
        if found.lastgroup:
            kind, number = found.lastgroup.split("_")
            words.append((kind, list(_table(topic, kind))[int(number)]))
        at = found.end()
    return _Clause(start, end, tuple(words))


def _told(clauses: Sequence[_Clause | None], topic: Topic) -> Iterator[_Clause]:
    """Clauses with one subject: a clause without one, or without a cue, has those of the clause before."""
    subject, slot = "", ""
    for clause in clauses:
        if clause is None:
            subject, slot = "", ""
            continue
        if len(own := clause.of("subject")) > 1:
            subject, slot = "", ""
            continue
        subject = own[0] if own else subject
        slots = clause.of("slot")
        slot = slots[0] if slots else slot
        words: Sequence[tuple[str, str]] = clause.words
        if not own:
            words = (("subject", subject), *words) if subject else ()
        if not slots and slot and not topic.directed:
            words = (*words, ("slot", slot))
        if words:
            yield replace(clause, words=tuple(words))


def _answers(clause: _Clause, topic: Topic) -> Iterator[tuple[str, str]]:
    if topic.directed:
        for (kind, slot), (other, value) in pairwise(clause.words):
            if (kind, other) == ("slot", "value"):
                yield slot, value
        return
    slots = clause.of("slot") or (tuple(topic.slots) if topic.bare else ())
    if len(slots) == 1 and len(values := clause.of("value")) == 1:
        yield slots[0], values[0]


def _table(topic: Topic, kind: str) -> dict[str, str]:
    return dict({"subject": topic.subjects, "slot": topic.slots, "value": topic.values}[kind])


@cache
def _subjects(topic: Topic) -> re.Pattern[str]:
    return re.compile("|".join(_bounded(pattern) for pattern in topic.subjects.values()), re.IGNORECASE)


@cache
def _token(topic: Topic) -> re.Pattern[str]:
    """One word of a clause: the longest kinds first, so that ``使用`` is no ``使`` and ``用``."""
    named = [
        f"(?P<{kind}_{number}>{_bounded(pattern)})"
        for kind in ("subject", "value", "slot")
        for number, pattern in enumerate(_table(topic, kind).values())
    ]
    filler = "|".join(filter(None, (topic.filler, FILLER)))
    return re.compile("|".join((*named, _bounded(filler), _BETWEEN.pattern)), re.IGNORECASE)


def _bounded(pattern: str) -> str:
    """A pattern whose Latin words are whole, with blanks of any width."""
    spaced = re.sub(r"(?<![\\\[|(?]) (?![?*+\]|)])", r"[\\s\\-]+", pattern)
    return rf"(?<![A-Za-z](?=[A-Za-z]))(?:{spaced})(?!(?<=[A-Za-z])[A-Za-z])"
