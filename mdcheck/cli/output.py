"""Where the reports of a run go, and which exit code it comes to."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import click

from mdcheck.model.diagnostic import Severity
from mdcheck.report.base import Format
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary
from mdcheck.report.text import footer

CLEAN, FINDINGS, FAILED = 0, 1, 2
_TOOL_FAILED = "internal-error"


class Output:
    """Prints each result as it comes, sums up, and knows the exit code.

    Args:
        report: For people or programs at standard output.
        files: Further reports, each with what takes its text.
        quiet: Print no counts.
        aside: Print to standard error.

    Attributes:
        held: Keep the text back until ``close``, so as not to write into a progress bar on the same terminal.
    """

    def __init__(
        self,
        report: Format,
        *,
        files: Iterable[tuple[Format, Callable[[str], object]]] = (),
        quiet: bool = False,
        aside: bool = False,
    ) -> None:
        self.held = False
        self._report, self._files, self._quiet, self._aside = report, tuple(files), quiet, aside
        self._kept: list[str] = []
        self._summary = Summary()
        self._failed = False
        self._began = time.perf_counter()

    def add(self, result: Result) -> None:
        """Print and count the findings of one note."""
        self._summary += result.summary
        self._failed |= any(found.rule == _TOOL_FAILED for found in result.diagnostics)
        self._print(self._report.page(result))
        for report, write in self._files:
            write(report.page(result))

    def close(self) -> None:
        """Print what was held and the end of the reports."""
        self.held = False
        seconds = time.perf_counter() - self._began
        self._print("".join(self._kept) + self._report.end(self._summary, seconds))
        if self._report.footed and not self._quiet:
            self._print(footer(self._summary, self._report.palette, seconds))
        for report, write in self._files:
            write(report.end(self._summary, seconds))

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
            try:
                click.echo(text, nl=False, err=self._aside, color=True)
            except BrokenPipeError:  # who reads it has seen enough: not what click takes it for, findings
                raise click.exceptions.Exit(FAILED) from None


def draft_of(name: str) -> str:
    """Where a report is written until it is complete."""
    return f"{name}.part"


@contextmanager
def written(names: Sequence[str]) -> Iterator[list[Callable[[str], object]]]:
    """What writes to each of some files; a file that was there is replaced when all went well.

    Raises:
        click.UsageError: If one cannot be written.
    """
    with ExitStack() as stack:
        drafts = [(Path(name), Path(draft_of(name))) for name in names]
        try:
            for target, _ in drafts:
                target.parent.mkdir(parents=True, exist_ok=True)
            files = [
                stack.enter_context(draft.open("w", encoding="utf-8", newline="\n")) for _, draft in drafts
            ]
            yield [file.write for file in files]
            for file, (target, draft) in zip(files, drafts, strict=True):
                file.close()
                draft.replace(target)
        except OSError as error:
            place = error.filename or ", ".join(names)  # a disk that fills up names no file
            raise click.UsageError(f"'{place}' cannot be written: {error.strerror}") from None
        finally:
            for _, draft in drafts:
                with suppress(OSError):
                    draft.unlink()
