"""Claims that the structure of a formula makes by itself: what a sum runs over, and when a case applies."""

from collections.abc import Iterator

from mdcheck.expr.stream import is_atom, meaningful
from mdcheck.latex import print_tree, walk
from mdcheck.latex.tree import Atom, Command, Environment, Fence, Node, Row, Scripts
from mdcheck.model.source import Span
from mdcheck.records import dataclass

STRICT = frozenset(("<", ">", "lt", "gt", "ne", "neq", "!="))
CASES = frozenset(("cases", "dcases", "rcases"))


@dataclass(frozen=True, slots=True)
class Sum:
    r"""A sum by an index with its bounds and what stands after it.

    Attributes:
        span: From the sum to the end of its body.
        index: Its variable.
        first: Lower bound, as written.
        last: Upper bound, as written without blanks.
        mean_of: What stands in ``\frac{1}{..}`` right before it.
        body: The items that follow, up to a relation or a comma.
    """

    span: Span
    index: str
    first: str
    last: str
    mean_of: str
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of values by cases: its condition as two sides and a relation, as written."""

    span: Span
    value: str
    left: str
    relation: str
    right: str


def compact(items: list[Node] | tuple[Node, ...]) -> str:
    """Items as written, without blanks and braces."""
    return "".join(print_tree(item) for item in items).replace(" ", "").replace("{", "").replace("}", "")


def written(items: list[Node]) -> str:
    """Items as written, with single blanks."""
    return " ".join("".join(print_tree(item) for item in items).split())


def sums(tree: Row) -> Iterator[Sum]:
    """Every sum whose index set reads ``i = first`` below and ``last`` above."""
    for row in walk(tree):
        if not isinstance(row, Row):
            continue
        items = meaningful(row)
        for at, item in enumerate(items):
            if isinstance(item, Scripts) and is_atom(item.base, "binder", "sum") and item.sub and item.sup:
                yield from one_sum(items, at, meaningful(item.sub), meaningful(item.sup))


def one_sum(items: list[Node], at: int, below: list[Node], above: list[Node]) -> Iterator[Sum]:
    """The sum at a place, if its bounds have the plain form."""
    if len(below) < 3 or not isinstance(below[0], Atom) or not is_atom(below[1], "relation", "=", "eq"):
        return
    body = items[at + 1 :]
    stop = next(
        (k for k, i in enumerate(body) if is_atom(i, "relation") or is_atom(i, "punctuation")), len(body)
    )
    before = items[at - 1] if at else None
    end = body[stop - 1].span.end if stop else items[at].span.end
    yield Sum(
        span=Span((before or items[at]).span.start if mean_before(before) else items[at].span.start, end),
        index=below[0].name,
        first=compact(below[2:]),
        last=compact(above),
        mean_of=mean_before(before),
        body=tuple(body[:stop]),
    )


def mean_before(item: Node | None) -> str:
    r"""The denominator of ``\frac{1}{n}``; empty for anything else."""
    if isinstance(item, Command) and item.name == "frac" and len(item.args) == 2:
        upper, lower = (compact(meaningful(arg)) for arg in item.args)
        return lower if upper == "1" else ""
    return ""


def case_rows(tree: Row) -> Iterator[tuple[Case, ...]]:
    """The rows of every value by cases whose conditions are single relations."""
    for node in walk(tree):
        if isinstance(node, Environment) and node.name.rstrip("*") in CASES:
            yield tuple(read_rows(node))
        elif isinstance(node, Fence) and node.open == "{" and node.close == ".":
            inner = meaningful(node.body)
            if len(inner) == 1 and isinstance(inner[0], Environment) and inner[0].name == "array":
                yield tuple(read_rows(inner[0]))


def read_rows(environment: Environment) -> Iterator[Case]:
    """Rows with a value and a condition of one relation."""
    for row in environment.rows:
        items: list[Node | None] = [i for cell in row for i in (*meaningful(cell), None)]
        cut = next((k for k, i in enumerate(items) if i is None or is_atom(i, "punctuation")), len(items))
        condition = [i for i in items[cut + 1 :] if i is not None]
        relations = [k for k, i in enumerate(condition) if is_atom(i, "relation")]
        system = any(is_atom(i, "relation") for i in items[:cut])
        if len(relations) != 1 or relations[0] == 0 or system:
            continue
        at = relations[0]
        mark = condition[at]
        yield Case(
            span=Span(condition[0].span.start, condition[-1].span.end),
            value=written([i for i in items[:cut] if i is not None]),
            left=written(condition[:at]),
            relation=mark.name if isinstance(mark, Atom) else "",
            right=written(condition[at + 1 :]),
        )
