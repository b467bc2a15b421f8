"""What every result depends on besides its note: the code of the checker, and the machine that it runs on."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from mdcheck.cache.store import Store, key
from mdcheck.records import dataclass

_CLOCK = 2.0  # seconds: coarser than any file system counts
_CODE = (".py", ".js", ".toml", ".json")
# What the sandbox may do: the outcome of a fence that may not run is no outcome where it may.
_LIMITS = (
    "/proc/sys/user/max_user_namespaces",
    "/proc/sys/kernel/unprivileged_userns_clone",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
)
_PRIVILEGES = ("CapEff", "NoNewPrivs", "Seccomp")


def stamp(store: Store) -> bytes:
    """A digest of the checker's own files, of what is installed beside it, and of the machine."""
    return key(content([Path(__file__).parents[1]], store), *_installed(), *_machine())


def checker() -> str:
    """A digest of the checker's own files: two machines with the same find the same."""
    return _read(list(code_files(Path(__file__).parents[1]))).hex()


def content(folders: Iterable[Path], store: Store) -> bytes:
    """A digest of the code below ``folders``; read only if sizes and times are not known yet."""
    files = [found for folder in folders for found in code_files(folder)]
    seen = states(files)
    known = store.get(seen)
    if known is None:
        known = _read(files)
        if settled(files):
            store.put(seen, known)
    return known


def _read(files: "Iterable[CodeFile]") -> bytes:
    return key(*(part for file in files for part in (file.name, file.read())))


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A file by its name below the top, and its state when it was looked at."""

    name: str
    path: str
    state: os.stat_result

    def read(self) -> bytes:
        """Its content; empty if it is gone by now."""
        try:
            return Path(self.path).read_bytes()
        except OSError:
            return b""


def states(files: Iterable[CodeFile]) -> bytes:
    """A digest of names, sizes and times: as long as it is the same, so are the files."""
    return key(
        "states",
        *(f"{f.name}\0{f.state.st_size}\0{f.state.st_mtime_ns}\0{f.state.st_ctime_ns}" for f in files),
    )


def settled(files: Iterable[CodeFile]) -> bool:
    """Whether no file is so new that it could be written again without a change of its time."""
    return max((file.state.st_mtime for file in files), default=0) < time.time() - _CLOCK


def code_files(folder: Path) -> Iterator[CodeFile]:
    """The files of code below a folder, in order of their names."""
    return _files(str(folder), "")


def _files(folder: str, above: str) -> Iterator[CodeFile]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = f"{above}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path, name)
        elif entry.name.endswith(_CODE):
            yield CodeFile(name, entry.path, entry.stat())


def _installed() -> Iterator[str]:
    """Name and version of every installed distribution, as its folder of metadata is called."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _machine() -> Iterator[str]:
    system = os.uname() if hasattr(os, "uname") else None
    yield from (
        sys.version,
        sys.platform,
        *((system.machine, *system.release.split(".")[:2]) if system else ()),
    )
    yield str(os.geteuid() if hasattr(os, "geteuid") else "")
    for name in _LIMITS:
        yield _text(name)
    yield from (line for line in _text("/proc/self/status").splitlines() if line.startswith(_PRIVILEGES))


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
