"""The third witness: a page's own formula that sides with the canon against a fence of the page."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.snippet import Snippet, SnippetFinding
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Proved, Supported

_COMPARABLE = ": comparable"


def with_formulas(
    source: Source, snippets: Sequence[Snippet], claims: Sequence[JudgedClaim]
) -> tuple[Snippet, ...]:
    """Snippets, where those undecided about a concept that the page defines as the canon does disagree.

    A fence that differs from the canonical code under every mapping may be right in a way that nobody thought
    of. If names left no doubt about its arguments, and the page states the canonical formula without any
    deviation, fence and formula contradict each other.
    """
    stated = {_plain(c.evidence["canonical"]): c for c in claims if _states_the_canon(c)}
    return tuple(_judged(source, snippet, stated.get(_plain(snippet.concept or ""))) for snippet in snippets)


def _states_the_canon(claim: JudgedClaim) -> bool:
    decided = isinstance(claim.verdict, Proved | Supported)
    plain = not claim.evidence.get("convention")
    return claim.kind == "definition" and decided and plain and bool(claim.evidence.get("canonical"))


def _plain(path: str) -> str:
    """A function and the module of its name are one concept: ``layer_norm``, ``LayerNorm``."""
    return path.rpartition(".")[2].replace("_", "").lower()


def _judged(source: Source, snippet: Snippet, claim: JudgedClaim | None) -> Snippet:
    comparable = any(key.endswith(_COMPARABLE) for key in snippet.evidence)
    if claim is None or snippet.status != "undecided" or not comparable:
        return snippet
    line = source.text.count("\n", 0, claim.span.start) + 1
    name = snippet.evidence.get("recognised", "").partition(":")[0]
    message = (
        f"{name} computes something else than the formula of line {line}, which is that of {snippet.concept}"
    )
    finding = SnippetFinding(
        "disagrees", _place(source, snippet.span, name), message, {**snippet.evidence, "formula": claim.text}
    )
    return replace(snippet, status="disagrees", findings=(*snippet.findings, finding))


def _place(source: Source, fence: Span, name: str) -> Span:
    """The line in the fence that defines the name."""
    text = source.text[fence.start : fence.end]
    found = re.search(rf"^.*\b(?:def|class)\s+{re.escape(name)}\b.*$", text, re.MULTILINE)
    return Span(fence.start + found.start(), fence.start + found.end()) if found else fence
