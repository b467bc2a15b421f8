"""From bytes to a Document: the only room that knows markdown-it-py."""

from mdcheck.markdown.document import read
from mdcheck.markdown.files import decode, load

__all__ = ["decode", "load", "read"]
