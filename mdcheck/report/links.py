"""Where the page of a rule is on the web, and how other tools are told of files."""

import os
from urllib.parse import quote

DOCUMENTATION = "https://mdcheck.readthedocs.io"


def rule_page(name: str) -> str:
    """The address of a rule's page."""
    return f"{DOCUMENTATION}/rules/{name}/"


def posix(path: str) -> str:
    """A path from the current folder with slashes, as repositories name files."""
    inside = os.path.relpath(path) if os.path.isabs(path) else os.path.normpath(path)
    return path if inside.startswith("..") else inside.replace(os.sep, "/")


def uri(path: str) -> str:
    """The same as a relative reference."""
    return quote(posix(path))
