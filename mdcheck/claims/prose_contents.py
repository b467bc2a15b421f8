"""Sentences about what a loss or a part of its fraction sums over: ``the denominator has no negatives``."""

import re
from collections.abc import Iterator
from typing import Literal

from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around, sentence
from mdcheck.claims.lexicon.caution import clause as clause_around
from mdcheck.claims.lexicon.contrast import CLAUSES, LOSS, OBJECTS, PART_WORD, TOPIC, WITHOUT_NEGATIVES
from mdcheck.claims.nearby import Neighbourhood
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.document import Formula
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

Role = Literal["self", "positive", "negative"]
Part = Literal["numerator", "denominator", "loss"]
Mode = Literal["includes", "excludes", "only"]

_LOSS = regex(LOSS)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sentence says of a loss or of a fraction's part.

    Attributes:
        part: Which part, or the whole loss.
        mode: Whether it holds the roles, lacks them, or holds nothing else.
        roles: What the sentence names.
        formulas: The formulas that the sentence may be about, nearest first.
        topic: The contrastive loss or subject that its words or its headings name; empty if none does.
    """

    span: Span
    text: str
    part: Part
    mode: Mode
    roles: frozenset[Role]
    formulas: tuple[Formula, ...]
    topic: str


def contents(text: Text) -> Iterator[Contents]:
    """Every such sentence that its author asserts without a condition."""
    told = [
        passage for passage in text.passages if PART_WORD.search(passage.text) or _LOSS.search(passage.text)
    ]
    nearby = Neighbourhood(text.document) if told else None
    for passage in told:
        if nearby:
            yield from _in_passage(passage, nearby)


def _in_passage(passage: Passage, nearby: Neighbourhood) -> Iterator[Contents]:
    text, read = passage.text, 0
    for found in sorted((found for clause in CLAUSES for found in clause.finditer(text)), key=re.Match.start):
        start, end = found.start(), found.start() + len(found[0].rstrip())
        mode, roles = _mode(found), _roles(found)
        if start >= read and roles and _asserted(passage, start, end):
            read = end
            span, written = passage.locate(start, end), passage.written(start, end)
            topic = _topic(passage, start, end)
            yield Contents(span, written, _part(found), mode, roles, nearby.formulas(span), topic)


def _asserted(passage: Passage, start: int, end: int) -> bool:
    text = passage.text
    outside = clause_around(text, start, end).replace(text[start:end], "")
    return not CONDITIONAL.search(outside) and asserted_around(text, start, end, passage.titles)


def _part(found: re.Match[str]) -> Part:
    match found.groupdict().get("part"):
        case None:
            return "loss"
        case word:
            return "denominator" if word.lower() in ("分母", "denominator") else "numerator"


def _mode(found: re.Match[str]) -> Mode:
    groups = found.groupdict()
    if groups.get("only") or _kinds(found) & {"alone"}:
        return "only"
    return "excludes" if groups.get("excludes") else "includes"


def _roles(found: re.Match[str]) -> frozenset[Role]:
    """The roles named; none if any word was not understood. ``and no negatives`` adds nothing to ``only``."""
    tokens = list(OBJECTS.finditer(found["objects"]))
    understood = sum(len(token[0]) for token in tokens) == len(found["objects"])
    denied = found.groupdict().get("only") and found.groupdict().get("excludes")
    kinds = _kinds(found)
    if not understood or denied or ("nothing" in kinds and _mode(found) != "only"):
        return frozenset()
    roles: tuple[Role, ...] = ("self", "positive", "negative")
    return frozenset(role for role in roles if role in kinds)


def _kinds(found: re.Match[str]) -> set[str]:
    return {token.lastgroup or "" for token in OBJECTS.finditer(found["objects"])}


def _topic(passage: Passage, start: int, end: int) -> str:
    """The loss that a sentence names, else the last one named before it, else that of the nearest heading."""
    text = passage.text
    if WITHOUT_NEGATIVES.search(text) or any(map(WITHOUT_NEGATIVES.search, passage.titles)):
        return ""
    own = [*TOPIC.finditer(sentence(text, start, end))][:1]
    before = [*TOPIC.finditer(text, 0, start)]
    headings = [found for title in passage.titles if (found := TOPIC.search(title))]
    return next((named[-1][0] for named in (own, before, headings) if named), "")
