"""Find the names of terms in running text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from mdcheck.claims.lexicon.confusion import OUTCOMES, RATES
from mdcheck.claims.lexicon.field import FIELD
from mdcheck.claims.lexicon.terms import Group, Term
from mdcheck.claims.lexicon.trie import CJK, trie, with_gaps
from mdcheck.patterns import regex
from mdcheck.records import dataclass

GROUPS = (OUTCOMES, RATES, *FIELD)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term's name in a text, at ``start`` to ``end``."""

    group: Group
    term: Term
    series: str
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Every name of a known term in order of place, the longest where several begin."""
    by_name, pattern = _index()
    for found in pattern.finditer(text):
        group, term, series = _named(by_name, found[0])
        yield Mention(group, term, series, found.start(), found.end())


@cache
def _index() -> tuple[dict[str, tuple[Group, Term, str]], re.Pattern[str]]:
    by_name: dict[str, tuple[Group, Term, str]] = {}
    for group in GROUPS:
        for term in group.terms:
            for series, names in term.names.items():
                by_name.update((_key(name), (group, term, series)) for name in names)
    return by_name, _pattern(
        name for group in GROUPS for term in group.terms for n in term.names.values() for name in n
    )


def _named(by_name: Mapping[str, tuple[Group, Term, str]], name: str) -> tuple[Group, Term, str]:
    """Abbreviations keep their case; other names are found in any spelling."""
    return by_name.get(name) or by_name.get(name.removesuffix("s")) or by_name[_key(name.casefold())]


def _key(name: str) -> str:
    """One spelling for all: ``False-Negatives`` is ``false negative``; an abbreviation is itself."""
    if name.isupper() and name.isascii():
        return name
    folded = re.sub(r"[\s\-]+", " ", name.casefold())
    return _singular(folded) if folded.isascii() else folded.replace(" ", "")


def _singular(name: str) -> str:
    if name.endswith("sses"):
        return name.removesuffix("es")
    return name.removesuffix("s") if not name.endswith(("ss", "is", "us")) else name


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    known = list(names)
    chinese = [name for name in known if not name.isascii()]
    abbreviations = [name for name in known if name.isascii() and name.isupper()]
    latin = [name for name in known if name.isascii() and not name.isupper()]
    single = "|".join(name for name in chinese if len(name) == 1)
    several = trie(with_gaps(name.replace(" ", "")) for name in chinese if len(name) > 1)
    return regex(
        rf"(?i:(?:(?<![A-Za-z0-9])|(?![A-Za-z0-9])){several})"
        rf"|(?:(?<![{CJK}])|(?<=[的按每各和与或、]))(?:{single})(?![{CJK}])"
        rf"|(?<![A-Za-z0-9_\\])(?:{trie(abbreviations)}s?|(?i:{trie(map(_key, latin))}(?:es|s)?))(?![A-Za-z0-9_])"
    )
