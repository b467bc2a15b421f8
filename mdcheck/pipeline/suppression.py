"""Takes out the findings that the author asked not to hear of, and finds requests that changed nothing."""

from collections.abc import Iterable, Iterator, Sequence

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix
from mdcheck.model.document import Directive, Document
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.rules.base import Rule
from mdcheck.rules.internal_error import InternalError
from mdcheck.rules.selectors import means
from mdcheck.rules.suppressions import Suppression, suppressions
from mdcheck.rules.unreadable_file import UnreadableFile
from mdcheck.rules.unused_suppression import UnusedSuppression

_ALWAYS_SAID = (InternalError.name, UnreadableFile.name)
_LINE_ENDS = "\r\n"


def suppress(
    page: Page, diagnostics: Iterable[Diagnostic], *, rules: Sequence[type[Rule]], ran: Sequence[type[Rule]]
) -> Iterator[Diagnostic]:
    """Yield what remains of ``diagnostics``, then the suppressions that changed nothing.

    Args:
        page: The note.
        diagnostics: Findings on it.
        rules: The rules that were asked; the findings are theirs.
        ran: Those that got to the end: only of them can a suppression be called unused.
    """
    wishes = [(wish, _extent(wish, page)) for wish in suppressions(page.document)]
    by_name = {rule.name: rule for rule in rules}
    used: set[tuple[Span, str]] = set()
    for diagnostic in diagnostics:
        hits = list(_hits(diagnostic, wishes, by_name)) if diagnostic.rule not in _ALWAYS_SAID else []
        used.update(hits)
        if not hits:
            yield diagnostic
    if UnusedSuppression in ran:
        for wish, _ in wishes:
            yield from _unused(wish, used, ran, page.source.text)


def _hits(
    diagnostic: Diagnostic, wishes: Iterable[tuple[Suppression, Span]], rules: dict[str, type[Rule]]
) -> Iterator[tuple[Span, str]]:
    rule = rules[diagnostic.rule]
    for wish, extent in wishes:
        if extent.start <= diagnostic.span.start <= extent.end:
            for selector in wish.selectors:
                if means(selector, rule):
                    yield wish.directive.span, selector


def _unused(
    wish: Suppression, used: set[tuple[Span, str]], ran: Sequence[type[Rule]], text: str
) -> Iterator[Diagnostic]:
    span = wish.directive.span
    idle = [selector for selector in wish.selectors if (span, selector) not in used]
    checkable = [selector for selector in idle if any(means(selector, rule) for rule in ran)]
    if not checkable:
        return
    whole = len(checkable) == len(wish.selectors)
    fix = Fix("delete the comment", (Edit(_with_its_line(span, text), ""),)) if whole else None
    names = ", ".join(f"'{selector}'" for selector in checkable)
    yield UnusedSuppression().found(span, f"nothing here is suppressed by {names}", fix=fix)


def _extent(wish: Suppression, page: Page) -> Span:
    """The whole lines that a suppression is meant for."""
    text = page.source.text
    if wish.whole_file:
        return Span(0, len(text))
    block = _block(wish.directive, page.document, text)
    return Span(_line_start(block.start, text), _line_end(max(block.start, block.end - 1), text))


def _block(directive: Directive, document: Document, text: str) -> Span:
    """The block that a directive stands in; the next one where it stands on lines of its own."""
    spans = [node.span for node in document.nodes if not isinstance(node, Directive)]
    around = [s for s in spans if s.start <= directive.span.start and directive.span.end <= s.end]
    if around:
        return min(around, key=lambda s: s.end - s.start)
    line = Span(_line_start(directive.span.start, text), _line_end(directive.span.end, text))
    beside = [s for s in spans if s.start < line.end and line.start < s.end]
    if beside:
        return Span(min(s.start for s in beside), max(s.end for s in beside))
    after = [s for s in spans if s.start >= directive.span.end]
    return min(after, key=lambda s: (s.start, -s.end), default=directive.span)


def _line_start(offset: int, text: str) -> int:
    return max(text.rfind(end, 0, offset) for end in _LINE_ENDS) + 1


def _line_end(offset: int, text: str) -> int:
    return min((at for end in _LINE_ENDS if (at := text.find(end, offset)) >= 0), default=len(text))


def _with_its_line(span: Span, text: str) -> Span:
    """``span`` with all of its line if nothing else stands there, else with the blanks before it."""
    start, end = _line_start(span.start, text), _line_end(span.end, text)
    before, after = text[start : span.start], text[span.end : end]
    if before.strip() or after.strip():
        return Span(start + len(before.rstrip(" \t")), span.end)
    return Span(start, end + (2 if text.startswith("\r\n", end) else text[end : end + 1] != ""))
