"""``gitlab``: a Code Quality report, which GitLab shows in merge requests."""

import json

from mdcheck.model.diagnostic import Severity
from mdcheck.report.base import Format
from mdcheck.report.fingerprints import fingerprints, located
from mdcheck.report.links import posix
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class Report(Format):
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

    footed = False

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._issues: list[dict[str, object]] = []

    def page(self, result: Result) -> str:
        """Nothing yet: it is one list."""
        lines, path = Lines(result.source), posix(result.source.path)
        prints = fingerprints(result.diagnostics, result.source)
        for found, fingerprint in zip(result.diagnostics, prints, strict=True):
            last = max(found.span.start, found.span.end - 1)
            place = {"begin": lines.position(found.span.start).line, "end": lines.position(last).line}
            self._issues.append(
                {
                    "description": found.message,
                    "check_name": found.rule,
                    "fingerprint": located(fingerprint, path),
                    "severity": _SEVERITIES[found.severity],
                    "location": {"path": path, "lines": place},
                }
            )
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The list."""
        return json.dumps(self._issues, ensure_ascii=False, indent=1) + "\n"
