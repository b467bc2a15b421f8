"""``grouped``: the findings of each note below its name, in columns."""

from mdcheck.report.base import Format
from mdcheck.report.palette import visible
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.text import flag


class Report(Format):
    """For people who mend note after note."""

    def page(self, result: Result) -> str:
        """The name of a note, its findings, and a blank line."""
        if not result.diagnostics:
            return ""
        lines = Lines(result.source)
        places = [lines.position(found.span.start) for found in result.diagnostics]
        width = max(len(f"{at.line}:{at.column}") for at in places)
        rows = [
            f"  {f'{at.line}:{at.column}':>{width}}  {flag(found.severity, found.code, self.palette)} "
            f"{found.rule}: {visible(found.message)}"
            for at, found in zip(places, result.diagnostics, strict=True)
        ]
        return "\n".join([self.palette.paint(visible(result.source.path), "bold"), *rows, "", ""])
