"""``mdcheck check --watch``: check again whenever a file is saved."""

import os
import sys
from collections.abc import Callable

import click

from mdcheck.cli.options import Options
from mdcheck.cli.output import draft_of
from mdcheck.config import DEFAULT_EXCLUDE, ConfigError
from mdcheck.pipeline.settings import settings

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(paths: tuple[str, ...], options: Options, run: Callable[[tuple[str, ...], Options], int]) -> int:
    """Run now and after every change below the root of the project, until Ctrl-C; the exit code is 0.

    Raises:
        click.UsageError: If what watches files is not installed.
    """
    try:
        import watchfiles
    except ImportError:
        raise click.UsageError("--watch needs watchfiles: pip install 'mdcheck[watch]'") from None
    root = settings(paths, file=options.config, isolated=options.isolated).root
    kept_out = watchfiles.DefaultFilter(ignore_dirs=(*DEFAULT_EXCLUDE, ".mdcheck_cache"))
    own = _Written(options)
    _round(paths, options, run)
    try:
        for changes in watchfiles.watch(root, *filter(os.path.exists, paths), watch_filter=kept_out):
            changed = [path for _, path in changes if path not in own]
            if not changed:
                continue
            if any(path.endswith(".py") for path in changed):
                _forget_modules()
            _round(paths, options, run)
    except KeyboardInterrupt:
        pass
    return 0


class _Written:
    """The files that the run itself writes: reports, and what its streams are redirected to."""

    def __init__(self, options: Options) -> None:
        names = [os.path.realpath(name) for _, name in options.outputs]
        self._names = frozenset((*names, *map(draft_of, names)))
        self._streams = [os.fstat(stream.fileno()) for stream in (sys.__stdout__, sys.__stderr__) if stream]

    def __contains__(self, path: str) -> bool:
        if os.path.realpath(path) in self._names:
            return True
        try:
            state = os.stat(path)
        except OSError:
            return False
        return any(os.path.samestat(state, stream) for stream in self._streams)


def _round(paths: tuple[str, ...], options: Options, run: Callable[[tuple[str, ...], Options], int]) -> None:
    if sys.stdout.isatty():
        click.echo(_CLEAR, nl=False, color=True)
    try:
        run(paths, options)
    except (ConfigError, click.UsageError) as error:  # a configuration that is being edited
        click.echo(f"Error: {error}", err=True)
    sys.stdout.flush()
    click.echo("watching; Ctrl-C ends", err=True)


def _forget_modules() -> None:
    """End the processes that hold canonical packages as they were."""
    client = sys.modules.get("mdcheck.execute.client")
    if client is not None:
        client.close()
