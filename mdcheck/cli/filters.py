"""What is left out of a report, since a revision or the baseline knows it, and what the lock adds to it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mdcheck.cli.options import Options
from mdcheck.config import Config
from mdcheck.records import dataclass
from mdcheck.report.result import Result

if TYPE_CHECKING:
    from mdcheck.pipeline.baseline import Baseline
    from mdcheck.pipeline.lock import Lock
    from mdcheck.pipeline.since import Since


@dataclass(slots=True)
class Filters:
    """Takes findings out of results or adds to them, and knows which of the baseline's were not found."""

    since: "Since | None" = None
    baseline: "Baseline | None" = None
    ratchet: bool = False
    lock: "Lock | None" = None

    def applied(self, result: Result) -> Result:
        """The result without what is known; each filter sees all of it, since it numbers what is alike."""
        result = self.lock.held(result) if self.lock is not None else result
        kept = [each.without(result).diagnostics for each in (self.since, self.baseline) if each is not None]
        return result.finding(tuple(d for d in result.diagnostics if all(d in some for some in kept)))

    def complain(self) -> bool:
        """Tell what is in no lock yet, and what the baseline lists in vain; true if that fails the run."""
        if self.lock is not None and self.lock.new:
            click.echo(f"note: {self.lock.new:,} not in the lock yet: `mdcheck lock` adds them", err=True)
        if self.baseline is None:
            return False
        gone, known = self.baseline.gone(), len(self.baseline.seen)
        if known:
            click.echo(f"{known:,} finding{'' if known == 1 else 's'} left out: in the baseline", err=True)
        if gone:
            shown = "\n  ".join(gone) if self.ratchet else f"{len(gone):,}"
            level = "Error" if self.ratchet else "note"
            click.echo(f"{level}: in the baseline, but not found any more: {shown}", err=True)
            click.echo("`mdcheck baseline` writes it anew", err=True)
        return bool(gone) and self.ratchet


@contextmanager
def filters(config: Config, options: Options, folder: Path | None) -> Iterator[Filters]:
    """The filters that were asked for.

    Raises:
        ConfigError: If there is no such revision, or no such baseline.
        click.UsageError: If there is a ratchet, but nothing to hold.
    """
    with ExitStack() as stack:
        found = Filters(ratchet=options.ratchet)
        if options.since is not None:
            from mdcheck.pipeline.since import Since

            found.since = stack.enter_context(Since(options.since, config, folder))
        file = options.baseline or (config.baseline and str(Path(config.root) / config.baseline))
        if file:
            from mdcheck.pipeline.baseline import Baseline

            found.baseline = Baseline.load(Path(file), config.root)
        elif options.ratchet:
            raise click.UsageError("--ratchet holds a baseline, and there is none: name it with --baseline")
        if config.lock:
            from mdcheck.pipeline.lock import Lock

            found.lock = Lock.load(Path(config.root) / config.lock, config.root)
        yield found
