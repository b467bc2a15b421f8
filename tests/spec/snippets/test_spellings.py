"""Concepts as many hands write them: each fence agrees as it stands, and never with its slip in it."""

import re
from pathlib import Path

import pytest

pytest.importorskip("torch")

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source

HERE = Path(__file__).parent / "spellings"
ROOT = HERE.parents[3]
NOTES = sorted(HERE.glob("*.md"))
BREAK = re.compile(r"<!-- break: (.*?) => (.*?) -->\n```python\n(.*?)```", re.DOTALL)
REPORTED = 0.5
"""Share of slips, at least, that are not only noticed but said to be wrong."""


def snippets(path: Path, text: str) -> tuple[Snippet, ...]:
    source = Source(str(path), text)
    return run_fences(source, read(source), Config(root=str(ROOT), canonical=("impl",)))


def line(text: str, snippet: Snippet) -> int:
    return text.count("\n", 0, snippet.span.start) + 1


def broken(text: str) -> str:
    """The note with a slip in each fence that tells one."""

    def slip(match: re.Match[str]) -> str:
        old, new, code = match.groups()
        assert old in code, old
        return f"<!-- broken -->\n```python\n{code.replace(old, new, 1)}```"

    return BREAK.sub(slip, text)


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_each_fence_is_driven_and_agrees(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wrong = [
        f"{line(text, s)}: {s.status} {[f.message for f in s.findings]} {dict(s.evidence)}"
        for s in snippets(path, text)
        if s.status != "agrees" or any(f.kind != "convention" for f in s.findings)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_no_slip_agrees_and_most_are_reported(path: Path) -> None:
    text = broken(path.read_text(encoding="utf-8"))
    slipped = [s for s in snippets(path, text) if text[: s.span.start].endswith("<!-- broken -->\n")]
    assert len(slipped) > 10
    agreeing = [f"{line(text, s)}: {dict(s.evidence)}" for s in slipped if s.status == "agrees"]
    assert not agreeing, "\n".join(agreeing)
    unsaid = [f"{line(text, s)}: {s.status}" for s in slipped if s.status != "disagrees"]
    assert len(unsaid) <= (1 - REPORTED) * len(slipped), "\n".join(unsaid)
