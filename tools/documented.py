"""Writes what is known of each formula in the docstrings of the canonical package, for the site to show.

python -m tools.documented .evidence/documented.json
"""

import argparse
import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mdcheck import markdown
from mdcheck.integrations.documented import SCHEMA, digest, key
from mdcheck.latex.formulas import formulas
from mdcheck.model.source import Source
from tools.selfcheck import ROOT, Verdict, check, concepts

PACKAGE = "impl"
_VERDICTS = {"agrees": "supported", "contradicted": "refuted", "undecided": "undecided"}
_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def documented() -> dict[str, Any]:
    """Every formula of every docstring by its text; those that say what code returns have claims."""
    found: dict[str, dict[str, Any]] = {tex: {"place": place, "claims": []} for tex, place in _written()}
    for concept in concepts():
        for verdict in check(concept):
            record = found.get(key(verdict.formula.tex))
            if record is not None:
                record["claims"] = [*record["claims"], _claim(verdict)]
    return {"schema": SCHEMA, "sources": digest((ROOT / PACKAGE).rglob("*.py")), "formulas": found}


def _written() -> Iterator[tuple[str, str]]:
    """The text and the place of each formula."""
    for file in sorted((ROOT / PACKAGE).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, _DOCUMENTED) and (text := ast.get_docstring(node)):
                line = getattr(node, "lineno", 1)
                for formula in formulas(markdown.read(Source("", _unindented(text)))):
                    yield key(formula.content.text), f"{file.relative_to(ROOT).as_posix()}:{line}"


def _unindented(docstring: str) -> str:
    """Sections of docstrings are indented, which Markdown would take for code."""
    return "\n".join(line.strip() for line in docstring.splitlines())


def _claim(verdict: Verdict) -> dict[str, Any]:
    agrees = verdict.status == "agrees"
    return {
        "kind": verdict.concept.path,
        "verdict": _VERDICTS[verdict.status],
        "reading": "",
        "method": "compared with the code in ball arithmetic" if agrees else None,
        "reason": None if agrees else "self-check",
        "evidence": {"points": verdict.points, "precision": 1e-6} if agrees else {"detail": verdict.reason},
        "expected": [],
        "command": "make selfcheck",
    }


def main() -> int:
    """Write the file; 1 if a formula is contradicted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    found = documented()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    claims = [claim for record in found["formulas"].values() for claim in record["claims"]]
    wrong = [claim["kind"] for claim in claims if claim["verdict"] == "refuted"]
    print(f"{len(found['formulas'])} formulas, {len(claims)} held against code, {len(wrong)} wrong", *wrong)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
