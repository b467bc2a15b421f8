"""Pages as JSON and back: macros, formulas, fences and claims; the text stays in the note."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import CodeFence, Document, Formula
from mdcheck.model.page import Facts, Page
from mdcheck.model.snippet import Snippet, SnippetFinding
from mdcheck.model.source import Extract, Source, Span
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.report.codec import dumped, edits, edits_of

_VERDICTS: Mapping[str, type[Any]] = {
    kind.__name__: kind for kind in (Proved, Supported, Refuted, Undecided, Assumed)
}
_NO_FACTS = Facts(lambda _: False, lambda _: None)
"""Rules have been asked already."""


def body(page: Page) -> bytes:
    """Formulas, fences, claims, and what else reports tell of a page."""
    text = page.source.text
    return dumped(
        {
            "macros": dict(page.macros),
            "nodes": [
                _node(node, text) for node in page.document.nodes if isinstance(node, Formula | CodeFence)
            ],
            "claims": None if page.claims is None else list(map(_claim, page.claims)),
            "snippets": None if page.snippets is None else [_snippet(item) for item in page.snippets],
        }
    )


def page(source: Source, body: bytes) -> Page:
    """The page of a note, as far as it was kept."""
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


def claims(found: Iterable[JudgedClaim]) -> bytes:
    """Claims alone."""
    return dumped(list(map(_claim, found)))


def claims_of(data: bytes) -> tuple[JudgedClaim, ...]:
    """The inverse of ``claims``."""
    return tuple(map(_claim_of, json.loads(data)))


def verdict(found: Verdict, evidence: Mapping[str, str]) -> bytes:
    """A verdict alone, with its evidence."""
    return dumped([_verdict(found), dict(evidence)])


def verdict_of(data: bytes) -> tuple[Verdict, dict[str, str]]:
    """The inverse of ``verdict``."""
    found, evidence = json.loads(data)
    return _verdict_of(*found), evidence


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
    findings = [[f.kind, f.span, f.message, dict(f.evidence), edits(f.edits)] for f in item.findings]
    return [item.span, item.status, item.concept, dict(item.evidence), findings]


def _snippet_of(data: list[Any]) -> Snippet:
    span, status, concept, evidence, findings = data
    return Snippet(
        Span(*span),
        status,
        concept,
        evidence,
        tuple(
            SnippetFinding(kind, Span(*place), message, told, tuple(edits_of(edits)))
            for kind, place, message, told, edits in findings
        ),
    )
