"""What `pytest --mdcheck` does: each claim, fence and finding of a note is a test."""

import os
import warnings
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mdcheck.cache import folder
from mdcheck.config import Config
from mdcheck.integrations.note_tests import NoteTest, note_tests
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.pipeline import discovery
from mdcheck.pipeline.crew import usable_processors
from mdcheck.pipeline.session import Session
from mdcheck.pipeline.settings import settings
from mdcheck.report.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

_SESSION = pytest.StashKey[tuple[Session, Config]]()


class MdcheckWarning(UserWarning):
    """A finding that does not fail the run."""


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Check all notes in several processes; collecting them then takes what is known.

    The workers of pytest-xdist collect everything each, and find what their controller has found.
    """
    config = session.config
    if (
        not config.getoption("--mdcheck")
        or config.getoption("--mdcheck-no-cache")
        or hasattr(config, "workerinput")
    ):
        return
    paths = [path for path in (arg.partition("::")[0] for arg in config.args) if os.path.exists(path)]
    checker, governing = _session(config)
    for _ in checker.results(discovery.notes(paths, governing, force_exclude=True)):
        pass
    _close(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "Note | None":
    """Take Markdown files, unless the configuration excludes them."""
    if file_path.suffix.lower() not in discovery.SUFFIXES:
        return None
    _, governing = _session(parent.config)
    if not any(discovery.notes([str(file_path)], governing, force_exclude=True)):
        return None
    return Note.from_parent(parent, path=file_path)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Keep what was found."""
    _close(config)


class Note(pytest.File):
    """One note."""

    def collect(self) -> "Iterator[Item]":
        """Check the note; its tests have names that stay the same when lines move."""
        session, governing = _session(self.config)
        (result,) = session.results([os.path.relpath(self.path)])
        seen: Counter[str] = Counter()
        for test in note_tests(result, governing.fail_on, known=_known(result, governing)):
            seen[test.name] += 1
            number = f" ({seen[test.name]})" if seen[test.name] > 1 else ""
            yield Item.from_parent(self, name=f"{test.name}{number}", test=test)


class Item(pytest.Item):
    """A claim, a fence or a finding."""

    def __init__(self, *, test: NoteTest, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self._test = test

    def runtest(self) -> None:
        """Tell what was found out when the note was collected."""
        if self._test.warning:
            warnings.warn(MdcheckWarning(self._test.warning), stacklevel=1)
        if self._test.failure:
            pytest.fail(self._test.failure, pytrace=False)
        if self._test.doubt:
            pytest.skip(self._test.doubt)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place in the note."""
        return self.path, self._test.line - 1, f"{self.path.name}:{self._test.line} {self.name}"


def _known(result: Result, config: Config) -> tuple[Diagnostic, ...]:
    """The findings that the baseline lists."""
    if not config.baseline:
        return ()
    from mdcheck.pipeline.baseline import Baseline

    left = Baseline.load(Path(config.root) / config.baseline, config.root).without(result).diagnostics
    return tuple(found for found in result.diagnostics if found not in left)


def _session(config: pytest.Config) -> tuple[Session, Config]:
    if _SESSION not in config.stash:
        paths = [str(config.rootpath)]
        governing = settings(paths)
        if config.getoption("--mdcheck-no-exec"):
            governing = replace(governing, execute=False)
        kept = None if config.getoption("--mdcheck-no-cache") else folder.place(governing.root)
        session = Session(governing, folder=kept, jobs=usable_processors(), whole=True)
        config.stash[_SESSION] = session, governing
    return config.stash[_SESSION]


def _close(config: pytest.Config) -> None:
    if _SESSION in config.stash:
        config.stash[_SESSION][0].close()
        del config.stash[_SESSION]
