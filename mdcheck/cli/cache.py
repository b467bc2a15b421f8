"""``mdcheck cache``: what earlier runs left behind."""

import click

from mdcheck.cache import folder
from mdcheck.cache.store import clear as cleared
from mdcheck.pipeline.settings import settings


@click.group()
def cache() -> None:
    """Look after the folder .mdcheck_cache, in which results are kept."""


@cache.command()
@click.argument("path", default=".", type=click.Path())
def clear(path: str) -> int:
    """Delete what is kept for the project around PATH; nothing is lost but time."""
    place = folder.place(settings([path]).root)
    try:
        size = cleared(place)
    except OSError as error:
        raise click.UsageError(f"'{error.filename}' cannot be deleted: {error.strerror}") from None
    click.echo(f"{size / 1e6:,.1f} MB deleted from {place}")
    return 0


@cache.command(name="dir")
@click.argument("path", default=".", type=click.Path())
def where(path: str) -> int:
    """Print where results of the project around PATH are kept."""
    click.echo(str(folder.place(settings([path]).root)))
    return 0
