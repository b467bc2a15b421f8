"""Bytes to Source: decoding that loses nothing and never fails."""

import os
from pathlib import Path

from mdcheck.model.source import Fault, Source, Span


def load(path: str | os.PathLike[str]) -> Source:
    """Read a file.

    Raises:
        OSError: If it cannot be read; its content never raises.
    """
    return decode(os.fspath(path), Path(path).read_bytes())


def decode(path: str, data: bytes) -> Source:
    """Decode UTF-8, line endings and BOM kept; each run of undecodable bytes is one U+FFFD and one fault."""
    chunks: list[str] = []
    faults: list[Fault] = []
    length = start = 0
    view = memoryview(data)
    while start < len(data):
        try:
            chunk, start = str(view[start:], "utf-8"), len(data)
        except UnicodeDecodeError as error:
            good, bad = start + error.start, start + error.end
            chunk = str(view[start:good], "utf-8") + "\N{REPLACEMENT CHARACTER}"
            at = length + len(chunk) - 1
            faults.append(Fault(Span(at, at + 1), f"invalid UTF-8: byte 0x{data[good:bad].hex()}"))
            start = bad
        chunks.append(chunk)
        length += len(chunk)
    return Source(path, "".join(chunks), tuple(faults))
