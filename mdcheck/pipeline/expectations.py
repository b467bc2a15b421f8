"""Takes aside the findings that a note says it shows on purpose, and finds expectations that are not met."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Span
from mdcheck.model.verdict import Undecided, verdict_name
from mdcheck.pipeline.reach import Blocks, Reach
from mdcheck.rules.base import Needs, Rule
from mdcheck.rules.expectations import Expectation, expectations, is_called
from mdcheck.rules.unmet_expectation import UnmetExpectation

_SHORT = 40


class Met(NamedTuple):
    """The findings of a note: those that fail it, and those that it shows on purpose."""

    unexpected: list[Diagnostic]
    expected: tuple[Diagnostic, ...]


def meet(page: Page, found: Sequence[Diagnostic], ran: Sequence[type[Rule]]) -> Met:
    """Tell expected findings from others, and add the expectations that were not met.

    Args:
        page: The note.
        found: Findings on it.
        ran: The rules that got to the end: only of them can a finding be missed.
    """
    wanted = tuple(expectations(page.document))
    if not wanted:
        return Met(list(found), ())
    blocks = Blocks(page.source, page.document)
    reach = Reach(((each.directive, each) for each in wanted), blocks)
    rules = {rule.name: rule for rule in ran}
    met: set[tuple[Span, str]] = set()
    unexpected: list[Diagnostic] = []
    expected: list[Diagnostic] = []
    for item in found:
        hits = _hits(item, reach.at(item.span.start), rules)
        met.update(hits)
        (expected if hits else unexpected).append(item)
    if UnmetExpectation in ran:
        for each in wanted:
            block = blocks.of(each.directive)
            others = sorted({item.rule for item in found if _starts_in(item.span, block)} - set(each.names))
            unexpected += _unmet(each, met, page, block, rules, others)
    return Met(unexpected, tuple(expected))


def _hits(
    item: Diagnostic, reaching: Iterable[Expectation], rules: Mapping[str, type[Rule]]
) -> list[tuple[Span, str]]:
    if item.rule not in rules:
        return []
    return [
        (each.directive.span, name)
        for each in reaching
        for name in each.names
        if is_called(name, rules[item.rule])
    ]


def _unmet(
    each: Expectation,
    met: set[tuple[Span, str]],
    page: Page,
    block: Span,
    rules: Mapping[str, type[Rule]],
    others: Sequence[str],
) -> Iterator[Diagnostic]:
    span = each.directive.span
    for name in each.names:
        rule = next((rule for rule in rules.values() if is_called(name, rule)), None)
        if rule is None or (span, name) in met:
            continue
        message = f"{rule.name} was expected here and is not found"
        message += f", but {', '.join(others)}" if others else ""
        idle = _not_run(page, block) if rule.needs is Needs.SNIPPETS else None
        if idle is None:
            yield UnmetExpectation().found(span, "; ".join((message, *_instead(page, block))))
        elif (reason := idle.evidence.get("reason", "")) != "disabled":
            yield UnmetExpectation().found(
                span, f"{message}: the code was not run ({reason})", severity=Severity.WARNING
            )


def _not_run(page: Page, block: Span) -> Snippet | None:
    """A fence of the block that did not run, if there is one."""
    within = (item for item in page.snippets or () if _starts_in(item.span, block))
    return next((item for item in within if item.status == "not-run"), None)


def _instead(page: Page, block: Span) -> Iterator[str]:
    """What became of the claims and fences in the block."""
    for claim in page.claims or ():
        if _starts_in(claim.span, block):
            why = f" ({claim.verdict.detail})" if isinstance(claim.verdict, Undecided) else ""
            text = " ".join(claim.text.split())
            short = text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
            yield f"“{short}” is {verdict_name(claim.verdict)}{why}"
    for snippet in page.snippets or ():
        if _starts_in(snippet.span, block):
            yield f"the code: {snippet.status}"


def _starts_in(span: Span, block: Span) -> bool:
    return block.start <= span.start <= block.end
