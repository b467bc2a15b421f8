"""Runs of code fences, each done once: kept by the page's code and the canonical code it was held against."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace

from mdcheck.cache.store import key
from mdcheck.config import Config
from mdcheck.execute import Job, Report, job_to_json, report_from_json, run_job
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


def _trace(job: Job, report: Report, config: Config) -> Trace:
    """What a run depended on."""
    if not job.execute:
        return Trace()
    words = "\n".join(fence.text for fence in job.fences)
    imported = any(package.partition(".")[0] in words for package in config.packages)
    known = report.held_against is not None and not imported
    held = set(report.held_against or ()) if known else {EVERYTHING}
    return Trace(concepts=held, names=True, lasting=report.end in _LASTING)
