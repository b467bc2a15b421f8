"""For which part of a note a directive is meant: the block that it stands in, or the next one."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from mdcheck.model.document import Directive, Document
from mdcheck.model.source import Source, Span
from mdcheck.pipeline.overlaps import Overlaps

T = TypeVar("T")
_LINE_ENDS = "\r\n"


class Blocks:
    """The blocks of a note, for directives to be meant for."""

    def __init__(self, source: Source, document: Document) -> None:
        self._text = source.text
        self._spans = Overlaps(
            (node.span, None) for node in document.nodes if not isinstance(node, Directive)
        )

    def of(self, directive: Directive) -> Span:
        """The whole lines of the block that a directive stands in; of the next one where it stands alone."""
        return whole_lines(self._block(directive.span), self._text)

    def _block(self, span: Span) -> Span:
        around = [s for s, _ in self._spans.touching(span) if s.start <= span.start and span.end <= s.end]
        if around:
            return min(around, key=lambda s: s.end - s.start)
        line = whole_lines(span, self._text)
        beside = [s for s, _ in self._spans.touching(line) if s.start < line.end and line.start < s.end]
        if beside:
            return Span(min(s.start for s in beside), max(s.end for s in beside))
        after = self._spans.after(span.end)
        return span if after is None else after[0]


class Reach(Generic[T]):
    """Which wishes are meant for a place, each by the directive that it is written in."""

    def __init__(self, wishes: Iterable[tuple[Directive, T]], blocks: Blocks) -> None:
        self._wishes = Overlaps((blocks.of(directive), wish) for directive, wish in wishes)

    def at(self, offset: int) -> Iterator[T]:
        """Those meant for the block around a character."""
        return (wish for _, wish in self._wishes.touching(Span(offset, offset)))


def whole_lines(span: Span, text: str) -> Span:
    """The whole lines that ``span`` stands on, without the end of the last."""
    start = max(text.rfind(end, 0, span.start) for end in _LINE_ENDS) + 1
    last = max(span.start, span.end - 1)
    return Span(
        start, min((at for end in _LINE_ENDS if (at := text.find(end, last)) >= 0), default=len(text))
    )
