"""Finding the canonical object of a name in the canonical packages, which the server has loaded."""

import contextlib
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any


@cache
def canonical_objects(packages: tuple[str, ...]) -> dict[str, Any]:
    """Public functions and classes of the packages by their plain name; the first of a name wins."""
    found: dict[str, Any] = {}
    for package in packages:
        for module in _modules(package):
            for name, value in vars(module).items():
                own = getattr(value, "__module__", None) == module.__name__
                if own and not name.startswith("_") and callable(value):
                    found.setdefault(name, value)
    return found


def _modules(package: str) -> list[ModuleType]:
    try:
        root = importlib.import_module(package)
    except ImportError:
        return []
    modules = [root]
    for info in pkgutil.walk_packages(getattr(root, "__path__", []), prefix=f"{package}."):
        try:
            modules.append(importlib.import_module(info.name))
        except ImportError:
            continue
    return modules


def full_name(value: Any) -> str:
    """Module and qualified name."""
    return f"{value.__module__}.{value.__qualname__}"


def canonical(name: str) -> Any:
    """The canonical object of a qualified name, or of a plain one from whatever package of ``use`` has it.

    Raises:
        LookupError: No canonical package has it.
    """
    home, _, plain = name.rpartition(".")
    if home in sys.modules and hasattr(sys.modules[home], plain):
        found = getattr(sys.modules[home], plain)
    else:
        found = canonical_objects(_packages).get(name)
    if found is None:
        raise LookupError(name)
    _asked.add(full_name(found))
    return _replacements.get(full_name(found), found)


def asked() -> tuple[str, ...]:
    """The qualified names of all canonical objects that were asked for in this process."""
    return tuple(sorted(_asked))


@contextlib.contextmanager
def replaced(path: str, by: Any) -> Iterator[None]:
    """Let ``canonical`` give something else for a qualified name inside the block."""
    _replacements[path] = by
    try:
        yield
    finally:
        del _replacements[path]


_replacements: dict[str, Any] = {}


def canonical_module(name: str) -> ModuleType:
    """The module that a canonical object is defined in."""
    return sys.modules[canonical(name).__module__]


_asked: set[str] = set()
_packages: tuple[str, ...] = ()


def use(packages: tuple[str, ...], root: str) -> None:
    """Load the canonical packages; those of the project are looked for under its root."""
    global _packages
    if root not in sys.path:
        sys.path.append(root)
    _packages = packages
    canonical_objects(packages)
