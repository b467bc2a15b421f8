"""A run over many notes: what is known comes from memory, the rest is checked, and all in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from mdcheck.config import Config
from mdcheck.markdown import decode
from mdcheck.model.source import Source
from mdcheck.pipeline.crew import Alone, Crew, CrewError
from mdcheck.pipeline.memory import Kept, Memory
from mdcheck.records import dataclass
from mdcheck.report import codec
from mdcheck.report.result import Result

_AHEAD = 256
_MANY = 3


@dataclass(slots=True)
class _Slot:
    """A note on its way out; ``fetch`` waits for its result, once somebody has it in hand."""

    path: str
    data: bytes
    known: Kept | None
    fetch: Callable[[], Kept] | None = None


@dataclass(slots=True)
class _Line:
    """The notes on their way out in order, and those of them that nobody knows."""

    slots: deque[_Slot] = field(default_factory=deque)
    open: deque[_Slot] = field(default_factory=deque)

    def append(self, slot: _Slot) -> None:
        self.slots.append(slot)
        if slot.known is None:
            self.open.append(slot)

    def popleft(self) -> _Slot:
        slot = self.slots.popleft()
        if slot.known is None:
            self.open.popleft()
        return slot


class Session:
    """Checks notes under one configuration.

    Args:
        config: What to check them with.
        folder: Where results are kept; None to keep none and to believe none.
        jobs: How many processes may work at once.
        cluster: A crew on other machines, if that is to do the work.
        whole: Whether reports will look at pages.
    """

    def __init__(
        self,
        config: Config,
        *,
        folder: Path | None = None,
        jobs: int = 1,
        cluster: Crew | None = None,
        whole: bool = False,
    ) -> None:
        self._config, self._folder, self._jobs, self._whole = config, folder, jobs, whole
        self._memory = Memory.of(config, folder) if folder is not None else None
        self._crew = cluster

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let all workers go, and keep what was found."""
        if self._crew is not None:
            self._crew.close()
        self._crew = None
        if self._memory is not None:
            self._memory.close()

    def results(self, paths: Iterable[str]) -> Iterator[Result]:
        """The result of each note, in the order of ``paths``; only some notes are in memory at a time.

        Raises:
            ConfigError: If the configuration names a rule that does not exist.
        """
        line = _Line()
        path = None
        for path in paths:
            line.append(self._looked_up(path))
            if self._crew is not None:
                self._hand_over(line, self._crew)
            while len(line.slots) >= _AHEAD or len(line.open) >= self._room:
                yield self._next(line)
        while line.slots:
            yield self._next(line)
        if path is None:
            self._alone.prepare()

    def text(self, path: str, data: bytes) -> Result:
        """The result of what would stand in the file at ``path``."""
        return self._taken(_Slot(path, data, self._find(path, data)))

    def source(self, source: Source) -> Result:
        """The result of a text without undecodable bytes."""
        return self.text(source.path, source.text.encode("utf-8", "surrogatepass"))

    @property
    def _room(self) -> int:
        if self._crew is not None:
            return self._crew.room
        return 1 if self._jobs == 1 else _MANY

    def _looked_up(self, path: str) -> _Slot:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            from mdcheck.pipeline.worker import unread

            return _Slot(path, b"", unread(path, error))
        return _Slot(path, data, self._find(path, data))

    def _find(self, path: str, data: bytes) -> Kept | None:
        return self._memory.find(path, data, whole=self._whole) if self._memory is not None else None

    def _next(self, line: _Line) -> Result:
        if self._crew is None and self._jobs > 1 and len(line.open) >= _MANY:
            self._alone.prepare()
            self._crew = self._several()
        if self._crew is not None:
            self._hand_over(line, self._crew)
        return self._taken(line.popleft())

    def _several(self) -> Crew | None:
        """Processes beside this one; None from now on if the system lets none start."""
        from mdcheck.pipeline.processes import Processes

        try:
            return Processes(self._config, self._folder, self._jobs)
        except OSError as error:
            import logging  # as in the store: most runs have nothing to log

            logging.getLogger("mdcheck").warning("one process does all of the work: %s", error)
            self._jobs = 1
            return None

    def _hand_over(self, line: _Line, crew: Crew) -> None:
        for slot in line.open:
            if slot.fetch is None:
                slot.fetch = crew.submit(slot.path, slot.data)

    def _taken(self, slot: _Slot) -> Result:
        kept = slot.known
        if kept is None:
            kept = self._checked(slot)
            if self._memory is not None:
                self._memory.keep(slot.path, slot.data, kept)
        return codec.result(decode(slot.path, slot.data), kept.head, kept.body)

    def _checked(self, slot: _Slot) -> Kept:
        fetch = slot.fetch or self._alone.submit(slot.path, slot.data)
        try:
            return fetch()
        except CrewError as error:
            from mdcheck.pipeline.worker import lost

            return lost(slot.path, error)

    @cached_property
    def _alone(self) -> Alone:
        return Alone(self._config, self._memory)
