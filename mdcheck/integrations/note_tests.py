"""A note as a list of tests: its claims, its fences, and what is found besides."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import CodeFence
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Span
from mdcheck.model.verdict import Undecided
from mdcheck.records import dataclass
from mdcheck.report.base import load
from mdcheck.report.palette import Palette, one_line
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result

_SHORT = 50
BASELINE = "wrong, and in the baseline"


@dataclass(frozen=True, slots=True)
class NoteTest:
    """One test.

    Attributes:
        name: What it is about; stays the same when lines move.
        line: Where that stands, from 1.
        failure: What is wrong, empty if nothing is.
        warning: What is found, and does not fail a run.
        doubt: Why it is undecided, or was not tried; empty if it holds.
    """

    name: str
    line: int
    failure: str = ""
    warning: str = ""
    doubt: str = ""


def note_tests(
    result: Result, fail_on: Severity, *, known: Collection[Diagnostic] = ()
) -> Iterator[NoteTest]:
    """The tests of a note in order; one that passes if there is nothing to test. What is known fails none."""
    lines = Lines(result.source)
    subjects = sorted([*_claims(result), *_fences(result)], key=lambda subject: subject[1])
    found, others = _shared(result, [span for _, span, _ in subjects])
    entries = [(name, span, found.get(span, []), doubt) for name, span, doubt in subjects]
    entries += [(_name(item.rule, _text(result, item.span)), item.span, [item], "") for item in others]
    tests = [
        _test(name, span, findings, doubt, result=result, lines=lines, fail_on=fail_on, known=known)
        for name, span, findings, doubt in entries
    ]
    yield from sorted(tests, key=lambda test: test.line)
    if not tests:
        yield NoteTest("note", 1)


_Subject = tuple[str, Span, str]
"""A name, a place, and a doubt."""


def _claims(result: Result) -> Iterator[_Subject]:
    for claim in result.page.claims or ():
        yield _name(claim.kind, claim.text), claim.span, _doubt(claim)


def _doubt(claim: JudgedClaim) -> str:
    match claim.verdict:
        case Undecided(reason, detail):
            return f"undecided ({reason}): {detail}"
        case _:
            return ""


def _fences(result: Result) -> Iterator[_Subject]:
    codes = {node.span: node for node in result.page.document.nodes if isinstance(node, CodeFence)}
    for fence in result.page.snippets or ():
        code = codes[fence.span].content.text if fence.span in codes else ""
        yield _name("fence", next(iter(code.strip().splitlines()), "")), fence.span, _idle(fence)


def _idle(fence: Snippet) -> str:
    return fence.evidence.get("reason", fence.status) if fence.status in ("not-run", "undecided") else ""


def _shared(result: Result, spans: Sequence[Span]) -> tuple[dict[Span, list[Diagnostic]], list[Diagnostic]]:
    """The findings on each subject, and those on none: a finding belongs to the smallest that it lies in."""
    on: dict[Span, list[Diagnostic]] = defaultdict(list)
    others = []
    for item in result.diagnostics:
        around = [span for span in spans if span.start <= item.span.start and item.span.end <= span.end]
        if around and item.code[0] in "FSP":
            on[min(around, key=lambda span: span.end - span.start)].append(item)
        else:
            others.append(item)
    return on, others


def _test(
    name: str,
    span: Span,
    found: Sequence[Diagnostic],
    doubt: str,
    *,
    result: Result,
    lines: Lines,
    fail_on: Severity,
    known: Collection[Diagnostic],
) -> NoteTest:
    new = [item for item in found if item not in known]
    failures = tuple(item for item in new if item.severity >= fail_on)
    return NoteTest(
        name,
        lines.position(span.start).line,
        failure=_shown(result, failures),
        warning="; ".join(f"{item.rule}: {item.message}" for item in new if item not in failures),
        doubt=doubt or (BASELINE if len(new) < len(found) else ""),
    )


def _shown(result: Result, found: tuple[Diagnostic, ...]) -> str:
    return load("full")(Palette(colour=False)).page(result.finding(found)).rstrip()


def _name(kind: str, text: str) -> str:
    short = one_line(text).replace("::", ":")
    return f"{kind}: {short if len(short) <= _SHORT else f'{short[: _SHORT - 1]}…'}"


def _text(result: Result, span: Span) -> str:
    return result.source.text[span.start : span.end]
