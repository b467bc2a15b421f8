"""Results as JSON and back: the form in which they cross from process to process, and are kept.

The head holds what most reports print, the body what some of them need besides; the text stays in the note.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.source import Source, Span
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

if TYPE_CHECKING:
    from mdcheck.model.page import Page


def head(result: Result) -> bytes:
    """Findings and counts."""
    summary = result.summary
    return dumped(
        {
            "diagnostics": [_diagnostic(item) for item in result.diagnostics],
            "expected": [_diagnostic(item) for item in result.expected],
            "formulas": summary.formulas,
            "claims": summary.claims,
            "snippets": summary.snippets,
        }
    )


def result(source: Source, head: bytes, body: bytes) -> Result:
    """The result of a note from its two parts; the body is read when it is asked for."""

    def fetch() -> "Page":
        from mdcheck.report import pages  # few reports look there

        return pages.page(source, body)

    data = json.loads(head)
    diagnostics = tuple(map(_diagnostic_of, data["diagnostics"]))
    expected = tuple(map(_diagnostic_of, data["expected"]))
    counts = Summary(
        files=1,
        formulas=data["formulas"],
        claims=None if data["claims"] is None else Counter(data["claims"]),
        snippets=None if data["snippets"] is None else Counter(data["snippets"]),
        expected=len(expected),
    )
    return Result(source, diagnostics, expected, counts.finding(diagnostics), fetch)


def dumped(data: object) -> bytes:
    """JSON without anything superfluous."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _diagnostic(item: Diagnostic) -> list[Any]:
    fix = item.fix and [item.fix.message, edits((e.span, e.text) for e in item.fix.edits), item.fix.safe]
    evidence = dict(item.evidence)
    return [item.rule, item.code, int(item.severity), item.span, item.message, evidence, fix]


def _diagnostic_of(data: list[Any]) -> Diagnostic:
    rule, code, severity, span, message, evidence, fix = data
    return Diagnostic(rule, code, Severity(severity), Span(*span), message, evidence, fix and _fix_of(*fix))


def _fix_of(message: str, edits: list[Any], safe: bool) -> Fix:
    return Fix(message, tuple(Edit(span, text) for span, text in edits_of(edits)), safe)


def edits(items: Iterable[tuple[Span, str]]) -> list[Any]:
    """Replacements of spans by texts as plain data."""
    return [[*span, text] for span, text in items]


def edits_of(data: list[Any]) -> Iterable[tuple[Span, str]]:
    """The inverse of ``edits``."""
    return ((Span(start, end), text) for start, end, text in data)
