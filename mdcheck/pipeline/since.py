"""What is wrong with changed lines, or because of them: what was found at an earlier revision is left out."""

import os
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from mdcheck.config import Config, ConfigError
from mdcheck.patterns import regex
from mdcheck.pipeline.session import Session
from mdcheck.report.fingerprints import fingerprints
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result

_FILE = regex(r"^\+\+\+ (?:b/(.*)|/dev/null)$")
_HUNK = regex(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


class Since:
    """A revision to compare with, checked out beside the repository for as long as it is needed.

    A finding counts if it touches a changed line, or if it was not found at that revision: then the change
    has caused it, wherever it stands.
    """

    def __init__(self, revision: str, config: Config, folder: Path | None) -> None:
        """Find out what has changed.

        Raises:
            ConfigError: If this is no repository, or it has no such revision.
        """
        self._top = Path(_git(config.root, "rev-parse", "--show-toplevel").strip())
        wanted = f"{revision}^{{commit}}"
        self._commit = _git(config.root, "rev-parse", "--verify", "--quiet", wanted, said=revision).strip()
        self._config, self._folder = config, folder
        self._changed = _changed(self._top, self._commit)
        self._old: tempfile.TemporaryDirectory[str] | None = None
        self._session: Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            self._session.close()
        if self._old is not None:
            self._old.cleanup()

    def without(self, result: Result) -> Result:
        """The result without what was there before and stands on unchanged lines."""
        if not result.diagnostics:
            return result
        path = Path(result.source.path).resolve()
        name = path.relative_to(self._top).as_posix() if path.is_relative_to(self._top) else None
        before = self._fingerprints(name) if name is not None else frozenset()
        changed, lines = self._changed.get(name or "", ()), Lines(result.source)
        kept = []
        prints = fingerprints(result.diagnostics, result.source)
        for found, fingerprint in zip(result.diagnostics, prints, strict=True):
            first = lines.position(found.span.start).line
            last = lines.position(max(found.span.start, found.span.end - 1)).line
            touched = any(start <= last and first < end for start, end in changed)
            if touched or fingerprint not in before:
                kept.append(found)
        return result.finding(tuple(kept))

    def _fingerprints(self, name: str) -> frozenset[str]:
        """What was found in a note then."""
        old, session = self._checked_out()
        path = old / name
        if not path.is_file():
            return frozenset()
        (result,) = session.results([str(path)])
        return frozenset(fingerprints(result.diagnostics, result.source))

    def _checked_out(self) -> tuple[Path, Session]:
        if self._old is None or self._session is None:
            self._old = tempfile.TemporaryDirectory(prefix="mdcheck-since-")
            _check_out(self._top, self._commit, self._old.name)
            inside = os.path.relpath(os.path.realpath(self._config.root), self._top)
            root = os.path.normpath(os.path.join(self._old.name, inside))
            self._session = Session(replace(self._config, root=root), folder=self._folder)
        return Path(self._old.name), self._session


def _check_out(top: Path, commit: str, folder: str) -> None:
    command = ["git", "archive", "--format=tar", commit]
    with (
        subprocess.Popen(command, cwd=top, stdout=subprocess.PIPE) as git,
        tarfile.open(fileobj=git.stdout, mode="r|") as tar,
    ):
        tar.extractall(folder, filter=_harmless)


def _harmless(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """What lies inside the folder; links out of it are left out."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _changed(top: Path, commit: str) -> Mapping[str, list[tuple[int, int]]]:
    """Ranges of changed lines, the end excluded, in each file; all lines of files that git does not know."""
    changed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    name = ""
    plain = ("--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")
    for line in _git(top, "-c", "core.quotePath=off", "diff", "--unified=0", *plain, commit).split("\n"):
        if file := _FILE.match(line):
            name = (file[1] or "").rstrip("\t")
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            changed[name].append((start, start + count))
    for name in _git(top, "ls-files", "-z", "--others", "--exclude-standard").split("\0"):
        changed[name].append((1, 1 << 60))
    return changed


def _git(folder: str | Path, *arguments: str, said: str = "") -> str:
    return _run(folder, *arguments, said=said).decode("utf-8", "surrogateescape")


def _run(folder: str | Path, *arguments: str, said: str = "") -> bytes:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise ConfigError("--since needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise ConfigError(f"--since: {why or f'there is no revision {said!r}'}") from None
