"""Sentences that say what stands above or below in a rate: ``the denominator of precision is TP + FP``."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mdcheck.claims.conditions import Condition, conditions
from mdcheck.claims.lexicon.caution import asserted_around
from mdcheck.claims.lexicon.confusion import OUTCOMES, RATES
from mdcheck.claims.lexicon.mentions import Mention, mentions
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_PART = regex(r"分母|分子|(?i:\b(?:denominator|numerator)\b)")
_BELOW = regex(r"分母|(?i:denominator)")
_CHINESE = regex(r"\s*的\s*(?:分母|分子)\s*(?:就)?(?:是|为|等于)\s*(?P<said>[^，,。；;\n]{1,40})")
_ENGLISH = regex(r"\s*(?:rate\s*)?(?:is|equals|counts)\s+(?P<said>[^,.;\n]{1,60})")
_ENGLISH_LEAD = regex(r"(?i:\b(?:denominator|numerator)\s+of\s+(?:the\s+)?)$")
_SUM = regex(r"(?:[\s+＋]|与|和|之和|的|个数|数量|(?i:the|number|sum|of|and|plus|count|all)\b)*")

Part = Literal["denominator", "numerator"]


@dataclass(frozen=True, slots=True)
class RatePart:
    """A rate's part and what it is said to count: outcomes by name, or the conditions on the samples."""

    span: Span
    text: str
    rate: str
    part: Part
    outcomes: frozenset[str]
    conditions: frozenset[Condition]


def rate_parts(text: Text) -> Iterator[RatePart]:
    """Every such sentence that its author asserts and that was understood in full."""
    for passage in text.passages:
        if _PART.search(passage.maths):
            for mention in mentions(passage.maths):
                if mention.group is RATES:
                    yield from _said_of(passage, mention)


def _said_of(passage: Passage, rate: Mention) -> Iterator[RatePart]:
    text = passage.maths
    lead = _ENGLISH_LEAD.search(text, 0, rate.start)
    found = _ENGLISH.match(text, rate.end) if lead else _CHINESE.match(text, rate.end)
    if not found:
        return
    start, end = lead.start() if lead else rate.start, found.end()
    named = lead[0] if lead else found[0]
    outcomes = _outcomes(found["said"])
    if outcomes is None:
        return
    said = frozenset() if outcomes else conditions(found["said"], bare="actual") or frozenset()
    if (outcomes or said) and asserted_around(text, start, end, passage.titles):
        part: Part = "denominator" if _BELOW.search(named) else "numerator"
        written = passage.written(start, end).strip()
        yield RatePart(passage.locate(start, end), written, rate.term.key, part, outcomes, said)


def _outcomes(said: str) -> frozenset[str] | None:
    """Outcomes joined by plus signs, or none at all; None if any other word stands among them."""
    found = [mention for mention in mentions(said) if mention.group is OUTCOMES]
    rest, last = "", 0
    for mention in found:
        rest, last = rest + said[last : mention.start], mention.end
    plain = _SUM.fullmatch(rest + said[last:])
    return frozenset(mention.term.key for mention in found) if plain or not found else None
