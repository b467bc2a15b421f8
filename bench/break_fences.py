"""Break every fence that agrees with the canon in many small ways, and count what is noticed.

``python -m bench.break_fences [FILE...] [--per N] [--show]`` takes fences of the spec notes (or of the files
given) that agree, makes up to N one-edit slips of each (12 if left out; chosen evenly), runs each with
what stands before it on the page, and prints by kind of edit how many are reported, how many stay undecided,
and how many still agree: those change nothing, or are conventions. ``--show`` prints what is not reported.
"""

import argparse
import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.execute.differential.edits import edits
from mdcheck.markdown import read
from mdcheck.model.document import CodeFence
from mdcheck.model.source import Source

ROOT = Path(__file__).parents[1]
NOTES = sorted((ROOT / "tests" / "spec" / "snippets").glob("*.md"))
CONFIG = Config(root=str(ROOT), canonical=("impl",))


def agreeing(path: Path) -> Iterator[tuple[str, str, str]]:
    """What stands before each fence that agrees, the fence, and its title; definitions only."""
    source = Source(str(path), path.read_text(encoding="utf-8"))
    document = read(source)
    fences = {n.span: n for n in document.nodes if isinstance(n, CodeFence)}
    for snippet in run_fences(source, document, CONFIG):
        if snippet.status == "agrees" and not snippet.findings:
            span = fences[snippet.span].span
            yield source.text[: span.start], fences[snippet.span].content.text, path.stem


def outcome(before: str, code: str) -> str:
    """How a broken fence is judged in its place."""
    text = f"{before}```python\n{code}\n```\n"
    source = Source("broken.md", text)
    last = run_fences(source, read(source), CONFIG)[-1]
    if any(f.kind == "convention" for f in last.findings):
        return "convention"
    return last.status


def spread(every: list, number: int) -> list:
    """Some of the edits, of as many kinds as there are."""
    turns: Counter[str] = Counter()
    ranked = []
    for edit, tree in every:
        turns[edit.kind] += 1
        ranked.append((turns[edit.kind], edit.line, edit, tree))
    return [(edit, tree) for *_, edit, tree in sorted(ranked, key=lambda item: item[:2])[:number]]


def main() -> None:
    """Break, run, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--per", type=int, default=12)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    found: dict[str, Counter[str]] = {}
    for path in options.files or NOTES:
        for before, code, title in agreeing(path):
            every = list(edits(ast.parse(code)))
            for edit, tree in spread(every, options.per):
                broken, kind = ast.unparse(tree), edit.kind
                status = outcome(before, broken)
                found.setdefault(kind, Counter())[status] += 1
                if options.show and status not in ("disagrees", "failed"):
                    print(f"--- {title}: {kind}: {status}\n{broken}\n", flush=True)
    report(found)


def report(found: dict[str, Counter[str]]) -> None:
    """A row for each kind of edit, and the sum."""
    words = ("disagrees", "convention", "undecided", "agrees", "failed", "ran")
    table = Table("edit", *words)
    for kind, counts in sorted(found.items()):
        table.add_row(kind, *(str(counts[word]) for word in words))
    total = sum(found.values(), Counter())
    table.add_row("all", *(str(total[word]) for word in words))
    Console().print(table)


if __name__ == "__main__":
    main()
