r"""Which bars are a pair (``|x|``, ``\|w\|``) and which stand alone (``p(x|y)``, ``f|_{x=0}``).

The rule looks at the two neighbours of a bar in its own row, blanks aside, brackets already paired:

- nothing on its left that could be an operand (start, operator, relation, comma, function): it opens;
- an operand on its left and nothing on its right that could begin one, or scripts of its own: it closes the
  nearest open bar of its kind; without one it stays alone (evaluation bar);
- operands on both sides: it closes a bar that certainly opened; else it may open, and is claimed if a later
  bar closes it with neither relation nor comma between (``2|x|``); else it separates (``p(x|y)``).

``||`` is two single bars where a single one is open (``|x - |y||``). ``\mid`` after an operand only opens for
another that certainly closes (``a \mid w \mid``).
"""

from dataclasses import replace

from mdcheck.latex.tree import Atom, Error, Fence, Mark, Node, Row, Scripts, Space, Text
from mdcheck.model.source import Span

_MAX_NESTED = 4
_READY = frozenset({"|", "||", "\\|", "\\vert", "\\Vert", "‖", "｜"})
_OPERAND_CLASSES = frozenset({"letter", "number", "ellipsis", "close", "prime"})
_PREFIX_SYMBOLS = frozenset(
    {"forall", "exists", "nexists", "nabla", "partial", "neg", "therefore", "because"}
)
_SIGNS = frozenset({"+", "-", "pm", "mp", "neg"})


class _Frame:
    """An open bar, or the row itself, with what has been read since."""

    __slots__ = ("bar", "certain", "items", "separated")

    def __init__(self, bar: Atom | None, *, certain: bool) -> None:
        self.bar = bar
        self.certain = certain
        self.items: list[Node] = []
        self.separated = False


def pair_bars(items: list[Node]) -> list[Node]:
    """The row with its bars claimed as fences where they are pairs."""
    pairing = _Pairing()
    for index, item in enumerate(items):
        bar = _bar(item)
        if bar is None:
            pairing.add(item)
        else:
            pairing.bar(item, bar, "" if isinstance(item, Scripts) else _right(items, index))
    return pairing.close()


class _Pairing:
    __slots__ = ("frames", "operand")

    def __init__(self) -> None:
        self.frames = [_Frame(None, certain=True)]
        self.operand = False

    def add(self, item: Node) -> None:
        self.frames[-1].items.append(item)
        if isinstance(item, Space):
            return
        self.operand = is_operand(item)
        core = item.base if isinstance(item, Scripts) else item
        if isinstance(core, Atom) and core.cls in ("relation", "punctuation"):
            self.frames[-1].separated = True

    def bar(self, item: Node, bar: Atom, right: str) -> None:
        """Place one bar; ``right`` is ``operand``, ``sign`` or nothing."""
        if not self.operand:
            self._open(item, bar, certain=True) if right else self._stand(item)
            return
        top = self.frames[-1]
        closes = not right or right == "sign" or self._certain(top)
        if top.bar is None:
            closes = False
        elif bar.text == "||" and top.bar.text == "|":
            self._close_two(item, bar, right)
            return
        elif bar.text == "|" and top.bar.text == "||" and closes and right != "operand":
            self._split_opener()
            top = self.frames[-1]
        if closes or (top.bar is not None and not top.certain):
            closes = (
                top.bar is not None and top.bar.text == bar.text and self._closable(top, certainly=not right)
            )
        if closes:
            self._close(item, bar)
        elif right and not self._certain(top):
            self._open(item, bar, certain=False)
        else:
            self._stand(item)

    def close(self) -> list[Node]:
        """Dissolve what is still open, and return the row."""
        row: list[Node] = []
        for frame in self.frames:
            if frame.bar is not None:
                row.append(frame.bar)
            row.extend(frame.items)
        return row

    @staticmethod
    def _certain(frame: _Frame) -> bool:
        return frame.bar is not None and frame.certain

    @staticmethod
    def _closable(frame: _Frame, *, certainly: bool) -> bool:
        assert frame.bar is not None
        ready = frame.bar.text in _READY or certainly
        return bool(frame.items) and (frame.certain or (ready and not frame.separated))

    def _open(self, item: Node, bar: Atom, *, certain: bool) -> None:
        if (len(self.frames) > _MAX_NESTED and certain) or bar is not item:
            self._stand(item)
            return
        if not certain and len(self.frames) > 1:
            self._flatten()
        self.frames.append(_Frame(bar, certain=certain))
        self.operand = False

    def _flatten(self) -> None:
        """Give up open bars that are only possible: a later possible one takes their place."""
        while self.frames[-1].bar is not None and not self.frames[-1].certain:
            frame = self.frames.pop()
            assert frame.bar is not None
            self.frames[-1].items.append(frame.bar)
            self.frames[-1].items.extend(frame.items)

    def _stand(self, item: Node) -> None:
        self.frames[-1].items.append(item)
        self.operand = isinstance(item, Scripts)

    def _close(self, item: Node, bar: Atom) -> None:
        frame = self.frames.pop()
        assert frame.bar is not None
        body = Row(Span(frame.bar.span.end, bar.span.start), tuple(frame.items))
        span = Span(frame.bar.span.start, bar.span.end)
        fence: Node = Fence(span, bar.name, bar.name, frame.bar.text, bar.text, body)
        if isinstance(item, Scripts):
            fence = _based(item, fence)
        self.frames[-1].items.append(fence)
        self.operand = True

    def _close_two(self, item: Node, bar: Atom, right: str) -> None:
        """Read ``||`` as two bars, of which the first closes."""
        first, second = _halves(bar)
        self._close(first, first)
        self.bar(_based(item, second) if isinstance(item, Scripts) else second, second, right)

    def _split_opener(self) -> None:
        """Read an open ``||`` as two open bars."""
        frame = self.frames.pop()
        assert frame.bar is not None
        first, second = _halves(frame.bar)
        inner = _Frame(second, certain=True)
        inner.items = frame.items
        self.frames += [_Frame(first, certain=True), inner]


def is_operand(item: Node) -> bool:
    """Whether an item could be what stands on the left of an operator."""
    if isinstance(item, Scripts):
        return item.base is None or is_operand(item.base)
    if isinstance(item, Atom):
        if item.cls == "symbol":
            return item.name not in _PREFIX_SYMBOLS
        return item.cls in _OPERAND_CLASSES or item.name == "!"
    return not isinstance(item, Space | Mark | Text | Error)


def _right(items: list[Node], index: int) -> str:
    """What stands on the right: ``operand``, ``sign`` (of an operand or between two), or nothing."""
    for item in items[index + 1 : index + 6]:
        if isinstance(item, Space):
            continue
        core = item.base if isinstance(item, Scripts) else item
        if isinstance(core, Atom):
            if core.cls == "operator" and core.name in _SIGNS:
                return "sign"
            return "" if core.cls in ("operator", "relation", "punctuation", "close") else "operand"
        return "operand"
    return ""


def _bar(item: Node) -> Atom | None:
    core = item.base if isinstance(item, Scripts) else item
    if isinstance(core, Atom) and core.cls == "bar" and not core.text.startswith("\\middle"):
        return core
    return None


def _halves(bar: Atom) -> tuple[Atom, Atom]:
    start, end = bar.span
    first = Atom(Span(start, start + 1), "bar", "|", "|")
    return first, Atom(Span(start + 1, end), "bar", "|", "|")


def _based(item: Scripts, base: Node) -> Scripts:
    span = Span(base.span.start, item.span.end)
    return replace(item, span=span, base=base, parts=(base, *item.parts[1:]))
