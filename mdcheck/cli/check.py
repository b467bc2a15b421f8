"""``mdcheck check``: read notes, print what is wrong with them, mend what can be mended."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from mdcheck.cache import folder
from mdcheck.cli.options import Options, options
from mdcheck.cli.output import Output, written
from mdcheck.cli.progress import progress
from mdcheck.cli.sections import Command
from mdcheck.cli.settings import palette, settings, speak
from mdcheck.config import Config
from mdcheck.pipeline import discovery
from mdcheck.pipeline.session import Session
from mdcheck.report import base as formats
from mdcheck.report.result import Result
from mdcheck.report.statistics import Statistics

if TYPE_CHECKING:
    from mdcheck.report.base import Format

STDIN = "-"


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options
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
    notes = _notes(paths, config)
    if options.diff:
        return _preview(notes, config, options)
    return _report(notes, config, options)


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


def _report(notes: list[str], config: Config, options: Options) -> int:
    """Check every note, mend it if asked, print the findings, and tell the exit code."""
    report: type[Format] = Statistics if options.statistics else formats.load(options.output_format)
    others = [formats.load(name)(palette(plain=True)) for name, _ in options.outputs]
    whole = report.detailed or any(other.detailed for other in others)
    # A mended standard input goes to standard output, and the findings out of its way.
    piped = notes == [STDIN]
    with (
        written(name for _, name in options.outputs) as writers,
        _session(config, options, whole=whole) as session,
        progress(len(notes)) as advance,
    ):
        output = Output(
            report(palette()),
            files=zip(others, writers, strict=True),
            quiet=options.quiet,
            aside=options.fix and piped,
        )
        output.held = advance is not None
        for result in _results(notes, session, options):
            output.add(_mended(result, session, options, piped=piped) if options.fix else result)
            if advance is not None:
                advance()
        output.close()
    return output.exit_code(config.fail_on, exit_zero=options.exit_zero)


def _preview(notes: list[str], config: Config, options: Options) -> int:
    """Print what ``--fix`` would change, and tell the exit code: 1 if it would change anything."""
    from mdcheck.pipeline import fixes

    count = 0
    with _session(config, options) as session:
        for result in _results(notes, session, options):
            mended = fixes.mend(result, session.source, unsafe=options.unsafe_fixes)
            count += mended.count
            click.echo(fixes.diff(result.source.path, result.source.text, mended.text), nl=False)
    if not options.quiet:
        click.echo(f"{count:,} finding{'' if count == 1 else 's'} would be mended", err=True)
    return int(count > 0 and not options.exit_zero)


def _session(config: Config, options: Options, *, whole: bool = False) -> Session:
    kept = None if options.no_cache else folder.place(config.root)
    return Session(config, folder=kept, jobs=options.jobs, whole=whole)


def _results(notes: list[str], session: Session, options: Options) -> Iterator[Result]:
    if notes == [STDIN]:
        yield session.text(options.stdin_filename or STDIN, sys.stdin.buffer.read())
    else:
        yield from session.results(notes)


def _mended(result: Result, session: Session, options: Options, *, piped: bool) -> Result:
    """The result after fixes, which are written back to where the note came from."""
    from mdcheck.pipeline import fixes
    from mdcheck.pipeline.failures import unwritable

    mended = fixes.mend(result, session.source, unsafe=options.unsafe_fixes)
    if piped:
        sys.stdout.buffer.write(mended.text.encode("utf-8"))
    elif mended.count:
        try:
            fixes.write(result.source.path, mended.text)
        except OSError as error:
            return result.finding((*result.diagnostics, unwritable(error)))
    return mended.result
