"""Runs the fences of one page in the worker and turns what comes back into snippets."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mdcheck.config import Config
from mdcheck.execute.client import run_job
from mdcheck.execute.fences import Candidate, candidates, mentions
from mdcheck.execute.protocol import Fence, FenceReport, Formula, Job, Note, Report
from mdcheck.model.document import CodeFence, Document
from mdcheck.model.snippet import Snippet, SnippetFinding, SnippetStatus
from mdcheck.model.source import Source, Span

_ERRORS = frozenset({"syntax", "exception", "output", "shape", "api"})
_SECOND_SEED = 1


def run_fences(
    source: Source,
    document: Document,
    config: Config,
    *,
    run: Callable[[Job], Report] = run_job,
    formulas: Callable[[], tuple[Formula, ...]] = tuple,
) -> tuple[Snippet, ...]:
    """Read, run and compare the Python fences of a page, each in its turn, names flowing on.

    Nothing of a fence runs in this process, and nothing at all where the system cannot contain it or
    ``config.execute`` is false; what can be told by reading is told then, too. ``run`` does a job, or knows
    what came of it before; ``formulas`` tells, where a fence defines a function, what the page's formulas
    come to.
    """
    found = candidates(source, document)
    spoken = mentions(source, document)
    if not found and not spoken:
        return ()
    fences = tuple(Fence(c.fence.content.text, c.before, c.skip, c.expected) for c in found)
    job = Job(
        fences,
        execute=config.execute,
        canonical=config.packages,
        root=os.path.abspath(config.root),
        mentions=tuple(text for _, text in spoken),
        device="cuda" if config.device == "cuda" else "cpu",
        formulas=_near(formulas, fences) if config.execute else (),
    )
    report = run(job)
    notes = _once(_lasting(job, report, run))
    snippets = (
        _snippet(source, candidate, index, notes, report, execute=config.execute)
        for index, candidate in enumerate(found)
    )
    return (*snippets, *_mentioned(spoken, notes))


def _near(formulas: Callable[[], tuple[Formula, ...]], fences: Sequence[Fence]) -> tuple[Formula, ...]:
    """The formulas under whose heading a fence defines a function."""
    titles = {line for fence in fences if "def " in fence.text for line in fence.before.split("\n")}
    return tuple(f for f in formulas() if not f.title or f.title in titles) if titles else ()


def _mentioned(spoken: Sequence[tuple[Span, str]], notes: Sequence[Note]) -> Iterator[Snippet]:
    """Names in the prose that are wrong; the others are not worth a word."""
    for note in notes:
        if note.fence < 0:
            span = spoken[-note.fence - 1][0]
            yield Snippet(span, "failed", findings=(SnippetFinding(note.kind, span, note.message),))


def _lasting(job: Job, report: Report, run: Callable[[Job], Report]) -> tuple[Note, ...]:
    """Notes that do not depend on chance: what was observed once must be observed under another seed."""
    if all(note.observed is None for note in report.notes):
        return report.notes
    again = run(replace(job, seed=_SECOND_SEED))
    same = {(n.fence, n.start, n.observed) for n in again.notes}
    return tuple(n for n in report.notes if n.observed is None or (n.fence, n.start, n.observed) in same)


def _once(notes: Sequence[Note]) -> tuple[Note, ...]:
    """What was found twice is said once: where it was read, or where more came to be known of it."""
    first = {(n.fence, n.kind, n.message): n for n in reversed(notes)}
    fuller = {(n.fence, n.kind, n.message): n for n in notes if "likely slip" in n.evidence}
    return tuple({**first, **fuller}.values())[::-1]


def _snippet(
    source: Source, candidate: Candidate, index: int, notes: Sequence[Note], report: Report, *, execute: bool
) -> Snippet:
    own = tuple(note for note in notes if note.fence == index)
    outcome = next((f for f in report.fences if f.fence == index), None)
    findings = tuple(_finding(source, candidate.fence, note) for note in own)
    status, evidence = _status(outcome, own, report, execute=execute)
    concept = outcome.concept if outcome else None
    return Snippet(candidate.fence.span, status, concept, evidence, findings)


def _status(
    outcome: FenceReport | None, notes: Sequence[Note], report: Report, *, execute: bool
) -> tuple[SnippetStatus, dict[str, str]]:
    evidence = dict(outcome.evidence) if outcome else {}
    if report.missing:
        evidence["not available here"] = ", ".join(report.missing)
    if outcome and outcome.skipped:
        evidence["skipped"] = "; ".join(f"{why} ({n})" for why, n in sorted(outcome.skipped.items()))
    if any(note.kind == "disagrees" for note in notes) or (outcome and outcome.comparison == "disagrees"):
        return "disagrees", evidence
    if any(note.kind in _ERRORS for note in notes):
        return "failed", evidence
    if outcome and outcome.comparison == "agrees":
        return "agrees", evidence
    if outcome and outcome.comparison == "undecided":
        return "undecided", evidence
    if outcome and outcome.ran:
        return "ran", evidence
    return "not-run", evidence | {"reason": _why_not(outcome, report, execute=execute)}


def _why_not(outcome: FenceReport | None, report: Report, *, execute: bool) -> str:
    if outcome and outcome.skipped:
        return "; ".join(sorted(outcome.skipped))
    if not execute:
        return "disabled"
    return report.detail or "nothing in it to run"


def _finding(source: Source, fence: CodeFence, note: Note) -> SnippetFinding:
    length = len(fence.content.text)
    start = min(max(note.start, 0), length)
    end = min(max(note.end, start), length)
    span = fence.content.locate(Span(start, end)) if length else fence.span
    edits = tuple(_import_edits(source, fence, note.imports))
    return SnippetFinding(note.kind, span, note.message, note.evidence, edits)


def _import_edits(source: Source, fence: CodeFence, imports: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Put imports on lines of their own before the fence's first line, behind the container's marks."""
    if not imports or not fence.content.pieces:
        return
    at = fence.content.pieces[0].start
    line_start = source.text.rfind("\n", 0, at) + 1
    margin = source.text[line_start:at]
    text = fence.content.text
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    newline = "\r\n" if source.text[:at].endswith("\r\n" + margin) else "\n"
    yield Span(at, at), "".join(f"{indent}{line}{newline}{margin}" for line in imports)
