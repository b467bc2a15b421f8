"""Worker processes on this machine."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from mdcheck.config import Config
from mdcheck.pipeline.crew import CrewError
from mdcheck.pipeline.memory import Kept
from mdcheck.records import dataclass

_RETIRE_AFTER = 200
_LARGEST = 600 << 20
_PATIENCE = 1_800.0
_TRIES = 2
_LINGER = 1.0


@dataclass(slots=True, eq=False)
class _Task:
    path: str
    data: bytes
    tries: int = 0
    kept: Kept | None = None
    failure: str = ""


@dataclass(slots=True, eq=False)
class _Hand:
    process: BaseProcess
    line: Connection
    task: _Task | None = None
    done: int = 0


@dataclass(slots=True)
class Processes:
    """Processes with a pipe each: one that dies takes down nothing but its note, which another tries again.

    They are replaced now and then, so that memory stays flat however many notes there are.

    Raises:
        OSError: If the system lets none start: it wants a folder for temporary files.
    """

    config: Config
    folder: Path | None
    count: int
    _hands: list[_Hand] = field(default_factory=list)
    _queue: deque[_Task] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._hire()

    @property
    def room(self) -> int:
        """Twice as many as work, so that none waits for the next."""
        return 2 * self.count

    def submit(self, path: str, data: bytes) -> Callable[[], Kept]:
        """Hand a note to the first that is free."""
        task = _Task(path, data)
        self._queue.append(task)
        self._assign()
        return lambda: self._result(task)

    def close(self) -> None:
        """End all of them, whatever they are at."""
        self._queue.clear()
        for hand in self._hands:
            hand.line.close()
            if hand.task is not None:
                hand.process.terminate()
        for hand in self._hands:
            hand.process.join(_LINGER)
            hand.process.kill()
        self._hands.clear()

    def _result(self, task: _Task) -> Kept:
        while task.kept is None and not task.failure:
            self._assign()
            self._listen()
        if task.kept is None:
            raise CrewError(task.failure)
        return task.kept

    def _assign(self) -> None:
        while self._queue:
            hand = next((hand for hand in self._hands if hand.task is None), None)
            if hand is None:
                if len(self._hands) >= self.count:
                    return
                hand = self._hire()
            task = self._queue.popleft()
            task.tries += 1
            hand.task = task
            try:
                hand.line.send((task.path, task.data))
            except OSError:
                self._lost(hand)

    def _listen(self) -> None:
        busy = {hand.line: hand for hand in self._hands if hand.task is not None}
        ready = wait(list(busy), _PATIENCE)
        if not ready:
            for hand in busy.values():
                hand.process.kill()
        for line in ready:
            self._hear(busy[line])  # type: ignore[index]

    def _hear(self, hand: _Hand) -> None:
        try:
            kept, size = hand.line.recv()
        except (EOFError, OSError):
            self._lost(hand)
            return
        if hand.task is not None:
            hand.task.kept = kept
        hand.task, hand.done = None, hand.done + 1
        if hand.done >= _RETIRE_AFTER or size > _LARGEST:
            hand.line.close()
            self._hands.remove(hand)

    def _lost(self, hand: _Hand) -> None:
        """A process ended; its note is tried once more."""
        self._hands.remove(hand)
        hand.line.close()
        hand.process.kill()
        hand.process.join()
        task = hand.task
        if task is None:
            return
        if task.tries < _TRIES:
            self._queue.appendleft(task)
        else:
            task.failure = (
                f"the process that checked it ended early, twice (exit code {hand.process.exitcode})"
            )

    def _hire(self) -> _Hand:
        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.config, self.folder), daemon=True)  # type: ignore[attr-defined]
        with _deaf():
            process.start()
        theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        return hand


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ignore Ctrl-C for a moment: what is started now never hears it, as this process decides for all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _context() -> multiprocessing.context.BaseContext:
    """Processes are forked from one that has loaded what they need, and nothing of this one's state."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["mdcheck.pipeline.worker", "mdcheck.verify", "mdcheck.execute"])
    return context


def _largest() -> int:
    """The most bytes that this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def _work(line: Connection, config: Config, folder: Path | None) -> None:
    """Check what comes down the line until it closes."""
    from mdcheck.pipeline.worker import close, elsewhere

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while True:
        try:
            path, data = line.recv()
        except (EOFError, OSError):
            break
        kept = elsewhere(config, folder, path, data)
        try:
            line.send((kept, _largest()))
        except OSError:
            break
    close()
