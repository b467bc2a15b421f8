"""Expectations: ``<!-- mdcheck: expect rule, .. -->`` before a block that is wrong on purpose."""

from collections.abc import Iterator

from mdcheck.model.document import Directive, Document
from mdcheck.records import dataclass
from mdcheck.rules.base import Rule

NAME = "expect"


@dataclass(frozen=True, slots=True)
class Expectation:
    """An author's word that rules speak of a block.

    Attributes:
        directive: Where and how it is written.
        names: The rules, by name or whole code: in brackets, or all words where there are none.
    """

    directive: Directive
    names: tuple[str, ...]


def expectations(document: Document) -> Iterator[Expectation]:
    """Every expectation of a note, in order."""
    for node in document.nodes:
        if isinstance(node, Directive) and node.name == NAME:
            words = (node.argument or node.rest).replace(",", " ")
            yield Expectation(node, tuple(dict.fromkeys(words.split())))


def is_called(name: str, rule: type[Rule]) -> bool:
    """Whether ``name`` is the name or the code of ``rule``; a beginning is too vague to expect."""
    return name in (rule.name, rule.code)
