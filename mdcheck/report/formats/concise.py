"""``concise``: one line per finding, as editors and `grep` like it."""

from mdcheck.report.base import Format
from mdcheck.report.palette import visible
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.text import flag


class Report(Format):
    """``path:line:column: severity[code] rule: message``; ``[*]`` marks what ``--fix`` mends."""

    def page(self, result: Result) -> str:
        """The findings of one note, a line each."""
        if not result.diagnostics:
            return ""
        lines, path = Lines(result.source), visible(result.source.path)
        rows = []
        for found in result.diagnostics:
            at = lines.position(found.span.start)
            mark = "[*] " if found.fix is not None and found.fix.safe else ""
            title = flag(found.severity, found.code, self.palette)
            rows.append(
                f"{path}:{at.line}:{at.column}: {title} {mark}{found.rule}: {visible(found.message)}\n"
            )
        return "".join(rows)
