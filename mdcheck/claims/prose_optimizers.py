"""Sentences that equate two optimizers: ``AdamW has the same effect as Adam with L2``."""

import re
from collections.abc import Iterator

from mdcheck.claims.lexicon import optimizers as words
from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around
from mdcheck.claims.lexicon.caution import clause as clause_around
from mdcheck.claims.lexicon.optimizers import (
    OPTIMIZER,
    optimizer_of,
)
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class SameUpdate:
    """Two optimizers said to make the same steps.

    Attributes:
        left: One of them.
        right: The other.
        setting: A parameter of ``right`` and the value under which they agree; None if they always should.
        negated: Whether it is denied.
    """

    span: Span
    text: str
    left: str
    right: str
    setting: tuple[str, float] | None = None
    negated: bool = False


def same_updates(text: Text) -> Iterator[SameUpdate]:
    """Every such sentence asserted without condition; one without a subject has its heading's."""
    for passage in text.passages:
        if not words.EQUATING.search(passage.maths):
            continue
        for found in OPTIMIZER.finditer(passage.maths):
            yield from _right_of(passage, found)
            yield from _reduced(passage, found)
        yield from _penalties(passage)


def _right_of(passage: Passage, right: re.Match[str]) -> Iterator[SameUpdate]:
    """The claim whose second optimizer is ``right``."""
    text = passage.maths
    for link, ending, special in (
        (words.SAME, words.SAME_END, False),
        (words.SPECIAL, words.SPECIAL_END, True),
    ):
        before = link.finditer(text, max(0, right.start() - 60), right.start())
        linked = next((found for found in before if found.end() == right.start()), None)
        end = ending.match(text, right.end())
        if not linked or not (end or (not special and _verb_first(linked))):
            continue
        named = _subject(passage, linked.start())
        stop = end.end() if end else right.end()
        if named is None or not _unconditional(passage, named[1], stop):
            continue
        groups = {**linked.groupdict(), **({"neg3": end.groupdict().get("neg")} if end else {})}
        setting = _setting(end[0]) if end and special else None
        denied = any(groups.get(name) for name in ("neg", "neg2", "neg3", "neg4"))
        span = passage.locate(named[1], stop)
        written = passage.written(named[1], stop).strip()
        yield SameUpdate(span, written, named[0], optimizer_of(right), setting, denied)


def _reduced(passage: Passage, left: re.Match[str]) -> Iterator[SameUpdate]:
    """``with momentum = 0, SGD with momentum reduces to SGD``: the setting belongs to the first."""
    text = passage.maths
    given = words.GIVEN.search(text, max(0, left.start() - 40), left.start())
    link = words.REDUCES.match(text, left.end())
    right = OPTIMIZER.match(text, _after_blanks(text, link.end())) if link else None
    if not given or not link or not right or not words.SENTENCE_END.match(text, right.end()):
        return
    start, end = given.start(), right.end()
    if _unconditional(passage, start, end):
        setting = (given["name"], float(given["value"]))
        denied = bool(link["neg"] or link["neg2"])
        span, written = passage.locate(start, end), passage.written(start, end)
        yield SameUpdate(span, written, optimizer_of(right), optimizer_of(left), setting, denied)


def _after_blanks(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _penalties(passage: Passage) -> Iterator[SameUpdate]:
    """``for SGD, L2 regularization is equivalent to weight decay``."""
    for found in words.FOR_BASE.finditer(passage.maths):
        link = words.EQUIVALENT.fullmatch(found["link"])
        end = words.EQUIVALENT_END.fullmatch(found["end"])
        said_last = bool(link and link[0].strip() not in ("与", "和", "跟", "and"))
        if not link or not (end or (said_last and not found["end"].strip())):
            continue
        if _unconditional(passage, *found.span()):
            sides = [_penalized(found["base"], found[side]) for side in ("left", "right")]
            denied = any(part and (part["neg"] or part["neg2"]) for part in (link, end))
            span, written = passage.locate(*found.span()), passage.written(*found.span())
            yield SameUpdate(span, written.strip(), sides[0], sides[1], negated=bool(denied))


def _penalized(base: str, penalty: str) -> str:
    if words.PENALTY.match(penalty):
        return f"{base.lower()} + l2"
    return "adamw" if base.lower() == "adam" else "sgd + decay"


def _verb_first(link: re.Match[str]) -> bool:
    """Whether the link itself says ``equivalent``: the Chinese ``与`` says so only with its ending."""
    return not re.fullmatch(r".*(?:与|和|跟)\s*", link[0], re.DOTALL)


def _subject(passage: Passage, end: int) -> tuple[str, int] | None:
    """The optimizer right before ``end``, or else that of the heading, and where the claim starts."""
    for found in OPTIMIZER.finditer(passage.maths, max(0, end - 60), end):
        if not passage.maths[found.end() : end].strip():
            return optimizer_of(found), found.start()
    if passage.maths[:end].strip() or not passage.titles:
        return None
    headed = OPTIMIZER.search(passage.titles[-1])
    return (optimizer_of(headed), end) if headed else None


def _unconditional(passage: Passage, start: int, end: int) -> bool:
    outside = clause_around(passage.maths, start, end).replace(passage.maths[start:end], "")
    return not CONDITIONAL.search(outside) and asserted_around(passage.maths, start, end, passage.titles)


def _setting(text: str) -> tuple[str, float] | None:
    found = words.SETTING.search(text)
    return (found["name"], float(found["value"])) if found else None
