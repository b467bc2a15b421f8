"""``mdcheck check --watch``: check again whenever a file is saved."""

import os
import sys
from collections.abc import Callable

import click

from mdcheck.cli.options import Options
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
    _round(paths, options, run)
    try:
        for changes in watchfiles.watch(root, *filter(os.path.exists, paths), watch_filter=kept_out):
            if any(path.endswith(".py") for _, path in changes):
                _forget_modules()
            _round(paths, options, run)
    except KeyboardInterrupt:
        pass
    return 0


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
