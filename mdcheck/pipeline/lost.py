"""What a note no longer vouches for: the lines of a lock laid beside what stands in the note now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from mdcheck.model.source import Span
from mdcheck.records import dataclass

CODE = "code "
"""What stands before the digest of a fence."""
_DECIDED, _ON_TRUST = "✓ ", "· "
_SHORT = 60
_REMEDY = "mend it, or accept it with `mdcheck lock`"


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, a fence, or a formula that claims nothing.

    Attributes:
        span: Its place.
        text: What it is known by: as written, without line breaks; of code, a digest.
        decided: Whether something vouches for it; None where nobody could look.
        why: Why it is not decided.
    """

    span: Span
    text: str
    decided: bool | None
    why: str = ""

    @property
    def line(self) -> str:
        """As the lock holds it."""
        return (_DECIDED if self.decided else _ON_TRUST) + self.text


def lost(locked: Sequence[str], now: Sequence[Item], text: str) -> Iterator[tuple[Span, str]]:
    """Places and what to say of them; the lock and the note are laid side by side as by ``diff``."""
    before, after = [_text(line) for line in locked], [item.text for item in now]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    moved = Counter(
        item.line for kind, _, _, j1, j2 in blocks if kind in ("insert", "replace") for item in now[j1:j2]
    )
    for kind, i1, i2, j1, j2 in blocks:
        if kind == "equal":
            yield from _worse(locked[i1:i2], now[j1:j2])
        elif kind != "insert":
            gone = [line for line in locked[i1:i2] if not moved[line]]
            yield from _changed(gone, now[j1:j2], _between(now, j1, j2, len(text)), text)


def _worse(locked: Sequence[str], now: Sequence[Item]) -> Iterator[tuple[Span, str]]:
    for line, item in zip(locked, now, strict=True):
        if line.startswith(_DECIDED) and item.decided is False:
            yield item.span, f"{_told(item.text)} was decided, and no longer is ({item.why}): {_REMEDY}"


def _changed(
    gone: Sequence[str], new: Sequence[Item], between: Span, text: str
) -> Iterator[tuple[Span, str]]:
    """What replaces a locked line must be decided; a decided line without successor is missed."""
    left = list(new)
    for line in gone:
        old = _text(line)
        alike = [item for item in left if item.text.startswith(CODE) == old.startswith(CODE)]
        if alike:
            heir = max(alike, key=lambda item: _likeness(old, item.text))
            left.remove(heir)
            if heir.decided is False:
                yield heir.span, _replaced(line, heir)
        elif line.startswith(_DECIDED):
            place = _likest(old, between, text)
            yield place, f"{_told(old)} was decided, and stands here no longer as a claim: {_REMEDY}"


def _replaced(line: str, heir: Item) -> str:
    was = "was decided" if line.startswith(_DECIDED) else "was accepted"
    if heir.text.startswith(CODE):
        return f"this code {was} as it was, and nothing vouches for it as it is ({heir.why}): {_REMEDY}"
    old, new = _told(_text(line)), _told(heir.text)
    return f"{new} is not decided ({heir.why}); {old}, which stood there, {was}: {_REMEDY}"


def _between(now: Sequence[Item], first: int, last: int, length: int) -> Span:
    """From the end of what is before to the start of what is behind."""
    start = now[first - 1].span.end if first else 0
    end = now[last].span.start if last < len(now) else length
    return Span(min(start, end), max(start, end))


def _likest(old: str, within: Span, text: str) -> Span:
    """The line of a stretch of the note that is most like what stood there."""
    lines, at = [], within.start
    for line in text[within.start : within.end].splitlines(keepends=True):
        lines.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    return max(lines, key=lambda span: _likeness(old, text[span.start : span.end]), default=within)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _text(line: str) -> str:
    return line[len(_DECIDED) :]


def _told(text: str) -> str:
    if text.startswith(CODE):
        return "this code"
    return f"“{text if len(text) <= _SHORT else text[: _SHORT - 1] + '…'}”"
