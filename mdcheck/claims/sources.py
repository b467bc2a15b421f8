"""Sentences that say where queries, keys and values of an attention come from: encoder or decoder."""

from collections.abc import Iterator

from mdcheck.claims.clashes import Clash
from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around, sentence
from mdcheck.claims.lexicon.sources import FORMS, HINT, KINDS, ROLE_HERE, SELF
from mdcheck.claims.passages import Passage, passages
from mdcheck.model.document import Document, Prose
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class _Said:
    span: Span
    source: str
    titles: tuple[str, ...]
    text: str


def sources(document: Document) -> Iterator[Clash]:
    """Sources that differ from those given before, in the same section or in one around it."""
    if not any(HINT.search(node.content.text) for node in document.nodes if isinstance(node, Prose)):
        return
    known: dict[str, _Said] = {}
    for passage in passages(document):
        for role, said in _in_passage(passage):
            before = known.get(role)
            if before and before.source != said.source and _nested(before.titles, said.titles):
                yield Clash(said.span, role, said.text, before.text)
                break
            known.setdefault(role, said)


def _in_passage(passage: Passage) -> Iterator[tuple[str, _Said]]:
    if any(SELF.search(title) for title in passage.titles):
        return
    for form in FORMS:
        for found in form.finditer(passage.text):
            around = sentence(passage.text, *found.span())
            outside = around.replace(found[0], "")
            plain = not SELF.search(around) and not CONDITIONAL.search(outside)
            if plain and asserted_around(passage.text, *found.span(), passage.titles):
                source = "encoder" if found["source"].lower() in ("encoder", "编码器") else "decoder"
                span, text = passage.locate(*found.span()), passage.written(*found.span())
                for role in ROLE_HERE.findall(found["roles"]):
                    yield KINDS[role[0].lower()], _Said(span, source, passage.titles, text)


def _nested(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one section holds the other, or both are the same."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
