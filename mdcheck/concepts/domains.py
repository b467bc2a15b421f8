"""Domain aliases of a package, read from assignments such as ``Positive = Domain(low=0, open=True)``."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from mdcheck.concepts.concept import Domain, Finding

KNOWN = tuple(f.name for f in fields(Domain))
STANDARD = Path(__file__).parents[2] / "impl" / "domains.py"


def standard() -> dict[str, Domain]:
    """The aliases that come with mdcheck, which any package may import."""
    return aliases(STANDARD.read_text(encoding="utf-8"), STANDARD.name, []) if STANDARD.is_file() else {}


def aliases(text: str, file: str, findings: list[Finding]) -> dict[str, Domain]:
    """The aliases that a module declares; a declaration that is not plain data is a finding."""
    if "Domain(" not in text:
        return {}
    found = {}
    for name, call in _declarations(ast.parse(text)):
        try:
            found[name] = Domain(**_arguments(call))
        except (ValueError, TypeError):
            message = f"the domain {name} is not declared with literals for {', '.join(KNOWN)}"
            findings.append(Finding(file, call.lineno, message))
    return found


def _declarations(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Assignments of a call of Domain to a name, at any depth."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Domain")) as call):
                yield name, call


def _arguments(call: ast.Call) -> dict[str, Any]:
    """Arguments by field, those by position first."""
    values = {name: ast.literal_eval(value) for name, value in zip(KNOWN, call.args, strict=False)}
    return values | {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
