"""What sentences compute with: concepts, numbers, and what is made of them."""

from collections.abc import Iterator
from typing import assert_never

from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A concept of the lexicon, with the values that the sentence gives its parameters."""

    concept: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of terms: ``derivative``, ``square root``, ``harmonic mean``, ``+``."""

    function: str
    arguments: "tuple[Term, ...]"


Term = Named | Number | Applied

PARAMETRIC = frozenset(
    {"softmax", "leaky relu", "elu", "swish", "focal loss", "f-beta", "minkowski distance", "huber loss",
     "renyi entropy", "polynomial kernel", "power mean"}
)  # fmt: skip
"""Concepts that a sentence may give a parameter."""


def concepts_in(term: Term) -> Iterator[Named]:
    """The concepts that a term is made of."""
    match term:
        case Named():
            yield term
        case Number():
            pass
        case Applied(arguments=arguments):
            for argument in arguments:
                yield from concepts_in(argument)
        case _:
            assert_never(term)


def words(term: Term) -> str:
    """A term in plain words."""
    match term:
        case Named(concept=concept, settings=settings):
            given = ", ".join(f"{name} = {value}" for name, value in settings)
            return f"{concept} ({given})" if given else concept
        case Number(text=text):
            return text
        case Applied(function="+" | "-" | "*" | "/" as sign, arguments=(left, right)):
            return f"({words(left)} {sign} {words(right)})"
        case Applied(function=function, arguments=arguments):
            return f"{function} of {' and '.join(map(words, arguments))}"
        case _:
            assert_never(term)
