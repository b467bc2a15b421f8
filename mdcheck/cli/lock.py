"""``mdcheck lock``: write down what is decided and what was accepted, so that neither changes unseen."""

from pathlib import Path

import click

from mdcheck.cache import folder
from mdcheck.cli.check import found
from mdcheck.cli.options import jobs_option
from mdcheck.pipeline.lock import DEFAULT, Lock
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    help="The configuration file, instead of the nearest one upwards.",
)
@jobs_option
def lock(paths: tuple[str, ...], config: str | None, jobs: int) -> int:
    """Accept the given notes as they are.

    With `lock = "FILE"` in the configuration, `mdcheck check` then reports what was decided and no longer
    is, and what changes without being decided. Other notes stay locked as they were.
    """
    governing = settings(paths, file=config)
    target = Path(governing.root) / (governing.lock or DEFAULT)
    before = Lock.load(target, governing.root) if target.exists() else Lock(governing.root, {})
    notes = found(paths, governing)
    with Session(governing, folder=folder.place(governing.root), jobs=jobs, whole=True) as session:
        text = before.written(session.results(notes))
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"'{target}' cannot be written: {error.strerror}") from None
    click.echo(f"{len(notes):,} {'note' if len(notes) == 1 else 'notes'} locked in {target}")
    return 0
