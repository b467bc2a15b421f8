"""What judging the formulas of a folder of notes costs and comes to: ``verify.py [FOLDER]``.

CPU seconds of this process for reading and for judging, claims by verdict, the reasons of the undecided, the
notes that took longest, and the growth of the time with the length of one note.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mdcheck import markdown
from mdcheck.latex.formulas import formulas
from mdcheck.model.source import Source
from mdcheck.model.verdict import Undecided, verdict_name
from mdcheck.verify.formulas import judge_formulas

SLOWEST = 5
GROWTH = (1, 2, 4, 8)


def seconds(work):
    """What work returns, with the CPU seconds that it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="notes", type=Path)
    folder = parser.parse_args().folder
    console = Console()
    verdicts, reasons, slow = Counter(), Counter(), []
    count = reading = judging = 0
    for path in sorted(folder.rglob("*.md")):
        source = markdown.load(path)
        document, spent = seconds(lambda source=source: markdown.read(source))
        reading += spent
        claims, spent = seconds(lambda document=document: list(judge_formulas(document, {})))
        judging += spent
        count += len(formulas(document))
        slow.append((spent, str(path)))
        verdicts.update(verdict_name(c.verdict) for c in claims)
        reasons.update(c.verdict.reason for c in claims if isinstance(c.verdict, Undecided))
    total = sum(verdicts.values())
    console.print(
        f"{count:,} formulas, {total:,} claims; extraction {reading:.1f} s, judging {judging:.1f} s"
    )
    console.print(f"{count / (reading + judging):,.0f} formulas/s, {total / judging:,.0f} claims/s")
    table = Table("verdict or reason", "claims", "share")
    for name, number in (*verdicts.most_common(), *((f"  {r}", n) for r, n in reasons.most_common())):
        table.add_row(name, f"{number:,}", f"{number / total:.1%}")
    console.print(table)
    for spent, path in sorted(slow, reverse=True)[:SLOWEST]:
        console.print(f"{spent:6.2f} s  {path}")
    growth(console)


def growth(console: Console) -> None:
    """Time for one note repeated: it should grow with its length."""
    part = "## part {}\n\n$$H(p,q)=H(p)+D_{{KL}}(p\\|q)$$\n\n$(a+b)^2=a^2+2ab+b^2$, $y = wx + b$\n\n"
    for factor in GROWTH:
        text = "".join(part.format(k) for k in range(50 * factor))
        document = markdown.read(Source("growth.md", text))
        _, spent = seconds(lambda document=document: list(judge_formulas(document, {})))
        console.print(f"{150 * factor:6,} formulas: {spent:6.2f} s, {150 * factor / spent:6,.0f}/s")


if __name__ == "__main__":
    main()
