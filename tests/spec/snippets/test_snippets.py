"""Every fence of the notes beside this file comes to what the comment above it says."""

import re
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.markdown import read
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
EXPECT = re.compile(r"<!-- expect: (\w+) ?(.*?) -->\s*")


@pytest.mark.parametrize("path", sorted(HERE.glob("*.md")), ids=lambda path: path.stem)
def test_each_fence_comes_to_what_is_expected(path: Path) -> None:
    source = Source(str(path), path.read_text(encoding="utf-8"))
    snippets = run_fences(source, read(source), Config(root=str(ROOT), canonical=("impl",)))
    wrong = [
        f"{first_line(source, snippet)}: expected {word} {said!r}, {problem}"
        for snippet, (word, said) in zip(snippets, expected(source), strict=True)
        if (problem := mismatch(snippet, word, said))
    ]
    assert not wrong, "\n".join(wrong)


def expected(source: Source) -> list[tuple[str, str]]:
    return EXPECT.findall(source.text)


def mismatch(snippet: Snippet, word: str, said: str) -> str:
    """What is not as expected; empty if all is."""
    told = [finding for finding in snippet.findings if finding.kind in ("disagrees", "convention")]
    status = "agrees" if word == "convention" else word
    silent = word in ("agrees", "undecided")
    if snippet.status != status or any(f.kind not in ("disagrees", "convention") for f in snippet.findings):
        return (
            f"came to {snippet.status} with {[f.message for f in snippet.findings]} {dict(snippet.evidence)}"
        )
    if silent != (not told) or any(f.kind != word for f in told):
        return f"said {[f.message for f in told]}"
    return "" if silent or any(said in f.message for f in told) else f"said {[f.message for f in told]}"


def first_line(source: Source, snippet: Snippet) -> int:
    return source.text.count("\n", 0, snippet.span.start) + 1


@pytest.mark.parametrize("path", sorted((HERE / "true").glob("*.md")), ids=lambda path: path.stem)
def test_what_is_right_in_another_way_is_not_accused(path: Path) -> None:
    source = Source(str(path), path.read_text(encoding="utf-8"))
    snippets = run_fences(source, read(source), Config(root=str(ROOT), canonical=("impl",)))
    accused = [
        f"{first_line(source, snippet)}: {finding.message}"
        for snippet in snippets
        for finding in snippet.findings
        if finding.kind != "convention"
    ]
    assert not accused, "\n".join(accused)
    assert sum(snippet.status == "agrees" for snippet in snippets) > len(snippets) / 3
