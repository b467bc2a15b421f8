"""``evidence``: what stands behind each formula and fence, by note, for the published site to show."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from mdcheck.latex.formulas import formulas
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import CodeFence, Formula
from mdcheck.model.page import Outcome, Page
from mdcheck.report import records
from mdcheck.report.base import Format
from mdcheck.report.content import content_key
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.summary import Summary

SCHEMA = 1


class Report(Format):
    """For `mdcheck.integrations`: notes by the hash of their text, formulas and fences in order."""

    footed = False

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._notes: dict[str, records.Record] = {}

    def page(self, outcome: Outcome) -> str:
        """Nothing yet: it is one object."""
        self._notes[content_key(outcome.page.source.text)] = _note(outcome)
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The object."""
        evidence = {"schema": SCHEMA, "version": version("mdcheck"), "notes": self._notes}
        return json.dumps(evidence, ensure_ascii=False, indent=1) + "\n"


def _note(outcome: Outcome) -> records.Record:
    page, lines = outcome.page, Lines(outcome.page.source)
    path, written = page.source.path, formulas(page.document)
    claims = _by_formula(written, page.claims or ())
    return {
        "path": path,
        "judged": page.claims is not None and page.snippets is not None,
        "macros": dict(page.macros),
        "formulas": [
            {
                "text": formula.content.text,
                "line": lines.position(formula.span.start).line,
                "claims": [records.claim(claim, path, lines) for claim in claims.get(formula, ())],
            }
            for formula in written
        ],
        "fences": _fences(page, lines),
        "sentences": [records.claim(claim, path, lines) for claim in claims.get(None, ())],
        "diagnostics": [records.diagnostic(item, path, lines) for item in outcome.diagnostics],
    }


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


def _fences(page: Page, lines: Lines) -> list[records.Record]:
    """Every code fence with its line; those that were looked at with their status."""
    looked = {item.span: item for item in page.snippets or ()}
    path = page.source.path
    return [
        {"line": lines.position(node.span.start).line}
        | (records.snippet(looked[node.span], path, lines) if node.span in looked else {"status": None})
        for node in page.document.nodes
        if isinstance(node, CodeFence)
    ]
