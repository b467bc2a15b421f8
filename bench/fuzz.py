"""Reads arbitrary text for as long as asked: ``fuzz.py [FOLDER] [--seconds N] [--seed N]``.

FOLDER holds Markdown notes, which are mutated; without one, texts are put together from marks of Markdown and
LaTeX alone. Every text must be read, checked, reported and mended without an exception, in time, with every
place inside it and every tree printing back. hypothesis makes a text that fails as small as it can.
"""

import argparse
import random
import time
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from unicodedata import category

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.progress import Progress

from mdcheck import latex, markdown
from mdcheck.config import Config
from mdcheck.latex.formulas import formulas
from mdcheck.latex.katex import check as refused_by_katex
from mdcheck.model.document import CodeFence, Formula, Heading, Prose
from mdcheck.model.page import Outcome
from mdcheck.model.source import Source, Span
from mdcheck.pipeline.budget import limit
from mdcheck.pipeline.discovery import notes
from mdcheck.pipeline.fixes import mend
from mdcheck.pipeline.run import Checker
from mdcheck.report.base import load, names
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result

BATCH = 200
SECONDS_EACH = 10.0
LONGEST = 3_000
CHECKER = Checker.of(Config(select=("D", "L", "X"), execute=False))
MARKS = (
    *"$`\\[](){}<>|#*_-+=~!?:;.,'\"&^%@1ax \t\n\r",
    *("$$", r"\(", r"\)", r"\[", r"\]", r"\\(", r"\\", r"\$", "\n\n", "\r\n", "    ", "\n> ", "\n- "),
    *("\n# ", "\n===\n", "\n---\n", "```", "~~~", "```math\n", "|---|\n", "a | b\n", r"\|", "\n1. "),
    *("!!! note\n    ", '=== "a"\n', ":::\n", "[^1]: ", "[a]: b\n", "![a](b c.png)", "[a](#b)", "<!--"),
    *("<!-- mdcheck: ignore[L] b -->", "<p>", "</p>", "<img src='a.png'>", "<script>", "</script>", "<code>"),
    *("-->", "https://a.org/$b", "\ufeff", "\u200b", "\u2028", "\0", "\ufffd", "𝑥", "熵。", "\U0010ffff"),
    *(r"\frac", r"\sqrt[", r"\left(", r"\right]", r"\begin{array}{c", r"\end{array}", r"\begin{cases}"),
    *(r"\over", r"\brace", r"\text{", r"\def\a#1{", r"\newcommand{\b}{\b\b}", r"\a", r"\b", r"\sum_{i=1}^n"),
    *(r"\big|", r"\middle|", r"\operatorname*{", "x^", "_{", "||", r"\limits", "...", ":=", "(a, b]", "log"),
)  # fmt: skip


def main() -> None:
    arguments = parse_arguments()
    texts = made() if arguments.folder is None else made() | mutated(list(stored(arguments.folder)))
    ends, done = time.monotonic() + arguments.seconds, 0
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=arguments.seconds)
        for number in count(arguments.seed):
            try_batch(texts, number)
            done += BATCH
            left = ends - time.monotonic()
            bar.update(task, completed=arguments.seconds - left)
            if left <= 0:
                break
    print(f"{done:,} texts from seed {arguments.seed} on: no failure")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of notes to mutate")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to go on (default 60)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    return parser.parse_args()


def stored(folder: Path) -> Iterator[str]:
    """The texts of the notes in a folder."""
    for path in notes([str(folder)], Config(root=str(folder))):
        yield markdown.load(path).text


def made() -> st.SearchStrategy[str]:
    """Any text, and marks in any order, some of them many times over."""
    marks = st.builds(str.__mul__, st.sampled_from(MARKS), st.sampled_from((1, 1, 1, 1, 2, 3, 40)))
    return st.text(max_size=200) | st.lists(marks, max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn, written: list[str]) -> str:
    """A stretch of a note with pieces cut out, doubled, moved or replaced."""
    text = draw(st.sampled_from(written))
    start = draw(st.integers(0, max(len(text) - LONGEST, 0)))
    text = text[start : start + draw(st.integers(0, LONGEST))]
    for _ in range(draw(st.integers(1, 8))):
        at, other = draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 20)))
        new = draw(st.sampled_from(("", text[at:end] * 2, text[other : other + 40])) | st.sampled_from(MARKS))
        text = text[:at] + new + text[end:]
    return text


def try_batch(texts: st.SearchStrategy[str], number: int) -> None:
    """Verify ``BATCH`` texts; the batch of a number is always the same.

    Raises:
        AssertionError: With the smallest text found that fails.
    """
    bounds = settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(bounds(given(text=texts)(verify)))()


def verify(text: str) -> None:
    """Read, check, report and mend a text.

    Raises:
        AssertionError: If a place or a tree is not true.
        OutOfTimeError: If it takes too long.
    """
    with limit(SECONDS_EACH):
        outcome = CHECKER.source(Source("note.md", text))
        verify_diagnostics(outcome)
        verify_places(outcome)
        for formula in formulas(outcome.page.document):
            verify_formula(formula.content.text)
        verify_formula(text)
    with limit(SECONDS_EACH):
        verify_reports(outcome)
        verify_diagnostics(mend(Result.of(outcome), CHECKER.result, unsafe=True).result)


def verify_diagnostics(outcome: Outcome | Result) -> None:
    """Every finding lies in the text, and none is that the tool failed."""
    for found in outcome.diagnostics:
        assert found.code != "X901", found.message
        assert inside(found.span, outcome.page.source.text), found


def verify_places(outcome: Outcome) -> None:
    """Every node lies in the text, in order, and its pieces are its text."""
    text, nodes = outcome.page.source.text, outcome.page.document.nodes
    for before, after in pairwise(nodes):
        assert (before.span.start, -before.span.end) <= (after.span.start, -after.span.end), (before, after)
    for node in nodes:
        assert inside(node.span, text), node
        match node:
            case Formula(content=extract) | Prose(content=extract) | CodeFence(content=extract):
                pass
            case Heading(title=extract):
                pass
            case _:
                continue
        assert "".join(text[start:end] for start, end in extract.pieces) == extract.text, node


def verify_formula(text: str) -> None:
    """The tree prints back, its statements lie in the text, and KaTeX answers."""
    tree = latex.parse(text)
    assert latex.print_tree(tree) == text
    assert all(inside(node.span, text) for node in latex.walk(tree))
    assert all(inside(statement.span, text) for statement in latex.statements(tree))
    refused_by_katex(text, display=True)


def verify_reports(outcome: Outcome) -> None:
    """Every format prints it, and what people read holds nothing that a terminal would obey."""
    result = Result.of(outcome)
    for name in names():
        report = load(name)(Palette(colour=False))
        printed = report.page(result) + report.end(result.summary, 0.0)
        assert not report.footed or not any(map(is_obeyed, printed))


def is_obeyed(char: str) -> bool:
    """Whether a terminal would act on a character instead of showing it."""
    return char != "\n" and category(char) in {"Cc", "Cf", "Zl", "Zp"}


def inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


if __name__ == "__main__":
    main()
