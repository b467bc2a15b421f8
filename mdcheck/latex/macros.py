r"""User macros (``\newcommand``, ``\def``, ``\DeclareMathOperator``, configured), expanded within bounds."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import get_args

from mdcheck.latex.tree import Node, Row
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

# All expansions of one formula together may not be longer than this, in characters.
BUDGET = 10_000
# A macro used in an argument of itself stands in its own expansion; one that contains itself never ends.
MAX_RECURSION = 8
_MAX_ALIASES = 16

_CONFIGURED = regex(r"\s*\[(\d)\]\s*(?:\[([^\]]*)\])?\s*\{(.*)\}\s*", re.DOTALL)
_DEFINITION = regex(
    r"\*?\s*(?:\{\s*(?P<braced>\\(?:[A-Za-z]+|.))\s*\}|(?P<bare>\\(?:[A-Za-z]+|.)))"
    r"\s*(?:\[(?P<arity>\d)\]\s*(?:\[(?P<default>[^\]\n]*)\])?|(?P<parameters>(?:#\d)*))\s*(?=\{)"
)
_NODES = get_args(Node)
_LET = regex(r"\s*(?P<name>\\(?:[A-Za-z]+|.))\s*=?\s*(?P<target>\\(?:[A-Za-z]+|.)|\S)")
_PARAMETER = regex(r"#([1-9])")
_ALIAS = regex(r"\s*(\\[A-Za-z]+)\s*")

DEFINING = frozenset({"newcommand", "renewcommand", "providecommand", "def", "gdef", "edef", "xdef", "let"})
OPERATOR_DEFINING = frozenset({"DeclareMathOperator"})


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for; ``default`` is its first argument's value if that one is optional."""

    arity: int
    default: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition found in a formula, ending at offset ``end``."""

    name: str
    macro: Macro
    end: int


@lru_cache(maxsize=1024)
def compiled(definition: str) -> Macro:
    r"""A configured macro: a body with ``#1``, or ``[2][default]{body}`` as after ``\newcommand{\name}``."""
    if match := _CONFIGURED.fullmatch(definition):
        return Macro(int(match.group(1)), match.group(2), match.group(3))
    arity = max((int(digit) for digit in _PARAMETER.findall(definition)), default=0)
    return Macro(arity, None, definition)


def definition_at(text: str, at: int, command: str, braces: Mapping[int, int]) -> Definition | None:
    """The definition whose defining command ends at ``at``; ``braces`` lead from opening to closing ones."""
    if command == "let":
        match = _LET.match(text, at)
        return match and Definition(match["name"], Macro(0, None, match["target"]), match.end())
    match = _DEFINITION.match(text, at)
    close = braces.get(match.end()) if match else None
    if match is None or close is None:
        return None
    body = text[match.end() + 1 : close]
    if command in OPERATOR_DEFINING:
        body = rf"\operatorname{{{body}}}"
    arity = int(match["arity"] or len(match["parameters"] or "") // 2)
    return Definition(match["braced"] or match["bare"], Macro(arity, match["default"], body), close + 1)


def resolve(name: str, macros: Mapping[str, Macro]) -> str:
    r"""The command that ``name`` is an alias of (``\def\bs{\boldsymbol}``), or ``name`` itself."""
    for _ in range(_MAX_ALIASES):
        macro = macros.get(name)
        alias = _ALIAS.fullmatch(macro.body) if macro and macro.arity == 0 else None
        if alias is None or alias[1] == name:
            return name
        name = alias[1]
    return name


def expanded_size(macro: Macro, arguments: list[str]) -> int:
    """At most how many characters the expansion has."""
    return len(macro.body) + 1 + macro.body.count("#") * max(map(len, arguments), default=0)


def substituted(macro: Macro, arguments: list[str]) -> str:
    """The macro's body with its arguments in place."""
    return _PARAMETER.sub(
        lambda match: arguments[int(match[1]) - 1] if int(match[1]) <= len(arguments) else "", macro.body
    )


def relocated_row(row: Row, span: Span) -> Row:
    """The same tree with every node at ``span``: a macro's text has no place of its own in the formula."""
    return Row(span, tuple(_relocated(item, span, {}) for item in row.items))


def _relocated(node: Node, span: Span, done: dict[int, Node]) -> Node:
    """A node at ``span``; ``done`` holds what was moved already, as arguments are among the parts too."""
    if id(node) not in done:
        changes: dict[str, object] = {"span": span}
        for field in fields(node):
            if field.name != "span":
                changes[field.name] = _moved(getattr(node, field.name), span, done)
        done[id(node)] = replace(node, **changes)  # type: ignore[arg-type]
    return done[id(node)]


def _moved(value: object, span: Span, done: dict[int, Node]) -> object:
    if isinstance(value, tuple):
        return tuple(_moved(item, span, done) for item in value)
    return _relocated(value, span, done) if isinstance(value, _NODES) else value
