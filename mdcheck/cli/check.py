"""``mdcheck check``: read notes, print what is wrong with them, mend what can be mended."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import click

from mdcheck import markdown
from mdcheck.cli.output import Output
from mdcheck.cli.progress import progress
from mdcheck.cli.settings import palette, settings, speak
from mdcheck.config import Config
from mdcheck.model.page import Outcome
from mdcheck.pipeline import discovery, fixes
from mdcheck.pipeline.failures import unwritable
from mdcheck.pipeline.run import Checker
from mdcheck.report import base as formats
from mdcheck.report.statistics import Statistics

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; empty selectors leave the configuration's in force."""

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    output_format: str
    evidence: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    no_exec: bool
    statistics: bool
    exit_zero: bool
    stdin_filename: str | None
    config: str | None
    isolated: bool
    quiet: bool
    verbose: bool

    def over(self, config: Config) -> Config:
        """``config`` with the command line's wishes over it: ``--select`` starts the selection anew."""
        kept = config if not self.select else replace(config, select=self.select, extend_select=(), ignore=())
        return replace(
            kept,
            extend_select=(*kept.extend_select, *self.extend_select),
            ignore=(*kept.ignore, *self.ignore),
            execute=config.execute and not self.no_exec,
        )


def _selectors(option: str, help: str) -> Callable[..., Any]:  # noqa: A002
    def split(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.strip() for value in values for name in value.split(",") if name.strip())

    return click.option(option, multiple=True, metavar="RULES", callback=split, help=help)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_selectors("--select", "Rules to run: codes, prefixes or names, separated by commas; ALL for all.")
@_selectors("--extend-select", "Rules to run besides the selected ones.")
@_selectors("--ignore", "Rules to leave out.")
@click.option("--output-format", type=click.Choice(formats.names()), default="full", show_default=True)
@click.option("--evidence", metavar="FILE", help="Also write there what the published site shows.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--unsafe-fixes", is_flag=True, help="Let --fix and --diff also change what a note means.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--no-exec", is_flag=True, help="Run no code fence.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of printing them.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--stdin-filename", metavar="FILE", help="The name of the note on standard input (PATH -).")
@click.option("--config", metavar="FILE", help="The configuration file, instead of the nearest one upwards.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option("--verbose", "-v", is_flag=True, help="Say more on standard error.")
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check notes: files, or folders that are searched for *.md; - reads standard input.

    Without a PATH, the `paths` of the configuration are checked: the folder of that file if it has none.
    """
    options = Options(**given)
    if options.statistics and not formats.load(options.output_format).footed:
        raise click.UsageError("--statistics counts for people; count the diagnostics of the JSON yourself")
    speak(verbose=options.verbose)
    places = [options.stdin_filename or "." if path == STDIN else path for path in paths]
    config = options.over(settings(places, file=options.config, isolated=options.isolated))
    notes, checker = _notes(paths, config), Checker.of(config)
    if options.diff:
        return _preview(notes, checker, options)
    return _report(notes, checker, options)


def _notes(paths: tuple[str, ...], config: Config) -> list[str]:
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("- reads standard input and stands alone")
        return [STDIN]
    wanted = paths or tuple(os.path.relpath(os.path.join(config.root, path)) for path in config.paths)
    try:
        notes = list(discovery.notes(wanted, config))
    except discovery.MissingPathError as error:
        raise click.UsageError(f"there is no file or folder '{error}'") from None
    if not notes:
        click.echo("warning: there is no Markdown file under the given paths", err=True)
    return notes


def _report(notes: list[str], checker: Checker, options: Options) -> int:
    """Check every note, mend it if asked, print the findings, and tell the exit code."""
    report = Statistics if options.statistics else formats.load(options.output_format)
    # A mended standard input goes to standard output, and the findings out of its way.
    aside = options.fix and notes == [STDIN]
    output = Output(report(palette()), quiet=options.quiet, aside=aside, evidence=options.evidence)
    with progress(len(notes)) as advance:
        output.held = advance is not None
        for note in notes:
            outcome = _outcome(note, checker, options)
            output.add(_mended(note, outcome, checker, options) if options.fix else outcome)
            if advance is not None:
                advance()
    output.close()
    return output.exit_code(checker.config.fail_on, exit_zero=options.exit_zero)


def _preview(notes: list[str], checker: Checker, options: Options) -> int:
    """Print what ``--fix`` would change, and tell the exit code: 1 if it would change anything."""
    count = 0
    for note in notes:
        outcome = _outcome(note, checker, options)
        mended = fixes.mend(outcome, checker, unsafe=options.unsafe_fixes)
        count += mended.count
        click.echo(fixes.diff(outcome.page.source.path, outcome.page.source.text, mended.text), nl=False)
    if not options.quiet:
        click.echo(f"{count:,} finding{'' if count == 1 else 's'} would be mended", err=True)
    return int(count > 0 and not options.exit_zero)


def _outcome(note: str, checker: Checker, options: Options) -> Outcome:
    if note != STDIN:
        return checker.file(note)
    return checker.source(markdown.decode(options.stdin_filename or STDIN, sys.stdin.buffer.read()))


def _mended(note: str, outcome: Outcome, checker: Checker, options: Options) -> Outcome:
    """The outcome after fixes, which are written back to where the note came from."""
    mended = fixes.mend(outcome, checker, unsafe=options.unsafe_fixes)
    if note == STDIN:
        sys.stdout.buffer.write(mended.text.encode("utf-8"))
    elif mended.count:
        try:
            fixes.write(note, mended.text)
        except OSError as error:
            return replace(outcome, diagnostics=(*outcome.diagnostics, unwritable(error)))
    return mended.outcome
