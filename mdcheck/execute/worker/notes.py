"""From a comparison with the canonical package to notes and to the fence's report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mdcheck.execute.protocol import FenceReport, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdcheck.execute.differential.verdicts import Comparison
    from mdcheck.execute.worker.running import Program
    from mdcheck.model.snippet import FindingKind


def on_comparison(program: Program, comparison: Comparison) -> Note | None:
    """What the author should hear; None if there is nothing to say."""
    outcome, node = comparison.outcome, comparison.recognised.node
    if not outcome.message:
        return None
    edit = comparison.mended_by
    start, end = program.code.line_span(edit.line if edit else outcome.line or node.lineno)
    evidence = dict(outcome.evidence)
    if edit:
        evidence["likely slip"] = f"{edit.before} where {edit.after} would agree"
    message = f"{comparison.recognised.title} is held against {outcome.canonical}: {outcome.message}"
    kind: FindingKind = "convention" if outcome.convention else "disagrees"
    return Note(program.index, kind, start, end, message, evidence)


def with_comparison(report: FenceReport, found: Sequence[Comparison]) -> FenceReport:
    """The report with the outcome that counts: a difference first, else that of what was recognised best."""
    best = max(found, key=lambda c: c.recognised.score)
    differing = next((c for c in found if c.outcome.comparison == "disagrees"), best)
    evidence = {
        **report.evidence,
        "recognised": f"{differing.recognised.title}: {differing.recognised.why}",
    }
    for comparison in found:
        evidence |= {f"{comparison.recognised.title}: {k}": v for k, v in comparison.outcome.evidence.items()}
    outcome = differing.outcome
    return replace(report, comparison=outcome.comparison, concept=outcome.canonical, evidence=evidence)
