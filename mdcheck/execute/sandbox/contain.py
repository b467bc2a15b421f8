"""What stands between code from a note and the machine, in the order in which it must be set up."""

import contextlib
import glob
import os
import resource
import signal
import sys
import sysconfig

from mdcheck.execute.sandbox import landlock, libc, namespaces, seccomp
from mdcheck.records import dataclass

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_MEBIBYTE = 1 << 20
_SYSTEM_READABLE = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)

_DRIVER_READABLE = ("/proc/driver/nvidia", "/sys/module/nvidia", "/sys/bus/pci/devices", "/sys/devices")


def _python() -> set[str]:
    installed = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return installed | {path for path in sys.path if path.endswith(("site-packages", "dist-packages"))}


_PYTHON = frozenset(_python())


class UncontainedError(Exception):
    """This system offers nothing that would hold untrusted code."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the contained process may use.

    Attributes:
        directory: The only place it may write to; its working directory.
        readable: Further paths that it may read.
        cpu_seconds: Processor time.
        memory_mib: Address space on top of what the process has mapped already.
        file_mib: Size of one file, and of all files together where the directory is its own file system.
        open_files: Descriptors.
        graphics: Whether it may use graphics devices, whose drivers map more addresses than there is memory.
    """

    directory: str
    readable: tuple[str, ...] = ()
    cpu_seconds: int = 20
    memory_mib: int = 2048
    file_mib: int = 32
    open_files: int = 128
    graphics: bool = False


def contain(cell: Cell) -> tuple[str, ...]:
    """Lock this process in; it must be single-threaded, and there is no way back.

    Returns:
        What the system did not allow, for the report; the process is contained nevertheless.

    Raises:
        UncontainedError: Without system call filters nothing holds.
    """
    if not sys.platform.startswith("linux"):
        raise UncontainedError(f"no containment on {sys.platform}")
    missing: list[str] = []
    try:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1)
        own = _enter_namespaces(cell, missing)
        os.chdir(cell.directory)
        restricted = _restrict_files(cell, missing)
        _limit(cell, own_processes=own)
        with contextlib.suppress(OSError):
            namespaces.drop_capabilities()
        seccomp.refuse_system_calls(read_only=not restricted)
    except OSError as error:
        raise UncontainedError(f"the system refuses containment: {error.strerror}") from error
    return tuple(missing)


def _enter_namespaces(cell: Cell, missing: list[str]) -> bool:
    try:
        namespaces.leave_host()
    except OSError:
        missing.append("namespaces")
        return False
    try:
        libc.mount_tmpfs(cell.directory, f"size={cell.file_mib}m,nr_inodes=1000,mode=700")
    except OSError:
        missing.append("private file system")
    return True


def _restrict_files(cell: Cell, missing: list[str]) -> bool:
    if not landlock.version():
        missing.append("landlock (files are read-only instead)")
        return False
    devices = glob.glob("/dev/nvidia*") if cell.graphics else []
    drivers = _DRIVER_READABLE if cell.graphics else ()
    landlock.restrict_files(
        readable=(*_SYSTEM_READABLE, *_PYTHON, *drivers, *cell.readable),
        writable=(cell.directory, "/dev/null", *devices),
    )
    return True


def _limit(cell: Cell, *, own_processes: bool) -> None:
    limits = {
        resource.RLIMIT_AS: _mapped() + cell.memory_mib * _MEBIBYTE,
        resource.RLIMIT_CPU: cell.cpu_seconds,
        resource.RLIMIT_FSIZE: cell.file_mib * _MEBIBYTE,
        resource.RLIMIT_NOFILE: cell.open_files,
        resource.RLIMIT_CORE: 0,
    }
    if cell.graphics:
        del limits[resource.RLIMIT_AS]
    if own_processes:
        limits[resource.RLIMIT_NPROC] = 64
    for kind, value in limits.items():
        hard = resource.getrlimit(kind)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bound, bound))


def _mapped() -> int:
    with open("/proc/self/statm", encoding="utf-8") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
