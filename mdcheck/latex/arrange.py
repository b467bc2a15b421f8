r"""What becomes of a flat row: infix fractions, brackets and bars paired, switches folded."""

from dataclasses import replace
from itertools import pairwise

from mdcheck.latex.bars import pair_bars
from mdcheck.latex.commands import INFIX, PARTNERS, SWITCHES
from mdcheck.latex.tree import Atom, Command, Error, Fence, Mark, Node, Row, Scripts, Space
from mdcheck.model.source import Span

# What a row holds that needs a second look; the parser collects these while it reads.
BRACKET, BAR, PREFIX, INFIXED, THOUSANDS = 1, 2, 4, 8, 16

_PAIRS = {**PARTNERS, "|": "|", "||": "||"}
_INTERVAL = {("(", "]"), ("[", ")")}


def arrange(items: list[Node], flags: int) -> list[Node]:
    """Give a flat row its structure; ``flags`` say which passes are worth running."""
    if flags & INFIXED:
        return _split(items, flags & ~INFIXED)
    if flags & BRACKET:
        items = pair_brackets(items, flags)
    return _finish(items, flags)


def row_of(items: list[Node], at: int) -> Row:
    """A row of these items; an empty one stands at offset ``at``."""
    span = Span(items[0].span.start, items[-1].span.end) if items else Span(at, at)
    return Row(span, tuple(items))


def listed(items: list[Node]) -> list[Node]:
    r"""Read ``1,200`` between brackets as two numbers of a list, where nothing speaks for one number.

    It is one number if a group begins with 0 (``1,050``), if the list's own commas are followed by blanks, or
    if anything else than numbers, letters, signs and commas stands beside it (``x > 1,200``).
    """
    spaced = False
    for before, item in pairwise(items):
        spaced = spaced or (isinstance(item, Space) and isinstance(before, Atom) and before.name == ",")
    plain = all(
        isinstance(item, Space)
        or (isinstance(item, Atom) and (item.cls in ("number", "letter", "ellipsis") or item.name in ",-"))
        for item in items
    )
    if spaced or not plain:
        return items
    return [piece for item in items for piece in _separate(item)]


def _separate(item: Node) -> list[Node]:
    if not (isinstance(item, Atom) and item.cls == "number" and "," in item.text and "{" not in item.text):
        return [item]
    numbers = item.text.split(",")
    if any(number.startswith("0") for number in numbers):
        return [item]
    found: list[Node] = []
    at = item.span.start
    for index, number in enumerate(numbers):
        if index:
            found.append(Atom(Span(at, at + 1), "punctuation", ",", ","))
            at += 1
        found.append(Atom(Span(at, at + len(number)), "number", number, number))
        at += len(number)
    return found


def _split(items: list[Node], flags: int) -> list[Node]:
    r"""``a \over b``: the whole row is one command; a second infix in the same row is an error in TeX."""
    at = next(i for i, item in enumerate(items) if isinstance(item, Mark) and item.text[1:] in INFIX)
    mark = items[at]
    assert isinstance(mark, Mark)
    after = [_second_infix(item) for item in items[at + 1 :]]
    left = row_of(arrange(items[:at], flags), mark.span.start)
    right = row_of(arrange(after, flags), mark.span.end)
    span = Span(left.span.start, right.span.end)
    return [Command(span, INFIX[mark.text[1:]], None, (left, right), (left, mark, right))]


def _second_infix(item: Node) -> Node:
    if isinstance(item, Mark) and item.text[1:] in INFIX:
        return Error(item.span, "stray", f"a second {item.text} in one group needs braces", item.text)
    return item


def _finish(items: list[Node], flags: int) -> list[Node]:
    if flags & BAR:
        items = pair_bars(items)
    if flags & PREFIX:
        items = _fold(items)
    return items


def _fold(items: list[Node]) -> list[Node]:
    r"""Give ``√`` the item after it, and a switch such as ``\rm`` the rest of its row."""
    folded: list[Node] = []
    for item in reversed(items):
        if isinstance(item, Mark) and item.text[1:] in SWITCHES:
            rest = row_of(folded[::-1], item.span.end)
            span = Span(item.span.start, rest.span.end)
            folded = [Command(span, SWITCHES[item.text[1:]], None, (rest,), (item, rest))]
        elif isinstance(item, Mark) and item.text == "√":
            folded.append(_root(item, folded))
        else:
            folded.append(item)
    return folded[::-1]


def _root(mark: Mark, following: list[Node]) -> Node:
    """Take the root's radicand off the end of ``following`` (the items after it, last first)."""
    taken: list[Node] = []
    while following and isinstance(following[-1], Space):
        taken.append(following.pop())
    if not following:
        following.extend(reversed(taken))
        return Error(mark.span, "missing-argument", "√ has nothing under it", mark.text)
    radicand = following.pop()
    row = Row(radicand.span, (radicand,))
    return Command(Span(mark.span.start, row.span.end), "sqrt", None, (row,), (mark, *taken, row))


class _Frame:
    """An opening bracket, or the row itself, with what has been read since."""

    __slots__ = ("items", "opener")

    def __init__(self, opener: Atom | None) -> None:
        self.opener = opener
        self.items: list[Node] = []


def pair_brackets(items: list[Node], flags: int = BAR) -> list[Node]:
    """Pair opening and closing brackets; one without partner stays an atom of class ``open`` or ``close``."""
    frames = [_Frame(None)]
    for item in items:
        bracket = item.base if isinstance(item, Scripts) else item
        if not isinstance(bracket, Atom) or bracket.cls not in ("open", "close"):
            frames[-1].items.append(item)
        elif bracket.cls == "open" and bracket is item:
            frames.append(_Frame(bracket))
        elif bracket.cls == "close" and (depth := _partner(frames, bracket.name)):
            while len(frames) > depth + 1:
                _dissolve(frames)
            fence = _fence(frames.pop(), bracket, flags)
            frames[-1].items.append(_rebase(item, fence))
        else:
            frames[-1].items.append(item)
    while len(frames) > 1:
        _dissolve(frames)
    return frames[0].items


def _partner(frames: list[_Frame], close: str) -> int:
    """Index of the frame that a closing bracket ends; 0 if there is none."""
    top = frames[-1]
    if top.opener is None:
        return 0
    if top.opener.name == "." or close == "." or _is_interval(top, close):
        return len(frames) - 1
    for index in range(len(frames) - 1, 0, -1):
        opener = frames[index].opener
        if opener is not None and _PAIRS.get(opener.name) == close:
            return index
    return 0


def _is_interval(frame: _Frame, close: str) -> bool:
    commas = sum(isinstance(item, Atom) and item.name in (",", ";") for item in frame.items)
    return frame.opener is not None and (frame.opener.name, close) in _INTERVAL and commas == 1


def _dissolve(frames: list[_Frame]) -> None:
    """Give the innermost frame's items, its opening bracket first, to the one around it."""
    frame = frames.pop()
    assert frame.opener is not None
    frames[-1].items.append(frame.opener)
    frames[-1].items.extend(frame.items)


def _fence(frame: _Frame, closer: Atom, flags: int) -> Fence:
    opener = frame.opener
    assert opener is not None
    inside = listed(frame.items) if flags & THOUSANDS else frame.items
    body = Row(Span(opener.span.end, closer.span.start), tuple(_finish(inside, flags)))
    span = Span(opener.span.start, closer.span.end)
    return Fence(span, opener.name, closer.name, opener.text, closer.text, body)


def _rebase(item: Node, base: Node) -> Node:
    """Put ``base`` in the place of the bracket that carries the scripts of ``item``."""
    if not isinstance(item, Scripts):
        return base
    span = Span(base.span.start, item.span.end)
    return replace(item, span=span, base=base, parts=(base, *item.parts[1:]))
