"""One run of text to nodes: prose with formulas and code, links, images, directives, lost delimiters."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mdcheck.markdown import links, maths
from mdcheck.markdown.marks import Mark, Marks, scan
from mdcheck.markdown.runs import Run
from mdcheck.model.document import Directive, Formula, Image, Link, Node, Prose, Role, Unpaired

_DIRECTIVE = re.compile(r"<!--\s*mdcheck:\s*([\w-]+)\s*(?:\[([^\]]*)\])?(.*)-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLOCK_TAG = re.compile(
    r"p|div|td|th|tr|table|thead|tbody|tfoot|li|ul|ol|dl|dt|dd|h[1-6]|center|br|hr|details|summary|section|article"
    r"|aside|header|footer|figure|figcaption|blockquote|caption|pre|main|nav|form"
)


@dataclass(frozen=True, slots=True)
class Inline:
    """What one run holds; ``used`` are the folded labels of the references that it makes."""

    nodes: tuple[Node, ...]
    formulas: tuple[Formula, ...]
    used: frozenset[str]


def read(run: Run, *, role: Role, listed: int, labels: Mapping[str, str]) -> Inline:
    """Everything in a paragraph, a heading's title, a table cell or a block of HTML."""
    marks = scan(run.text)
    brackets = [one for one in links.find(run.text, marks.brackets, labels) if not _in_opaque(one, marks)]
    _hide_dollars(marks, brackets)
    found, single = maths.find(run.text, marks)
    formulas = tuple(_formula(run, one) for one in found)
    kept = [link for link in brackets if not _torn(link, found)]
    nodes: list[Node] = [*formulas, *_proses(run, role, listed, marks, formulas)]
    nodes += [_link(run, link) for link in kept]
    nodes += [Unpaired(run.span(one.start, one.end), run.text[one.start : one.end]) for one in single]
    nodes += _opaque_nodes(run, marks.opaque)
    return Inline(tuple(nodes), formulas, frozenset(link.label for link in kept if link.label is not None))


def _in_opaque(link: links.FoundLink, marks: Marks) -> bool:
    return any(mark.kind == "comment" and mark.start < link.start < mark.end for mark in marks.opaque)


def _hide_dollars(marks: Marks, brackets: list[links.FoundLink]) -> None:
    """Dollars in alternative texts and addresses are none; a formula cannot hold an image."""
    for link in brackets:
        start = link.start if link.image else link.text_end
        marks.dollars = [at for at in marks.dollars if not start <= at < link.end]
        marks.maths = [(at, mark) for at, mark in marks.maths if not start <= at < link.end]
        if link.image:
            marks.opaque.append(Mark("autolink", link.start, link.end))


def _torn(link: links.FoundLink, found: list[maths.Found]) -> bool:
    """Whether one of a link's brackets stands inside a formula."""
    return any(
        formula.start < link.end
        and link.start < formula.end
        and not (link.text_start <= formula.start and formula.end <= link.text_end)
        for formula in found
    )


def _formula(run: Run, found: maths.Found) -> Formula:
    content = run.extract(found.content, found.content_end)
    return Formula(run.span(found.start, found.end), content, found.display, found.delimiter)


def _link(run: Run, link: links.FoundLink) -> Image | Link:
    span, place = run.span(link.start, link.end), run.span(link.target_start, link.target_end)
    text = run.text[link.text_start : link.text_end]
    return (Image if link.image else Link)(span, link.target, place, text, False)


def _proses(
    run: Run, role: Role, listed: int, marks: Marks, formulas: tuple[Formula, ...]
) -> Iterator[Prose]:
    for start, end in _segments(run.text, marks) if role == "html" else [(0, len(run.text))]:
        text = run.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        if start >= end:
            continue
        span = run.span(start, end)
        inside = tuple(f for f in formulas if span.start <= f.span.start and f.span.end <= span.end)
        codes = tuple(
            run.span(mark.start, mark.end)
            for mark in marks.opaque
            if mark.kind == "code" and start <= mark.start and mark.end <= end
        )
        yield Prose(span, run.extract(start, end), role, inside, codes, listed)


def _segments(text: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """The stretches of HTML between tags that break the text, comments and scripts."""
    at = 0
    for mark in marks.opaque:
        if mark.kind in {"comment", "raw"} or (mark.kind == "tag" and _BLOCK_TAG.fullmatch(mark.name)):
            yield at, mark.start
            at = mark.end
    yield at, len(text)


def _opaque_nodes(run: Run, opaque: list[Mark]) -> Iterator[Node]:
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
        elif mark.kind in {"url", "autolink"} and not written.startswith(("[", "!")):
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
