"""Takes out the findings that the author asked not to hear of, and finds requests that changed nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix
from mdcheck.model.document import Directive
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.pipeline.overlaps import Overlaps
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
    wishes = tuple(suppressions(page.document))
    reach = _reach(wishes, page)
    by_name = {rule.name: rule for rule in rules}
    used: set[tuple[Span, str]] = set()
    for diagnostic in diagnostics:
        hits = (
            list(_hits(diagnostic, reach(diagnostic), by_name)) if diagnostic.rule not in _ALWAYS_SAID else []
        )
        used.update(hits)
        if not hits:
            yield diagnostic
    if UnusedSuppression in ran:
        for wish in wishes:
            yield from _unused(wish, used, ran, page.source.text)


def _reach(wishes: Sequence[Suppression], page: Page) -> Callable[[Diagnostic], Iterator[Suppression]]:
    """What tells which suppressions are meant for the place of a finding."""
    blocks = Overlaps((node.span, None) for node in page.document.nodes if not isinstance(node, Directive))
    everywhere = [wish for wish in wishes if wish.whole_file]
    local = Overlaps(
        (_lines(_block(wish.directive, blocks, page.source.text), page.source.text), wish)
        for wish in wishes
        if not wish.whole_file
    )

    def reaching(diagnostic: Diagnostic) -> Iterator[Suppression]:
        at = diagnostic.span.start
        yield from everywhere
        yield from (wish for _, wish in local.touching(Span(at, at)))

    return reaching


def _hits(
    diagnostic: Diagnostic, wishes: Iterable[Suppression], rules: dict[str, type[Rule]]
) -> Iterator[tuple[Span, str]]:
    rule = rules[diagnostic.rule]
    for wish in wishes:
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


def _block(directive: Directive, blocks: Overlaps[None], text: str) -> Span:
    """The block that a directive stands in; the next one where it stands on lines of its own."""
    start, end = directive.span
    around = [s for s, _ in blocks.touching(directive.span) if s.start <= start and end <= s.end]
    if around:
        return min(around, key=lambda s: s.end - s.start)
    line = _lines(directive.span, text)
    beside = [s for s, _ in blocks.touching(line) if s.start < line.end and line.start < s.end]
    if beside:
        return Span(min(s.start for s in beside), max(s.end for s in beside))
    after = blocks.after(end)
    return directive.span if after is None else after[0]


def _lines(span: Span, text: str) -> Span:
    """The whole lines that ``span`` stands on."""
    return Span(_line_start(span.start, text), _line_end(max(span.start, span.end - 1), text))


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
