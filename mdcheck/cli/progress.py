"""A progress bar on standard error, for people who wait."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MANY = 20


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None] | None]:
    """Yield what to call after each note; None where nobody watches or there is little to wait for."""
    if total < MANY or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
