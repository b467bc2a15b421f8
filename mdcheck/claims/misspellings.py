"""Names one slip away from a name that the page spells right elsewhere."""

from collections import Counter
from collections.abc import Iterator

from mdcheck.claims.lexicon.api_names import METHODS, OPERATORS
from mdcheck.claims.passages import passages
from mdcheck.latex.formulas import formulas
from mdcheck.model.document import CodeFence, Document
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_WORD = regex(r"[A-Za-z_]{3,}")
_CALL = regex(r"(?<![A-Za-z_.])([A-Za-z_]{5,})(?=\(\))|(?<=\.)([A-Za-z_]{5,})(?=\(\))")
_OPERATOR = regex(r"\\operatorname\*?\s*\{\s*([A-Za-z]{3,})\s*\}")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A name at a place, and the name that was meant."""

    span: Span
    written: str
    meant: str


def misspellings(document: Document) -> Iterator[Misspelling]:
    """Methods in prose and operators in formulas that occur once, one slip away from a known name in use."""
    words = _words(document)
    for passage in passages(document):
        for found in _CALL.finditer(passage.extract.text):
            yield from _slip(found[0], passage.locate(*found.span()), METHODS, words)
    for formula in formulas(document):
        for found in _OPERATOR.finditer(formula.content.text):
            yield from _slip(found[1], formula.content.locate(Span(*found.span(1))), OPERATORS, words)


def _words(document: Document) -> Counter[str]:
    """How often each word stands in the sentences, formulas and code of a page."""
    texts = [passage.extract.text for passage in passages(document)]
    texts += [formula.content.text for formula in formulas(document) if formula.display]
    texts += [node.content.text for node in document.nodes if isinstance(node, CodeFence)]
    return Counter(word for text in texts for word in _WORD.findall(text))


def _slip(name: str, span: Span, known: frozenset[str], words: Counter[str]) -> Iterator[Misspelling]:
    if name in known or words[name] > 1:
        return
    meant = [other for other in known if words[other] > 1 and one_slip(name, other)]
    if len(meant) == 1:
        yield Misspelling(span, name, meant[0])


def one_slip(name: str, other: str) -> bool:
    """Whether one letter was dropped, doubled, replaced or exchanged with its neighbour."""
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    at = next(
        (at for at, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other))
    )
    rest, wanted = name[at:], other[at:]
    exchanged = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:] and len(wanted) > 1
    return exchanged or rest[1:] == wanted[1:] or rest == wanted[1:] or rest[1:] == wanted
