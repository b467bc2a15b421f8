"""Long lists of names found in running text, the longest at each place, without a pattern to compile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mdcheck.patterns import regex

_START = regex(r"(?<![a-z])[!-~]|[^\x00-\x7f]")
"""Where a name can begin: Latin ones with a word, others anywhere."""
_ENDINGS = ("es", "s", "")


class Names:
    """Normalised names; one in Latin letters stands as a word of its own, in the plural, too."""

    def __init__(self, names: Iterable[str]) -> None:
        beginning = defaultdict(list)
        for name in sorted(set(names), key=len, reverse=True):
            beginning[name[:2]].append(name)
        self._beginning = dict(beginning)

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names stand in a normalised text, from left to right."""
        last = 0
        for match in _START.finditer(text):
            start = match.start()
            if start >= last and (end := self._end(text, start)):
                last = end
                yield start, end

    def _end(self, text: str, start: int) -> int:
        """Where the longest name that begins here ends; 0 if there is none."""
        for beginning in (text[start : start + 2], text[start]):
            for name in self._beginning.get(beginning, ()):
                if text.startswith(name, start) and (end := _whole(text, start + len(name), name)):
                    return end
        return 0


def _whole(text: str, end: int, name: str) -> int:
    """Where a name ends with its plural; 0 if it is only the beginning of a word."""
    if not name.isascii():
        return end
    ends = (end + len(ending) for ending in _ENDINGS if text.startswith(ending, end))
    return next((place for place in ends if not "a" <= text[place : place + 1] <= "z"), 0)
