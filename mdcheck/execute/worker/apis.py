"""Attributes of library modules that do not exist, found by reading: also in functions that nobody calls."""

import ast
import importlib.util
import types
from collections.abc import Iterator, Mapping
from typing import Any

from mdcheck.execute.protocol import Note
from mdcheck.execute.worker.failures import unknown_attribute
from mdcheck.execute.worker.running import Program

_LIBRARIES = frozenset(
    {
        "torch",
        "numpy",
        "math",
        "cmath",
        "random",
        "statistics",
        "itertools",
        "functools",
        "collections",
        "scipy",
    }
)


def missing_attributes(program: Program, names: Mapping[str, Any]) -> Iterator[Note]:
    """Notes on chains such as ``torch.nn.functional.sofmax`` inside functions, by what the page's names are.

    Args:
        program: The fence.
        names: The page's names after it ran.
    """
    rebound = _rebound(program.tree)
    told: set[str] = set()
    for node in _inside_functions(program.tree):
        chain = ast.unparse(node)
        root = chain.partition(".")[0]
        if chain in told or root in rebound or not isinstance(names.get(root), types.ModuleType):
            continue
        told.add(chain)
        if message := _broken(names[root], chain.split(".")[1:]):
            start, end = program.code.span(node)
            yield Note(program.index, "api", start, end, message)


def _inside_functions(tree: ast.Module) -> Iterator[ast.Attribute]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            guarded = {id(n) for test in ast.walk(function) for n in _guarded(test)}
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and _is_chain(node) and id(node) not in guarded:
                    yield node


def _guarded(node: ast.AST) -> Iterator[ast.AST]:
    """What a ``try`` or an ``if`` protects: it may ask first whether the attribute exists."""
    if isinstance(node, ast.Try | ast.If):
        for statement in node.body:
            yield from ast.walk(statement)


def _is_chain(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _rebound(tree: ast.Module) -> set[str]:
    """Names that some function takes as a parameter or assigns: they need not be the module there."""
    names = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return names | {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)
    }


def _broken(owner: Any, attributes: list[str]) -> str | None:
    for attribute in attributes:
        if not isinstance(owner, types.ModuleType) or owner.__name__.partition(".")[0] not in _LIBRARIES:
            return None
        if not hasattr(owner, attribute):
            return (
                None
                if is_module(owner, attribute)
                else unknown_attribute(owner.__name__, attribute, dir(owner))
            )
        owner = getattr(owner, attribute)
    return None


def is_module(owner: types.ModuleType, attribute: str) -> bool:
    """Whether a package has a module of that name that nobody has imported yet."""
    if not hasattr(owner, "__path__"):
        return False
    try:
        return importlib.util.find_spec(f"{owner.__name__}.{attribute}") is not None
    except (ImportError, ValueError, AttributeError):
        return True
