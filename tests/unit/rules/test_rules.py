"""Every rule's page and cases."""

from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.model.page import Outcome
from mdcheck.pipeline.fixes import mend
from mdcheck.pipeline.run import Checker
from mdcheck.report.result import Result
from mdcheck.rules.base import Invalid, Rule, Valid
from mdcheck.rules.registry import all_rules

RULES = all_rules()


def cases(attribute: str) -> list:
    return [
        pytest.param(rule, case, id=f"{rule.name}-{number}")
        for rule in RULES
        for number, case in enumerate(getattr(rule, attribute), start=1)
    ]


def check(rule: type[Rule], case: Valid | Invalid, root: Path) -> tuple[Checker, Outcome]:
    """Run one rule on a case, whose note lies two folders below the site's root."""
    folder = root / "part" / "chapter"
    folder.mkdir(parents=True)
    for name, content in case.files.items():
        file = root / name[1:] if name.startswith("/") else (folder / name).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    note = folder / "note.md"
    note.write_bytes(case.note.encode("utf-8"))
    checker = Checker.of(Config(root=str(root), select=(rule.code,)))
    return checker, checker.file(str(note))


@pytest.mark.parametrize(("rule", "case"), cases("valid"))
def test_is_silent(rule: type[Rule], case: Valid, tmp_path: Path):
    _, outcome = check(rule, case, tmp_path)
    assert [found.message for found in outcome.diagnostics] == []


@pytest.mark.parametrize(("rule", "case"), cases("invalid"))
def test_speaks_and_mends(rule: type[Rule], case: Invalid, tmp_path: Path):
    checker, outcome = check(rule, case, tmp_path)
    text = outcome.page.source.text
    assert tuple(text[found.span.start : found.span.end] for found in outcome.diagnostics) == case.at
    assert {found.rule for found in outcome.diagnostics} == {rule.name}
    mended = mend(Result.of(outcome), checker.result, unsafe=True)
    assert mended.text == (case.note if case.fixed is None else case.fixed)
    assert mend(mended.result, checker.result, unsafe=True).text == mended.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_has_a_page(rule: type[Rule]):
    page = rule.__doc__ or ""
    assert "## What it does" in page
    assert "## Why is this bad?" in page
    if not rule.code.startswith("X"):  # what the tool says of itself has no notes to show
        assert rule.valid
        assert rule.invalid
