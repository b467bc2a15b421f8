"""Takes out the findings that the author asked not to hear of, and finds requests that changed nothing."""

from collections.abc import Iterable, Iterator, Sequence

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.pipeline.reach import Blocks, Reach, whole_lines
from mdcheck.rules.base import Rule
from mdcheck.rules.internal_error import InternalError
from mdcheck.rules.selectors import means
from mdcheck.rules.suppressions import Suppression, suppressions
from mdcheck.rules.unreadable_file import UnreadableFile
from mdcheck.rules.unused_suppression import UnusedSuppression

_ALWAYS_SAID = (InternalError.name, UnreadableFile.name)


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
    everywhere = [wish for wish in wishes if wish.whole_file]
    local = ((wish.directive, wish) for wish in wishes if not wish.whole_file)
    reach = Reach(local, Blocks(page.source, page.document))
    by_name = {rule.name: rule for rule in rules}
    used: set[tuple[Span, str]] = set()
    for diagnostic in diagnostics:
        reaching = (*everywhere, *reach.at(diagnostic.span.start))
        hits = list(_hits(diagnostic, reaching, by_name)) if diagnostic.rule not in _ALWAYS_SAID else []
        used.update(hits)
        if not hits:
            yield diagnostic
    if UnusedSuppression in ran:
        for wish in wishes:
            yield from _unused(wish, used, ran, page.source.text)


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


def _with_its_line(span: Span, text: str) -> Span:
    """``span`` with all of its line if nothing else stands there, else with the blanks before it."""
    start, end = whole_lines(span, text)
    before, after = text[start : span.start], text[span.end : end]
    if before.strip() or after.strip():
        return Span(start + len(before.rstrip(" \t")), span.end)
    return Span(start, end + (2 if text.startswith("\r\n", end) else text[end : end + 1] != ""))
