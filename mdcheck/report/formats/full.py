"""``full``: each finding with its lines, underlined, and what would mend it; evidence is for ``explain``."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic
from mdcheck.report.base import Format
from mdcheck.report.excerpt import excerpt
from mdcheck.report.links import rule_page
from mdcheck.report.palette import visible
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.text import fix_hint, flag


class Report(Format):
    """For people at a terminal."""

    def page(self, result: Result) -> str:
        """The findings of one note, each ended by a blank line."""
        if not result.diagnostics:
            return ""
        lines = Lines(result.source)
        path = visible(result.source.path)
        return "".join(
            "\n".join(self._finding(diagnostic, path, lines)) + "\n\n" for diagnostic in result.diagnostics
        )

    def _finding(self, diagnostic: Diagnostic, path: str, lines: Lines) -> Iterator[str]:
        severity = diagnostic.severity
        title = self.palette.link(flag(severity, diagnostic.code, self.palette), rule_page(diagnostic.rule))
        message = self.palette.paint(visible(diagnostic.message), "bold")
        at = lines.position(diagnostic.span.start)
        yield f"{title} {diagnostic.rule}: {message}"
        yield f"{self.palette.paint('  -->', 'frame')} {path}:{at.line}:{at.column}"
        yield from excerpt(lines, diagnostic.span, palette=self.palette, style=severity.word)
        if diagnostic.fix is not None:
            yield f"{self.palette.paint('help', 'good')}: {fix_hint(diagnostic.fix)}"
