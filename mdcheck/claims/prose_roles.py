"""Sentences about where the queries, keys and values of cross-attention come from."""

from collections.abc import Iterator, Mapping
from typing import Literal

from mdcheck.claims.lexicon.caution import CONDITIONAL, SENTENCE, asserted_around
from mdcheck.claims.lexicon.sources import ANOTHER, CROSS, FORMS, HINT, KINDS, ROLE_HERE, SELF
from mdcheck.claims.passages import Passage, Text
from mdcheck.model.source import Span
from mdcheck.records import dataclass

Source = Literal["encoder", "decoder"]


@dataclass(frozen=True, slots=True)
class Roles:
    """What one sentence says of a cross-attention: ``query``, ``key``, ``value`` to where it comes from."""

    span: Span
    text: str
    sources: Mapping[str, Source]


def roles(text: Text) -> Iterator[Roles]:
    """Every such sentence whose sentence or heading names cross-attention, and no self-attention."""
    for passage in text.passages:
        if HINT.search(passage.maths):
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Roles]:
    start = 0
    for end in (*(found.end() for found in SENTENCE.finditer(passage.maths)), len(passage.maths)):
        said = passage.maths[start:end]
        named = CROSS.search(said) or any(CROSS.search(title) for title in passage.titles[-1:])
        other = SELF.search(said) or CONDITIONAL.search(said)
        if named and not other and (found := _sources(said)):
            first, last = start + len(said) - len(said.lstrip()), start + len(said.rstrip(" \n。.；;"))
            if asserted_around(passage.maths, first, last, passage.titles):
                yield Roles(passage.locate(first, last), passage.written(first, last), found)
        start = end


def _sources(said: str) -> dict[str, Source]:
    """Role to source; nothing if one role has two."""
    pairs = {
        (KINDS[role[0].lower()], source)
        for form in FORMS
        for found in form.finditer(said)
        if not ANOTHER.match(said, found.end())
        for role in ROLE_HERE.findall(found["roles"])
        for source in (_source(found["source"]),)
    }
    return dict(pairs) if len({role for role, _ in pairs}) == len(pairs) else {}


def _source(word: str) -> Source:
    return "encoder" if word.lower() in ("encoder", "编码器") else "decoder"
