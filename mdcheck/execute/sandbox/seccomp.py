"""A seccomp filter: no sockets, no new programs or processes, no signals to others (seccomp(2))."""

import ctypes
import os
import platform
import struct

from mdcheck.execute.sandbox import libc, syscalls

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_LOAD, _RETURN = 0x20, 0x06
_IF_EQUAL, _IF_GREATER, _IF_ANY_BIT = 0x15, 0x25, 0x45
_NUMBER, _ARCH = 0, 4
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE_THREAD = 0x10000
_OPENS_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

Instruction = tuple[int, int, int, int]


def refuse_system_calls(*, read_only: bool) -> None:
    """Install the filter for the rest of this process's life; threads inherit it.

    Args:
        read_only: Refuse also every call that could change a file, for systems without landlock.

    Raises:
        OSError: The kernel or the machine has no seccomp filters.
    """
    program = _program(platform.machine(), os.getpid(), read_only=read_only)
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    buffer = ctypes.create_string_buffer(code)
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    argument = ctypes.create_string_buffer(header)
    libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(argument))


def _program(machine: str, own: int, *, read_only: bool) -> list[Instruction]:
    if machine not in _AUDIT_ARCH:
        raise OSError(_ENOSYS, f"no system call table for {machine}")

    def number(call: syscalls.Number) -> int:
        return int(getattr(call, machine))

    denied = dict(syscalls.DENIED) | (syscalls.CHANGES_FILES if read_only else {})
    lines: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_IF_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_GREATER, 0, 1, number(syscalls.NEWEST)),
        _refuse(_ENOSYS),
        (_IF_EQUAL, 0, 1, number(syscalls.CLONE3)),
        _refuse(_ENOSYS),
    ]
    for call in denied.values():
        if number(call) >= 0:
            lines += [(_IF_EQUAL, 0, 1, number(call)), _refuse(_EPERM)]
    lines += _unless_bits(number(syscalls.CLONE), 0, _CLONE_THREAD)
    for call in syscalls.TO_PROCESS.values():
        lines += _unless_process(number(call), own)
    if read_only:
        lines += _if_bits(number(syscalls.OPENAT), 2, _OPENS_FOR_WRITING)
        lines += _if_bits(number(syscalls.OPEN), 1, _OPENS_FOR_WRITING)
    return [*lines, (_RETURN, 0, 0, _ALLOW)]


def _refuse(error: int) -> Instruction:
    return (_RETURN, 0, 0, _ERRNO | error)


def _argument(index: int) -> Instruction:
    return (_LOAD, 0, 0, 16 + 8 * index)


def _unless_bits(call: int, argument: int, bits: int) -> list[Instruction]:
    test = [_argument(argument), (_IF_ANY_BIT, 1, 0, bits), _refuse(_EPERM), (_RETURN, 0, 0, _ALLOW)]
    return _for(call, test)


def _if_bits(call: int, argument: int, bits: int) -> list[Instruction]:
    test = [_argument(argument), (_IF_ANY_BIT, 0, 1, bits), _refuse(_EPERM), (_RETURN, 0, 0, _ALLOW)]
    return _for(call, test)


def _unless_process(call: int, own: int) -> list[Instruction]:
    asks_itself = 0
    test = [_argument(0), (_IF_EQUAL, 2, 0, own), (_IF_EQUAL, 1, 0, asks_itself), _refuse(_EPERM)]
    return _for(call, [*test, (_RETURN, 0, 0, _ALLOW)])


def _for(call: int, test: list[Instruction]) -> list[Instruction]:
    return [] if call < 0 else [(_IF_EQUAL, 0, len(test), call), *test]
