"""After a refutation: the one edit that would make the code agree, for the report's line and words."""

import ast
import time
from collections.abc import Callable, Mapping
from typing import Any

from mdcheck.execute.differential.edits import Edit, edits

_SECONDS = 1.5
_FILE = "<repaired>"
_Node = ast.FunctionDef | ast.ClassDef


def repair(
    node: _Node, names: Mapping[str, Any], agrees: Callable[[Any, _Node], bool], filename: str = _FILE
) -> Edit | None:
    """The first edit of a definition after which it agrees; None if none was found in time.

    It says nothing about whether the code is wrong: that was decided before, on other grounds.

    Args:
        node: The definition.
        names: The page's names after it ran.
        agrees: Whether an edited definition, given with its syntax, agrees with the canon.
        filename: Under which tracebacks name the code.
    """
    end = time.process_time() + _SECONDS
    for edit, edited in edits(node):
        if time.process_time() > end:
            return None
        own = dict(names)
        try:
            exec(compile(ast.Module([edited], []), filename, "exec"), own)
            mended = agrees(own[node.name], edited)
        except Exception:
            continue
        if mended:
            return edit
    return None
