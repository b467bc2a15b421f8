"""Sentences that say which of several answers holds for a method: ``CBOW predicts the centre word``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from mdcheck.claims.fact_clauses import Clause, Word, bounded, clauses, name_of, subjects
from mdcheck.claims.lexicon.caution import CONDITIONAL, SENTENCE, asserted_around
from mdcheck.claims.lexicon.facts import TOPICS, Topic
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_ASIDE = regex(r"\$[^$\n]{1,200}\$|[(（](?P<inner>[^()（）\n]{1,80})[)）]")
_CONTRAST = regex(
    r"[,，]?\s*(?:而不是|而非|(?i:\brather than\b|\binstead of\b|(?<=,) ?\bnot\b))"
    r"[^，,。.;；\n]{1,30}(?=[。.;；\n]|$)"
)
"""Behind a statement: what it says is not the case."""
_CLOSE = regex(r"[\s*`$]*")
_OWN = regex(r"我们|本文|实验|变体|改进版|(?i:\b(?:our|this (?:paper|work)|variants?|experiments?)\b)")
"""Another setting than that of the literature."""
_COLON = regex(r"[:：]")
_HEAD = (
    r"\s*(?:[-*+•]\s+)?[*_`]*(?:%s)[*_`]*\s*(?:[(（][^()（）\n]{1,40}[)）])?[*_`]*\s*(?:[:：]|[—–]+|\s-\s)"
)
_START = r"[\s*_`-]*(?:%s)"
_TITLE = r"[\d.、\s一二三四五六七八九十(（)）§]*[*_`]*(?:%s)[*_`\s]*(?:[(（][^()（）\n]*[)）])?"


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


def facts(text: Text) -> Iterator[Fact]:
    """Every such clause that is asserted, topic by topic."""
    titled = [(passage, " ".join(passage.titles[-1:])) for passage in text.passages]
    for passage, title in (*titled, *((cell, "") for cell in text.cells)):
        raw = f"{title} {passage.extract.text}".lower()
        for topic in TOPICS:
            if any(hint in raw for hint in topic.hints):
                yield from _in_passage(passage, topic, title)


def _in_passage(passage: Passage, topic: Topic, title: str) -> Iterator[Fact]:
    text = written(passage)
    lasting = _head(text, title, topic)
    if not lasting and not subjects(topic).search(text):
        return
    plain = _CONTRAST.sub(_blank, _ASIDE.sub(_blank, text))
    start = 0
    for end in (*(found.end() for found in SENTENCE.finditer(plain)), len(plain)):
        read = list(clauses(plain, start, end, topic))
        lasting = lasting if _stays(lasting, read, plain, first=start == 0) else ""
        told = () if _hedged(plain[start:end], plain, read, topic) else _told(read, topic, lasting)
        yield from _facts(told, topic, passage, plain)
        for aside in _ASIDE.finditer(text, start, end):
            if aside["inner"] and (subject := _before(text, aside.start(), topic, lasting)):
                inner = list(clauses(text, *aside.span("inner"), topic))
                named = [one for one in inner if not one.names]
                yield from _facts(_told(named, topic, subject), topic, passage, text)
        start = end


def _blank(found: re.Match[str]) -> str:
    """A formula as it is, and blanks for anything else."""
    return found[0] if found[0].startswith("$") else " " * len(found[0])


def written(passage: Passage) -> str:
    """A passage's words without markup, with its formulas as typed."""
    typed = zip(passage.maths, passage.extract.text, strict=True)
    shown = [raw if char == MASK else char for char, raw in typed]
    for place, _ in passage.formulas:
        shown[place.start : place.end] = passage.extract.text[place.start : place.end]
    return "".join(shown)


def _facts(told: Iterator[Clause] | tuple[()], topic: Topic, passage: Passage, text: str) -> Iterator[Fact]:
    for clause in told:
        for subject, pairs in dealt(clause, topic):
            pairs = tuple(pair for pair in pairs if pair[0] in topic.truth[subject])
            if pairs and asserted_around(text, clause.start, clause.end, passage.titles):
                span = passage.locate(clause.start, clause.end)
                yield Fact(span, passage.written(clause.start, clause.end), topic, subject, pairs)


def _stays(lasting: str, read: Sequence[Clause], text: str, *, first: bool) -> bool:
    """Whether a sentence leaves the passage's subject: it names no other, and explains nothing else."""
    others = any(clause.names - {lasting} for clause in read)
    return not others and (first or not any(_COLON.search(text, one.start, one.end) for one in read))


def _head(text: str, title: str, topic: Topic) -> str:
    """What all of a passage is about: the name before its colon, else the title that it stands under."""
    begun = _heads(topic)[0].match(text)
    titled = _heads(topic)[1].fullmatch(title) if topic.titled else None
    found = begun or titled or (_heads(topic)[2].match(text) if topic.lasts else None)
    name = subjects(topic).search(found[0]) if found else None
    return name_of(topic, name) if name else ""


@cache
def _heads(topic: Topic) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A passage's head with its colon, a title, and a passage's first words."""
    names = "|".join(bounded(one) for one in topic.subjects.values())
    head, title, start = (regex(one % names, re.IGNORECASE) for one in (_HEAD, _TITLE, _START))
    return head, title, start


def _before(text: str, at: int, topic: Topic, lasting: str) -> str:
    """The subject right before a bracket, or that of the passage."""
    named = list(subjects(topic).finditer(text, 0, at))
    if named and _CLOSE.fullmatch(text, named[-1].end(), at):
        return name_of(topic, named[-1])
    return lasting


def _hedged(sentence: str, text: str, read: Sequence[Clause], topic: Topic) -> bool:
    """Whether the clauses of a sentence that were not read set a condition other than the topic's own."""
    rest = re.sub(topic.given, "", sentence, flags=re.IGNORECASE) if topic.given else sentence
    for clause in read:
        rest = rest.replace(text[clause.start : clause.end], "") if clause.words is not None else rest
    return bool(CONDITIONAL.search(rest) or _OWN.search(rest))


def _told(read: Sequence[Clause], topic: Topic, lasting: str) -> Iterator[Clause]:
    """Clauses with one subject: a clause without one, or without a cue, has those of the clause before."""
    subject, slot = lasting, ""
    for clause in read:
        own = clause.of("subject")
        if clause.words is None or (len(own) > 1 and not (clause.each or topic.compared)):
            subject, slot = lasting if clause.words is None else "", ""
            continue
        subject = own[0] if own else subject
        slots = clause.of("slot")
        slot = slots[0] if slots else slot
        words: Sequence[Word] = clause.words
        if not own:
            words = (("subject", subject), *words) if subject else ()
        if not slots and slot and not topic.directed:
            words = (*words, ("slot", slot))
        if words:
            yield replace(clause, words=tuple(words))


def dealt(clause: Clause, topic: Topic) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each subject of a clause with its answers; several subjects have as many answers, one each."""
    named, values = clause.of("subject"), clause.of("value")
    if len(named) == 1 and not topic.compared:
        yield named[0], tuple(_answers(clause, topic))
        return
    slots = clause.of("slot") or (tuple(topic.slots) if topic.bare else ())
    if topic.compared and slots and (len(named), len(values)) == (2, 1):
        yield named[0], ((f"than {named[1]}", values[0]),)
    if clause.each and len(slots) == 1 and len(named) == len(values):
        yield from ((name, ((slots[0], value),)) for name, value in zip(named, values, strict=True))


def _answers(clause: Clause, topic: Topic) -> Iterator[tuple[str, str]]:
    words = [word for word in clause.words or () if word[0] != "subject"]
    if topic.directed:
        for (kind, slot), (other, value) in pairwise(words):
            if (kind, other) == ("slot", "value"):
                yield slot, value
        return
    slots = clause.of("slot") or (tuple(topic.slots) if topic.bare else ())
    if len(slots) == 1 and len(values := clause.of("value")) == 1:
        yield slots[0], values[0]
    elif len(words) > 2 and len(words) % 2 == 0:
        pairs = list(zip(words[::2], words[1::2], strict=True))
        for (kind, _), (other, _) in pairs:
            if {kind, other} != {"slot", "value"} or kind != words[0][0]:
                return
        for pair in pairs:
            keys = dict(pair)
            yield keys["slot"], keys["value"]
