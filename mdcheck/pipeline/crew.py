"""Who checks the notes that nothing is known of: this process, or several beside it."""

import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from mdcheck.config import Config
from mdcheck.pipeline.memory import Kept, Memory

if TYPE_CHECKING:
    from mdcheck.pipeline.worker import Worker


_MOST_JOBS = 8


class CrewError(Exception):
    """A note that could not be checked because the process that had it ended, each time."""


class Crew(Protocol):
    """Takes notes in, and hands out what fetches their results; order is the caller's."""

    @property
    def room(self) -> int:
        """How many notes may be in hand at once."""

    def submit(self, path: str, data: bytes) -> Callable[[], Kept]:
        """Take in a note; what is returned waits for its result.

        Raises:
            CrewError: When called: whoever checked the note did not live to tell.
        """

    def close(self) -> None:
        """Let all go, at once."""


class Alone:
    """This process checks each note when its result is asked for."""

    def __init__(self, config: Config, memory: Memory | None) -> None:
        self._config, self._memory = config, memory

    @property
    def room(self) -> int:
        """One is enough."""
        return 1

    def submit(self, path: str, data: bytes) -> Callable[[], Kept]:
        """Promise to check a note."""
        return lambda: self._worker.check(path, data)

    def prepare(self) -> None:
        """Load what checking takes.

        Raises:
            ConfigError: If the configuration names a rule that does not exist.
        """
        self._worker.checker  # noqa: B018

    def close(self) -> None:
        """Nobody is waiting."""

    @cached_property
    def _worker(self) -> "Worker":
        from mdcheck.pipeline.deferred import defer

        defer("numpy")  # after an edit, verdicts that are known are most often enough
        from mdcheck.pipeline.worker import Worker

        return Worker.of(self._config, self._memory)


def usable_processors() -> int:
    """How many processes make sense here; not more than a few, since each may come to hold torch."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_JOBS)
