"""Runs of code fences: what they are held against; each done once, kept by that and by the page's code."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

from mdcheck.cache.store import key
from mdcheck.config import Config
from mdcheck.execute import Formula, Job, Report, job_to_json, report_from_json, run_job
from mdcheck.model.document import Document
from mdcheck.model.source import Source
from mdcheck.pipeline.memory import Memory
from mdcheck.pipeline.trace import EVERYTHING, Trace, hold

_LASTING = ("done", "time")
"""How a run may end that would end so again; else the machine had its part in it."""


def runner(config: Config, trace: Trace, memory: Memory | None) -> Callable[[Job], Report]:
    """What runs the fences of a page, or knows what came of it; ``trace`` hears what that depends on."""

    def run(job: Job) -> Report:
        if memory is None:
            return run_job(job)
        name = key("job", memory.code, json.dumps(job_to_json(replace(job, root=""))))
        value = memory.store.get(name)
        if value is not None:
            kept = json.loads(value)
            if hold(kept["dependencies"], memory.canon):
                trace.take_over(kept["dependencies"])
                return report_from_json(kept["report"])
        report = run_job(job)
        own = _trace(job, report, config)
        dependencies = own.dependencies(memory.canon)
        trace.take_over(dependencies)
        trace.lasting &= own.lasting
        if own.lasting:
            memory.store.put(
                name, json.dumps({"dependencies": dependencies, "report": asdict(report)}).encode()
            )
        return report

    return run


def formulas_of(source: Source, document: Document, config: Config) -> Iterator[Formula]:
    """What the page's formulas come to at drawn points, for its fences to be held against."""
    from mdcheck.verify.definitions.callables import stated

    for found in stated(document, {**config.macros, **document.macros}):
        line = source.text.count("\n", 0, found.span.start) + 1
        title = found.titles[-1] if found.titles else ""
        yield Formula(found.head, title, line, tuple(map(dict, found.draws)), found.values)


def _trace(job: Job, report: Report, config: Config) -> Trace:
    """What a run depended on."""
    if not job.execute:
        return Trace()
    words = "\n".join(fence.text for fence in job.fences)
    imported = any(package.partition(".")[0] in words for package in config.packages)
    known = report.held_against is not None and not imported
    held = set(report.held_against or ()) if known else {EVERYTHING}
    return Trace(concepts=held, names=True, lasting=report.end in _LASTING)
