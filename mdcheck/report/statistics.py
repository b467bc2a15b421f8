"""``--statistics``: how often each rule spoke, instead of the findings."""

from collections import Counter

from mdcheck.report.base import Format
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary


class Statistics(Format):
    """A line per rule: count, code, name; ``[*]`` marks rules whose findings ``--fix`` mends."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._fixable: Counter[tuple[str, str]] = Counter()

    def page(self, result: Result) -> str:
        """Nothing yet."""
        for found in result.diagnostics:
            self._counts[found.code, found.rule] += 1
            self._fixable[found.code, found.rule] += found.fix is not None and found.fix.safe
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The table, most frequent first."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        width = max((len(f"{count:,}") for _, count in ranked), default=0)
        rows = [
            f"{count:>{width},}  {code}  {'[*]' if self._fixable[code, rule] else '[ ]'} {rule}\n"
            for (code, rule), count in ranked
        ]
        return "".join(rows)
