"""Results as JSON and back: the form in which they cross from process to process, and are kept.

The head holds what most reports print; the body what some of them need besides. Texts stay in the note.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.document import CodeFence, Document, Formula
from mdcheck.model.page import Facts, Outcome, Page
from mdcheck.model.snippet import Snippet, SnippetFinding
from mdcheck.model.source import Extract, Source, Span
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary

_VERDICTS: Mapping[str, type[Any]] = {
    kind.__name__: kind for kind in (Proved, Supported, Refuted, Undecided, Assumed)
}
_NO_FACTS = Facts(lambda _: False, lambda _: None)
"""Rules have been asked already."""


def head(outcome: Outcome) -> bytes:
    """Findings and counts."""
    summary = Summary.of(outcome)
    return _dumped(
        {
            "diagnostics": [_diagnostic(item) for item in outcome.diagnostics],
            "expected": [_diagnostic(item) for item in outcome.expected],
            "formulas": summary.formulas,
            "claims": summary.claims,
            "snippets": summary.snippets,
        }
    )


def body(outcome: Outcome) -> bytes:
    """Formulas, fences, claims, and what else reports tell of a page."""
    page, text = outcome.page, outcome.page.source.text
    return _dumped(
        {
            "macros": dict(page.macros),
            "nodes": [
                _node(node, text) for node in page.document.nodes if isinstance(node, Formula | CodeFence)
            ],
            "claims": None if page.claims is None else [_claim(claim) for claim in page.claims],
            "snippets": None if page.snippets is None else [_snippet(item) for item in page.snippets],
        }
    )


def result(source: Source, head: bytes, body: bytes) -> Result:
    """The result of a note from its two parts; the body is read when it is asked for."""
    data = json.loads(head)
    diagnostics = tuple(map(_diagnostic_of, data["diagnostics"]))
    expected = tuple(map(_diagnostic_of, data["expected"]))
    counts = Summary(
        files=1,
        formulas=data["formulas"],
        claims=None if data["claims"] is None else Counter(data["claims"]),
        snippets=None if data["snippets"] is None else Counter(data["snippets"]),
        expected=len(expected),
    )
    return Result(source, diagnostics, expected, counts.finding(diagnostics), lambda: _page(source, body))


def _dumped(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _page(source: Source, body: bytes) -> Page:
    data = json.loads(body)
    nodes = tuple(_node_of(item, source.text) for item in data["nodes"])
    claims, snippets = data["claims"], data["snippets"]
    return Page(
        source,
        Document(nodes),
        _NO_FACTS,
        data["macros"],
        None if claims is None else tuple(map(_claim_of, claims)),
        None if snippets is None else tuple(map(_snippet_of, snippets)),
    )


def _diagnostic(item: Diagnostic) -> list[Any]:
    fix = item.fix and [item.fix.message, _edits((e.span, e.text) for e in item.fix.edits), item.fix.safe]
    evidence = dict(item.evidence)
    return [item.rule, item.code, int(item.severity), item.span, item.message, evidence, fix]


def _diagnostic_of(data: list[Any]) -> Diagnostic:
    rule, code, severity, span, message, evidence, fix = data
    return Diagnostic(rule, code, Severity(severity), Span(*span), message, evidence, fix and _fix_of(*fix))


def _fix_of(message: str, edits: list[Any], safe: bool) -> Fix:
    return Fix(message, tuple(Edit(span, text) for span, text in _edits_of(edits)), safe)


def _edits(edits: Iterable[tuple[Span, str]]) -> list[Any]:
    return [[*span, text] for span, text in edits]


def _edits_of(data: list[Any]) -> Iterable[tuple[Span, str]]:
    return ((Span(start, end), text) for start, end, text in data)


def _node(node: Formula | CodeFence, text: str) -> list[Any]:
    pieces = node.content.pieces
    same = node.content.text == "".join(text[start:end] for start, end in pieces)
    content = [pieces, None if same else node.content.text]
    if isinstance(node, Formula):
        return ["formula", node.span, content, node.display, node.delimiter]
    return ["fence", node.span, content, node.language, node.info, dict(node.attributes), node.closed]


def _node_of(data: list[Any], text: str) -> Formula | CodeFence:
    kind, span, (pieces, content), *rest = data
    spans = tuple(Span(*piece) for piece in pieces)
    extract = Extract(content or "".join(text[start:end] for start, end in spans), spans)
    if kind == "formula":
        return Formula(Span(*span), extract, *rest)
    language, info, attributes, closed = rest
    return CodeFence(Span(*span), language, info, attributes, extract, closed)


def _claim(claim: JudgedClaim) -> list[Any]:
    verdict = _verdict(claim.verdict)
    return [claim.id, claim.kind, claim.span, claim.text, claim.reading, verdict, dict(claim.evidence)]


def _claim_of(data: list[Any]) -> JudgedClaim:
    number, kind, span, text, reading, verdict, evidence = data
    return JudgedClaim(number, kind, Span(*span), text, reading, _verdict_of(*verdict), evidence)


def _verdict(verdict: Verdict) -> list[Any]:
    return [type(verdict).__name__, *(_plain(getattr(verdict, field.name)) for field in fields(verdict))]


def _verdict_of(kind: str, *values: Any) -> Verdict:
    first, *rest = values or (None,)
    verdict: Verdict = _VERDICTS[kind](*((Witness(*first), *rest) if kind == "Refuted" else values))
    return verdict


def _plain(value: Any) -> Any:
    match value:
        case Witness():
            return [_plain(getattr(value, field.name)) for field in fields(value)]
        case Mapping():
            return dict(value)
        case _:
            return value


def _snippet(item: Snippet) -> list[Any]:
    findings = [[f.kind, f.span, f.message, dict(f.evidence), _edits(f.edits)] for f in item.findings]
    return [item.span, item.status, item.concept, dict(item.evidence), findings]


def _snippet_of(data: list[Any]) -> Snippet:
    span, status, concept, evidence, findings = data
    return Snippet(
        Span(*span),
        status,
        concept,
        evidence,
        tuple(
            SnippetFinding(kind, Span(*place), message, told, tuple(_edits_of(edits)))
            for kind, place, message, told, edits in findings
        ),
    )
