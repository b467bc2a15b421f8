"""Sentences that say what stands above or below in a rate: ``the denominator of precision is TP + FP``."""

from collections.abc import Iterator
from typing import Literal

from mdcheck.claims.conditions import Condition, conditions
from mdcheck.claims.lexicon.caution import asserted_around
from mdcheck.claims.lexicon.confusion import OUTCOMES, RATES
from mdcheck.claims.lexicon.mentions import Mention, mentions
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_PART = regex(r"分母|分子|除以|(?i:\b(?:denominator|numerator|divided by|over)\b)")
_BELOW = regex(r"分母|(?i:denominator)")
_CHINESE = regex(r"\s*的\s*(?:分母|分子)\s*(?:就)?(?:是|为|等于)\s*(?P<said>[^，,。；;\n]{1,40})")
_ENGLISH = regex(r"\s*(?:rate\s*)?(?:is|equals|counts)\s+(?!not\b)(?P<said>[^,.;\n]{1,60})")
_ENGLISH_LEAD = regex(r"(?i:\b(?:denominator|numerator)\s+of\s+(?:the\s+)?)$")
_QUOTIENT_ZH = regex(
    r"\s*(?:就)?(?:是|为|等于)\s*(?P<above>[^，,。；;\n]{1,30}?)\s*除以\s*(?P<below>[^，,。；;\n]{1,30})"
)
_QUOTIENT_EN = regex(
    r"\s*(?:rate\s*)?(?:is|equals)\s+(?!not\b)(?P<above>[^,.;\n]{1,50}?)"
    r"\s+(?:divided by|over)\s+(?P<below>[^,.;\n]{1,50})"
)
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
    quotient = _QUOTIENT_ZH.match(text, rate.end) or _QUOTIENT_EN.match(text, rate.end)
    if found:
        named = lead[0] if lead else found[0]
        parts: dict[Part, str] = {"denominator" if _BELOW.search(named) else "numerator": found["said"]}
    elif quotient:
        found, parts = quotient, {"numerator": quotient["above"], "denominator": quotient["below"]}
    else:
        return
    start, end = lead.start() if lead else rate.start, found.end()
    if asserted_around(text, start, end, passage.titles):
        span, written = passage.locate(start, end), passage.written(start, end).strip()
        for part, said in parts.items():
            outcomes = _outcomes(said)
            meant = conditions(said, bare="actual") if outcomes == frozenset() else None
            if outcomes or meant:
                yield RatePart(
                    span, written, rate.term.key, part, outcomes or frozenset(), meant or frozenset()
                )


def _outcomes(said: str) -> frozenset[str] | None:
    """Outcomes joined by plus signs, or none at all; None if any other word stands among them."""
    found = [mention for mention in mentions(said) if mention.group is OUTCOMES]
    rest, last = "", 0
    for mention in found:
        rest, last = rest + said[last : mention.start], mention.end
    plain = _SUM.fullmatch(rest + said[last:])
    return frozenset(mention.term.key for mention in found) if plain or not found else None
