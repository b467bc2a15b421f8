"""Findings, claims and fences as plain objects for other programs, under the names of the contract."""

from collections.abc import Mapping
from typing import Any, assert_never

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Fix
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Span
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict, verdict_name
from mdcheck.report.positions import Lines

Record = dict[str, Any]
"""An object of JSON."""


def diagnostic(item: Diagnostic, path: str, lines: Lines) -> Record:
    """A finding in the note at ``path``."""
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


def claim(item: JudgedClaim, path: str, lines: Lines) -> Record:
    """A claim of the note at ``path``, with its verdict."""
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


def snippet(item: Snippet, path: str, lines: Lines) -> Record:
    """A fence of the note at ``path``, with what became of it."""
    return {
        "path": path,
        **_place(item.span, lines),
        "status": item.status,
        "concept": item.concept,
        "evidence": dict(item.evidence),
    }


def _place(span: Span, lines: Lines) -> dict[str, dict[str, int]]:
    return {"start": lines.position(span.start)._asdict(), "end": lines.position(span.end)._asdict()}


def _fix(fix: Fix, lines: Lines) -> Record:
    edits = [{**_place(edit.span, lines), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}


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
