"""What a suppression reaches, and what it must not hide."""

import pytest

from mdcheck.config import Config
from mdcheck.model.source import Source
from mdcheck.pipeline.fixes import mend
from mdcheck.pipeline.run import Checker

CONFIG = Config(select=("missing-target", "X9"))


def _found(note: str) -> list[tuple[str, str]]:
    outcome = Checker.of(CONFIG).source(Source("note.md", note))
    return [(found.rule, note[found.span.start : found.span.end]) for found in outcome.diagnostics]


SILENCE = "<!-- mdcheck: ignore[missing-target] drawn by the build -->"


@pytest.mark.parametrize(
    "note",
    [
        f"{SILENCE}\n![a](a.png)\n",
        f"{SILENCE}\n\n![a](a.png)\n",
        f"![a](a.png) {SILENCE}\n",
        f"first line\n![a](a.png) {SILENCE}\nlast line\n",
        f"# Title ![a](a.png) {SILENCE}\n",
        f"{SILENCE}\r\n\r\n![a](a.png)\r\n",
        "<!-- mdcheck: ignore[D110] drawn -->\n![a](a.png)\n",
        "<!-- mdcheck: ignore[D1] drawn -->\n![a](a.png)\n",
        "<!-- mdcheck: ignore[D103, missing-target] drawn -->\n![a](a.png)\n",
        f"{SILENCE}\n\n| a |\n|---|\n| ![a](a.png) |\n",
        "![a](a.png)\n\ntext\n\n<!-- mdcheck: ignore-file[missing-target] drawn -->\n",
    ],
)
def test_reaches_its_block_or_the_next(note):
    assert [found for found in _found(note) if found[0] == "missing-target"] == []


@pytest.mark.parametrize(
    "note",
    [
        f"{SILENCE}\n\ntext\n\n![a](a.png)\n",
        f"![a](a.png)\n\n{SILENCE}\n\ntext\n",
        f"text {SILENCE}\n\n![a](a.png)\n",
        f"```\n{SILENCE}\n```\n\n![a](a.png)\n",
    ],
)
def test_reaches_no_further(note):
    assert ("missing-target", "a.png") in _found(note)


def test_a_suppression_without_reason_works_and_is_a_finding():
    comment = "<!-- mdcheck: ignore[missing-target] -->"
    assert _found(f"{comment}\n![a](a.png)\n") == [("suppression-without-reason", comment)]


def test_an_unused_suppression_is_a_finding():
    assert _found(f"{SILENCE}\n\ntext\n") == [("unused-suppression", SILENCE)]


def test_a_rule_that_did_not_run_says_nothing_about_use():
    assert _found("<!-- mdcheck: ignore[unpaired-delimiter] shown as it was -->\n\ntext\n") == []


def test_only_the_part_that_suppresses_nothing_is_unused():
    note = "<!-- mdcheck: ignore[missing-target, unreadable-file] drawn -->\n![a](a.png)\n"
    (finding,) = Checker.of(CONFIG).source(Source("note.md", note)).diagnostics
    assert finding.rule == "unused-suppression"
    assert "'unreadable-file'" in finding.message
    assert "missing-target" not in finding.message
    assert finding.fix is None


@pytest.mark.parametrize(
    ("note", "mended"),
    [
        (f"a\n\n{SILENCE}\n\nb\n", "a\n\n\nb\n"),
        (f"a\r\n\r\n{SILENCE}\r\nb\r\n", "a\r\n\r\nb\r\n"),
        (f"text {SILENCE}\n", "text\n"),
        (f"text\n\n{SILENCE}", "text\n\n"),
    ],
)
def test_the_fix_deletes_the_comment_and_an_emptied_line(note, mended):
    checker = Checker.of(CONFIG)
    assert mend(checker.result(Source("note.md", note)), checker.result, unsafe=False).text == mended
