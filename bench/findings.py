"""Counts findings per rule and folder: ``findings.py FOLDER [--sample N] [--rule NAME]``.

Each folder inside FOLDER counts as a site of its own: its root is where paths with a leading slash begin.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.page import Page
from mdcheck.pipeline.discovery import notes
from mdcheck.pipeline.run import Checker
from mdcheck.rules.registry import all_rules

CONTEXT = 60


def main() -> None:
    arguments = parse_arguments()
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    sites = sorted(path for path in arguments.folder.iterdir() if path.is_dir())
    for site in sites:
        for page, diagnostic in findings(site, arguments.rule):
            counts[diagnostic.rule, site.name] += 1
            found[diagnostic.rule].append((site.name, excerpt(page, diagnostic)))
    print_table(counts, [site.name for site in sites])
    for rule in sorted(found):
        for _, text in sample(found[rule], arguments.sample):
            print(f"\n{text}")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--sample", type=int, default=0, help="findings of each rule to print, drawn at random"
    )
    parser.add_argument("--rule", action="append", help="only this rule, by code or name")
    return parser.parse_args()


def findings(site: Path, selected: list[str] | None) -> Iterator[tuple[Page, Diagnostic]]:
    """Every finding in a folder, also of rules that are off unless selected."""
    config = Config(
        root=str(site), select=tuple(selected or (rule.code for rule in all_rules())), execute=False
    )
    checker = Checker.of(config)
    for outcome in checker.files(notes([str(site)], config)):
        for diagnostic in outcome.diagnostics:
            yield outcome.page, diagnostic


def sample(found: list[tuple[str, str]], size: int) -> list[tuple[str, str]]:
    """Draw ``size`` findings, from each site in turn, the same on every run."""
    shuffled = random.Random(0).sample(found, len(found))
    rank: Counter[str] = Counter()
    order = []
    for site, text in shuffled:
        rank[site] += 1
        order.append((rank[site], site, text))
    return [(site, text) for _, site, text in sorted(order, key=lambda item: item[0])[:size]]


def excerpt(page: Page, diagnostic: Diagnostic) -> str:
    """A finding with what stands around it, between brackets that no note uses."""
    text, (start, end) = page.source.text, diagnostic.span
    line = text.count("\n", 0, start) + 1
    before, inside, after = text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
    marked = f"{before}⟪{inside[: 5 * CONTEXT]}⟫{after}"
    fix = f"\n    fix: {' | '.join(edit.text for edit in diagnostic.fix.edits)}" if diagnostic.fix else ""
    head = f"{diagnostic.code} {diagnostic.rule} {page.source.path}:{line} {diagnostic.message}"
    return head + "\n    " + marked.replace("\n", "\n    ") + fix


def print_table(counts: Counter[tuple[str, str]], sites: list[str]) -> None:
    print("| rule | " + " | ".join(sites) + " | all |")
    print("|---|" + "--:|" * (len(sites) + 1))
    for rule in all_rules():
        row = [counts[rule.name, site] for site in sites]
        if any(row):
            print(f"| {rule.code} {rule.name} | " + " | ".join(map(str, row)) + f" | {sum(row)} |")


if __name__ == "__main__":
    main()
