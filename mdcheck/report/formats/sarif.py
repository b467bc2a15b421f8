"""``sarif``: the Static Analysis Results Interchange Format 2.1.0 of OASIS, for code scanning and editors."""

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Fix, Severity
from mdcheck.model.source import Span
from mdcheck.model.verdict import Refuted, Undecided, verdict_name
from mdcheck.report import records
from mdcheck.report.base import Format, RulePage
from mdcheck.report.fingerprints import fingerprints
from mdcheck.report.links import DOCUMENTATION, rule_page, uri
from mdcheck.report.palette import Palette
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_CLAIM = "claim"
"""The rule of results that are no findings: claims that hold, and claims that are undecided."""


class Report(Format):
    """Findings are of the kind ``fail``, claims that hold ``pass``, undecided ones ``open``."""

    footed = False
    detailed = True

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._results: list[records.Record] = []

    def page(self, result: Result) -> str:
        """Nothing yet: it is one object."""
        lines, place = Lines(result.source), {"uri": uri(result.source.path), "uriBaseId": "%SRCROOT%"}
        prints = fingerprints(result.diagnostics, result.source)
        for item, fingerprint in zip(result.diagnostics, prints, strict=True):
            self._results.append(_finding(item, place, lines) | _known_by(fingerprint))
        for item in result.expected:
            why = "expected in a counter-example"
            self._results.append(
                _finding(item, place, lines)
                | {"suppressions": [{"kind": "inSource", "status": "accepted", "justification": why}]}
            )
        for claim in result.page.claims or ():
            if not isinstance(claim.verdict, Refuted):
                self._results.append(_judged(claim, place, lines))
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The object."""
        driver = {
            "name": "mdcheck",
            "version": version("mdcheck"),
            "informationUri": DOCUMENTATION,
            "rules": list(_rules(self.run.rules())),
        }
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": self._results}
        return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _rules(rules: Iterable[RulePage]) -> Iterator[records.Record]:
    yield from map(_rule, rules)
    yield {
        "id": _CLAIM,
        "name": "Claim",
        "shortDescription": {"text": "A claim that holds, or that is undecided"},
        "helpUri": DOCUMENTATION,
        "defaultConfiguration": {"level": "none"},
    }


def _rule(rule: RulePage) -> records.Record:
    return {
        "id": rule.code,
        "name": rule.name.title().replace("-", ""),
        "shortDescription": {"text": f"{rule.title[0].upper()}{rule.title[1:]}"},
        "fullDescription": {"text": f"Finds {rule.title}."},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": rule_page(rule.name),
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.name]},
    }


def _finding(item: Diagnostic, place: records.Record, lines: Lines) -> records.Record:
    found = {
        "ruleId": item.code,
        "kind": "fail",
        "level": _LEVELS[item.severity],
        "message": {"text": item.message},
        "locations": [_location(item.span, place, lines)],
    }
    return found if item.fix is None else found | {"fixes": [_fix(item.fix, place, lines)]}


def _judged(claim: JudgedClaim, place: records.Record, lines: Lines) -> records.Record:
    is_open = isinstance(claim.verdict, Undecided)
    why = f": {claim.verdict.detail}" if isinstance(claim.verdict, Undecided) else ""
    return {
        "ruleId": _CLAIM,
        "kind": "open" if is_open else "pass",
        "level": "none",
        "message": {"text": f"{claim.reading or claim.text} is {verdict_name(claim.verdict)}{why}"},
        "locations": [_location(claim.span, place, lines)],
        **_known_by(claim.id),
    }


def _known_by(fingerprint: str) -> records.Record:
    return {"partialFingerprints": {"mdcheck/v1": fingerprint}}


def _location(span: Span, place: records.Record, lines: Lines) -> records.Record:
    return {"physicalLocation": {"artifactLocation": place, "region": _region(span, lines)}}


def _region(span: Span, lines: Lines) -> records.Record:
    start, end = lines.position(span.start), lines.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(fix: Fix, place: records.Record, lines: Lines) -> records.Record:
    replacements = [
        {"deletedRegion": _region(edit.span, lines), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": place, "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}
