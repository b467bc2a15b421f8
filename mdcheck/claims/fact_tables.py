"""Tables that say which of several answers holds for a method: a row or a column for each method."""

from collections.abc import Iterator, Sequence

from mdcheck.claims.fact_clauses import read, slots
from mdcheck.claims.facts import Fact, written
from mdcheck.claims.lexicon.caution import ERRATA, NOT_ASSERTED
from mdcheck.claims.lexicon.facts import TOPICS, Topic
from mdcheck.claims.passages import Passage, Text, passage
from mdcheck.model.document import Table
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_DENIES = regex(r"不|无|非|误|替代|(?i:\b(?:not|without|no|vs|versus|instead|wrong|unlike|avoid)\b)")
_STRIPPED = regex(r"(\$[^$\n]{1,200}\$)|[(（][^()（）\n]*[)）]")

Grid = Sequence[Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row's or a column's head says of what stands in it."""

    subject: str
    cells: Sequence[Passage]


def table_facts(text: Text) -> Iterator[Fact]:
    """Every answer in a cell whose row names a method, and whose column what is asked; or the other way."""
    titles = {cell.extract: cell.titles for cell in text.cells}
    for node in text.document.nodes:
        if not isinstance(node, Table) or not node.rows:
            continue
        around = titles.get(node.header[0].content, ()) if node.header else ()
        if any(ERRATA.search(title) for title in around):
            continue
        grid = [[passage(cell) for cell in row] for row in (node.header, *node.rows)]
        raw = " ".join(cell.extract.text for row in grid for cell in row).lower()
        for topic in TOPICS:
            if any(hint in raw for hint in topic.hints):
                yield from _in_grid(grid, topic)
                yield from _in_grid(_turned(grid), topic)


def _turned(grid: Grid) -> Grid:
    width = min(map(len, grid))
    return [[row[at] for row in grid] for at in range(width)]


def _in_grid(grid: Grid, topic: Topic) -> Iterator[Fact]:
    """Answers in rows that begin with a method, below heads that ask."""
    heads, *rows = grid
    lines = [_Line(name, row[1:]) for row in rows if row and (name := _subject(row[0], topic))]
    for at, head in enumerate(heads[1:]):
        told = [(line, line.cells[at]) for line in lines if at < len(line.cells)]
        values = [(line, cell, value) for line, cell in told if (value := _value(cell, topic))]
        slot = _slot(head, topic, sole=len(values) >= max(2, len(told) - 1))
        for line, cell, value in values:
            if slot not in topic.truth[line.subject]:
                continue
            span = cell.locate(0, len(cell.text))
            yield Fact(span, cell.extract.text.strip(), topic, line.subject, ((slot, value),))


def _subject(cell: Passage, topic: Topic) -> str:
    """The method that a cell names, and nothing else."""
    text = _STRIPPED.sub(lambda found: found[1] or " " * len(found[0]), written(cell))
    clause = read(text, 0, len(text), topic)
    kinds = {kind for kind, _ in clause.words or ()}
    return clause.of("subject")[0] if kinds == {"subject"} and len(clause.of("subject")) == 1 else ""


def _value(cell: Passage, topic: Topic) -> str:
    text = _STRIPPED.sub(lambda found: found[1] or " " * len(found[0]), written(cell))
    if not text.strip() or NOT_ASSERTED.search(text):
        return ""
    clause = read(text, 0, len(text.rstrip(" 。.;；")), topic)
    values = clause.of("value")
    return values[0] if len(values) == 1 and not clause.names else ""


def _slot(head: Passage, topic: Topic, *, sole: bool) -> str:
    """What a column is about: its head says so; or all of its cells are answers to the only question."""
    text = written(head)
    asked = [slot for slot, cue in slots(topic).items() if cue.search(text)]
    columns = [slot for slot, cue in topic.columns.items() if regex(cue).search(text.lower())]
    named = columns or asked
    if _DENIES.search(text):
        return ""
    return (
        named[0] if len(named) == 1 else next(iter(topic.slots)) if sole and topic.bare and not named else ""
    )
