"""Sentences that say that two optimisations are one: ``maximising the likelihood is minimising the KL``."""

import re
from collections.abc import Iterator
from functools import cache

from mdcheck.claims.lexicon.caution import CONDITIONAL, SENTENCE, asserted_around
from mdcheck.claims.lexicon.goals import BEFORE, EQUIVALENT, GROUPS, LEAST, LIKELIHOOD, MOST, UNDER
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_HINT = regex(rf"(?:{MOST}|{LEAST}|{LIKELIHOOD})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """A quantity, and whether it is to be large (1) or small (-1)."""

    quantity: str
    sign: int


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two goals that are said to be one; ``condition`` is a pair of quantities that one holds for."""

    span: Span
    text: str
    one: Goal
    other: Goal
    condition: tuple[str, str] | None


def equivalences(text: Text) -> Iterator[Equivalence]:
    """Every such sentence that is asserted."""
    for passage in text.passages:
        if _HINT.search(passage.text):
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Equivalence]:
    typed = zip(passage.maths, passage.extract.text, strict=True)
    text = "".join(raw if char == MASK else char for char, raw in typed)
    for found in _form().finditer(text):
        start, end = found.span()
        whole = _sentence(text, start, end)
        condition = next((pair for *pair, words in UNDER if re.search(words, whole, re.IGNORECASE)), None)
        outside = whole.replace(found[0], "")
        free = not CONDITIONAL.search(outside) or condition is not None
        if free and asserted_around(text, start, end, passage.titles):
            pair = (condition[0], condition[1]) if condition else None
            one, other = _goal(found, "1"), _goal(found, "2")
            if one.quantity != other.quantity:
                yield Equivalence(passage.locate(start, end), passage.written(start, end), one, other, pair)


def _sentence(text: str, start: int, end: int) -> str:
    before = [found.end() for found in SENTENCE.finditer(text, 0, start)]
    after = SENTENCE.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _goal(found: re.Match[str], side: str) -> Goal:
    if found[f"mle{side}"]:
        return Goal("likelihood", 1)
    number = next(name for name, text in found.groupdict().items() if text and name.endswith(f"q{side}"))
    quantity = list(_quantities())[int(number[1 : -len(f"q{side}")])]
    return Goal(quantity, 1 if found[f"most{side}"] else -1)


def _quantities() -> dict[str, str]:
    """Quantity to its pattern; longer names before those that they hold."""
    every = {name: pattern for group in GROUPS.values() for name, (_, pattern) in group.items()}
    return dict(sorted(every.items(), key=lambda item: -len(item[0])))


@cache
def _form() -> re.Pattern[str]:
    def side(number: str) -> str:
        quantities = "|".join(
            f"(?P<_{at}q{number}>{pattern})" for at, pattern in enumerate(_quantities().values())
        )
        verb = f"(?P<most{number}>{MOST})|(?P<least{number}>{LEAST})"
        return rf"(?:(?P<mle{number}>{LIKELIHOOD})|(?:{verb}){BEFORE}(?:{quantities}))"

    behind = r"(?![A-Za-z\u4e00-\u9fff]|\s*(?:与|和|加|减|的|plus|minus|\+|-))"
    return regex(f"{side('1')}{EQUIVALENT}{side('2')}{behind}", re.IGNORECASE)
