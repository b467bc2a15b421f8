"""What clauses state, and the strings of tokens and terms that statements are read from."""

from collections.abc import Sequence

from mdcheck.claims.terms import Term
from mdcheck.claims.tokens import Token
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause states.

    Attributes:
        subject: Of what.
        property: A property's name, or a relation sign if ``other`` is what the subject is compared with.
        negated: Whether it is denied.
        bounds: The numbers that belong to the property, as written.
        other: The other side of a comparison.
        where: What limits the inputs, or where an extreme lies.
        only: Whether it is to hold nowhere else.
    """

    subject: Term
    property: str
    negated: bool = False
    bounds: tuple[str, ...] = ()
    other: Term | None = None
    where: tuple[str, ...] = ()
    only: bool = False


Item = Token | Term
Items = Sequence[Item]


def part(item: Item) -> str:
    """The letter of an item: that of its word, or ``T``."""
    return item.part if isinstance(item, Token) else "T"


def codes_of(items: Items) -> str:
    """One letter an item."""
    return "".join(map(part, items))


def value_of(item: Item) -> str:
    """What a word stands for; nothing for a term."""
    return item.value if isinstance(item, Token) else ""


def subject_of(items: Items) -> Term:
    """The first term."""
    return next(item for item in items if not isinstance(item, Token))


def subjects_of(items: Items) -> list[Term]:
    """All terms in order."""
    return [item for item in items if not isinstance(item, Token)]
