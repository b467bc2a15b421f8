"""How long a site of many pages takes to build: ``site.py [--pages 200]``, beside mkdocs-material alone.

The pages are generated; the check that writes the evidence is timed apart. Seconds are wall time and CPU time
of the build and its children; the ratios compare with the plain site of the same pages in the same run, which
uses arithmatex and leaves formulas to a script in the reader's browser.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

BOTH = """
site_name: Notes
docs_dir: notes
strict: true
theme: {name: material, language: zh, font: false, features: [navigation.instant]}
markdown_extensions: [admonition, attr_list, tables, pymdownx.superfences, toc, %s]
plugins: [{search: {lang: [zh, en]}}%s]
"""
SITES: Mapping[str, str] = {
    "plain": BOTH % ("{pymdownx.arithmatex: {generic: true}}", ""),
    "mdcheck": BOTH % ("{mdcheck: {language: zh}}", ", mdcheck"),
}
FORMULAS = (
    r"H(p_{{{0}}}, q) = H(p_{{{0}}}) + D_{{KL}}(p_{{{0}}} \| q)",
    r"\sum_{{i=1}}^{{n}} i = \frac{{n(n+1)}}{{2}}",
    r"\sigma'(x) = \sigma(x)(1 - \sigma(x))",
    r"\operatorname{{softmax}}(z_{{{0}}})_i = \frac{{e^{{z_i}}}}{{\sum_{{j=1}}^{{{0}}} e^{{z_j}}}}",
    r"\frac{{d}}{{dx}} x^{{{0}}} = {0} x^{{{1}}}",
    r"{0} + {1} = {2}",
    r"F_1 = \frac{{2 P R}}{{P + R}}",
    r"x_{{{0}}}",
)


@dataclass(frozen=True)
class Timing:
    """Seconds of one build."""

    wall: float
    cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument(
        "--runs", type=int, default=2, help="builds of each kind, of which the fastest counts"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        formulas = write(folder / "notes", arguments.pages)
        checked = run(folder, "mdcheck", "check", "notes", "--quiet", "--evidence", ".evidence/evidence.json")
        timings = {kind: list(builds(folder, kind, arguments.runs)) for kind in ("plain", "cold", "warm")}
    best = {kind: min(found, key=lambda timing: timing.cpu) for kind, found in timings.items()}
    report(best, f"{arguments.pages} pages with {formulas} formulas; checked in {checked.wall:.1f} s")


def builds(folder: Path, kind: str, runs: int) -> Iterator[Timing]:
    """Build again and again; ``cold`` forgets the rendered formulas before each, ``warm`` keeps them."""
    site = "plain" if kind == "plain" else "mdcheck"
    (folder / "mkdocs.yml").write_text(SITES[site], encoding="utf-8")
    for _ in range(runs):
        if kind == "cold":
            shutil.rmtree(folder / ".mdcheck_cache", ignore_errors=True)
        shutil.rmtree(folder / "site", ignore_errors=True)
        yield run(folder, "mkdocs", "build", "--quiet", "--strict")


def run(folder: Path, *command: str) -> Timing:
    """Run a module and time it."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", *command], cwd=folder, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timing(time.perf_counter() - began, cpu)


def write(folder: Path, pages: int) -> int:
    """Write generated notes and return the number of their formulas."""
    folder.mkdir()
    source = random.Random(0)
    count = 0
    for number in range(pages):
        lines = list(page(number, source))
        name = "index.md" if number == 0 else f"note-{number}.md"
        (folder / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        count += sum(line.count("$") for line in lines) // 2 - sum(line.count("$$") for line in lines) // 2
    return count


def page(number: int, source: random.Random) -> Iterator[str]:
    """One note: sections with sentences, inline and display formulas, a table."""
    yield f"# 第 {number} 篇笔记（Note {number}）"
    for section in range(4):
        yield f"## 第 {section} 节"
        inline, other, display = (formula(source) for _ in range(3))
        yield f"交叉熵与熵之差是 KL 散度，例如 ${inline}$，其中 ${other}$ 由定义给出。"
        yield f"$$\n{display}\n$$"
    rows: Sequence[str] = [f"| {index} | ${formula(source)}$ |" for index in range(3)]
    yield "\n".join(("| 编号 | 公式 |", "|---|---|", *rows))


def formula(source: random.Random) -> str:
    number = source.randint(2, 60)
    return source.choice(FORMULAS).format(number, number - 1, 2 * number - 1)


def report(best: Mapping[str, Timing], caption: str) -> None:
    table = Table(caption=caption)
    for head in ("site", "wall s", "CPU s", "CPU, times plain"):
        table.add_column(head, justify="left" if head == "site" else "right")
    names = {"plain": "mkdocs-material, arithmatex", "cold": "mdcheck, cold", "warm": "mdcheck, warm"}
    for kind, timing in best.items():
        ratio = timing.cpu / best["plain"].cpu
        table.add_row(names[kind], f"{timing.wall:.1f}", f"{timing.cpu:.1f}", f"{ratio:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
