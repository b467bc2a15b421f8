"""What judging the formulas of a folder of notes costs and comes to: ``verify.py [FOLDER]``.

CPU seconds of this process for reading and for judging, claims and their share of the time by what decided
them or left them undecided, the notes that took longest, the growth of the time with the formulas in one
note (``--most`` of them), and the memory that it took.
"""

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mdcheck import markdown
from mdcheck.latex.formulas import formulas
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.model.source import Source
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, verdict_name
from mdcheck.verify.formulas import judge_formulas

SLOWEST = 5
TENFOLD = 10
PART = "## part {}\n\n$$H(p,q)=H(p)+D_{{KL}}(p\\|q)$$\n\n$(a+b)^2=a^2+2ab+b^2$, $y = wx + b$\n\n"
IN_PART = 3


def timed(document: Document) -> Iterator[tuple[JudgedClaim, float]]:
    """The claims of a note, each with the CPU seconds that it took."""
    claims = judge_formulas(document, {})
    start = time.process_time()
    for claim in claims:
        now = time.process_time()
        yield claim, now - start
        start = time.process_time()


def method(verdict: Verdict) -> str:
    """What decided a claim, or left it undecided."""
    match verdict:
        case Proved(by=by) | Supported(by=by) | Refuted(by=by):
            return f"{verdict_name(verdict)} by {by}"
        case Undecided(reason):
            return f"undecided: {reason}"
    return verdict_name(verdict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="notes", type=Path)
    parser.add_argument("--most", type=int, default=10_000, help="formulas of the longest generated note")
    arguments = parser.parse_args()
    console = Console()
    number: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    slow: list[tuple[float, str]] = []
    count, reading = 0, 0.0
    for path in sorted(arguments.folder.rglob("*.md")):
        start = time.process_time()
        document = markdown.read(markdown.load(path))
        reading += time.process_time() - start
        count += len(formulas(document))
        spent = 0.0
        for claim, one in timed(document):
            number[method(claim.verdict)] += 1
            seconds[method(claim.verdict)] += one
            spent += one
        slow.append((spent, str(path)))
    total, judging = number.total(), sum(seconds.values())
    console.print(f"{count:,} formulas, {total:,} claims; reading {reading:.1f} s, judging {judging:.1f} s")
    console.print(f"{count / (reading + judging):,.0f} formulas/s, {total / judging:,.0f} claims/s")
    table = Table("decided by", "claims", "share", "claims/s", "share of time")
    for name, claims in number.most_common():
        speed = f"{claims / max(seconds[name], 1e-9):,.0f}"
        table.add_row(name, f"{claims:,}", f"{claims / total:.1%}", speed, f"{seconds[name] / judging:.1%}")
    console.print(table)
    for spent, path in sorted(slow, reverse=True)[:SLOWEST]:
        console.print(f"{spent:6.2f} s  {path}")
    growth(console, arguments.most)
    console.print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


def growth(console: Console, most: int) -> None:
    """Time for one note repeated: it should grow with its length."""
    sizes: list[int] = []
    while most >= IN_PART * TENFOLD:
        sizes.append(most)
        most //= TENFOLD
    for size in reversed(sizes):
        document = markdown.read(Source("growth.md", "".join(PART.format(k) for k in range(size // IN_PART))))
        start = time.process_time()
        claims = sum(1 for _ in judge_formulas(document, {}))
        spent = time.process_time() - start
        console.print(
            f"{size:8,} formulas, {claims:,} claims: {spent:7.2f} s, {size / spent:6,.0f} formulas/s"
        )


if __name__ == "__main__":
    main()
