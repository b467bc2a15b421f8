"""``json``: one object with everything, stable under its ``schema`` number."""

import json
from collections import Counter
from typing import Any

from mdcheck.model.diagnostic import Severity
from mdcheck.report import records
from mdcheck.report.base import Format
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import VERDICTS, Summary

SCHEMA = 1


class Report(Format):
    """For other programs."""

    footed = False
    detailed = True

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._diagnostics: list[records.Record] = []
        self._expected: list[records.Record] = []
        self._claims: list[records.Record] = []
        self._snippets: list[records.Record] = []

    def page(self, result: Result) -> str:
        """Nothing yet: the summary comes first."""
        page, lines = result.page, Lines(result.source)
        path = page.source.path
        self._diagnostics += [records.diagnostic(item, path, lines) for item in result.diagnostics]
        self._expected += [records.diagnostic(item, path, lines) for item in result.expected]
        self._claims += [records.claim(item, path, lines) for item in page.claims or ()]
        self._snippets += [records.snippet(item, path, lines) for item in page.snippets or ()]
        return ""

    def end(self, summary: Summary, seconds: float) -> str:
        """The object."""
        report = {
            "schema": SCHEMA,
            "summary": _summary(summary, seconds),
            "diagnostics": self._diagnostics,
            "expected": self._expected,
            "claims": self._claims,
            "snippets": self._snippets,
        }
        return json.dumps(report, ensure_ascii=False) + "\n"


def _summary(summary: Summary, seconds: float) -> dict[str, Any]:
    claims = summary.claims or Counter()
    return {
        "files": summary.files,
        "formulas": summary.formulas,
        "claims": {name: claims[name] for name in VERDICTS},
        "snippets": dict(sorted((summary.snippets or {}).items())),
        "diagnostics": {s.word: summary.diagnostics[s] for s in sorted(Severity, reverse=True)},
        "expected": summary.expected,
        "seconds": round(seconds, 3),
    }
