"""What a link or image target points to: another site, this page, a file beside the note, somebody's disk."""

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote

from mdcheck.model.document import Document, Image, Link
from mdcheck.patterns import regex
from mdcheck.records import dataclass

Kind = Literal["remote", "machine", "page", "file", "template"]

# In this order: `C:\x` looks like a scheme, and `//host/x` like a path.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("template", regex(r"\{\{|\{%|\$\{|<%")),
    (
        "machine",
        regex(r"^(?:file:|[A-Za-z]:[\\/]|\\\\\w|~[\\/]|/(?:Users|home)/[^/]+/.)", re.IGNORECASE),
    ),
    ("remote", regex(r"^(?://|[A-Za-z][A-Za-z0-9+.-]*:|www\.)")),
    ("page", regex(r"^(?:#|\?|$)")),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A target taken apart; ``path`` and ``fragment`` are percent-decoded, the query is left out."""

    kind: Kind
    path: str
    fragment: str


def parse_target(text: str) -> Target:
    """Take a target apart."""
    kind: Kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "file")
    rest, _, fragment = text.partition("#")
    return Target(kind, unquote(rest.partition("?")[0]), unquote(fragment))


def targets(document: Document) -> Iterator[tuple[Image | Link, Target]]:
    """Every image and link with its target."""
    for node in document.nodes:
        if isinstance(node, Image | Link):
            yield node, parse_target(node.target.strip())
