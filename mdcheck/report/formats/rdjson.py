"""``rdjson``: the Reviewdog Diagnostic Format, for reviewdog and what it comments on."""

import json

from mdcheck.model.diagnostic import Severity
from mdcheck.model.source import Span
from mdcheck.report import records
from mdcheck.report.base import Format
from mdcheck.report.links import DOCUMENTATION, posix, rule_page
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class Report(Format):
    """https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: columns count bytes of UTF-8."""

    footed = False

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._diagnostics: list[records.Record] = []

    def page(self, result: Result) -> str:
        """Nothing yet: it is one object."""
        lines, path = Lines(result.source), posix(result.source.path)
        for found in result.diagnostics:
            record: records.Record = {
                "message": found.message,
                "location": {"path": path, "range": _range(found.span, lines)},
                "severity": _SEVERITIES[found.severity],
                "code": {"value": found.code, "url": rule_page(found.rule)},
            }
            if found.fix is not None and found.fix.safe:
                edits = found.fix.edits
                record["suggestions"] = [{"range": _range(e.span, lines), "text": e.text} for e in edits]
            self._diagnostics.append(record)
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The object."""
        source = {"name": "mdcheck", "url": DOCUMENTATION}
        report = {"source": source, "diagnostics": self._diagnostics}
        return json.dumps(report, ensure_ascii=False) + "\n"


def _range(span: Span, lines: Lines) -> records.Record:
    return {"start": _position(span.start, lines), "end": _position(span.end, lines)}


def _position(offset: int, lines: Lines) -> records.Record:
    line, column = lines.position(offset)
    before = lines.text(line)[: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
