"""Sentences about what a fraction's part sums over: ``the denominator excludes the sample itself``."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around
from mdcheck.claims.lexicon.caution import clause as clause_around
from mdcheck.claims.lexicon.contrast import CLAUSE, OBJECTS, PART_WORD
from mdcheck.claims.nearby import Neighbourhood
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.document import Formula
from mdcheck.model.source import Span

Role = Literal["self", "positive", "negative"]
Part = Literal["numerator", "denominator"]
Mode = Literal["includes", "excludes", "only"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sentence says of a fraction's part.

    Attributes:
        part: Which part.
        mode: Whether it holds the roles, lacks them, or holds nothing else.
        roles: What the sentence names.
        formulas: The formulas that the sentence may be about, nearest first.
    """

    span: Span
    text: str
    part: Part
    mode: Mode
    roles: frozenset[Role]
    formulas: tuple[Formula, ...]


def contents(text: Text) -> Iterator[Contents]:
    """Every such sentence that its author asserts without a condition."""
    told = [passage for passage in text.passages if PART_WORD.search(passage.text)]
    nearby = Neighbourhood(text.document) if told else None
    for passage in told:
        if nearby:
            yield from _in_passage(passage, nearby)


def _in_passage(passage: Passage, nearby: Neighbourhood) -> Iterator[Contents]:
    text = passage.text
    for found in CLAUSE.finditer(text):
        start, end = found.start(), found.start() + len(found[0].rstrip())
        outside = clause_around(text, start, end).replace(found[0], "")
        roles = _roles(found["objects"], only=bool(found["only"]))
        if roles and not CONDITIONAL.search(outside) and asserted_around(text, start, end, passage.titles):
            part: Part = "denominator" if found["part"].lower() in ("分母", "denominator") else "numerator"
            mode: Mode = "only" if found["only"] else "excludes" if found["excludes"] else "includes"
            span, written = passage.locate(start, end), passage.written(start, end)
            yield Contents(span, written, part, mode, roles, nearby.formulas(span))


def _roles(objects: str, *, only: bool) -> frozenset[Role]:
    """The roles named; none if any word was not understood. ``and no negatives`` adds nothing to ``only``."""
    tokens = list(OBJECTS.finditer(objects))
    if sum(len(token[0]) for token in tokens) != len(objects):
        return frozenset()
    names = {token.lastgroup for token in tokens}
    if "nothing" in names and not only:
        return frozenset()
    roles: tuple[Role, ...] = ("self", "positive", "negative")
    return frozenset(role for role in roles if role in names)
