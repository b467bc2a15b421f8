"""Delimiters without partner, told apart from pairs with nothing between them."""

from collections.abc import Iterator

from mdcheck.model.document import Unpaired
from mdcheck.model.page import Page
from mdcheck.model.source import Span


def empty_pairs(page: Page) -> list[Span]:
    """Pairs of delimiters with nothing but blanks between, which extraction takes for no formulas.

    Where one delimiter too much is left over, the blanks between two of them may as well lie outside
    of formulas; so all of a kind have to be such pairs.
    """
    unpaired = [node for node in page.document.nodes if isinstance(node, Unpaired)]
    pairs: list[Span] = []
    for kind in {node.delimiter for node in unpaired}:
        spans = [node.span for node in unpaired if node.delimiter == kind]
        candidates = list(zip(spans[::2], spans[1::2], strict=False))
        if len(spans) % 2 == 0 and all(not page.source.text[a.end : b.start].strip() for a, b in candidates):
            pairs += [Span(a.start, b.end) for a, b in candidates]
    return sorted(pairs)


def lone(page: Page) -> Iterator[Unpaired]:
    """Delimiters that nothing closes."""
    pairs = empty_pairs(page)
    for node in page.document.nodes:
        if isinstance(node, Unpaired) and not any(p.start <= node.span.start < p.end for p in pairs):
            yield node
