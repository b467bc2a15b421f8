"""Syntax of LaTeX maths: the only room, with notation/, that knows a backslash."""

from collections.abc import Mapping

from mdcheck.latex.macros import compiled
from mdcheck.latex.parser import Parser
from mdcheck.latex.printer import children, errors, print_tree, walk
from mdcheck.latex.relations import relation_of
from mdcheck.latex.statements import Statement, statements
from mdcheck.latex.tree import Row

__all__ = ["Statement", "children", "errors", "parse", "print_tree", "relation_of", "statements", "walk"]


def parse(text: str, *, macros: Mapping[str, str] = {}) -> Row:
    r"""Read a formula. Total: any text yields a tree, in linear time, at most a few hundred nodes deep.

    Args:
        text: Between the delimiters.
        macros: Name with backslash to its body (``#1`` for arguments), or to ``[2][default]{body}``.
    """
    return Parser(text, {name: compiled(body) for name, body in macros.items()}).body()
