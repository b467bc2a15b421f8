"""Sums that do not run over what they sum, and cases that can never apply: decided by structure alone."""

from collections.abc import Iterator, Mapping

from mdcheck.claims.structure import STRICT, Case, Sum, case_rows, sums
from mdcheck.expr.stream import meaningful
from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.latex.tree import Atom, Row, Scripts
from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Span
from mdcheck.model.verdict import Refuted, Witness
from mdcheck.verify.claim_ids import ClaimIds

METHOD = "structure"


def judge_structure(document: Document, macros: Mapping[str, str]) -> Iterator[JudgedClaim]:
    """Every slip of structure in the formulas of a note."""
    ids = ClaimIds()
    for parsed in parsed_formulas(document, macros):
        for span, kind, reading, witness in slips(parsed.tree):
            text = parsed.text[span.start : span.end]
            yield JudgedClaim(
                ids.next(kind, text), kind, parsed.locate(span), text, reading, Refuted(witness, METHOD)
            )


def slips(tree: Row) -> Iterator[tuple[Span, ClaimKind, str, Witness]]:
    """What structure refutes in one formula."""
    for found in sums(tree):
        if (slip := sum_slip(found)) is not None:
            yield found.span, "index", f"a sum over {found.index} = {found.first}..{found.last}", slip
    for rows in case_rows(tree):
        for case in rows:
            if case.relation in STRICT and case.left == case.right:
                never = Witness({}, "can never hold", f"{case.left} is on both sides")
                yield case.span, "cases", f"the case {case.left} {case.relation} {case.right}", never
        yield from overlaps(rows)


def sum_slip(found: Sum) -> Witness | None:
    """A sum that ignores its index for its last value, or a mean over one more than its count."""
    letters = {n.name for item in found.body for n in walk(item) if isinstance(n, Atom) and n.cls == "letter"}
    if found.index not in letters and found.last in subscripts(found):
        return Witness({}, f"its terms do not depend on {found.index}", f"they have the index {found.last}")
    if found.mean_of and found.first == "1" and found.last == f"{found.mean_of}+1":
        return Witness({}, f"it has {found.last} terms", f"it is divided by {found.mean_of}")
    return None


def subscripts(found: Sum) -> set[str]:
    """Letters that stand alone as subscripts in a body."""
    rows = [n.sub for item in found.body for n in walk(item) if isinstance(n, Scripts) and n.sub is not None]
    lone = [items[0] for row in rows if len(items := meaningful(row)) == 1]
    return {item.name for item in lone if isinstance(item, Atom) and item.cls == "letter"}


def overlaps(rows: tuple[Case, ...]) -> Iterator[tuple[Span, ClaimKind, str, Witness]]:
    """Two cases of one condition with different values."""
    seen: dict[tuple[str, str, str], str] = {}
    for case in rows:
        condition = (case.left, case.relation, case.right)
        before = seen.setdefault(condition, case.value)
        if before != case.value:
            twice = Witness({}, f"the value {case.value}", f"the value {before} before")
            yield case.span, "cases", f"the case {' '.join(condition)}", twice
