"""The check of one note as a job that any process can do."""

import threading
from pathlib import Path

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.document import Document
from mdcheck.model.page import Facts, Outcome, Page
from mdcheck.model.source import Source
from mdcheck.pipeline.failures import internal_error, unreadable
from mdcheck.pipeline.memory import Kept, Memory
from mdcheck.pipeline.run import Checker
from mdcheck.pipeline.trace import Trace
from mdcheck.records import dataclass
from mdcheck.report import codec, pages
from mdcheck.report.result import Result


@dataclass(frozen=True, slots=True)
class Worker:
    """Checks notes; what running their code gave is looked up in the memory, and added to it."""

    checker: Checker
    memory: Memory | None

    @classmethod
    def of(cls, config: Config, memory: Memory | None) -> "Worker":
        """A worker under a configuration.

        Raises:
            ConfigError: If that names a rule that does not exist.
        """
        if memory is not None:
            memory.recall()
        return cls(Checker.of(config), memory)

    def check(self, path: str, data: bytes) -> Kept:
        """The result of the note at ``path`` that says ``data``."""
        trace = Trace()
        try:
            outcome = self.checker.source(markdown.decode(path, data), trace=trace, memory=self.memory)
            return encoded(outcome, trace, self.memory)
        except Exception as error:  # the boundary: a defect here must not hide what other notes hold
            return lost(path, error)


def encoded(outcome: Outcome, trace: Trace, memory: Memory | None) -> Kept:
    """An outcome in its two parts, with what it depends on."""
    lasting = memory is not None and trace.lasting
    dependencies = trace.dependencies(memory.canon) if memory is not None and lasting else None
    return Kept(codec.head(Result.of(outcome)), pages.body(outcome.page), dependencies)


def unread(path: str, error: OSError) -> Kept:
    """The result of a note that the system does not hand out."""
    return _found_only(path, unreadable(error))


def lost(path: str, error: Exception) -> Kept:
    """The result of a note that could not be checked."""
    return _found_only(path, internal_error(error, during="checking this note"))


def _found_only(path: str, found: Diagnostic) -> Kept:
    page = Page(Source(path, ""), Document(()), Facts(lambda _: False, lambda _: None))
    return encoded(Outcome(page, (found,)), Trace(lasting=False), None)


_ONE_AT_A_TIME = threading.Lock()  # workers of a cluster may have threads; those who run code have one pipe
_here: dict[str, tuple[Config, Path | None, Worker]] = {}


def elsewhere(config: Config, folder: Path | None, path: str, data: bytes) -> Kept:
    """``Worker.check`` for other processes, each of which keeps its worker between calls."""
    with _ONE_AT_A_TIME:
        known = _here.get("worker")
        if known is None or known[:2] != (config, folder):
            close()
            memory = Memory.of(config, folder, warn=False) if folder is not None else None
            known = _here["worker"] = (config, folder, Worker.of(config, memory))
        worker = known[2]
        kept = worker.check(path, data)
        if worker.memory is not None:
            worker.memory.store.flush()
        return kept


def close() -> None:
    """Let the memory of this process go."""
    known = _here.pop("worker", None)
    if known is not None and known[2].memory is not None:
        known[2].memory.close()
