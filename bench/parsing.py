"""What the LaTeX reader makes of the formulas of a folder of notes: ``parsing.py FOLDER``.

Counts formulas, checks that every tree prints back its text, lists what was not understood by cause, and
times parsing and segmentation in CPU seconds of this process.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mdcheck import latex, markdown
from mdcheck.latex.formulas import formulas
from mdcheck.latex.tree import Error

Texts = list[tuple[str, dict[str, str]]]


def collect(folder: Path) -> Texts:
    """Every formula below a folder with the macros of its note."""
    found: Texts = []
    for path in sorted(folder.rglob("*.md")):
        document = markdown.read(markdown.load(path))
        found += [(formula.content.text, dict(document.macros)) for formula in formulas(document)]
    return found


def causes(texts: Texts) -> tuple[Counter[str], int, int]:
    """Errors by cause, formulas with any, and formulas whose tree does not print back."""
    counts: Counter[str] = Counter()
    faulty = torn = 0
    for text, macros in texts:
        tree = latex.parse(text, macros=macros)
        errors = latex.errors(tree)
        faulty += bool(errors)
        torn += latex.print_tree(tree) != text
        counts.update(_cause(error) for error in errors)
    return counts, faulty, torn


def _cause(error: Error) -> str:
    return f"{error.code}: {error.text}" if error.code == "unknown-command" else error.code


def seconds(texts: Texts, *, segmented: bool) -> float:
    """CPU seconds to parse all formulas, and to cut them into statements."""
    start = time.process_time()
    for text, macros in texts:
        tree = latex.parse(text, macros=macros)
        if segmented:
            latex.statements(tree)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    texts = collect(parser.parse_args().folder)
    counts, faulty, torn = causes(texts)
    table = Table("what", "count", show_header=False)
    table.add_row("formulas", f"{len(texts):,}")
    table.add_row("do not print back", f"{torn:,}")
    table.add_row("with an error", f"{faulty:,} ({faulty / max(len(texts), 1):.3%})")
    for cause, count in counts.most_common():
        table.add_row(f"  {cause}", f"{count:,}")
    table.add_row("parsed", f"{len(texts) / seconds(texts, segmented=False):,.0f} formulas/s")
    table.add_row("parsed and cut", f"{len(texts) / seconds(texts, segmented=True):,.0f} formulas/s")
    Console().print(table)


if __name__ == "__main__":
    main()
