"""Bytes to Source: decoding that loses nothing and never fails."""

import os
from pathlib import Path

from mdcheck.model.source import Fault, Source, Span
from mdcheck.patterns import regex

_UNDECODABLE = regex("[\udc80-\udcff]+")
_SHOWN = 4


def load(path: str | os.PathLike[str]) -> Source:
    """Read a file.

    Raises:
        OSError: If it cannot be read; its content never raises.
    """
    return decode(os.fspath(path), Path(path).read_bytes())


def decode(path: str, data: bytes) -> Source:
    """Decode UTF-8, line endings and BOM kept; each run of undecodable bytes is one U+FFFD and one fault."""
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError:
        escaped = data.decode("utf-8", "surrogateescape")
    faults: list[Fault] = []
    shrunk = 0
    for match in _UNDECODABLE.finditer(escaped):
        at = match.start() - shrunk
        faults.append(Fault(Span(at, at + 1), f"invalid UTF-8: {_bytes(match[0])}"))
        shrunk += len(match[0]) - 1
    return Source(path, _UNDECODABLE.sub("\N{REPLACEMENT CHARACTER}", escaped), tuple(faults))


def _bytes(run: str) -> str:
    shown = run[:_SHOWN].encode("utf-8", "surrogateescape").hex()
    return f"byte 0x{shown}" if len(run) <= _SHOWN else f"{len(run):,} bytes from 0x{shown}"
