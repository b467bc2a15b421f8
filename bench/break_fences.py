"""Break every fence that agrees with the canon in many small ways, and count what is noticed.

``python -m bench.break_fences [FILE...] [--per N] [--show]`` takes fences of the spec notes (or of the files
given) that agree, makes up to N one-edit slips of each (12 if left out; chosen evenly), runs each with
what stands before it on the page, and prints by kind of edit how many are reported, how many stay undecided,
and how many still agree: those change nothing, or are conventions. ``--show`` prints what is not reported.
"""

import argparse
import ast
import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.document import CodeFence
from mdcheck.model.source import Source

ROOT = Path(__file__).parents[1]
NOTES = sorted((ROOT / "tests" / "spec" / "snippets").glob("*.md"))
CONFIG = Config(root=str(ROOT), canonical=("impl",))
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
DROPPED = {"sqrt", "log", "exp", "abs", "softmax", "sigmoid", "tanh", "normalize", "square", "relu", "log2"}
RENAMED = {"mean": "sum", "sum": "mean", "max": "min", "min": "max", "log": "log2", "maximum": "minimum"}


def edits(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every tree that one slip of the pen away, with the kind of slip."""
    for index, node in enumerate(ast.walk(tree)):
        for kind, change in changes(node):
            broken = copy.deepcopy(tree)
            target = list(ast.walk(broken))[index]
            change(target)
            yield kind, ast.fix_missing_locations(broken)


def changes(node: ast.AST):
    """What can be done to one node, in place."""
    match node:
        case ast.BinOp(op=op) if type(op) in SWAPS:
            yield "operator", lambda n: setattr(n, "op", SWAPS[type(n.op)]())
            if isinstance(op, ast.Sub | ast.Div):
                yield "operands swapped", swap_operands
        case ast.BinOp(op=ast.MatMult()):
            yield "operands swapped", swap_operands
        case ast.BinOp(op=ast.Pow()):
            yield "power dropped", lambda n: become(n, n.left)
        case ast.AugAssign(op=op) if type(op) in SWAPS:
            yield "operator", lambda n: setattr(n, "op", SWAPS[type(n.op)]())
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "minus dropped", lambda n: become(n, n.operand)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))) if value in (1, 2):
            yield "axis", lambda n: setattr(n.operand, "value", 3 - n.operand.value)
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            yield "comparison", lambda n: setattr(n, "ops", [SWAPS[type(n.ops[0])]()])
        case ast.keyword(arg="dim" | "axis", value=ast.Constant(value=int(value))):
            yield "axis", lambda n: setattr(n.value, "value", 1 - n.value.value)
        case ast.Call(func=ast.Attribute(attr=name), args=args) if name in DROPPED:
            kept = (lambda n: n.args[0]) if args else (lambda n: n.func.value)
            yield f"{name} dropped", lambda n: become(n, kept(n))
        case ast.Attribute(attr=name) if name in RENAMED:
            yield "function", lambda n: setattr(n, "attr", RENAMED[n.attr])
        case ast.Constant(value=float(value)) if value in (0.5, 2.0, 1.0):
            yield "constant", lambda n: setattr(n, "value", n.value * 2)


def swap_operands(node: ast.AST) -> None:
    """Turn ``a / b`` into ``b / a``."""
    node.left, node.right = node.right, node.left


def become(node: ast.AST, other: ast.AST) -> None:
    """Put ``other`` in the place of ``node``: as the only value of a sum with nothing."""
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


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
            for kind, tree in every[:: max(1, len(every) // options.per)][: options.per]:
                broken = ast.unparse(tree)
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
