"""Lists what each concept of the canonical package is held against, read from its tests.

python -m tools.oracles [--write docs/oracles.md]

Beside a concept in a statement of a test stand the functions of libraries that it is compared with. What a
test writes out by hand from the definition (loops, enumeration, plain floats) bears no name, and is told so.
"""

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mdcheck.concepts.index import load
from mdcheck.config import load as load_config

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "impl"
LIBRARIES = (
    "torch.nn.",
    "torch.optim.",
    "torch.special.",
    "torch.distributions.",
    "torch.autograd.",
    "sklearn.",
    "scipy.",
    "sympy.",
    "itertools.",
)
FUNCTIONS = (
    "torch.softmax",
    "torch.log_softmax",
    "torch.repeat_interleave",
    "torch.cdist",
    "torch.fake_quantize_per_tensor_affine",
    "math.comb",
    "math.perm",
    "math.factorial",
    "math.lgamma",
)
GRADIENTS = "torch.autograd."
PARTS = ("torch.nn.Parameter", "torch.nn.Module", "torch.nn.Sequential", "torch.nn.Identity", "torch.nn.init")
"""What tests build with, and compare nothing with."""
BY_HAND = "by hand, from the definition"
CONFIGURATION = "pyproject.toml"


@dataclass
class Held:
    """What is known of one concept.

    Attributes:
        tests: The tests that call it, as `file::test`.
        peers: Functions of libraries that stand beside it.
    """

    tests: set[str] = field(default_factory=set)
    peers: set[str] = field(default_factory=set)

    @property
    def by_hand(self) -> bool:
        """Whether no library has it: tests write out the definition, and may let torch derive that."""
        return all(peer.startswith(GRADIENTS) for peer in self.peers)


@dataclass(frozen=True)
class Module:
    """A file of tests: what its names mean, and what they are bound to at the top."""

    name: str
    imported: Mapping[str, str]
    bound: Mapping[str, ast.stmt]
    tests: tuple[ast.FunctionDef, ...]

    @classmethod
    def of(cls, path: Path) -> "Module":
        """Read a file; nothing is imported."""
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bound = {name: node for node in tree.body for name in _bound(node)}
        tests = tuple(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))
        return cls(path.name, dict(_imported(tree)), bound, tests)

    def statements(self, test: ast.FunctionDef) -> Iterator[ast.AST]:
        """The statements of a test, and what they use from the top of the file, at whatever distance."""
        pending: list[ast.AST] = [*test.body, *test.decorator_list]
        seen: set[str] = set()
        while pending:
            node = pending.pop()
            yield node
            for name in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} & self.bound.keys() - seen:
                seen.add(name)
                pending.append(self.bound[name])

    def names(self, node: ast.AST) -> Iterator[str]:
        """Everything imported that is named in a node, in full: ``torch.nn.functional.relu``."""
        for part in ast.walk(node):
            dotted = _dotted(part)
            first, _, rest = dotted.partition(".")
            if first in self.imported:
                yield f"{self.imported[first]}.{rest}".rstrip(".")


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                yield from ((n.asname or n.name.partition(".")[0], n.name) for n in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((n.asname or n.name, f"{module}.{n.name}") for n in names)


def _dotted(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{above}.{name}" if (above := _dotted(value)) else ""
        case _:
            return ""


def held() -> dict[str, Held]:
    """Each concept of the canonical package with what it is held against."""
    concepts = {concept.path for concept in load(load_config(ROOT / CONFIGURATION)).concepts}
    found = {path: Held() for path in sorted(concepts)}
    by_name = defaultdict(list)
    for path in concepts:
        by_name[path.rpartition(".")[2]].append(path)
    for file in sorted(TESTS.glob("test_*.py")):
        module = Module.of(file)
        for test in module.tests:
            statements = [set(module.names(node)) for node in module.statements(test)]
            everywhere = _peers(set().union(*statements))
            for names in statements:
                for path in {path for name in names for path in _meant(name, by_name)}:
                    found[path].tests.add(f"{module.name}::{test.name}")
                    found[path].peers |= _peers(names) or everywhere
    return found


def _meant(name: str, by_name: Mapping[str, list[str]]) -> list[str]:
    """The concept that a name in a test stands for: by the package that it is taken from."""
    package, _, last = name.rpartition(".")
    return [path for path in by_name.get(last, ()) if package and path.startswith(f"{package}.")]


def _peers(names: set[str]) -> set[str]:
    """Functions of libraries among names; the modules that they are named through are none."""
    return {
        name
        for name in names
        if (name.startswith(LIBRARIES) or name in FUNCTIONS)
        and not name.startswith(PARTS)
        and not any(other.startswith(f"{name}.") for other in names)
    }


def table(found: Mapping[str, Held]) -> str:
    """The report."""
    named = sum(not each.by_hand for each in found.values())
    head = f"""# What the canonical package is held against

Written by `make oracles` from `tests/impl`: each concept with the functions of other libraries that stand
beside it in its tests. Some are only a part of what a test builds the expected value from. By hand means that
the test writes the definition out: a loop, an enumeration, a closed form in plain floats.

{len(found)} concepts; {named} have peers by name, {len(found) - named} are held against the definition alone.

| concept | held against | tests |
| --- | --- | --: |
"""
    rows = (f"| `{path}` | {_told(each)} | {len(each.tests)} |\n" for path, each in found.items())
    return head + "".join(rows)


def _told(held: Held) -> str:
    return ", ".join([*[BY_HAND][: held.by_hand], *(f"`{peer}`" for peer in sorted(held.peers))])


def main() -> None:
    """Print the report, and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="file for the report")
    options = parser.parse_args()
    text = table(held())
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
