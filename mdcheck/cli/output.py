"""Where a run's report goes, and which exit code it comes to."""

import sys
import time
from pathlib import Path

import click

from mdcheck.model.diagnostic import Severity
from mdcheck.model.page import Outcome
from mdcheck.report.base import Format, load
from mdcheck.report.summary import Summary
from mdcheck.report.text import footer
from mdcheck.rules.internal_error import InternalError

CLEAN, FINDINGS, FAILED = 0, 1, 2


class Output:
    """Prints each outcome as it comes, sums up, and knows the exit code.

    Attributes:
        held: Keep the text back until ``close``, so as not to write into a progress bar on the same terminal.

    ``evidence`` names a file that also gets everything, for the published site.
    """

    def __init__(self, report: Format, *, quiet: bool, aside: bool, evidence: str | None = None) -> None:
        self.held = False
        self._evidence = evidence
        self._witness = load("evidence")(report.palette) if evidence else None
        self._report, self._quiet, self._aside = report, quiet, aside
        self._kept: list[str] = []
        self._summary = Summary()
        self._failed = False
        self._began = time.perf_counter()

    def add(self, outcome: Outcome) -> None:
        """Print and count the findings of one note."""
        self._summary += Summary.of(outcome)
        self._failed |= any(found.rule == InternalError.name for found in outcome.diagnostics)
        self._print(self._report.page(outcome))
        if self._witness is not None:
            self._witness.page(outcome)

    def close(self) -> None:
        """Print what was held and the end of the report, and write the evidence.

        Raises:
            click.UsageError: If the evidence cannot be written.
        """
        self.held = False
        seconds = time.perf_counter() - self._began
        self._print("".join(self._kept) + self._report.end(self._summary, seconds))
        if self._report.footed and not self._quiet:
            self._print(footer(self._summary, self._report.palette, seconds))
        if self._evidence is not None and self._witness is not None:
            _write(self._evidence, self._witness.end(self._summary, seconds))

    def exit_code(self, fail_on: Severity, *, exit_zero: bool) -> int:
        """2 if the tool failed, 1 if there are findings of that severity or worse, else 0."""
        if self._failed:
            return FAILED
        counts = self._summary.diagnostics
        bad = any(counts[severity] for severity in Severity if severity >= fail_on)
        return FINDINGS if bad and not exit_zero else CLEAN

    def _print(self, text: str) -> None:
        if self.held and sys.stdout.isatty():
            self._kept.append(text)
        elif text:
            click.echo(text, nl=False, err=self._aside, color=True)


def _write(name: str, text: str) -> None:
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"'{name}' cannot be written: {error.strerror}") from None
