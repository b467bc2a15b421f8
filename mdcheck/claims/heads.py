r"""Statements whose left side stands in the words before the formula: AIC ``= 2k - 2\ln L``."""

from collections.abc import Iterator
from dataclasses import replace

from mdcheck.claims.sections import Place
from mdcheck.latex import parse, statements
from mdcheck.latex.statements import Statement
from mdcheck.latex.tree import Row
from mdcheck.latex.vocabulary import CONNECTIVES, NAMES
from mdcheck.model.source import Span
from mdcheck.notation.counts import WRITTEN
from mdcheck.patterns import regex

LATIN = regex(r"(?<![\\w$-])([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)?)\s*$")
CHINESE = regex(r"([\u4e00-\u9fff]+)\s*$")


def headed(place: Place) -> Iterator[Statement]:
    """The statements of a formula; the first takes its left side from the words if it has none."""
    for number, statement in enumerate(statements(place.parsed.tree)):
        fragment = number == 0 and statement.relations and not statement.terms[0].items
        if fragment and statement.relations[0].name == "=" and (head := head_of(place.before)):
            start = statement.span.start
            head = replace(head, span=Span(start, start))
            statement = replace(statement, terms=(head, *statement.terms[1:]))
        yield statement


def head_of(before: str) -> Row | None:
    """The name that words end in, if it is one of a quantity rather than a word of the sentence."""
    if latin := LATIN.search(before):
        name = latin[1]
        known = name in NAMES or name in WRITTEN
        short = sum(letter.isupper() for letter in name) > 1
        return parse(f"\\mathrm{{{name}}}") if (known or short) and name.lower() not in CONNECTIVES else None
    if chinese := CHINESE.search(before):
        found = max((n for n in WRITTEN if chinese[1].endswith(n)), key=len, default="")
        return parse(f"\\text{{{found}}}") if found else None
    return None
