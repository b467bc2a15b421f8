"""Coverage of formula extraction on real notes, against two other extractors and the dollar signs left over.

``python bench/extraction.py FOLDER`` prints one line for each folder in FOLDER; ``--show NAME`` prints what
one of them (``ours``, ``arithmatex``, ``dollarmath``) finds and another does not, and ``--show left`` the
dollar signs that no formula, code, address or lost delimiter explains.
"""

import argparse
import html
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import markdown as python_markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from rich.console import Console
from rich.table import Table

from mdcheck.markdown import load, read
from mdcheck.model.document import CodeFence, Document, Formula, Image, Link, Prose, Unpaired
from mdcheck.model.source import Source

_ARITHMATEX = re.compile(r'<(?:span|div) class="arithmatex">(.*?)</(?:span|div)>', re.DOTALL)
_FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n.*?\n---\s*\n", re.DOTALL)
_EXTENSIONS = [
    "admonition",
    "footnotes",
    "tables",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.arithmatex",
]
_DELIMITERS = ("\\(", "\\)", "\\[", "\\]", "$$", "$")


@dataclass
class Tally:
    """Counts for one folder."""

    files: int = 0
    lost: int = 0
    left: int = 0
    misplaced: int = 0
    seconds: float = 0.0
    formulas: dict[str, Counter[str]] = field(
        default_factory=lambda: {"ours": Counter(), "arithmatex": Counter(), "dollarmath": Counter()}
    )


def bare(formula: str) -> str:
    """A formula without delimiters and blanks, for comparison."""
    text = formula.strip()
    for delimiter in _DELIMITERS:
        text = text.removeprefix(delimiter).removesuffix(delimiter)
    return "".join(text.split())


def ours(document: Document) -> list[str]:
    return [bare(node.content.text) for node in document.nodes if isinstance(node, Formula)]


def arithmatex(source: Source) -> list[str]:
    text = _FRONT_MATTER.sub("", source.text.replace("\r\n", "\n"))
    rendered = python_markdown.markdown(
        text, extensions=_EXTENSIONS, extension_configs={"pymdownx.arithmatex": {"generic": True}}
    )
    return [bare(html.unescape(found)) for found in _ARITHMATEX.findall(rendered)]


def dollarmath(source: Source) -> list[str]:
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin)
    parser.use(dollarmath_plugin, double_inline=True).use(amsmath_plugin)
    return [bare(text) for text in _maths(parser.parse(source.text))]


def _maths(tokens: list) -> Iterator[str]:
    for token in tokens:
        if token.type.startswith("math_") or token.type == "amsmath":
            yield token.content
        if token.children:
            yield from _maths(token.children)


def left_over(source: Source, document: Document) -> list[int]:
    """Offsets of the unescaped dollar signs that nothing explains."""
    explained = bytearray(len(source.text))
    for node in document.nodes:
        match node:
            case Formula() | CodeFence() | Image() | Unpaired():
                spans = [node.span]
            case Link():
                spans = [node.target_span]
            case Prose():
                spans = list(node.codes)
            case _:
                spans = []
        for start, end in spans:
            explained[start:end] = b"\1" * (end - start)
    return [
        match.start()
        for match in re.finditer(r"\\[\s\S]|\$", source.text)
        if match[0] == "$" and not explained[match.start()]
    ]


def misplaced(source: Source, document: Document) -> int:
    """Nodes whose place lies outside the file, or whose text is not what stands there."""
    wrong = 0
    for node in document.nodes:
        extract = getattr(node, "content", None) or getattr(node, "title", None)
        inside = 0 <= node.span.start <= node.span.end <= len(source.text)
        wrong += not inside or (
            extract is not None
            and "".join(source.text[slice(*piece)] for piece in extract.pieces) != extract.text
        )
    return wrong


def measure(folder: Path, show: str | None) -> Tally:
    tally = Tally()
    for path in sorted(folder.rglob("*.md")):
        source = load(path)
        start = time.process_time()
        document = read(source)
        tally.seconds += time.process_time() - start
        tally.misplaced += misplaced(source, document)
        left = left_over(source, document)
        found = {
            "ours": Counter(ours(document)),
            "arithmatex": Counter(arithmatex(source)),
            "dollarmath": Counter(dollarmath(source)),
        }
        tally.files += 1
        tally.lost += sum(isinstance(node, Unpaired) for node in document.nodes)
        tally.left += len(left)
        for name, formulas in found.items():
            tally.formulas[name] += formulas
        if show == "left":
            shown = [repr(source.text[max(0, at - 40) : at + 40]) for at in left]
        elif show:
            known = found["arithmatex"] | found["dollarmath"] if show == "ours" else found["ours"]
            shown = [f"x{count} {text[:200]}" for text, count in (found[show] - known).items()]
        else:
            shown = []
        for line in shown:
            print(f"{path.name}: {line}")
    return tally


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", choices=["ours", "arithmatex", "dollarmath", "left"])
    options = arguments.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: there is no folder {options.folder}")
        return 0
    columns = ("folder", "files", "formulas", "formulas/s", "misplaced", "lost", "left")
    table = Table(*columns, "arithmatex", "not ours", "dollarmath", "not ours")
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        tally = measure(folder, options.show)
        found = tally.formulas
        total = found["ours"].total()
        cells = [tally.files, total, round(total / tally.seconds) if tally.seconds else 0]
        cells += [tally.misplaced, tally.lost, tally.left]
        for name in ("arithmatex", "dollarmath"):
            cells += [found[name].total(), (found[name] - found["ours"]).total()]
        table.add_row(folder.name, *map(str, cells))
    Console(width=160).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
