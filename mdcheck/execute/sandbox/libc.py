"""The system calls that Python has no name for."""

import ctypes
import os

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.syscall.restype = ctypes.c_long


def syscall(number: int, *arguments: object) -> int:
    """Make a system call.

    Raises:
        OSError: The kernel refused.
    """
    return _checked(_LIBC.syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, *arguments: int) -> None:
    """Change an attribute of this process (prctl(2)).

    Raises:
        OSError: The kernel refused.
    """
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    _checked(_LIBC.prctl(ctypes.c_int(option), *padded))


def mount_tmpfs(target: str, options: str) -> None:
    """Mount an empty file system that lives in memory.

    Raises:
        OSError: The kernel refused.
    """
    nosuid_nodev_noexec = 2 | 4 | 8
    _checked(
        _LIBC.mount(
            b"tmpfs", target.encode(), b"tmpfs", ctypes.c_ulong(nosuid_nodev_noexec), options.encode()
        )
    )


def unshare(flags: int) -> None:
    """Leave the namespaces named by ``flags`` (unshare(2)).

    Raises:
        OSError: The kernel refused.
    """
    _checked(_LIBC.unshare(ctypes.c_int(flags)))


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
