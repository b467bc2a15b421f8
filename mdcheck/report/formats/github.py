"""``github``: workflow commands, which GitHub shows beside the lines of a pull request."""

from mdcheck.model.diagnostic import Severity
from mdcheck.report.base import Format
from mdcheck.report.links import posix
from mdcheck.report.palette import visible
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Report(Format):
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""

    def page(self, result: Result) -> str:
        """A command for each finding."""
        lines, path = Lines(result.source), posix(result.source.path)
        rows = []
        for found in result.diagnostics:
            start, end = lines.position(found.span.start), lines.position(found.span.end)
            place = {"file": path, "line": start.line, "endLine": end.line, "col": start.column}
            if end.line == start.line:
                place["endColumn"] = end.column
            title = {**place, "title": f"{found.rule} ({found.code})"}
            properties = ",".join(f"{name}={_property(str(value))}" for name, value in title.items())
            rows.append(f"::{_COMMANDS[found.severity]} {properties}::{_data(visible(found.message))}\n")
        return "".join(rows)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
