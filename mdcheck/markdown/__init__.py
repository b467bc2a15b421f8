"""From bytes to a Document: the only room that knows markdown-it-py."""

from typing import TYPE_CHECKING

from mdcheck.markdown.files import decode, load

if TYPE_CHECKING:
    from mdcheck.model.document import Document
    from mdcheck.model.source import Source

__all__ = ["decode", "load", "read"]


def read(source: "Source") -> "Document":
    """Find everything in a text; the first call loads the parser, so that files can be read without it."""
    from mdcheck.markdown.document import read

    return read(source)
