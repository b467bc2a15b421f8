"""The canonical packages as dependencies: what changes with which of their modules. Nothing is imported."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, field
from pathlib import Path

from mdcheck.cache.stamp import CodeFile, code_files, settled, states
from mdcheck.cache.store import Store, key
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_IMPORT = regex(r"^\s*(?:from\s+([\w.]+)\s+import\s*(\([^)]*\)|.*)|import\s+(.*))", re.MULTILINE)
_NAME = regex(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Canon:
    """Digests of canonical packages.

    Attributes:
        whole: Of everything.
        names: Of all but the bodies of functions: of what concepts are known by.
        modules: Of each module with all modules of the packages that it imports, at whatever distance.
    """

    whole: str = ""
    names: str = ""
    modules: Mapping[str, str] = field(default_factory=dict)

    def module(self, name: str) -> str:
        """The digest of the module that a qualified name lives in; of everything if that is not known."""
        while name:
            if name in self.modules:
                return self.modules[name]
            name = name.rpartition(".")[0]
        return self.whole


def canon(packages: Iterable[str], root: str, store: Store) -> Canon:
    """The packages as they are now, wherever they would be imported from: installed, or under ``root``."""
    files = [
        (f"{package}{file.name}", file)
        for package in packages
        for place in dict.fromkeys((root, *sys.path))
        for file in _files(Path(place).joinpath(*package.split(".")))
    ]
    seen = key("canon", states(file for _, file in files), *(name for name, _ in files))
    if (known := store.get(seen)) is not None:
        return Canon(**json.loads(known))
    read = _read({name: file.read() for name, file in files})
    if settled(file for _, file in files):
        store.put(seen, json.dumps(asdict(read)).encode())
    return read


def _files(place: Path) -> Iterator[CodeFile]:
    if place.is_dir():
        yield from code_files(place)
    elif (module := place.with_suffix(".py")).is_file():
        yield CodeFile(".py", str(module), module.stat())


def _read(files: Mapping[str, bytes]) -> Canon:
    texts = {name: data.decode("utf-8", "replace") for name, data in files.items()}
    modules = {_module(name): text for name, text in texts.items() if name.endswith(".py")}
    data = [part for name in sorted(texts) if not name.endswith(".py") for part in (name, files[name])]
    uses = {name: _used(name, text, modules) for name, text in modules.items()}
    return Canon(
        whole=key(*(part for item in sorted(files.items()) for part in item)).hex(),
        names=key(*(f"{name}\0{_interface(text)}" for name, text in sorted(modules.items()))).hex(),
        modules={
            name: key(*data, *(part for used in _closure(name, uses) for part in (used, modules[used]))).hex()
            for name in modules
        },
    )


def _interface(text: str) -> str:
    """The code of a module without what its functions do."""
    import ast

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [ast.Expr(ast.Constant(ast.get_docstring(node)))]
    return ast.dump(tree)


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _used(name: str, text: str, modules: Mapping[str, str]) -> set[str]:
    """The modules of the packages that a module names in its imports, and the packages that it lies in."""
    words = {
        word
        for first, names, plain in _IMPORT.findall(text)
        for word in _NAME.findall(f"{first.replace('.', ' ')} {names} {plain.replace('.', ' ')}")
    }
    parents = {name.rsplit(".", depth)[0] for depth in range(1, name.count(".") + 1)}
    return (parents & modules.keys()) | {other for other in modules if other.rpartition(".")[2] in words}


def _closure(name: str, uses: Mapping[str, set[str]]) -> list[str]:
    found = {name}
    pending = [name]
    while pending:
        fresh = uses[pending.pop()] - found
        found |= fresh
        pending += fresh
    return sorted(found)
