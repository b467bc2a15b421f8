"""Delimiters without partner, told apart from pairs with nothing between them."""

from collections.abc import Iterator
from itertools import pairwise

from mdcheck.model.document import Unpaired
from mdcheck.model.page import Page
from mdcheck.model.source import Span


def empty_pairs(page: Page) -> Iterator[Span]:
    """Two delimiters of one kind with nothing but blanks between, which extraction takes for no formula."""
    taken = -1
    for first, second in pairwise(node for node in page.document.nodes if isinstance(node, Unpaired)):
        between = page.source.text[first.span.end : second.span.start]
        if first.delimiter == second.delimiter and not between.strip() and first.span.start >= taken:
            taken = second.span.end
            yield Span(first.span.start, second.span.end)


def lone(page: Page) -> Iterator[Unpaired]:
    """Delimiters that nothing closes."""
    pairs = list(empty_pairs(page))
    for node in page.document.nodes:
        inside = isinstance(node, Unpaired) and any(
            pair.start <= node.span.start < pair.end for pair in pairs
        )
        if isinstance(node, Unpaired) and not inside:
            yield node
