"""Sentences about how the cost of a layer grows with the length of the sequence or with the width."""

import re
from collections.abc import Iterator, Mapping

from mdcheck.claims.lexicon.caution import CONDITIONAL, asserted_around
from mdcheck.claims.lexicon.costs import (
    ASKED,
    BIG_O,
    FACTOR,
    FORMS,
    HINT,
    LAYERS,
    LETTERS,
    OTHER,
    OTHERWISE,
    POWERS,
)
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.document import Table
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Growth:
    """A layer and the powers of the length ``n`` and the width ``d`` with which its cost is said to grow."""

    span: Span
    text: str
    layer: str
    powers: Mapping[str, int]


def growths(text: Text) -> Iterator[Growth]:
    """Every such sentence, asserted without condition, of the plain layer."""
    for passage in text.passages:
        if HINT.search(passage.text) or HINT.search(passage.extract.text):
            yield from _in_passage(passage)
    for node in text.document.nodes:
        if isinstance(node, Table):
            yield from _in_table(node)


def _in_table(table: Table) -> Iterator[Growth]:
    """Orders below a head that asks for the cost, in rows that begin with a layer."""
    asked = [at for at, head in enumerate(table.header) if _asks(head.content.text)]
    for row in table.rows if len(asked) == 1 else ():
        name = row[0].content.text.strip(" *`") if row else ""
        layer = next((kind for kind, one in LAYERS.items() if re.fullmatch(one, name, re.IGNORECASE)), "")
        cell = row[asked[0]] if len(row) > asked[0] else None
        found = BIG_O.fullmatch(cell.content.text.strip()) if cell and layer else None
        if cell and found and (powers := _monomial(found["order"])):
            yield Growth(cell.span, f"{name} | {cell.content.text.strip()}", layer, powers)


def _asks(head: str) -> bool:
    return bool(ASKED.search(head)) and not OTHERWISE.search(head)


def _in_passage(passage: Passage) -> Iterator[Growth]:
    typed = zip(passage.maths, passage.extract.text, strict=True)
    text = "".join(written if char == MASK else char for char, written in typed)
    for pattern in FORMS:
        for found in pattern.finditer(text):
            start, end = found.span()
            line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text))]
            powers = _powers(found)
            plain = not OTHER.search(line) and not CONDITIONAL.search(text[max(0, start - 20) : start])
            if powers and plain and asserted_around(text, start, end, passage.titles):
                yield Growth(passage.locate(start, end), passage.written(start, end), _layer(found), powers)


def _layer(found: re.Match[str]) -> str:
    return next(
        name for name, pattern in LAYERS.items() if re.fullmatch(pattern, found["layer"], re.IGNORECASE)
    )


def _powers(found: re.Match[str]) -> Mapping[str, int]:
    groups = found.groupdict()
    if order := groups.get("order"):
        return _monomial(order)
    power = POWERS.get((groups.get("zh") or groups.get("en") or "").lower())
    return {"n": power} if power else {}


def _monomial(order: str) -> Mapping[str, int]:
    """``n^2 d`` as powers; empty if it is anything but a product of powers of length and width."""
    powers: dict[str, int] = {}
    at = 0
    while order[at:].strip():
        factor = FACTOR.match(order, at)
        letter = LETTERS.get(factor["letter"]) if factor else None
        if not factor or not letter or letter in powers:
            return {}
        powers[letter] = int(factor["power"] or (2 if factor["square"] else 1))
        at = factor.end()
    return powers
