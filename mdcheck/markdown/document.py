"""A Source to its Document: blocks, then the inline content of each, in order of place."""

from collections.abc import Iterator, Mapping

from mdcheck.markdown import inline, links, references
from mdcheck.markdown.blocks import leaves
from mdcheck.markdown.fences import parse_info
from mdcheck.markdown.headings import Anchors, split_attributes
from mdcheck.markdown.leaf import Leaf
from mdcheck.markdown.macros import definitions
from mdcheck.markdown.runs import Run
from mdcheck.markdown.table import cell_runs
from mdcheck.model.document import (
    CodeFence,
    Document,
    Formula,
    Heading,
    Node,
    Prose,
    Reference,
    Role,
    Table,
)
from mdcheck.model.source import Source, Span


def read(source: Source) -> Document:
    """Extract everything from a note; total on any text, in linear time.

    ``nodes`` is flat: a formula in a table cell is there as the Table, as the cell's Prose, and as a Formula.
    """
    return _Reader(source.text).document()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.leaves = leaves(text)
        self.anchors = Anchors()
        self.nodes: list[Node] = []
        self.used: set[str] = set()
        self.labels: dict[str, str] = {}
        self.definitions: list[tuple[Span, references.Definition]] = []

    def document(self) -> Document:
        runs = [self._peeled(leaf) for leaf in self.leaves]
        for leaf, run in zip(self.leaves, runs, strict=True):
            self._leaf(leaf, run)
        self.nodes += self._references()
        self.nodes.sort(key=_place)
        formulas = (node.content.text for node in self.nodes if isinstance(node, Formula))
        return Document(tuple(self.nodes), definitions(formulas))

    def _peeled(self, leaf: Leaf) -> Run:
        """The content of a leaf; the reference definitions that a paragraph begins with go to ``labels``."""
        run = Run.of(self.text, leaf.pieces)
        if leaf.kind != "paragraph" or "]:" not in run.text:
            return run
        found, rest = references.peel(run.text)
        for one in found:
            self.labels.setdefault(links.fold_label(one.label), links.decode_target(one.target))
            self.definitions.append((run.span(one.start, one.end), one))
        return run.part(self.text, rest, len(run.text)) if found else run

    def _references(self) -> Iterator[Reference]:
        for span, one in self.definitions:
            used = links.fold_label(one.label) in self.used
            yield Reference(span, one.label, links.decode_target(one.target), used)

    def _leaf(self, leaf: Leaf, run: Run) -> None:
        match leaf.kind:
            case "fence":
                self.nodes.append(_fence(leaf, run))
            case "heading":
                self._heading(leaf, run)
            case "table":
                self._table(leaf)
            case "html":
                self._inline(run, "html", leaf.listed)
            case "paragraph":
                self._inline(run, "paragraph", leaf.listed)

    def _inline(self, run: Run, role: Role, listed: int) -> list[Prose]:
        found = inline.read(run, role=role, listed=listed, labels=self.labels)
        self.nodes += found.nodes
        self.used |= found.used
        return [node for node in found.nodes if isinstance(node, Prose)]

    def _heading(self, leaf: Leaf, run: Run) -> None:
        title, explicit = split_attributes(run.text)
        shown = run.part(self.text, *_trimmed(title))
        anchors = self.anchors.name(shown.text, explicit)
        self.nodes.append(Heading(leaf.span, leaf.level, shown.extract(0, len(shown.text)), anchors))
        self._inline(shown, "heading", leaf.listed)

    def _table(self, leaf: Leaf) -> None:
        rows = [
            tuple(self._cell(run, leaf.listed) for run in cell_runs(self.text, row, leaf.level))
            for row in leaf.rows
        ]
        self.nodes.append(Table(leaf.span, rows[0], tuple(rows[1:])))

    def _cell(self, run: Run, listed: int) -> Prose:
        proses = self._inline(run, "cell", listed)
        return proses[0] if proses else Prose(run.span(0, 0), run.extract(0, 0), "cell", listed=listed)


def _fence(leaf: Leaf, run: Run) -> CodeFence | Formula:
    content = run.extract(0, len(run.text))
    language, attributes = parse_info(leaf.info)
    if language == "math":
        return Formula(leaf.span, content, True, "fence")
    return CodeFence(leaf.span, language, leaf.info, attributes, content, leaf.closed)


_RANK: Mapping[type, int] = {Heading: 0, Table: 0, Prose: 1, Formula: 3}


def _place(node: Node) -> tuple[int, int, int]:
    """Containers before what they contain."""
    return node.span.start, -node.span.end, _RANK.get(type(node), 2)


def _trimmed(title: str) -> tuple[int, int]:
    start = len(title) - len(title.lstrip())
    return start, max(start, len(title.rstrip()))
