"""What HTML in a note holds: directives in comments, images, links, and addresses written out."""

import html
import re
from collections.abc import Iterator, Sequence

from mdcheck.markdown.intervals import Intervals
from mdcheck.markdown.marks import Mark
from mdcheck.markdown.runs import Run
from mdcheck.model.document import Directive, Image, Link, Node
from mdcheck.patterns import regex

_DIRECTIVE = regex(r"<!--\s*mdcheck:\s*([\w-]+)\s*(?:\[([^\]]*)\])?(.*)-->", re.DOTALL)
_ATTRIBUTE = regex(r"""\s([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def nodes(run: Run, opaque: Sequence[Mark], linked: Intervals) -> Iterator[Node]:
    """The nodes that the opaque marks of a run make; addresses inside links make none."""
    anchors: list[Mark] = []
    for mark in opaque:
        written = run.text[mark.start : mark.end]
        if mark.kind == "comment":
            match = _DIRECTIVE.fullmatch(written)
            if match:
                yield Directive(
                    run.span(mark.start, mark.end), match[1], (match[2] or "").strip(), match[3].strip()
                )
        elif mark.kind == "tag" and mark.name == "img":
            yield from _image(run, mark, written)
        elif mark.kind == "tag" and mark.name == "a":
            if not written.startswith("</"):
                anchors = [mark]
            elif anchors:
                yield from _anchor(run, anchors.pop(), mark)
        elif mark.kind in {"url", "autolink"} and mark.start not in linked and not anchors:
            start, end = (mark.start, mark.end) if mark.kind == "url" else (mark.start + 1, mark.end - 1)
            target = run.text[start:end]
            address = target if ":" in target else f"mailto:{target}"
            yield Link(run.span(mark.start, mark.end), address, run.span(start, end), target, False)


def _image(run: Run, mark: Mark, written: str) -> Iterator[Image]:
    attributes = _attributes(written, mark.start)
    if "src" in attributes:
        target, start, end = attributes["src"]
        alt = attributes.get("alt", ("", 0, 0))[0]
        yield Image(run.span(mark.start, mark.end), target, run.span(start, end), alt, True)


def _anchor(run: Run, opening: Mark, closing: Mark) -> Iterator[Link]:
    attributes = _attributes(run.text[opening.start : opening.end], opening.start)
    if "href" in attributes:
        target, start, end = attributes["href"]
        text = run.text[opening.end : closing.start]
        yield Link(run.span(opening.start, closing.end), target, run.span(start, end), text, True)


def _attributes(tag: str, shift: int) -> dict[str, tuple[str, int, int]]:
    """Attributes of a tag: decoded value and where it stands."""
    found: dict[str, tuple[str, int, int]] = {}
    for match in _ATTRIBUTE.finditer(tag):
        group = next(index for index in (2, 3, 4) if match[index] is not None)
        start, end = match.span(group)
        found.setdefault(match[1].lower(), (html.unescape(match[group]), shift + start, shift + end))
    return found
