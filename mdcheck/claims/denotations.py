"""What a section says that its letters stand for: ``$P$ denotes the precision``."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from mdcheck.claims.clashes import Clash, parts
from mdcheck.claims.lexicon.caution import asserted_around
from mdcheck.claims.passages import Passage, passage
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_LETTER = regex(r"\\?[A-Za-z]+|[α-ω]")
_ZH = regex(
    r"\s*(?:则|分别)?(?:表示|代表|指的是|记为|是指)\s*(?P<noun>[^\s，,。；;、:：()（）\ufffc$]{2,14})"
)
_EN = regex(
    r"\s+(?:denotes|represents|stands for)\s+(?:the |an? )?(?P<noun>[A-Za-z][A-Za-z \-]{3,40}?)"
    r"(?=[,.;:)]|\s(?:and|in|of|at|for|that|with|which)\b|$)"
)


_VERB = regex(r"表示|代表|指的?是|记为|是指|denotes|represents|stands for")
_ALIKE = 0.6


def denotations(document: Document) -> Iterator[Clash]:
    """Letters that one section explains twice, by nouns that have nothing in common."""
    for part in parts(document):
        known: dict[str, str] = {}
        for text in part.texts:
            if not text.formulas or not _VERB.search(text.content.text):
                continue
            for letter, noun, span in _in_passage(passage(text, part.titles)):
                before = known.setdefault(letter, noun)
                if not _related(before, noun):
                    yield Clash(span, letter, noun, before)


def _in_passage(place: Passage) -> Iterator[tuple[str, str, Span]]:
    for span, formula in place.formulas:
        letter = formula.content.text.strip()
        if not _LETTER.fullmatch(letter):
            continue
        found = _ZH.match(place.text, span.end) or _EN.match(place.text, span.end)
        if found and asserted_around(place.text, span.start, found.end(), place.titles):
            yield letter, found["noun"].strip(), place.locate(span.start, found.end())


def _related(one: str, other: str) -> bool:
    """Whether two nouns share a word, or in Chinese a character that is not a particle."""
    if one.isascii() != other.isascii() or SequenceMatcher(None, one, other).ratio() > _ALIKE:
        return True
    if one.isascii():
        return bool(set(one.lower().split()) & set(other.lower().split()))
    return bool(set(one) & set(other) - set("的数量个第中"))
