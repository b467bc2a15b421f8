"""``json``: one object with everything, stable under its ``schema`` number."""

import json
from collections.abc import Mapping
from typing import Any, assert_never

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Fix, Severity
from mdcheck.model.page import Outcome
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Span
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict, verdict_name
from mdcheck.report.base import Format
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.summary import VERDICTS, Summary

SCHEMA = 1


class Report(Format):
    """For other programs."""

    footed = False

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._diagnostics: list[dict[str, Any]] = []
        self._claims: list[dict[str, Any]] = []
        self._snippets: list[dict[str, Any]] = []

    def page(self, outcome: Outcome) -> str:
        """Nothing yet: the summary comes first."""
        page, lines = outcome.page, Lines(outcome.page.source)
        path = page.source.path
        self._diagnostics += [_diagnostic(item, path, lines) for item in outcome.diagnostics]
        self._claims += [_claim(item, path, lines) for item in page.claims or ()]
        self._snippets += [_snippet(item, path, lines) for item in page.snippets or ()]
        return ""

    def end(self, summary: Summary, seconds: float) -> str:
        """The object."""
        report = {
            "schema": SCHEMA,
            "summary": _summary(summary, seconds),
            "diagnostics": self._diagnostics,
            "claims": self._claims,
            "snippets": self._snippets,
        }
        return json.dumps(report, ensure_ascii=False) + "\n"


def _summary(summary: Summary, seconds: float) -> dict[str, Any]:
    return {
        "files": summary.files,
        "formulas": summary.formulas,
        "claims": {name: (summary.claims or {}).get(name, 0) for name in VERDICTS},
        "snippets": dict(sorted((summary.snippets or {}).items())),
        "diagnostics": {s.word: summary.diagnostics[s] for s in sorted(Severity, reverse=True)},
        "seconds": round(seconds, 3),
    }


def _place(span: Span, lines: Lines) -> dict[str, dict[str, int]]:
    return {"start": lines.position(span.start)._asdict(), "end": lines.position(span.end)._asdict()}


def _diagnostic(item: Diagnostic, path: str, lines: Lines) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "code": item.code,
        "severity": item.severity.word,
        "path": path,
        **_place(item.span, lines),
        "message": item.message,
        "evidence": dict(item.evidence),
        "fix": None if item.fix is None else _fix(item.fix, lines),
    }


def _fix(fix: Fix, lines: Lines) -> dict[str, Any]:
    edits = [{**_place(edit.span, lines), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}


def _claim(item: JudgedClaim, path: str, lines: Lines) -> dict[str, Any]:
    method, reason, evidence = _grounds(item.verdict)
    return {
        "id": item.id,
        "kind": item.kind,
        "path": path,
        **_place(item.span, lines),
        "text": item.text,
        "reading": item.reading,
        "verdict": verdict_name(item.verdict),
        "method": method,
        "reason": reason,
        "evidence": {**item.evidence, **evidence},
    }


def _grounds(verdict: Verdict) -> tuple[str | None, str | None, Mapping[str, Any]]:
    """By what method a verdict was reached, why it was not, and what shows it."""
    match verdict:
        case Proved(by, scope):
            return by, None, {"scope": scope} if scope else {}
        case Supported(points, precision, by):
            return by, None, {"points": points, "precision": precision}
        case Refuted(witness, by):
            values = {"values": dict(witness.values), "left": witness.left, "right": witness.right}
            return by, None, {"witness": {**values, "likely": witness.likely}}
        case Undecided(reason, detail, evidence):
            return None, reason, {"detail": detail, **evidence}
        case Assumed():
            return None, None, {}
    assert_never(verdict)


def _snippet(item: Snippet, path: str, lines: Lines) -> dict[str, Any]:
    return {
        "path": path,
        **_place(item.span, lines),
        "status": item.status,
        "concept": item.concept,
        "evidence": dict(item.evidence),
    }
