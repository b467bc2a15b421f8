"""``mdcheck baseline``: write down today's findings, so that only new ones are reported."""

from pathlib import Path

import click

from mdcheck.cache import folder
from mdcheck.cli.check import found
from mdcheck.cli.options import jobs_option
from mdcheck.pipeline.baseline import DEFAULT, written
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--baseline", "file", type=click.Path(), metavar="FILE", help=f"Where to write it. [default: {DEFAULT}]"
)
@click.option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    help="The configuration file, instead of the nearest one upwards.",
)
@jobs_option
def baseline(paths: tuple[str, ...], file: str | None, config: str | None, jobs: int) -> int:
    """Write down all findings of the given notes.

    `mdcheck check --baseline FILE`, or `baseline = "FILE"` in the configuration, then leaves them out. They
    are known by their text, so that lines may move.
    """
    governing = settings(paths, file=config)
    target = Path(file or Path(governing.root) / (governing.baseline or DEFAULT))
    with Session(governing, folder=folder.place(governing.root), jobs=jobs) as session:
        text, count = written(session.results(found(paths, governing)), governing.root)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"'{target}' cannot be written: {error.strerror}") from None
    click.echo(f"{count:,} {'finding' if count == 1 else 'findings'} written to {target}")
    if not (file or governing.baseline):
        click.echo(f'to leave them out, say so in the configuration: baseline = "{target.name}"', err=True)
    return 0
