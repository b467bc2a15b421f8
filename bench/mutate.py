"""Edits every decided true claim of notes a little, and tells how many of the false ones are found.

``python -m bench.mutate [PATH...]`` takes each equation that is supported or proved, edits its LaTeX (sign,
swapped arguments, lost factor or term, index, exponent, number, transposition, bound), drops edits in which
an evaluator in floats finds no change, and judges the rest where they stand. Called true: must be none.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.floats import Beyond, agreement
from mdcheck.claims.equations import links
from mdcheck.claims.link import Link
from mdcheck.config import Config
from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Space, Word
from mdcheck.markdown import read
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Proved, Refuted, Supported, verdict_name
from mdcheck.pipeline.discovery import notes
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.formulas import judge_link

WORLDS = 6
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


def dropped(items: tuple[Node, ...]) -> Iterator[Edit]:
    """A factor left out from among its neighbours."""
    kept = [item for item in items if not isinstance(item, Space)]
    for before, item in pairwise(kept):
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
    """A note's text with its links by place."""

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        self.text, self.macros = text, macros
        document = read(Source("note.md", text))
        parsed = {p.formula.span: p for p in parsed_formulas(document, macros)}
        self.links = list(links(document, parsed))

    def edited(self, link: Link, edit: Edit) -> "Note":
        """The note with an edit in one of its formulas."""
        where = link.place.parsed.locate(edit.span)
        return Note(self.text[: where.start] + edit.text + self.text[where.end :], self.macros)

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
        except (Beyond, KeyError, AttributeError, TypeError, IndexError, ValueError, RecursionError):
            return None
        if here is False:
            return None
        told += [there] if here and there is not None else []
    return any(not same for same in told) if told else None


def mutants(note: Note, position: int, most: int) -> Iterator[tuple[Edit, Note]]:
    """False variants of one link, each with its edit and the note around it."""
    link = note.links[position]
    pool = list(edits(link))
    for edit in Random(link.text).sample(pool, min(most, len(pool))):
        other = note.edited(link, edit)
        same = len(other.links) == len(note.links) and bool(other.links[position].readings)
        if same and changes(link, other.links[position]):
            yield edit, other


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["notes", "tests/spec/formulas"])
    parser.add_argument("--most", type=int, default=6, help="edits of each claim, drawn at random")
    parser.add_argument("--show", action="store_true", help="print what stays undecided")
    arguments = parser.parse_args()
    config = Config()
    counts: Counter[tuple[str, str]] = Counter()
    called_true: list[str] = []
    for path in notes(arguments.paths, config):
        note = Note(Path(path).read_text(encoding="utf-8", errors="replace"), dict(config.macros))
        for position, link in enumerate(note.links):
            if link.relation != "eq" or not is_true(link):
                continue
            counts["", "true claims"] += 1
            for edit, mutant in mutants(note, position, arguments.most):
                claim = judge_link(mutant.links[position], ClaimIds())
                came = "refuted" if mutant.refutes_beside(position) else verdict_name(claim.verdict)
                counts[edit.kind, came] += 1
                if isinstance(claim.verdict, Supported | Proved):
                    called_true.append(f"{path}: {link.text}  ->  {claim.text}  [{claim.reading}]")
                elif arguments.show and came != "refuted":
                    print(f"{path}: {edit.kind}: {claim.text}  {claim.verdict}")
    report(counts)
    print("\n".join(called_true))
    return 1 if called_true else 0


def report(counts: Counter[tuple[str, str]]) -> None:
    """Verdicts of mutants by kind of edit."""
    print(f"{counts.pop(('', 'true claims'), 0)} true claims")
    for kind in sorted({kind for kind, _ in counts}):
        verdicts = {came: n for (k, came), n in counts.items() if k == kind}
        whole = sum(verdicts.values())
        shares = ", ".join(f"{came} {n / whole:.0%}" for came, n in sorted(verdicts.items()))
        print(f"{kind:10} {whole:5}  {shares}")
    whole, refuted = counts.total(), sum(n for (_, came), n in counts.items() if came == "refuted")
    true = sum(n for (_, came), n in counts.items() if came in ("supported", "proved"))
    print(f"{'all':10} {whole:5}  refuted {refuted / max(whole, 1):.1%}, called true {true}")


if __name__ == "__main__":
    sys.exit(main())
