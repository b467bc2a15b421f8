"""Clauses as tokens of the lexicon; a clause with an unknown word has none."""

import re
from functools import cache

from mdcheck.claims.lexicon.concepts import CONCEPT_HERE, concept_of
from mdcheck.claims.lexicon.word import NUMBER, Word
from mdcheck.claims.lexicon.words import spellings
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_NUMBER = regex(rf"\s*(?P<number>{NUMBER})", re.IGNORECASE | re.ASCII)
_GLOSS = regex(
    r"(?:（|(?<![A-Za-z])\()(?![^()（）]*(?:错|误|轴|(?i:false|wrong|axis)))"
    r"[A-Za-z\u4e00-\u9fff \-]{2,40}[)）]"
)
"""A translation or an abbreviation in brackets; brackets right behind a Latin name hold its arguments."""
_BLANK = regex(r"\s*")
_LETTER = regex(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its part (a letter of ``lexicon.words``), what it stands for, the numbers in it."""

    part: str
    value: str = ""
    numbers: tuple[str, ...] = ()


def tokens(clause: str) -> tuple[list[Token], bool]:
    """The tokens of a clause, fillers left out, and whether that is all; they end before an unknown word."""
    text = _GLOSS.sub(lambda gloss: " " * len(gloss[0]), clause).strip()
    found: list[Token] = []
    at = 0
    while at < len(text):
        best = _longest(text, at)
        if best is None:
            return found, False
        at, token = best
        if token.part and not (token.part == "C" and found and found[-1] == token):
            found.append(token)
    return found, True


@cache
def _spellings() -> tuple[tuple[Word, re.Pattern[str]], ...]:
    return tuple(spellings())


def _longest(text: str, at: int) -> tuple[int, Token] | None:
    start = _end(_BLANK.match(text, at))
    joined = start > 0 and bool(_LETTER.match(text, start - 1))
    candidates = [
        (found.end(), _token(word, found))
        for word, pattern in _spellings()
        if (found := pattern.match(text, start))
    ]
    if not joined and (concept := CONCEPT_HERE.match(text, start)):
        candidates.append((concept.end(), Token("C", concept_of(concept))))
    if not joined and (number := _NUMBER.match(text, start)):
        candidates.append((number.end(), Token("N", number["number"].strip())))
    longer = [candidate for candidate in candidates if candidate[0] > at]
    return max(longer, key=lambda candidate: candidate[0], default=None)


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else 0


def _token(word: Word, found: re.Match[str]) -> Token:
    numbers = tuple(text.strip() for text in found.groups() if text)
    return Token(word.part, word.value.format(*numbers) if "{}" in word.value else word.value, numbers)
