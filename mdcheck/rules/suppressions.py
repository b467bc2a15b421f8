"""Suppressions: ``<!-- mdcheck: ignore[rule, ..] reason -->``, and ``ignore-file[..]`` for a whole note."""

from collections.abc import Iterator

from mdcheck.model.document import Directive, Document
from mdcheck.records import dataclass

NAMES = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A wish not to hear of some rules.

    Attributes:
        directive: Where and how it is written.
        selectors: The rules, by code, prefix of a code, or name.
        reason: Why, in the author's words; empty if none is given.
        whole_file: Whether it is meant for all of the note.
    """

    directive: Directive
    selectors: tuple[str, ...]
    reason: str
    whole_file: bool


def suppressions(document: Document) -> Iterator[Suppression]:
    """Every suppression of a note, in order."""
    for node in document.nodes:
        if isinstance(node, Directive) and node.name in NAMES:
            selectors = tuple(word for word in node.argument.replace(",", " ").split())
            yield Suppression(node, selectors, node.rest.strip(), node.name == "ignore-file")
