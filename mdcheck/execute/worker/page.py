"""One page in the child: read every fence, name what is missing, run what can run, and report as it goes."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from mdcheck.execute.protocol import FenceReport, Job, Note
from mdcheck.execute.worker import apis, failures, mentions, names, notes, outputs
from mdcheck.execute.worker.code import Code, prepare
from mdcheck.execute.worker.obstacles import OverTime
from mdcheck.execute.worker.reading import Broken, Fragment, Parsed, read
from mdcheck.execute.worker.running import PageRun, Program
from mdcheck.execute.worker.shapes.probes import instrument
from mdcheck.execute.worker.unpacking import exchanged

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from mdcheck.execute.differential.verdicts import Comparison
    from mdcheck.execute.worker.shapes.tracer import Tracer

Event = dict[str, Any]


def study(job: Job) -> Iterator[Event]:
    """Yield findings and reports on the fences of a page, each as soon as it is known."""
    codes = [prepare(fence.text) for fence in job.fences]
    trees: dict[int, ast.Module] = {}
    for index, (fence, code) in enumerate(zip(job.fences, codes, strict=True)):
        match Fragment(fence.skip) if fence.skip else read(code):
            case Parsed(tree):
                trees[index] = tree
            case Fragment(reason):
                yield _report(FenceReport(index, skipped={reason: 1}))
            case Broken(start, end, message):
                yield _note(Note(index, "syntax", start, end, f"does not parse: {message}"))
                yield _report(FenceReport(index, skipped={"does not parse": 1}))
    programs = []
    for event in _supply(codes, trees):
        if isinstance(event, Program):
            programs.append(event)
        else:
            yield _note(event)
    if job.execute:
        yield from _run(job, programs)
        yield from _look_up(job)


def _supply(codes: list[Code], trees: dict[int, ast.Module]) -> Iterator[Program | Note]:
    """Find the names that nothing on the page binds, and the imports that would."""
    found = {index: names.names_of(codes[index], tree) for index, tree in trees.items()}
    everywhere = frozenset[str]().union(*(fence.bound for fence in found.values()))
    unread = frozenset[str]().union(
        *(names.loosely_bound(code) for index, code in enumerate(codes) if index not in trees)
    )
    open_ended = False
    told: set[str] = set()
    for index, fence in found.items():
        open_ended = open_ended or fence.open_ended
        missing = {} if open_ended else names.missing(fence, everywhere)
        supplied = {name: names.supplying_import(name, list(trees.values())) for name in missing}
        imports = tuple(dict.fromkeys(line for line in supplied.values() if line))
        undefined = frozenset(name for name, line in supplied.items() if not line)
        code = codes[index]
        mended = [name for name, line in supplied.items() if line and name not in unread]
        fresh = sorted(undefined - told - unread, key=list(missing).index)
        part = code.indented or "self" in undefined
        if mended and not part:
            yield _missing(index, code, missing, mended, imports)
        if fresh and not part:
            yield _missing(index, code, missing, fresh, ())
        told |= undefined
        yield Program(index, code, trees[index], imports, undefined)


def _missing(
    index: int, code: Code, nodes: dict[str, ast.Name], wanted: list[str], imports: tuple[str, ...]
) -> Note:
    start, end = code.span(nodes[wanted[0]])
    listed = ", ".join(wanted)
    verb = "is" if len(wanted) == 1 else "are"
    message = f"{listed} {verb} never defined on this page"
    if imports:
        message = f"{listed} {verb} never imported on this page"
    return Note(index, "missing-name", start, end, message, {"names": listed}, imports)


def _run(job: Job, programs: list[Program]) -> Iterator[Event]:
    page = PageRun(seed=job.seed, statement_seconds=job.statement_seconds)
    by_name = {program.filename: program for program in programs}
    differing: list[tuple[Program, Comparison]] = []
    for program in programs:
        ran = page.run(_instrumented(program, page.tracer))
        report = FenceReport(program.index, ran.done, dict(ran.skipped))
        for failure in ran.failures:
            if failures.announced(failure):
                announced = f"{type(failure.error).__name__}, as the comment says"
                report = replace(report, evidence={"announced": announced})
            elif note := failures.note_on(failure, by_name):
                yield _note(note)
        for note in outputs.mismatches(program, ran, page.console):
            yield _note(note)
        for note in (*apis.missing_attributes(program, page.names), *exchanged(program, page.names)):
            yield _note(note)
        yield _report(report)
        if job.canonical and "torch" in sys.modules:
            yield from _compare(job, program, report, page, differing)
            yield from _drive(job, program, page)
    for note in page.tracer.notes():
        yield _note(note)
    yield from _mend(job, page, differing)
    yield {"held against": _asked()}


def _asked() -> tuple[str, ...]:
    canon = sys.modules.get("mdcheck.execute.differential.canon")
    return canon.asked() if canon else ()


def _look_up(job: Job) -> Iterator[Event]:
    """Names of libraries in the prose that do not exist."""
    for number, text in enumerate(job.mentions, 1):
        if message := mentions.broken(text):
            yield _note(Note(-number, "api", 0, len(text), message))


def _mend(job: Job, page: PageRun, differing: list[tuple[Program, Comparison]]) -> Iterator[Event]:
    """Say again what differs, with the line and the likely slip, where one edit mends it."""
    if not differing:
        return
    from mdcheck.execute.differential.verdicts import mended

    with page.tracer.paused(), page.deadline(job.compare_seconds), contextlib.suppress(OverTime):
        for program, comparison in differing:
            found = mended(comparison, page.names)
            if found.mended_by and (note := notes.on_comparison(program, found)):
                yield _note(note)


def _compare(
    job: Job,
    program: Program,
    report: FenceReport,
    page: PageRun,
    differing: list[tuple[Program, Comparison]],
) -> Iterator[Event]:
    """Hold recognised definitions against the canonical package; torch is loaded where this is called."""
    from mdcheck.execute.differential.compare import compare

    found: list[Comparison] = []
    fence = job.fences[program.index]
    with page.tracer.paused(), page.deadline(job.compare_seconds), contextlib.suppress(OverTime):
        found.extend(
            compare(
                program,
                page.names,
                fence.before,
                job.canonical,
                expected=fence.expected,
                device=job.device,
                formulas=job.formulas,
            )
        )
    for comparison in found:
        if note := notes.on_comparison(program, comparison):
            yield _note(note)
        if comparison.outcome.comparison == "disagrees":
            differing.append((program, comparison))
    if found:
        yield _report(notes.with_comparison(report, found))


def _drive(job: Job, program: Program, page: PageRun) -> Iterator[Event]:
    """Call what the page defines and never calls, for the sake of its shape comments."""
    from mdcheck.execute.differential.driving import contradictions

    with page.deadline(job.compare_seconds), contextlib.suppress(OverTime):
        found = list(contradictions(program, page.names, page.tracer))
        yield from (_note(page.tracer.note(contradiction)) for contradiction in found)


def _instrumented(program: Program, tracer: Tracer) -> Program:
    traced = instrument(program.index, program.code, first=len(tracer.probes))
    tracer.probes.extend(traced.probes)
    return replace(program, tree=traced.tree)


def _note(note: Note) -> Event:
    return {"note": asdict(note)}


def _report(report: FenceReport) -> Event:
    return {"fence": asdict(report)}
