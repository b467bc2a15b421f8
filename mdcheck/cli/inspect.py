"""``mdcheck inspect``: how a place of a note was read."""

from collections.abc import Iterator

import click

from mdcheck.cli.place import Place, place
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.model.document import Formula, Node
from mdcheck.model.source import Span
from mdcheck.report.certificate import certificate, fence_certificate
from mdcheck.report.palette import one_line
from mdcheck.report.positions import Lines
from mdcheck.report.tree import statements

_LONG = 60


@click.command()
@click.argument("where", type=click.Path(), metavar="FILE:LINE[:COLUMN]")
def inspect(where: str) -> None:
    """Show how a place was read: the Markdown nodes there, the formulas' trees, the claims."""
    found = list(_shown(place(where)))
    click.echo("\n".join(found) if found else "nothing but blanks stands there")


def _shown(at: Place) -> Iterator[str]:
    page, lines = at.page, Lines(at.page.source)
    for node in page.document.nodes:
        if at.meets(node.span) and not isinstance(node, Formula):
            yield _node(node, page.source.text, lines)
    for parsed in parsed_formulas(page.document, page.macros):
        if at.meets(parsed.formula.span):
            yield f"formula {_range(parsed.formula.span, lines)}: {one_line(parsed.text)}"
            yield from (f"  tree  {line}" for line in statements(parsed.tree))
    yield from (certificate(claim) for claim in page.claims or () if at.meets(claim.span))
    yield from (fence_certificate(fence) for fence in page.snippets or () if at.meets(fence.span))


def _node(node: Node, text: str, lines: Lines) -> str:
    written = one_line(text[node.span.start : node.span.end])
    short = written if len(written) <= _LONG else f"{written[: _LONG - 1]}…"
    return f"{type(node).__name__} {_range(node.span, lines)}: {short}"


def _range(span: Span, lines: Lines) -> str:
    start, end = lines.position(span.start), lines.position(span.end)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"
