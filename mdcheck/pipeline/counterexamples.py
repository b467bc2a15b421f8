"""Counter-examples are judged apart: as if asserted, and without a trace in the rest of the note."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mdcheck.claims.lexicon.wrong import unmarked
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document, Heading, Node, Prose, Table
from mdcheck.model.source import Extract, Source, Span
from mdcheck.pipeline.reach import Blocks
from mdcheck.rules.base import Needs
from mdcheck.rules.expectations import Expectation, expectations, is_called
from mdcheck.rules.registry import all_rules


def judged(
    source: Source, document: Document, judge: Callable[[Document], tuple[JudgedClaim, ...]]
) -> tuple[JudgedClaim, ...]:
    """Every claim of a note in order of place, those of each counter-example in a note that has no other."""
    blocks = _blocks(source, document)
    if not blocks:
        return judge(document)
    claims = list(judge(_without(document, blocks)))
    for block in blocks:
        others = [other for other in blocks if other != block]
        alone = judge(_asserted(_without(document, others), block))
        claims += [claim for claim in alone if _within(claim.span, block)]
    return tuple(sorted(claims, key=lambda claim: claim.span))


def _blocks(source: Source, document: Document) -> Sequence[Span]:
    """The lines of each block in which a claim is expected to fail."""
    wanted = [each for each in expectations(document) if _of_claims(each)]
    if not wanted:
        return ()
    blocks = Blocks(source, document)
    return tuple(dict.fromkeys(blocks.of(each.directive) for each in wanted))


def _of_claims(each: Expectation) -> bool:
    return any(
        rule.needs is Needs.CLAIMS and is_called(name, rule) for name in each.names for rule in all_rules()
    )


def _without(document: Document, blocks: Sequence[Span]) -> Document:
    """The document as if ``blocks`` were not there."""
    kept = (node for node in document.nodes if not any(_within(node.span, block) for block in blocks))
    return replace(document, nodes=tuple(kept))


def _asserted(document: Document, block: Span) -> Document:
    """The document with ``block`` under no heading, and in no words, that call it wrong."""
    return replace(document, nodes=tuple(_plain(node, block) for node in document.nodes))


def _plain(node: Node, block: Span) -> Node:
    match node:
        case Heading():
            return replace(node, title=_unmarked(node.title))
        case Prose():
            return replace(node, content=_unmarked(node.content))
        case Table() if _within(node.span, block):
            header, *rows = (tuple(map(_cell, row)) for row in (node.header, *node.rows))
            return replace(node, header=header, rows=tuple(rows))
        case _:
            return node


def _cell(cell: Prose) -> Prose:
    return replace(cell, content=_unmarked(cell.content))


def _unmarked(extract: Extract) -> Extract:
    return replace(extract, text=unmarked(extract.text))


def _within(span: Span, block: Span) -> bool:
    return block.start <= span.start and span.end <= block.end
