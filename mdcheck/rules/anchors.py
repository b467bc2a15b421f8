"""The places of a note that a link may lead to."""

import re

from mdcheck.model.document import Document, Heading
from mdcheck.model.source import Source
from mdcheck.patterns import regex

_HTML = regex(r"""<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ATTRIBUTE_LIST = regex(r"\{:?[^{}\n]*?#([\w:.-]+)[^{}\n]*\}")
_ADMONITION = regex(r"""^[ \t]*(?:!!!|\?\?\?\+?|:::)[^"\n]*"([^"\n]+)""", re.MULTILINE)
_FOOTNOTE = regex(r"\[\^([^\]\s]+)\]")


def anchors(source: Source, document: Document) -> frozenset[str]:
    """Identifiers of headings, HTML elements, attribute lists (``{#name}``), footnotes and admonitions."""
    # Loads the Markdown parser, which a list of the rules does not need.
    from mdcheck.markdown.headings import github

    headings = {name for node in document.nodes if isinstance(node, Heading) for name in node.anchors}
    html = {value for match in _HTML.finditer(source.text) for value in match.groups() if value}
    listed = {match[1] for match in _ATTRIBUTE_LIST.finditer(source.text)}
    notes = {f"{kind}:{match[1]}" for match in _FOOTNOTE.finditer(source.text) for kind in ("fn", "fnref")}
    boxes = {github(match[1]) for match in _ADMONITION.finditer(source.text)}
    return frozenset(headings | html | listed | notes | boxes)
