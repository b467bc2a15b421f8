"""``evidence``: what stands behind each formula and fence, by note, for the published site to show."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from mdcheck.latex.formulas import formulas
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import CodeFence, Formula
from mdcheck.model.source import Span
from mdcheck.report import records
from mdcheck.report.base import Format
from mdcheck.report.content import content_key, unified
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

SCHEMA = 2


class Report(Format):
    """For `mdcheck.integrations`: notes by the hash of their text, formulas and fences in order.

    Claims in words say how many characters stand ``behind`` them: builders of sites cut notes at the front.
    """

    footed = False
    detailed = True

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._notes: dict[str, records.Record] = {}

    def page(self, result: Result) -> str:
        """Nothing yet: it is one object."""
        self._notes[content_key(result.source.text)] = _note(result)
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The object."""
        evidence = {"schema": SCHEMA, "version": version("mdcheck"), "notes": self._notes}
        return json.dumps(evidence, ensure_ascii=False, indent=1) + "\n"


def _note(result: Result) -> records.Record:
    page, lines = result.page, Lines(result.source)
    path, text, written = page.source.path, page.source.text, formulas(page.document)
    claims = _by_formula(written, page.claims or ())

    def told(claim: JudgedClaim) -> records.Record:
        return records.claim(claim, path, lines) | {"expected": _expected(claim.span, result)}

    return {
        "path": path,
        "judged": page.claims is not None and page.snippets is not None,
        "macros": dict(page.macros),
        "formulas": [
            {
                "text": formula.content.text,
                "line": lines.position(formula.span.start).line,
                "claims": [told(claim) for claim in claims.get(formula, ())],
            }
            for formula in written
        ],
        "fences": _fences(result, lines),
        "sentences": [
            told(claim) | {"behind": len(unified(text[claim.span.end :]))} for claim in claims.get(None, ())
        ],
        "diagnostics": [records.diagnostic(item, path, lines) for item in result.diagnostics],
    }


def _expected(span: Span, result: Result) -> list[str]:
    """The rules that were expected to speak of that place, and did."""
    return sorted({item.rule for item in result.expected if _inside(item.span, span)})


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _by_formula(
    written: Sequence[Formula], claims: Sequence[JudgedClaim]
) -> Mapping[Formula | None, Sequence[JudgedClaim]]:
    """The claims about each formula; under None those of sentences without one.

    A claim is about the formula that it lies in, else about the last one that lies in it, as in a table row.
    """
    starts = [formula.span.start for formula in written]
    found: dict[Formula | None, list[JudgedClaim]] = defaultdict(list)
    for claim in claims:
        last = bisect_left(starts, claim.span.end) - 1
        touched = last >= 0 and claim.span.start < written[last].span.end
        found[written[last] if touched else None].append(claim)
    return found


def _fences(result: Result, lines: Lines) -> list[records.Record]:
    """Every code fence with its line; those that were looked at with their status."""
    page = result.page
    looked = {item.span: item for item in page.snippets or ()}

    def told(fence: CodeFence) -> records.Record:
        if fence.span not in looked:
            return {"status": None}
        snippet = records.snippet(looked[fence.span], page.source.path, lines)
        return snippet | {"expected": _expected(fence.span, result)}

    return [
        {"line": lines.position(node.span.start).line} | told(node)
        for node in page.document.nodes
        if isinstance(node, CodeFence)
    ]
