r"""Macros that a note defines in its maths: ``\newcommand`` and its like."""

import re
from collections.abc import Iterable

_DEFINITION = re.compile(
    r"\\(?P<how>(?:re|provide)?newcommand|providecommand|DeclareMathOperator|def|gdef)\*?\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*(?:\[\d\])?(?:#\d)*\s*(?=\{)"
)


def definitions(formulas: Iterable[str]) -> dict[str, str]:
    """Macro (with backslash) to its definition, where ``#1`` stands for the first argument."""
    found: dict[str, str] = {}
    for formula in formulas:
        for match in _DEFINITION.finditer(formula):
            body = _braced(formula, match.end())
            if body is not None:
                operator = match["how"] == "DeclareMathOperator"
                name = match["braced"] or match["bare"]
                found[name] = f"\\operatorname{{{body}}}" if operator else body
    return found


def _braced(text: str, at: int) -> str | None:
    """What stands between the brace at ``at`` and its partner."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text[at:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return text[at + 1 : at + match.start()]
    return None
