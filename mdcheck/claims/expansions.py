"""Abbreviations and what a page says that they are short for: ``LDA (linear discriminant analysis)``."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from mdcheck.claims.clashes import Clash
from mdcheck.claims.passages import Passage, passage
from mdcheck.model.document import Document, Prose
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_WORDS = r"[A-Za-z][A-Za-z\-]*(?: [A-Za-z][A-Za-z\-]*){1,6}"
_AFTER = regex(rf"(?<![A-Za-z])(?P<short>[A-Z]{{3,6}})\s*[（(]\s*(?P<long>{_WORDS})\s*[)）,，]")
_BEFORE = regex(rf"(?P<long>{_WORDS})\s*[（(]\s*(?P<short>[A-Z]{{3,6}})\s*[)）]")
_SHORT = regex(r"(?<![A-Za-z])[A-Z]{3,6}\s*[（(]\s*[A-Za-z]|[A-Za-z]\s*[（(]\s*[A-Z]{3,6}\s*[)）]")
_SMALL = frozenset(["of", "the", "and", "for", "in", "a", "an", "to", "with", "by", "on"])
_ALIKE = 0.75


def expansions(document: Document) -> Iterator[Clash]:
    """Abbreviations that a page spells out in two ways, both of which begin with their letters."""
    known: dict[str, str] = {}
    texts = (node for node in document.nodes if isinstance(node, Prose))
    for text in (node for node in texts if _SHORT.search(node.content.text)):
        for short, long, span in _in_passage(passage(text)):
            before = known.setdefault(short, long)
            if SequenceMatcher(None, before.lower(), long.lower()).ratio() < _ALIKE:
                yield Clash(span, short, long, before)


def _in_passage(place: Passage) -> Iterator[tuple[str, str, Span]]:
    for pattern in (_AFTER, _BEFORE):
        for found in pattern.finditer(place.text):
            if long := _spelt(found["short"], found["long"]):
                yield found["short"], long, place.locate(*found.span())


def _spelt(short: str, words: str) -> str:
    """The last words whose initials are the abbreviation's letters; empty if there are none."""
    chosen = words.replace("-", " ").split()
    for start in range(len(chosen)):
        tail = chosen[start:]
        initials = "".join(word[0].upper() for word in tail if word.lower() not in _SMALL)
        if initials == short or "".join(word[0].upper() for word in tail) == short:
            return " ".join(tail)
    return ""
