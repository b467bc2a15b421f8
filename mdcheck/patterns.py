"""Regular expressions that are compiled when they are first used, and by one of many runs."""

import json
import re
from array import array
from importlib import import_module
from itertools import accumulate
from typing import Any, NamedTuple, cast

_sre: Any = import_module("_sre")


class _Pattern:
    """Stands for a compiled expression; what is asked of that is kept here, so that it is asked for once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by `copy` and `pickle` of objects that are not complete yet
            raise AttributeError(name)
        found = getattr(CODES.compiled(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` returns, at a thousandth of the price until it is used.

    There are some 500 such constants. A run after a small edit would spend a third of its time on them.

    Raises:
        re.error: When it is used, if the expression is none.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Code(NamedTuple):
    """What compiling an expression comes to, as ``re`` hands it to its engine."""

    flags: int
    groups: int
    names: dict[str, int]
    words: bytes


class Codes:
    """What the expressions of earlier runs of the same Python came to, and those of this one.

    The library keeps nothing between runs. Its compiler is written in Python and takes a millisecond or more
    for an expression of many words; its engine takes what that comes to in a few microseconds.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], _Code] = {}
        self.on = self.new = False

    def compiled(self, text: str, flags: int = 0) -> re.Pattern[str]:
        """What ``re.compile`` returns, without compiling where it is known what that comes to.

        Raises:
            re.error: If the expression is none.
        """
        asked = text, int(flags)
        if not self.on:
            return re.compile(*asked)
        try:
            code = self.known.get(asked)
            if code is None:
                code = self.known[asked] = _code(*asked)
                self.new = True
            return _restored(text, code)
        except Exception:  # the boundary to another Python, whose compiler is called otherwise
            return re.compile(*asked)

    def recall(self, told: bytes | None) -> None:
        """Believe what ``told`` returned in an earlier run, and have more to tell from now on."""
        self.on = True
        if told:
            line, _, words = told.partition(b"\n")
            entries = json.loads(line)
            ends = list(accumulate(size for *_, size in entries))
            for (text, flags, given, groups, names, size), end in zip(entries, ends, strict=True):
                code = _Code(given, groups, names, words[end - size : end])
                self.known.setdefault((text, flags), code)

    def told(self) -> bytes | None:
        """All that is known; None if that is nothing new."""
        if not self.new:
            return None
        entries = [[*asked, *code[:-1], len(code.words)] for asked, code in self.known.items()]
        self.new = False
        return json.dumps(entries).encode() + b"\n" + b"".join(code.words for code in self.known.values())


CODES = Codes()


def _code(text: str, flags: int) -> _Code:
    compiler: Any = import_module("re._compiler")
    parsed = compiler._parser.parse(text, flags)
    words = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return _Code(int(flags | state.flags), state.groups - 1, dict(state.groupdict), words)


def _restored(text: str, code: _Code) -> re.Pattern[str]:
    names: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        names[number] = name
    words = array("I", code.words).tolist()
    found: re.Pattern[str] = _sre.compile(text, code.flags, words, code.groups, code.names, tuple(names))
    return found
