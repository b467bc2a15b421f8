"""Break notes one slip at a time, and count what is reported.

``python -m bench.break_notes [NOTE...] [--number N] [--seed S] [--every] [--fences] [--show]`` takes claims
that are decided, makes a slip that people make (a sign, a factor or a square lost, an index, a number, two
sides of a fraction or two arguments exchanged, a name for its opposite, a negation lost), and judges the
broken note as a whole. The slips are drawn by a seed, evenly over formulas, cells of tables, labels,
sentences and totals; with ``--every`` in formulas on their author's word (definitions, expressions), too,
with ``--fences`` in code that agrees with the canon. Both of the first two stop the site:

``refuted``: the slip is found to be false. ``lost``: nobody can tell, but the lock gives it away.
``holds``: the claim is true with the slip, too, as far as anyone can tell. ``unnoticed``: it goes through.
"""

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table as Shown

from bench.break_fences import agreeing, outcome
from bench.mutate import at
from mdcheck.config import Config
from mdcheck.execute.differential.edits import edits as code_edits
from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document, Table
from mdcheck.model.page import Facts, Page
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Proved, Refuted, Supported
from mdcheck.pipeline import counterexamples
from mdcheck.pipeline.lock import items
from mdcheck.pipeline.lost import lost
from mdcheck.verify import judge, overlap

ROOT = Path(__file__).parents[1]
NOTES = sorted((ROOT / "notes").rglob("*.md"))
CONFIG = Config(root=str(ROOT), canonical=("impl",))
LINES = 6
"""How far from the slip, in lines, a message may stand and still point at it."""

_OUTCOMES = ("refuted", "lost", "holds", "unnoticed")
_FACTS = Facts(lambda _: True, lambda _: None)
_OPPOSITES = (
    ("TP", "TN"),
    ("FP", "FN"),
    ("FPR", "TPR"),
    ("精确率", "召回率"),
    ("查准率", "查全率"),
    ("灵敏度", "特异度"),
    ("真正例", "真反例"),
    ("假正例", "假反例"),
    ("预测为正", "预测为负"),
    ("实际为正", "实际为负"),
    ("最大", "最小"),
    ("大于", "小于"),
    ("超过", "低于"),
    ("上界", "下界"),
    ("递增", "递减"),
    ("训练", "推理"),
    ("横轴", "纵轴"),
    ("编码器", "解码器"),
    ("批次", "特征"),
    ("包含", "不包含"),
    ("对称", "不对称"),
    ("凸", "非凸"),
    ("有界", "无界"),
    ("调和平均", "算术平均"),
    ("L1", "L2"),
)
_NEGATION = re.compile(r"并?不(?=[是会能再])|并非|is not\b|does not\b|cannot\b")
_DIGIT = re.compile(r"\d(?=\d{2})")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at a place of a note: what it exchanges for what is written there."""

    kind: str
    span: Span
    text: str


def slips(page: Page, *, every: bool) -> Iterator[Slip]:
    """Every slip at every decided claim; with ``every`` at formulas that nothing decides, too."""
    decided = [claim for claim in page.claims or () if isinstance(claim.verdict, Proved | Supported)]
    inside = [formula.formula.span for formula in parsed_formulas(page.document, {})]
    yield from _of_formulas(page.document, [claim.span for claim in decided])
    if every:
        trusted = [item.span for item in items(page) if item.decided is False]
        for slip in _of_formulas(page.document, trusted):
            yield Slip(f"on trust, {slip.kind}", slip.span, slip.text)
    for claim in decided:
        if not any(overlap(claim.span, span) for span in inside):
            yield from _of_words(claim, page.source.text)


def _of_formulas(document: Document, places: list[Span]) -> Iterator[Slip]:
    tables = [node.span for node in document.nodes if isinstance(node, Table)]
    for parsed in parsed_formulas(document, {}):
        held = [span for span in places if overlap(span, parsed.formula.span)]
        kind = "cell" if any(overlap(parsed.formula.span, table) for table in tables) else "formula"
        for node in walk(parsed.tree) if held else ():
            for edit in at(node, parsed.text):
                place = parsed.locate(edit.span)
                if any(overlap(place, span) for span in held):
                    yield Slip(f"{kind}: {edit.kind}", place, edit.text)


def _of_words(claim: JudgedClaim, text: str) -> Iterator[Slip]:
    written = text[claim.span.start : claim.span.end]
    for one, other in (pair for both in _OPPOSITES for pair in (both, both[::-1])):
        for found in re.finditer(rf"(?<![A-Za-z不非]){re.escape(one)}(?![A-Za-z])", written):
            yield Slip(f"{claim.kind}: opposite", _shifted(found, claim), other)
    for found in _NEGATION.finditer(written):
        yield Slip(
            f"{claim.kind}: negation", _shifted(found, claim), found[0].replace(" not", "").strip("并不非")
        )
    for found in _DIGIT.finditer(written) if claim.kind == "arithmetic" else ():
        yield Slip("arithmetic: digit", _shifted(found, claim), str((int(found[0]) + 1) % 10))


def _shifted(found: re.Match[str], claim: JudgedClaim) -> Span:
    return Span(claim.span.start + found.start(), claim.span.start + found.end())


def judged(text: str) -> Page:
    """A note with its claims; counter-examples are judged apart."""
    source = Source("note.md", text)
    document = read(source)
    claims = counterexamples.judged(source, document, lambda part: tuple(judge(part, CONFIG)))
    return Page(source, document, _FACTS, claims=claims)


def result(before: Page, slip: Slip) -> str:
    """What becomes of a broken note."""
    text = before.source.text
    after = judged(text[: slip.span.start] + slip.text + text[slip.span.end :])
    line = text.count("\n", 0, slip.span.start)

    def near(span: Span) -> bool:
        return abs(after.source.text.count("\n", 0, span.start) - line) <= LINES

    known = [claim.text for claim in _refuted(before)]
    if any(near(claim.span) and claim.text not in known for claim in _refuted(after)):
        return "refuted"
    locked, now = [item.line for item in items(before)], items(after)
    if any(near(span) for span, _ in lost(locked, now, after.source.text)):
        return "lost"
    here = Span(slip.span.start - 1, slip.span.start + len(slip.text) + 1)
    return "holds" if any(item.decided and overlap(item.span, here) for item in now) else "unnoticed"


def _refuted(page: Page) -> list[JudgedClaim]:
    return [claim for claim in page.claims or () if isinstance(claim.verdict, Refuted)]


def drawn(every: list[tuple[Path, Slip]], number: int, random: Random) -> list[tuple[Path, Slip]]:
    """Some of the slips, evenly over their kinds."""
    random.shuffle(every)
    turns: Counter[str] = Counter()
    ranked = []
    for at_place, slip in every:
        turns[slip.kind] += 1
        ranked.append((turns[slip.kind], at_place, slip))
    return [(path, slip) for _, path, slip in sorted(ranked, key=lambda one: one[0])[:number]]


def main() -> None:
    """Break, judge, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", nargs="*", type=Path)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--fences", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    paths, random = options.notes or NOTES, Random(options.seed)
    known = {path: judged(path.read_text(encoding="utf-8")) for path in paths}
    possible = [(path, slip) for path, page in known.items() for slip in slips(page, every=options.every)]
    counts: dict[str, Counter[str]] = {}
    for path, slip in drawn(possible, options.number, random):
        word = result(known[path], slip)
        counts.setdefault(slip.kind, Counter())[word] += 1
        if options.show and word != "refuted":
            show(path, known[path].source.text, slip, word)
    if options.fences:
        counts |= of_fences(paths, options.number, random)
    report(counts, len(possible))


def show(path: Path, text: str, slip: Slip, word: str) -> None:
    """Where a slip was made that is not reported."""
    line = text.count("\n", 0, slip.span.start)
    start, written = text.rfind("\n", 0, slip.span.start) + 1, text.splitlines()[line]
    column = slip.span.start - start
    broken = written[:column] + slip.text + written[column + slip.span.end - slip.span.start :]
    print(f"{word:10}{path.name}:{line + 1} {slip.kind}\n    {broken.strip()}", flush=True)


def of_fences(paths: list[Path], number: int, random: Random) -> dict[str, Counter[str]]:
    """One slip each in code that agrees."""
    counts: Counter[str] = Counter()
    agreed = [one for path in paths for one in agreeing(path)]
    for before, code, _ in random.sample(agreed, min(number // 4, len(agreed))):
        every = list(code_edits(ast.parse(code)))
        if every:
            status = outcome(before, ast.unparse(random.choice(every)[1]))
            found = status in ("disagrees", "failed", "convention")
            counts["refuted" if found else "holds" if status == "agrees" else "lost"] += 1
    return {"fence": counts}


def report(counts: dict[str, Counter[str]], possible: int) -> None:
    """A row for each kind of slip, and the sum."""
    table = Shown("slip", *_OUTCOMES)
    for kind, found in sorted(counts.items()):
        table.add_row(kind, *(str(found[word]) for word in _OUTCOMES))
    total = sum(counts.values(), Counter())
    table.add_row("all", *(str(total[word]) for word in _OUTCOMES))
    Console().print(table)
    print(f"{possible} slips are possible")


if __name__ == "__main__":
    main()
