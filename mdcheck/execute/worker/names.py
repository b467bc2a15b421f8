"""Which names a fence needs, which it binds, and which import would bring the missing ones."""

import ast
import builtins
import importlib
import importlib.util
import re
import symtable
import sys

from mdcheck.execute.worker.code import Code
from mdcheck.execute.worker.known_imports import MEMBERS, MODULES, import_line
from mdcheck.records import dataclass

_LOOSE = re.compile(
    r"^\s*(?:def|class)\s+(\w+)|^\s*((?:\w+\s*,\s*)*\w+)\s*(?::[^=\n]+)?=(?!=)"
    r"|\bas\s+(\w+)|\bimport\s+([\w, ]+)|\bfor\s+([\w, ]+)\s+in\b",
    re.MULTILINE,
)
_GIVEN = frozenset(dir(builtins)) | {"__name__", "__doc__", "__file__", "__builtins__", "__annotations__"}
_NOTEBOOK = frozenset({"display", "get_ipython", "In", "Out", "_"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one fence at the level of its module.

    Attributes:
        needed: Names that it reads, with the node where each stands first.
        bound: Names that it binds.
        open_ended: Whether ``import *`` may bind any name.
    """

    needed: dict[str, ast.Name]
    bound: frozenset[str]
    open_ended: bool


def names_of(code: Code, tree: ast.Module) -> Names:
    """Collect what a fence reads from and gives to the page, by Python's own scoping."""
    table = symtable.symtable(code.text, "<fence>", "exec")
    read, bound = _module_names(table)
    first: dict[str, ast.Name] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in read:
            known = first.get(node.id)
            if known is None or (node.lineno, node.col_offset) < (known.lineno, known.col_offset):
                first[node.id] = node
    stars = any(
        isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
        for node in ast.walk(tree)
    )
    ordered = sorted(first.items(), key=lambda item: (item[1].lineno, item[1].col_offset))
    return Names(dict(ordered), frozenset(bound), stars)


def _module_names(table: symtable.SymbolTable) -> tuple[set[str], set[str]]:
    read: set[str] = set()
    bound: set[str] = set()
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        at_module = top or symbol.is_global()
        if at_module and symbol.is_referenced():
            read.add(symbol.get_name())
        if at_module and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()):
            bound.add(symbol.get_name())
    for child in table.get_children():
        more_read, more_bound = _module_names(child)
        read |= more_read
        bound |= more_bound
    return read, bound


def loosely_bound(code: Code) -> frozenset[str]:
    """Names that text which does not parse, or may not run, seems to bind."""
    found = (name for match in _LOOSE.findall(code.text) for group in match for name in group.split(","))
    return frozenset(name.strip() for name in found if name.strip())


def missing(names: Names, available: frozenset[str]) -> dict[str, ast.Name]:
    """Names that neither the page nor Python binds."""
    if names.open_ended:
        return {}
    known = names.bound | available | _GIVEN | _NOTEBOOK
    return {name: node for name, node in names.needed.items() if name not in known}


def supplying_import(name: str, trees: list[ast.Module]) -> str | None:
    """The import that would bind ``name``, if it is used on the page the way that import's object is used."""
    if name in MEMBERS:
        return f"from {MEMBERS[name]} import {name}"
    uses = [_use(name, tree) for tree in trees]
    if name not in MODULES or any(use is None for use in uses):
        return None
    attributes = {attribute for use in uses for attribute in use or ()}
    if not attributes:
        return None
    fitting = (module for module in MODULES[name] if _has_all(module, attributes))
    module = next(fitting, None)
    return import_line(name, module) if module else None


def _use(name: str, tree: ast.Module) -> set[str] | None:
    """Attributes read off a name; None if it is also used without one, as no module is."""
    attributes = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    reads = sum(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load) for n in ast.walk(tree)
    )
    qualified = sum(
        isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
        for n in ast.walk(tree)
    )
    return attributes if reads == qualified else None


def _has_all(module: str, attributes: set[str]) -> bool:
    """Whether most attributes exist (one may be misspelt); a package that is not installed is believed."""
    root = module.partition(".")[0]
    if root not in sys.modules and importlib.util.find_spec(root) is None:
        return True
    try:
        loaded = importlib.import_module(module)
    except Exception:
        return True
    known = sum(hasattr(loaded, attribute) for attribute in attributes)
    return known >= max(1, len(attributes) - 1)
