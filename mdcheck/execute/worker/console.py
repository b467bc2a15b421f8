"""What a page prints: kept with the place of the call, bounded, never written anywhere."""

import builtins
import io
import sys
from collections.abc import Callable
from typing import Any

from mdcheck.records import dataclass

_LONGEST = 200_000
_LONGEST_WRITE = 20_000
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Printed:
    """One call of print.

    Attributes:
        filename: Code that called.
        line: Its line there.
        text: What came out, without the final line break.
        values: The arguments as ``str`` and as ``repr``.
    """

    filename: str
    line: int
    text: str
    values: tuple[str, ...]


class Console(io.TextIOBase):
    """Standard output of a page."""

    def __init__(self) -> None:
        self.calls: list[Printed] = []
        self._parts: list[str] = []
        self._size = 0

    def writable(self) -> bool:
        """It takes text."""
        return True

    def write(self, text: str) -> int:
        """Keep the text as long as there is room."""
        if self._size < _LONGEST:
            kept = text[:_LONGEST_WRITE]
            self._parts.append(kept)
            self._size += len(kept)
        return len(text)

    def mark(self) -> int:
        """A place to read on from."""
        return len(self._parts)

    def since(self, mark: int) -> str:
        """What was written after a mark."""
        return "".join(self._parts[mark:])

    def printer(self) -> Callable[..., None]:
        """A ``print`` that also remembers who called it with what."""

        def print(*values: Any, **options: Any) -> None:  # noqa: A001
            mark = self.mark()
            builtins.print(*values, **options)
            if len(self.calls) < _MOST and self._size < _LONGEST and options.get("file") is None:
                caller = sys._getframe(1)
                shown = tuple(form(v)[:_LONGEST_WRITE] for v in values for form in (str, repr))
                text = self.since(mark).removesuffix("\n")
                self.calls.append(Printed(caller.f_code.co_filename, caller.f_lineno, text, shown))

        return print
