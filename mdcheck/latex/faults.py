"""The errors that several parts of the parser report."""

from mdcheck.latex.tree import Error, Node
from mdcheck.model.source import Span

# Nothing that people write nests this deep; a reader may recurse over any tree that we return.
MAX_DEPTH = 50


def too_deep(span: Span, text: str) -> Error:
    """More levels than a reader could recurse over."""
    return Error(span, "too-deep", f"nested deeper than {MAX_DEPTH} levels", text)


def unclosed(span: Span, text: str) -> Error:
    """An opening token whose partner is missing."""
    return Error(span, "unclosed", f"nothing closes {text}", text)


def missing(span: Span, command: str, text: str, parts: tuple[Node, ...] = ()) -> Error:
    """A command at the end of what it could take."""
    return Error(span, "missing-argument", f"{command} lacks an argument", text, parts)
