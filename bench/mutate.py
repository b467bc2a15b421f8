"""Edits every decided true claim of notes a little, and tells how many of the false ones are found.

``python -m bench.mutate [PATH...]`` takes each equation that is supported or proved, edits its LaTeX (sign,
swapped arguments, lost factor or term, index, exponent, number, transposition, bound), drops edits in which
an evaluator in floats finds no change, and judges the rest where they stand. Called true: must be none.

Some edits make a claim into something that an author may well state of particular things, and that nothing
can refute. They are counted apart (``may_be_given``).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

from bench.floats import Beyond, Floats, agreement
from mdcheck.claims.assumptions import supposed
from mdcheck.claims.equations import links_of
from mdcheck.claims.features import has, is_plain
from mdcheck.claims.link import Link
from mdcheck.claims.sections import sections
from mdcheck.config import Config
from mdcheck.expr.nodes import Call, Expr, Index, Info, Moment, Number, Prob, Symbol, free_names
from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Space, Word
from mdcheck.markdown import read
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Proved, Refuted, Supported, verdict_name
from mdcheck.notation.counts import COUNTS
from mdcheck.pipeline.discovery import notes
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.formulas import judge_link
from mdcheck.verify.slips import is_reindexing

WORLDS = 6
NOTHING = 1e-6
MISSING = (Beyond, KeyError, AttributeError, TypeError, IndexError, ValueError, RecursionError)
"""What the evaluator in floats raises where it does not know enough."""
OTHER_COUNT = {"TP": "FP", "FP": "FN", "FN": "FP", "TN": "TP"}
SIGNS = {"+": "-", "-": "+"}


@dataclass(frozen=True)
class Edit:
    """One edit of a formula's text."""

    kind: str
    span: Span
    text: str


def edits(link: Link) -> Iterator[Edit]:
    """Small edits inside a link."""
    text = link.place.parsed.text
    for node in walk(link.place.parsed.tree):
        if link.span.start <= node.span.start and node.span.end <= link.span.end:
            yield from at(node, text)


def at(node: Node, text: str) -> Iterator[Edit]:
    """Edits of one node."""
    match node:
        case Command(name="frac", args=(above, below)) if is_operator(above) and is_operator(below):
            return
        case Atom(cls="operator", name="+" | "-" as name):
            yield Edit("sign", node.span, SIGNS[name])
        case Atom(cls="number", name=name) if name.isdigit():
            yield Edit("number", node.span, str(int(name) + 1))
        case Word(name=name) if name in OTHER_COUNT:
            yield Edit("count", node.span, OTHER_COUNT[name])
        case Command(name="frac" | "binom", args=(above, below)):
            yield swapped(above.span, below.span, text)
        case Fence(body=body):
            yield from arguments(body, text)
        case Row(items=items):
            yield from dropped(items)
            yield from lost_terms(items)
        case Scripts(sub=sub, sup=sup):
            yield from scripts(node, sub, sup, text)


def swapped(first: Span, second: Span, text: str) -> Edit:
    """Two pieces of text in each other's place."""
    left, middle, right = text[slice(*first)], text[first.end : second.start], text[slice(*second)]
    return Edit("swap", Span(first.start, second.end), right + middle + left)


def arguments(body: Row, text: str) -> Iterator[Edit]:
    """The two arguments on either side of a comma, semicolon or bar, swapped."""
    bars = [i for i in body.items if isinstance(i, Atom) and (i.cls == "bar" or i.name in (",", ";"))]
    if len(bars) == 1:
        (bar,) = bars
        yield swapped(Span(body.span.start, bar.span.start), Span(bar.span.end, body.span.end), text)


def is_operator(node: Node) -> bool:
    r"""Whether a part of a fraction is the ``d`` of a derivative, or begins with it."""
    items = [item for item in walk(node) if isinstance(item, Atom)]
    return bool(items) and items[0].name in ("d", "partial")


def dropped(items: tuple[Node, ...]) -> Iterator[Edit]:
    """A factor left out from among its neighbours."""
    kept = [item for item in items if not isinstance(item, Space)]
    for before, item in pairwise(kept):
        if isinstance(before, Atom) and before.name in ("d", "partial"):
            continue
        numbered = isinstance(item, Atom) and item.cls == "number"
        if (is_factor(before) and is_factor(item) and not numbered) or (
            isinstance(before, Fence) and isinstance(item, Fence)
        ):
            yield Edit("factor", item.span, " ")


def lost_terms(items: tuple[Node, ...]) -> Iterator[Edit]:
    """A term left out, with its sign."""
    signs = [k for k, item in enumerate(items) if isinstance(item, Atom) and item.name in SIGNS]
    ends = [
        k
        for k, item in enumerate(items)
        if isinstance(item, Atom) and item.cls in ("relation", "punctuation")
    ]
    for sign in signs:
        after = min([k for k in (*signs, *ends) if k > sign], default=len(items))
        if sign and after > sign + 1:
            yield Edit("term", Span(items[sign].span.start, items[after - 1].span.end), " ")


def is_factor(node: Node) -> bool:
    """Whether a node may be a factor beside others."""
    return isinstance(node, Atom) and node.cls in ("letter", "number")


def scripts(node: Scripts, sub: Row | None, sup: Row | None, text: str) -> Iterator[Edit]:
    """A superscript left out; a bound or an index moved by one."""
    if node.base is None:
        return
    if sup is not None and sub is None and not node.primes and text[slice(*node.base.span)] != "e":
        kind = "transpose" if text[slice(*sup.span)].strip("{} ") in ("T", r"\top") else "exponent"
        yield Edit(kind, node.span, text[slice(*node.base.span)])
    for kind, row in (("bound", sup), ("index", sub)):
        if row is not None and (kind == "index" or is_binder(node.base)):
            letters = [i for i in row.items if isinstance(i, Atom) and i.cls == "letter"]
            if len(row.items) == len(letters) == 1:
                written = text[slice(*row.span)].strip("{}")
                yield Edit(kind, row.span, f"{{{written}+1}}")


def is_binder(node: Node) -> bool:
    """Whether a node is a sum or product sign."""
    return isinstance(node, Atom) and node.cls == "binder"


class Note:
    """A note's text with its links by place.

    ``known``: the links of another version of it, by section, of which only one section differs.
    """

    def __init__(
        self, text: str, macros: dict[str, str], known: list[list[Link]] | None = None, differs: int = 0
    ) -> None:
        self.text, self.macros = text, macros
        document = read(Source("note.md", text))
        parsed = {p.formula.span: p for p in parsed_formulas(document, macros)}
        found = list(sections(document, parsed))
        if known is None or len(known) != len(found):
            known, differs = None, 0
        spoken_of = supposed(found)
        self.by_section = [
            list(links_of(section, spoken_of)) if known is None or place == differs else known[place]
            for place, section in enumerate(found)
        ]
        self.links = [link for section in self.by_section for link in section]

    def edited(self, position: int, edit: Edit) -> "Note":
        """The note with an edit in one of its formulas."""
        where = self.links[position].place.parsed.locate(edit.span)
        starts = accumulate(len(section) for section in self.by_section)
        section = next(place for place, end in enumerate(starts) if position < end)
        text = self.text[: where.start] + edit.text + self.text[where.end :]
        return Note(text, self.macros, self.by_section, section)

    def refutes_beside(self, position: int) -> bool:
        """Whether a link is refuted, or another one that shares a side with it."""
        place = self.links[position].place
        beside = [link for link in self.links[max(position - 1, 0) : position + 2] if link.place is place]
        return any(isinstance(judge_link(link, ClaimIds()).verdict, Refuted) for link in beside)


def is_true(link: Link) -> bool:
    """Whether the checker says that a link holds."""
    return isinstance(judge_link(link, ClaimIds()).verdict, Supported | Proved)


def changes(link: Link, other: Link) -> bool | None:
    """Whether the other link is false where this one is true; None if the floats cannot say."""
    told = []
    for seed in range(WORLDS):
        try:
            here = agreement(link.readings[0], link.scope, seed)
            there = agreement(other.readings[0], other.scope, seed)
        except MISSING:
            return None
        if here is False:
            return None
        told += [there] if here and there is not None else []
    return any(not same for same in told) if told else None


def may_be_given(link: Link, kind: str) -> bool:
    r"""Whether an author may state an equation of particular things, so that nothing can refute it.

    It names a new thing (``F_2 = 2PR/(P + R)``) or gives a number for what is none (``sin^2 x = 1``); it is
    about one name (``A^2 = A^T``); it says that a name is zero or one (``A^T = B^T A^T``), that a measure is
    zero (``I(X;Y) = H(X)``), or that a member of a sum is (``\sum_{i=2}^n x_i = \sum_{i=1}^n x_i``).
    """
    statement = link.readings[0]
    left, right = statement.left, statement.right
    if is_new(left, right, link) or is_new(right, left, link) or (is_plain(left) and is_plain(right)):
        return True
    if is_reindexing(statement) or (kind == "term" and has(statement, Info, Moment, Prob)):
        return True
    unlike = free_names(left) ^ free_names(right)
    return any(is_neutral(link, name, value) for name in sorted(unlike) for value in (0.0, 1.0))


def is_new(side: Expr, other: Expr, link: Link) -> bool:
    """Whether a side is a name that does not occur on the other side, or a number and the other is none."""
    match side:
        case Symbol(name) | Index(Symbol(name), _) | Call(Symbol(name), _, 0):
            known = name in COUNTS or name in link.scope.definitions or name.startswith(("measure ", "head "))
            return not known and name not in free_names(other)
        case _ if is_arithmetic(side) and is_arithmetic(other):
            return isinstance(side, Number) and isinstance(other, Number)
        case _ if is_arithmetic(side):
            return not is_constant(link, other)
    return False


def is_arithmetic(side: Expr) -> bool:
    """Whether a side has no names."""
    return not free_names(side) and not has(side, Info, Moment, Prob)


def is_constant(link: Link, side: Expr) -> bool:
    """Whether an expression is one number whatever its names stand for."""
    values = []
    for seed in range(WORLDS):
        try:
            values.append(float(Floats(side, link.scope, seed).value(side, {})))
        except (*MISSING, ZeroDivisionError, OverflowError):
            continue
    return len(values) > 1 and max(values) - min(values) < NOTHING


def is_neutral(link: Link, name: str, value: float) -> bool:
    """Whether an equation holds wherever a name is zero, or wherever it is one."""
    try:
        told = [agreement(link.readings[0], link.scope, seed, {name: value}) for seed in range(WORLDS)]
    except MISSING:
        return False
    return any(told) and False not in told


def mutants(note: Note, position: int, most: int) -> Iterator[tuple[Edit, Note]]:
    """False variants of one link, each with its edit and the note around it."""
    link = note.links[position]
    pool = list(edits(link))
    for edit in Random(link.text).sample(pool, min(most, len(pool))):
        other = note.edited(position, edit)
        same = len(other.links) == len(note.links) and bool(other.links[position].readings)
        if same and changes(link, other.links[position]):
            yield edit, other


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant."""

    kind: str
    came: str
    given: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["notes", "tests/spec/formulas"])
    parser.add_argument("--most", type=int, default=6, help="edits of each claim, drawn at random")
    parser.add_argument("--show", action="store_true", help="print what stays undecided")
    arguments = parser.parse_args()
    config = Config()
    claims = 0
    outcomes: list[Outcome] = []
    called_true: list[str] = []
    for path in notes(arguments.paths, config):
        note = Note(Path(path).read_text(encoding="utf-8", errors="replace"), dict(config.macros))
        for position, link in enumerate(note.links):
            if link.relation != "eq" or not is_true(link):
                continue
            claims += 1
            for edit, mutant in mutants(note, position, arguments.most):
                claim = judge_link(mutant.links[position], ClaimIds())
                came = "refuted" if mutant.refutes_beside(position) else verdict_name(claim.verdict)
                outcome = Outcome(edit.kind, came, may_be_given(mutant.links[position], edit.kind))
                outcomes.append(outcome)
                if isinstance(claim.verdict, Supported | Proved):
                    called_true.append(f"{path}: {link.text}  ->  {claim.text}  [{claim.reading}]")
                elif arguments.show and came != "refuted":
                    given = " (may be given)" if outcome.given else ""
                    print(f"{path}: {edit.kind}{given}: {claim.text}  {claim.verdict}", flush=True)
    report(claims, outcomes)
    print("\n".join(called_true))
    return 1 if called_true else 0


def report(claims: int, outcomes: list[Outcome]) -> None:
    """Verdicts of mutants by kind of edit, those that may be given apart."""
    print(f"{claims} true claims, {len(outcomes)} false variants")
    for given in (False, True):
        some = [outcome for outcome in outcomes if outcome.given == given]
        print("\nwhich may be given:" if given else "\nwhich claim something:")
        for kind in sorted({outcome.kind for outcome in some}):
            row(kind, [outcome for outcome in some if outcome.kind == kind])
        row("all", some)
    row("\nboth", outcomes)


def row(name: str, outcomes: list[Outcome]) -> None:
    """One line of the report."""
    shares = Counter(outcome.came for outcome in outcomes)
    told = ", ".join(f"{came} {n / len(outcomes):.1%}" for came, n in sorted(shares.items()))
    true = sum(n for came, n in shares.items() if came in ("supported", "proved"))
    print(f"{name:10} {len(outcomes):5}  {told}; called true {true}")


if __name__ == "__main__":
    sys.exit(main())
