r"""Macros that a note defines in its maths: ``\newcommand`` and its like."""

from collections.abc import Iterable

from mdcheck.patterns import regex

_DEFINITION = regex(
    r"\\(?P<how>(?:re|provide)?newcommand|providecommand|DeclareMathOperator|def|gdef)\*?\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*(?:\[\d\])?(?:#\d)*\s*(?=\{)"
)
_BRACE = regex(r"\\[\s\S]|[{}]")


def definitions(formulas: Iterable[str]) -> dict[str, str]:
    """Macro (with backslash) to its definition, where ``#1`` stands for the first argument."""
    found: dict[str, str] = {}
    for formula in formulas:
        if "def" not in formula and "command" not in formula and "\\Declare" not in formula:
            continue
        partners = _braces(formula)
        for match in _DEFINITION.finditer(formula):
            end = partners.get(match.end())
            if end is not None:
                body = formula[match.end() + 1 : end]
                operator = match["how"] == "DeclareMathOperator"
                found[match["braced"] or match["bare"]] = f"\\operatorname{{{body}}}" if operator else body
    return found


def _braces(text: str) -> dict[int, int]:
    """Each opening brace with its closing one."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            stack.append(match.start())
        elif match[0] == "}" and stack:
            partners[stack.pop()] = match.start()
    return partners
