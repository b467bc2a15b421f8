"""From bytes to a Document: the only room that knows markdown-it-py."""

from mdcheck.markdown.files import decode, load
from mdcheck.model.document import Document
from mdcheck.model.source import Source

__all__ = ["decode", "load", "read"]


def read(source: Source) -> Document:
    """Find everything in a text; the parser is loaded by the first call, so that files can be read without it."""
    from mdcheck.markdown.document import read

    return read(source)
