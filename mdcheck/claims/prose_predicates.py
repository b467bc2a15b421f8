"""Sentences that say what a concept is: symmetric, bounded, convex, at least another one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around
from mdcheck.claims.lexicon.caution import clause as clause_around
from mdcheck.claims.lexicon.concepts import CONCEPT, CONCEPT_HERE, EXTREME_OF, concept_of
from mdcheck.claims.lexicon.properties import LEAD, PRONOUN, PROPERTY, RELATION, SEPARATOR
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span

_CLAUSE = re.compile(
    r"(?:[^，,。；;：:\n（()）!！?？.\[【]|[\[(（【][^\]()（）】\n]{0,30}[,，][^\]()（）】\n]{0,30}[\])）】]|(?<=\d)\.(?=\d))+"
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property said of a concept.

    Attributes:
        concept: Whose property.
        property: Which one; a relation sign if ``other`` is what it is compared with.
        negated: Whether it is denied.
        bounds: The numbers in the sentence, as written: lower and upper, or a single one.
        other: The concept on the other side of a comparison.
    """

    span: Span
    text: str
    concept: str
    property: str
    negated: bool = False
    bounds: tuple[str, ...] = ()
    other: str | None = None


def predicates(text: Text) -> Iterator[Predicate]:
    """Every predicate whose clause holds a known subject and known properties, nothing else."""
    for passage in text.passages:
        if CONCEPT.search(passage.text):
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Predicate]:
    subject, last = None, 0
    for clause in _CLAUSE.finditer(passage.maths):
        named = _subject(clause[0])
        carried = subject is not None and passage.maths[last : clause.start()].strip() in ("，", ",", "、")
        last = clause.end()
        if named:
            subject, said = named
        elif carried:
            said = PRONOUN.sub("", clause[0], count=1) if PRONOUN.match(clause[0]) else clause[0]
        else:
            subject = None
            continue
        if subject and (found := list(_properties(said))) and _unconditional(passage, clause):
            yield from _predicates(passage, clause, subject, found)


def _predicates(
    passage: Passage, clause: re.Match[str], subject: str, found: "list[Found]"
) -> Iterator[Predicate]:
    text = clause[0]
    start, end = clause.start() + len(text) - len(text.lstrip()), clause.start() + len(text.rstrip())
    span, written = passage.locate(start, end), passage.written(start, end)
    for name, negated, bounds, other in found:
        yield Predicate(span, written, subject, name, negated, bounds, other)


def _unconditional(passage: Passage, clause: re.Match[str]) -> bool:
    text, (start, end) = passage.maths, clause.span()
    outside = clause_around(text, start, end).replace(clause[0], "")
    return not CONDITIONAL.search(outside) and asserted_around(text, start, end, passage.titles)


def _subject(clause: str) -> tuple[str, str] | None:
    """The concept that a clause is about and what it says of it."""
    found = CONCEPT.search(clause)
    if not found:
        return None
    before, after = clause[: found.start()], clause[found.end() :]
    if inverted := EXTREME_OF.search(before):
        before, after = before[: inverted.start()], f"'s {inverted[0]}{after}"
        return (concept_of(found), after) if LEAD.match(before) else None
    return (concept_of(found), after) if LEAD.match(before) else None


Found = tuple[str, bool, tuple[str, ...], str | None]


def _properties(said: str) -> Iterator[Found]:
    """The properties that fill what is said; none if any word is left over."""
    if compared := _comparison(said):
        yield compared
        return
    found: list[Found] = []
    at = 0
    while said[at:].strip():
        best = _longest(said, at)
        if best is None:
            return
        found.append((best[0], *_details(best[1])))
        at = best[1].end()
        separator = SEPARATOR.match(said, at)
        if said[at:].strip() and not separator:
            return
        at = separator.end() if separator else at
    yield from found


def _longest(clause: str, at: int) -> tuple[str, re.Match[str]] | None:
    matches = [(name, match) for name, pattern in PROPERTY if (match := pattern.match(clause, at))]
    return max(matches, key=lambda pair: pair[1].end(), default=None)


def _details(match: re.Match[str]) -> tuple[bool, tuple[str, ...], None]:
    groups = match.groupdict()
    low, high = groups.get("low") or groups.get("low2"), groups.get("high") or groups.get("high2")
    bounds = tuple(value for value in (low, high, groups.get("value")) if value)
    return bool(groups.get("neg")), bounds, None


def _comparison(said: str) -> Found | None:
    """``cross entropy is at least the entropy``: a relation and one more concept, nothing else."""
    for name, pattern in RELATION:
        relation = pattern.match(said)
        other = CONCEPT_HERE.match(said, relation.end()) if relation else None
        if other and not said[other.end() :].strip():
            return name, False, (), concept_of(other)
    return None
