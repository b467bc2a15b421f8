"""One run of text to nodes: prose with formulas and code, links, images, directives, lost delimiters."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from mdcheck.markdown import links, maths
from mdcheck.markdown.html import nodes as html_nodes
from mdcheck.markdown.intervals import Intervals
from mdcheck.markdown.marks import Mark, Marks, scan
from mdcheck.markdown.runs import Run
from mdcheck.model.document import Formula, Image, Link, Node, Prose, Role, Unpaired
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """What one run holds; ``used`` are the folded labels of the references that it makes."""

    nodes: tuple[Node, ...]
    used: frozenset[str]


def read(run: Run, *, role: Role, listed: int, labels: Mapping[str, str]) -> Inline:
    """Everything in a paragraph, a heading's title, a table cell or a block of HTML."""
    marks = scan(run.text)
    brackets = links.find(run.text, marks.brackets, labels)
    _hide_dollars(marks, brackets)
    found, single = maths.find(run.text, marks, html=role == "html")
    formulas = [_formula(run, one) for one in found]
    taken = Intervals((formula.start, formula.end) for formula in found)
    marks.opaque = [mark for mark in marks.opaque if mark.kind != "code" or mark.start not in taken]
    kept = [link for link in brackets if _is_whole(link, taken)]
    nodes: list[Node] = [
        *formulas,
        *_proses(run, role, listed, marks, list(zip(found, formulas, strict=True))),
    ]
    nodes += [_link(run, link) for link in kept]
    nodes += [Unpaired(run.span(one.start, one.end), run.text[one.start : one.end]) for one in single]
    nodes += html_nodes(run, marks.opaque, Intervals((link.start, link.end) for link in kept))
    return Inline(tuple(nodes), frozenset(link.label for link in kept if link.label is not None))


def _hide_dollars(marks: Marks, brackets: list[links.FoundLink]) -> None:
    """Dollars in alternative texts and addresses are none; a formula cannot hold an image."""
    if not brackets:
        return
    hidden = Intervals((link.start if link.image else link.text_end, link.end) for link in brackets)
    marks.dollars = [at for at in marks.dollars if at not in hidden]
    marks.maths = [(at, mark) for at, mark in marks.maths if at not in hidden]
    marks.opaque += [Mark("image", link.start, link.end) for link in brackets if link.image]


def _is_whole(link: links.FoundLink, formulas: Intervals) -> bool:
    """Whether none of a link's brackets stands inside a formula."""
    return link.start not in formulas and not formulas.meets(link.text_end, link.end)


def _formula(run: Run, found: maths.Found) -> Formula:
    content = run.extract(found.content, found.content_end)
    return Formula(run.span(found.start, found.end), content, found.display, found.delimiter)


def _link(run: Run, link: links.FoundLink) -> Image | Link:
    span, place = run.span(link.start, link.end), run.span(link.target_start, link.target_end)
    text = run.text[link.text_start : link.text_end]
    return (Image if link.image else Link)(span, link.target, place, text, False)


def _proses(
    run: Run, role: Role, listed: int, marks: Marks, formulas: Sequence[tuple[maths.Found, Formula]]
) -> Iterator[Prose]:
    starts = [found.start for found, _ in formulas]
    codes = [mark for mark in marks.opaque if mark.kind == "code"]
    code_starts = [code.start for code in codes]
    for start, end in _segments(run.text, marks) if role == "html" else [(0, len(run.text))]:
        text = run.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        if start < end:
            inside = formulas[bisect_left(starts, start) : bisect_left(starts, end)]
            code = codes[bisect_left(code_starts, start) : bisect_left(code_starts, end)]
            yield Prose(
                run.span(start, end),
                run.extract(start, end),
                role,
                tuple(formula for _, formula in inside),
                tuple(run.span(one.start, one.end) for one in code),
                listed,
            )


def _segments(text: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """The stretches of HTML between tags that break the text, comments and scripts."""
    at = 0
    for mark in marks.opaque:
        if mark.kind in {"comment", "raw", "block"}:
            yield at, mark.start
            at = mark.end
    yield at, len(text)
