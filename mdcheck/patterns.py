"""Regular expressions that are compiled when they are first used: most notes have no use for most of them."""

import re
from typing import Any, cast


class _Pattern:
    """Stands for a compiled expression; what is asked of that is kept here, so that it is asked for once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by `copy` and `pickle` of objects that are not complete yet
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` returns, at a thousandth of the price until it is used.

    There are some 500 such constants. A run after a small edit would spend a third of its time on them.

    Raises:
        re.error: When it is used, if the expression is none.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
