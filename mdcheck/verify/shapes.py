"""Sizes of matrices: do products and sums fit that a note declares or writes as subscripts?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mdcheck.claims.evidence import scope_of
from mdcheck.claims.link import Link
from mdcheck.claims.sections import Section
from mdcheck.claims.shapes import Mismatch, checked, shape_of, subscripts, written
from mdcheck.claims.told_shapes import ToldShape, declared, told_shapes
from mdcheck.expr.gap import Gap
from mdcheck.expr.reader import Choices, Reader
from mdcheck.expr.scope import Scope, Sort
from mdcheck.latex.tree import Row
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Span
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds

METHOD = "structure"


def judge_shapes(links: Iterable[Link], ids: ClaimIds) -> Iterator[JudgedClaim]:
    """Equations between matrices whose declared sizes do not fit, or that carry sizes as subscripts."""
    met = [link for link in links if link.relation == "eq"]
    for link in met:
        shape = subscripts(link.text)
        if isinstance(shape, tuple):
            yield claim(link, ids, f"both sides are {written(shape)}", Proved(METHOD))
            continue
        if shape is None and link.readings:
            shape = checked(link.readings[0], link.scope.matrices)
        if isinstance(shape, Mismatch) and certain(shape, link, met):
            witness = Witness({}, shape.left, shape.right)
            yield claim(link, ids, "the sizes of its matrices", Refuted(witness, METHOD))


def judge_told(section: Section, met: list[Link], ids: ClaimIds) -> Iterator[JudgedClaim]:
    """Sizes that words give to products and sums of matrices whose sizes are known."""
    sizes = {id(place): known for place, known in zip(section.places, declared(section), strict=True)}
    scope = scope_of(section)
    for told in told_shapes(section.places):
        known = sizes[id(told.place)]
        sorts: dict[str, Sort] = {**scope.sorts, **dict.fromkeys(known, "matrix")}
        here = replace(scope, sorts=sorts, matrices=known)
        for row in told.rows:
            verdict = of_told(told, row, here, met) if len(row.items) > 1 else None
            if verdict is not None:
                text = told.place.parsed.text
                reading = f"{text.strip()} is {written(told.shape)}"
                span = told.place.parsed.locate(Span(0, len(text)))
                yield JudgedClaim(ids.next("shape", reading), "shape", span, text, reading, verdict)


def of_told(told: ToldShape, row: Row, scope: Scope, met: list[Link]) -> Verdict | None:
    """What becomes of one; None if the size of the expression is not known."""
    try:
        shape = shape_of(Reader(scope, Choices()).row(row), scope.matrices)
    except Gap:
        return None
    if shape is None or shape == told.shape:
        return None if shape is None else Proved(METHOD)
    if isinstance(shape, Mismatch):
        pairs, witness = [(shape.first, shape.other)], Witness({}, shape.left, shape.right)
    else:
        pairs = [pair for pair in zip(shape, told.shape, strict=True) if pair[0] != pair[1]]
        witness = Witness({}, f"the factors make it {written(shape)}", f"{written(told.shape)} as written")
    if told.place.marked_wrong or not any(are_apart(*pair, met) for pair in pairs):
        return Undecided("relation", "two sizes may be the same")
    return Refuted(witness, METHOD)


def claim(link: Link, ids: ClaimIds, reading: str, verdict: Verdict) -> JudgedClaim:
    """What an equation says of sizes, with its verdict."""
    span = link.place.parsed.locate(link.span)
    return JudgedClaim(ids.next("shape", link.text), "shape", span, link.text, reading, verdict)


def certain(found: Mismatch, link: Link, met: list[Link]) -> bool:
    """Whether two sizes differ for sure: two numbers, or letters that no equation of the note relates."""
    if link.restrained or link.place.marked_wrong:
        return False
    return are_apart(found.first, found.other, [other for other in met if other is not link])


def are_apart(first: str, other: str, met: list[Link]) -> bool:
    """Whether two sizes differ: two numbers, or two letters that occur in no equation together."""
    if first.isdigit() or other.isdigit():
        return first.isdigit() and other.isdigit()
    return not any(mentions(link.text, first) and mentions(link.text, other) for link in met)


def mentions(text: str, length: str) -> bool:
    r"""Whether a formula speaks of a length: ``d`` in ``d = h k``, not in ``d_k`` and ``\mathbb``."""
    plain = text.replace(" ", "").replace("{", "").replace("}", "")
    letters = plain if "\\" in length else re.sub(r"\\[A-Za-z]+", " ", plain)
    return re.search(re.escape(length) + "(?!_)", letters) is not None
