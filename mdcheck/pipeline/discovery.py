"""Which files a run reads: paths as given, folders walked for notes that neither git nor the user ignores."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from mdcheck.config import DEFAULT_EXCLUDE, Config
from mdcheck.pipeline.paths import relative

SUFFIXES = (".md", ".markdown")


class MissingPathError(Exception):
    """A path that the user named and that does not exist."""


def notes(paths: Iterable[str], config: Config, *, force_exclude: bool = False) -> Iterator[str]:
    """The notes under ``paths``, each once, in a stable order.

    A file named outright is always among them, unless excludes are forced on such files, too.

    Raises:
        MissingPathError: At the first path that does not exist.
    """
    seen: set[str] = set()
    for path in paths:
        if not os.path.exists(path):
            raise MissingPathError(path)
        if os.path.isdir(path):
            found = _walk(Path(path), config)
        else:
            found = iter(()) if force_exclude and _is_excluded(Path(path), config) else iter((path,))
        for note in found:
            key = os.path.realpath(note)
            if key not in seen:
                seen.add(key)
                yield note


class _Ignores:
    """The .gitignore files in force in a folder, innermost first, the user's own excludes before them."""

    def __init__(self, specs: tuple[tuple[Path, GitIgnoreSpec], ...]) -> None:
        self._specs = specs

    @classmethod
    def at(cls, folder: Path, config: Config) -> "_Ignores":
        """Those in force above ``folder``: of its parents up to the top of its repository."""
        user = GitIgnoreSpec.from_lines((*DEFAULT_EXCLUDE, *config.exclude))
        ignores = cls(((Path(config.root).resolve(), user),))
        top = next((path for path in (folder, *folder.parents) if (path / ".git").exists()), folder)
        for parent in reversed(folder.parents):
            if parent.is_relative_to(top):
                ignores = ignores.entering(parent)
        return ignores

    def entering(self, folder: Path) -> "_Ignores":
        """Those in force inside ``folder``."""
        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return self
        user, *others = self._specs
        return _Ignores((user, (folder, GitIgnoreSpec.from_lines(lines)), *others))

    def cover(self, path: Path, *, folder: bool) -> bool:
        """Whether ``path`` is ignored; the innermost file that says anything about it decides."""
        for base, spec in self._specs:
            verdict = spec.check_file(relative(path, base) + ("/" if folder else "")).include
            if verdict is not None:
                return verdict
        return False


def _is_excluded(path: Path, config: Config) -> bool:
    absolute = path.absolute()
    ignores = _Ignores.at(absolute.parent, config).entering(absolute.parent)
    return any(
        ignores.cover(part, folder=part != absolute)
        for part in (absolute, *absolute.parents)
        if part.is_relative_to(Path(config.root).absolute()) and part != Path(config.root).absolute()
    )


def _walk(top: Path, config: Config) -> Iterator[str]:
    absolute = top.resolve()
    pending = [(top, absolute, _Ignores.at(absolute, config))]
    while pending:
        shown, folder, ignores = pending.pop()
        ignores = ignores.entering(folder)
        folders = []
        for entry in _entries(folder):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not (entry.name.lower().endswith(SUFFIXES) and entry.is_file()):
                continue
            if ignores.cover(folder / entry.name, folder=is_folder):
                continue
            if is_folder:
                folders.append((shown / entry.name, folder / entry.name, ignores))
            else:
                yield str(shown / entry.name)
        pending.extend(reversed(folders))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except PermissionError:
        return []
