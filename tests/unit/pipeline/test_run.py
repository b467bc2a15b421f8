"""One note through all stages: what goes wrong with one never hides another's findings."""

from collections.abc import Iterator

from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Source, Span
from mdcheck.pipeline.budget import OutOfTimeError, limit
from mdcheck.pipeline.run import Checker
from mdcheck.pipeline.stages import read
from mdcheck.rules.base import Needs, Rule


class Broken(Rule):
    """nothing, ever."""

    code, name, severity, needs = "D198", "broken", Severity.ERROR, Needs.DOCUMENT

    def check(self, page: Page) -> Iterator[Diagnostic]:
        yield self.found(Span(0, 1), "said before the accident")
        raise RecursionError("too deep")


class Sound(Rule):
    """the first character."""

    code, name, severity, needs = "D199", "sound", Severity.WARNING, Needs.DOCUMENT

    def check(self, page: Page) -> Iterator[Diagnostic]:
        yield self.found(Span(0, 1), "said all the same")


def test_a_rule_that_fails_is_reported_and_the_others_still_speak():
    outcome = Checker(Config(), (Broken, Sound)).source(Source("a.md", "text"))
    assert {found.rule for found in outcome.diagnostics} == {"broken", "internal-error", "sound"}
    (failure,) = [found for found in outcome.diagnostics if found.rule == "internal-error"]
    assert "looking for broken: RecursionError: too deep" in failure.message


def test_a_suppression_cannot_hide_that_the_tool_failed():
    note = "<!-- mdcheck: ignore-file[X9, broken, sound] to be silent -->\n"
    outcome = Checker(Config(), (Broken, Sound)).source(Source("a.md", note))
    assert [found.rule for found in outcome.diagnostics] == ["internal-error"]


def test_a_file_that_cannot_be_read_is_a_finding_and_the_next_one_is_read(tmp_path):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "b.md").write_text("text", encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("folder.md", "vanished.md", "b.md")]
    outcomes = list(Checker(Config(), (Sound,)).files(paths))
    assert [[found.rule for found in outcome.diagnostics] for outcome in outcomes] == [
        ["unreadable-file"],
        ["unreadable-file"],
        ["sound"],
    ]


def test_findings_come_in_the_order_of_their_place(tmp_path):
    note = "![b](b.png) ![a](a.png)\n"
    found = Checker.of(Config(root=str(tmp_path))).source(Source(str(tmp_path / "n.md"), note)).diagnostics
    assert [note[f.span.start : f.span.end] for f in found if f.code == "D110"] == ["b.png", "a.png"]


def test_per_file_ignores_take_rules_out(tmp_path):
    config = Config(root=str(tmp_path), per_file_ignores={"old/*": ("missing-target",)}, select=("D110",))
    checker = Checker.of(config)
    assert checker.source(Source(str(tmp_path / "old" / "n.md"), "![a](a.png)")).diagnostics == ()
    assert len(checker.source(Source(str(tmp_path / "new.md"), "![a](a.png)")).diagnostics) == 1


def test_facts_look_beside_the_note_and_from_the_root(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.png").touch()
    (tmp_path / "sub" / "b.md").write_text("# One Title\n", encoding="utf-8")
    note = Source(str(tmp_path / "sub" / "n.md"), "")
    page, _ = read(note, Config(root=str(tmp_path)), ())
    facts = page.facts
    assert facts.exists("../a.png")
    assert facts.exists("/a.png")
    assert not facts.exists("a.png")
    assert not facts.exists("a\0b")
    assert facts.anchors("b.md") == frozenset({"one-title"})
    assert facts.anchors("no.md") is None


def test_a_spent_budget_interrupts_python_code():
    try:
        with limit(0.01):
            while True:
                pass
    except OutOfTimeError as error:
        assert "0.01 seconds" in str(error)  # noqa: PT017
