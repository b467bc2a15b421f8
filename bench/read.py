"""How fast, and how much, formulas are read: ``read.py [FOLDER]``, mdcheck beside its peers.

FOLDER holds Markdown notes; without one, notes are generated. Every reader gets the same formulas, each under
a time limit; the ratio compares two readers on the formulas that both of them read. Times are CPU seconds of
this process, in which all of them run.
"""

import argparse
import contextlib
import io
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from mdcheck import latex, markdown
from mdcheck.config import Config
from mdcheck.latex.formulas import formulas
from mdcheck.latex.katex import check
from mdcheck.latex.printer import errors
from mdcheck.model.source import Source
from mdcheck.pipeline.budget import OutOfTimeError, limit
from mdcheck.pipeline.discovery import notes

SECONDS = 2.0
Reader = Callable[[str], bool]


@dataclass(frozen=True)
class Timing:
    """CPU seconds that a reader took for each formula that it read."""

    name: str
    seconds: dict[str, float]
    tried: int

    @property
    def rate(self) -> float:
        """Formulas a second, of those that were read."""
        return len(self.seconds) / total if (total := sum(self.seconds.values())) else 0.0

    def on(self, common: set[str]) -> float:
        """Seconds for some of the formulas."""
        return sum(self.seconds[text] for text in common)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of notes; generated ones if left out")
    parser.add_argument("--sample", type=int, default=100, help="formulas that the peers get (default 100)")
    arguments = parser.parse_args()
    sources = list(generated()) if arguments.folder is None else list(stored(arguments.folder))
    texts = measure_reading(sources)
    compare(random.Random(0).sample(texts, min(arguments.sample, len(texts))))


def stored(folder: Path) -> Iterator[Source]:
    """The notes of a folder."""
    for path in notes([str(folder)], Config(root=str(folder))):
        yield markdown.load(path)


def measure_reading(sources: list[Source]) -> list[str]:
    """Print how fast all notes are read; return the distinct formulas in them."""
    began = time.process_time()
    found = [formula.content.text for source in sources for formula in formulas(markdown.read(source))]
    extracted = time.process_time()
    unread = sum(bool(errors(latex.parse(text))) for text in found)
    parsed = time.process_time()
    table = Table(title=f"{len(sources):,} notes, {len(found):,} formulas, {unread:,} of them with errors")
    for column in ("stage", "CPU seconds", "formulas/s"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for stage, seconds in (
        ("extraction", extracted - began),
        ("parsing", parsed - extracted),
        ("both", parsed - began),
    ):
        table.add_row(stage, f"{seconds:.2f}", f"{len(found) / seconds:,.0f}")
    Console().print(table)
    return list(dict.fromkeys(found))


def compare(texts: list[str]) -> None:
    """Print mdcheck beside its peers on the same formulas."""
    own = timed("mdcheck", read_by_mdcheck, texts)
    table = Table(title=f"{len(texts):,} distinct formulas, {SECONDS:g} s at most for each")
    for column in ("reader", "read", "formulas/s", "both read", "mdcheck faster by"):
        table.add_column(column, justify="left" if column == "reader" else "right")
    table.add_row("mdcheck", f"{len(own.seconds) / len(texts):.1%}", f"{own.rate:,.0f}", "", "")
    for name, load in PEERS.items():
        try:
            reader = load()
        except ImportError as error:
            table.add_row(name, f"not installed ({error.name})", "", "", "")
            continue
        table.add_row(*row(own, timed(name, reader, texts)))
    Console().print(table)


def row(own: Timing, peer: Timing) -> tuple[str, ...]:
    """A peer's line of the table."""
    common = set(own.seconds) & set(peer.seconds)
    ratio = f"{peer.on(common) / own.on(common):,.1f}" if common else ""
    share = f"{len(peer.seconds) / peer.tried:.1%}"
    return peer.name, share, f"{peer.rate:,.0f}", f"{len(common):,}", ratio


def timed(name: str, reader: Reader, texts: list[str]) -> Timing:
    """Let a reader read every formula; one that raises, prints an error or takes too long was not read."""
    seconds = {}
    attempt(reader, "x")  # tables and grammars are loaded by the first formula
    for text in track(texts, description=name, console=Console(stderr=True), transient=True):
        began = time.process_time()
        read = attempt(reader, text)
        if read:
            seconds[text] = time.process_time() - began
    return Timing(name, seconds, len(texts))


def attempt(reader: Reader, text: str) -> bool:
    """Whether the reader reads the formula in time."""
    try:
        with silence(), limit(SECONDS):
            return reader(text)
    except OutOfTimeError:
        return False
    except Exception:
        return False


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Swallow what antlr prints."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def read_by_mdcheck(text: str) -> bool:
    return not errors(latex.parse(text))


def sympy_reader(backend: str) -> Reader:
    parse = import_module("sympy.parsing.latex").parse_latex
    import_module("antlr4" if backend == "antlr" else "lark")
    return lambda text: parse(text, backend=backend) is not None


def latex2sympy_reader() -> Reader:
    convert = import_module("latex2sympy2_extended").latex2sympy
    return lambda text: convert(text) is not None


def pylatexenc_reader() -> Reader:
    walker = import_module("pylatexenc.latexwalker").LatexWalker
    return lambda text: bool(walker(f"${text}$", tolerant_parsing=False).get_latex_nodes())


def katex_reader() -> Reader:
    return lambda text: check(text, display=True) is None


PEERS: dict[str, Callable[[], Reader]] = {
    "sympy (antlr)": partial(sympy_reader, "antlr"),
    "sympy (lark)": partial(sympy_reader, "lark"),
    "latex2sympy2_extended": latex2sympy_reader,
    "pylatexenc": pylatexenc_reader,
    "KaTeX (quickjs)": katex_reader,
}


def generated(count: int = 100, each: int = 40) -> Iterator[Source]:
    """Notes with formulas of common shapes, the same on every run."""
    source = random.Random(0)
    for number in range(count):
        lines = [f"# Note {number}"]
        for _ in range(each):
            formula = f"{source.choice('abcxyz')} = {expression(source, 3)}"
            lines.append(source.choice((f"Let ${formula}$ hold.", f"$$\n{formula}\n$$")))
        yield Source(f"{number}.md", "\n\n".join(lines) + "\n")


def expression(source: random.Random, depth: int) -> str:
    """A random expression of elementary algebra and calculus."""
    if depth == 0:
        return source.choice((*"abcxyz", "2", "10", r"\alpha", r"\theta", "x_i", "y^2"))
    a, b = expression(source, depth - 1), expression(source, depth - 1)
    shapes = (
        f"{a} + {b}",
        f"{a} - {b}",
        rf"\frac{{{a}}}{{{b}}}",
        rf"\left({a}\right) \cdot {b}",
        rf"\sqrt{{{a}}}",
        rf"\log({a})",
        rf"e^{{{a}}} {b}",
        rf"\sum_{{i=1}}^{{n}} x_i \left({a}\right)",
        rf"\int_0^1 {a} \, dx",
    )
    shape: str = source.choice(shapes)
    return shape


if __name__ == "__main__":
    main()
