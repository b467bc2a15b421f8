"""What a term is: one meaning with its names, in a group of meanings that exclude each other."""

from collections.abc import Mapping
from dataclasses import field

from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning.

    Attributes:
        key: How messages call it.
        names: Its names by series. A series is one way of naming (``abbr``, ``en``, ``zh`` ..): two names of one
            series set side by side may be a contrast, names of different series explain each other.
    """

    key: str
    names: Mapping[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that exclude each other: whoever calls one by the name of another is wrong."""

    name: str
    terms: tuple[Term, ...]


def term(key: str, **names: str) -> Term:
    """A term with its names written as ``a|b|c`` by series; Chinese and English are always series of their own."""
    split: dict[str, tuple[str, ...]] = {}
    for series, listed in names.items():
        latin = tuple(name for name in listed.split("|") if name.isascii())
        chinese = tuple(name for name in listed.split("|") if not name.isascii())
        split |= {series: latin} if latin else {}
        split |= {f"{series} zh" if latin or series != "zh" else series: chinese} if chinese else {}
    return Term(key, split)
