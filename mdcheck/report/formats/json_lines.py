"""``json-lines``: a JSON object for each finding, as soon as it is known."""

import json

from mdcheck.report import records
from mdcheck.report.base import Format
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result


class Report(Format):
    """For programs that read while the check goes on; objects have the keys of ``json``'s diagnostics."""

    footed = False

    def page(self, result: Result) -> str:
        """The findings of one note, a line each."""
        lines, path = Lines(result.source), result.source.path
        found = (records.diagnostic(item, path, lines) for item in result.diagnostics)
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
