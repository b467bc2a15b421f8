"""Annotations as data: shapes of jaxtyping, domains by the aliases that a package declares."""

from collections.abc import Iterator, Mapping
from typing import Any

import griffe

from mdcheck.concepts.concept import Domain, Kind
from mdcheck.patterns import regex

Aliases = Mapping[str, Domain]
STAR = regex(r"\*\s+")
DTYPES = frozenset(("Float", "Int", "Bool", "Real", "Shaped", "Num", "Integer", "UInt", "Complex"))


def kinds(annotation: Any, aliases: Aliases) -> tuple[Kind, ...]:
    """The alternatives of an annotation."""
    return () if annotation is None else tuple(_kinds(annotation, aliases))


def _kinds(node: Any, aliases: Aliases) -> Iterator[Kind]:
    match node:
        case griffe.ExprBinOp(left=left, operator="|", right=right):
            yield from _kinds(left, aliases)
            yield from _kinds(right, aliases)
        case griffe.ExprSubscript(left=left, slice=griffe.ExprTuple(elements=parts)):
            yield _subscripted(str(left), list(parts), node, aliases)
        case _:
            yield Kind(str(node))


def _subscripted(head: str, parts: list[Any], node: Any, aliases: Aliases) -> Kind:
    """``Float[Tensor, "n d"]``, ``Labels[Tensor, "n", "c"]``; anything else as it is written."""
    name = head.rpartition(".")[2]
    if name not in aliases and name not in DTYPES:
        return Kind(str(node))
    holder, shape, *counted = map(_word, parts)
    return Kind(name, holder, tuple(shape.split()), aliases.get(name), *counted)


def _word(part: Any) -> str:
    """The text of an element; a shape that happens to be Python (``"n *rest"``) was parsed as such."""
    text = str(part)
    if text[:1] in "'\"" and text[-1:] == text[:1]:
        text = text[1:-1]
    return STAR.sub("*", text)
