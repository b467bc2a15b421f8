"""``mdcheck check``: read notes, print what is wrong with them, mend what can be mended."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdcheck.cache import folder
from mdcheck.cli.filters import filters
from mdcheck.cli.options import Options, options
from mdcheck.cli.output import FINDINGS, Output, written
from mdcheck.cli.progress import progress
from mdcheck.cli.sections import Command
from mdcheck.cli.settings import palette, speak
from mdcheck.config import Config
from mdcheck.pipeline import discovery
from mdcheck.pipeline.rule_pages import rule_pages
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings
from mdcheck.report import base as formats
from mdcheck.report.result import Result
from mdcheck.report.statistics import Statistics

if TYPE_CHECKING:
    from mdcheck.pipeline.crew import Crew
    from mdcheck.report.base import Format

STDIN = "-"


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@options
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check notes: files, or folders that are searched for *.md; - reads standard input.

    Without a PATH, the `paths` of the configuration are checked: the folder of that file if it has none.
    """
    options = Options(**given)
    if options.statistics and not formats.load(options.output_format).footed:
        raise click.UsageError("--statistics counts for people; count the diagnostics of the JSON yourself")
    speak(verbose=options.verbose)
    if not options.watch:
        return run(paths, options)
    if STDIN in paths or options.fix or options.diff:
        raise click.UsageError("--watch only looks: it goes with neither standard input nor --fix nor --diff")
    from mdcheck.cli.watch import watch

    return watch(paths, options, run)


def run(paths: tuple[str, ...], options: Options) -> int:
    """Check once, and tell the exit code."""
    config = configured(paths, options)
    notes = found(paths, config, force_exclude=options.force_exclude)
    if notes == [STDIN] or options.shard == (1, 1):
        own = notes
    else:
        from mdcheck.pipeline.parts import shard

        own = shard(notes, *options.shard)
    return _preview(own, config, options) if options.diff else _report(own, config, options)


def configured(paths: tuple[str, ...], options: Options) -> Config:
    """The configuration that governs ``paths``, under the wishes of the command line."""
    places = [options.stdin_filename or "." if path == STDIN else path for path in paths]
    return options.over(settings(places, file=options.config, isolated=options.isolated))


def found(paths: tuple[str, ...], config: Config, *, force_exclude: bool = False) -> list[str]:
    """The notes to check; standard input alone for a hyphen.

    Raises:
        click.UsageError: If a path does not exist, or a hyphen is not alone.
    """
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("- reads standard input and stands alone")
        return [STDIN]
    wanted = paths or tuple(os.path.relpath(os.path.join(config.root, path)) for path in config.paths)
    try:
        notes = list(discovery.notes(wanted, config, force_exclude=force_exclude))
    except discovery.MissingPathError as error:
        raise click.UsageError(f"there is no file or folder '{error}'") from None
    if not notes and not force_exclude:
        click.echo("warning: there is no Markdown file under the given paths", err=True)
    return notes


@contextmanager
def session(config: Config, options: Options, *, whole: bool = False) -> Iterator[Session]:
    """A session as the command line wants it."""
    cluster: Crew | None = None
    if options.scheduler is not None:
        from mdcheck.pipeline.cluster import Cluster

        cluster = Cluster(options.scheduler, config)
    kept = _folder(config, options)
    with Session(config, folder=kept, jobs=options.jobs, cluster=cluster, whole=whole) as opened:
        yield opened


def _folder(config: Config, options: Options) -> Path | None:
    return None if options.no_cache else folder.place(config.root)


def _report(notes: list[str], config: Config, options: Options) -> int:
    """Check every note, mend it if asked, print the findings, and tell the exit code."""
    report, others = _reports(config, options)
    whole = bool(config.lock) or report.detailed or any(other.detailed for other in others)
    piped = notes == [STDIN]
    with (
        written([name for _, name in options.outputs]) as writers,
        filters(config, options, _folder(config, options)) as known,
        session(config, options, whole=whole) as opened,
        progress(len(notes)) as advance,
    ):
        # A mended standard input goes to standard output, and the findings out of its way.
        files = zip(others, writers, strict=True)
        output = Output(report, files=files, quiet=options.quiet, aside=options.fix and piped)
        output.held = advance is not None
        for result in _results(notes, opened, options):
            mended = _mended(result, opened, options, piped=piped) if options.fix else result
            output.add(known.applied(mended))
            if advance is not None:
                advance()
        output.close()
    failed = known.complain() and not options.exit_zero
    return max(output.exit_code(config.fail_on, exit_zero=options.exit_zero), FINDINGS if failed else 0)


def _reports(config: Config, options: Options) -> "tuple[Format, list[Format]]":
    """The report for standard output, and those for files."""
    kind = Statistics if options.statistics else formats.load(options.output_format)
    report = kind(palette())
    others = [formats.load(name)(palette(plain=True)) for name, _ in options.outputs]
    for each in (report, *others):
        each.run = formats.Run(*options.shard, config.fail_on, rule_pages)
    return report, others


def _preview(notes: list[str], config: Config, options: Options) -> int:
    """Print what ``--fix`` would change, and tell the exit code: 1 if it would change anything."""
    from mdcheck.pipeline import fixes

    count = 0
    with session(config, options) as opened:
        for result in _results(notes, opened, options):
            mended = fixes.mend(result, opened.source, unsafe=options.unsafe_fixes)
            count += mended.count
            click.echo(fixes.diff(result.source.path, result.source.text, mended.text), nl=False)
    if not options.quiet:
        click.echo(f"{count:,} finding{'' if count == 1 else 's'} would be mended", err=True)
    return int(count > 0 and not options.exit_zero)


def _results(notes: list[str], opened: Session, options: Options) -> Iterator[Result]:
    if notes == [STDIN]:
        yield opened.text(options.stdin_filename or STDIN, sys.stdin.buffer.read())
    else:
        yield from opened.results(notes)


def _mended(result: Result, opened: Session, options: Options, *, piped: bool) -> Result:
    """The result after fixes, which are written back to where the note came from."""
    from mdcheck.pipeline import fixes
    from mdcheck.pipeline.failures import unwritable

    mended = fixes.mend(result, opened.source, unsafe=options.unsafe_fixes)
    if piped:
        sys.stdout.buffer.write(mended.text.encode("utf-8"))
    elif mended.count:
        try:
            fixes.write(result.source.path, mended.text)
        except OSError as error:
            return result.finding((*result.diagnostics, unwritable(error)))
    return mended.result
