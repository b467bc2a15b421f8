"""Applying fixes: which, in what order, and what of the file stays as it was."""

import os
import stat
from collections.abc import Iterator

import pytest

from mdcheck.config import Config
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Fault, Source, Span
from mdcheck.pipeline.fixes import diff, mend, write
from mdcheck.pipeline.run import Checker
from mdcheck.rules.base import Needs, Rule


class Replace(Rule):
    """each ``old`` of a table."""

    code, name, severity, needs = "D199", "replace", Severity.ERROR, Needs.DOCUMENT
    table: tuple[tuple[str, str, bool], ...] = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:
        for old, new, safe in self.table:
            at = page.source.text.find(old)
            if at >= 0:
                span = Span(at, at + len(old))
                yield self.found(span, "old", fix=Fix("renew", (Edit(span, new),), safe=safe))


def _mended(text: str, *table: tuple[str, str, bool], unsafe: bool = False, faults=()):
    rule = type("Local", (Replace,), {"table": table})
    checker = Checker(Config(), (rule,))
    return mend(checker.result(Source("n.md", text, faults)), checker.result, unsafe=unsafe)


def test_fixes_apply_until_none_is_left():
    mended = _mended("aaa b", ("a", "x", True), ("b", "y", True))
    assert (mended.text, mended.count) == ("xxx y", 4)
    assert mended.result.diagnostics == ()


def test_overlapping_fixes_wait_for_the_next_round():
    assert _mended("abcd", ("abc", "X", True), ("bcd", "Y", True)).text == "Xd"


def test_fixes_that_undo_each_other_come_to_an_end():
    assert _mended("a", ("a", "b", True), ("b", "a", True)).text in {"a", "b"}


def test_unsafe_fixes_need_to_be_asked_for():
    assert _mended("a", ("a", "x", False)).text == "a"
    assert _mended("a", ("a", "x", False), unsafe=True).text == "x"


def test_inserted_lines_end_as_the_others_do():
    assert _mended("a\r\nb\r\n", ("a", "x\ny", True)).text == "x\r\ny\r\nb\r\n"


def test_a_bom_stays():
    assert _mended("\ufeffa", ("a", "x", True)).text == "\ufeffx"


def test_a_text_with_undecodable_bytes_is_left_alone():
    assert _mended("a\ufffd", ("a", "x", True), faults=(Fault(Span(1, 2), "invalid"),)).text == "a\ufffd"


def test_writing_replaces_the_content_and_keeps_mode_and_links(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write(str(link), "熵\r\n")
    assert real.read_bytes() == "熵\r\n".encode()
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["link.md", "real.md"]


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    with pytest.raises(FileNotFoundError):
        write(str(tmp_path / "gone.md"), "new")
    assert os.listdir(tmp_path) == []


def test_a_diff_tells_a_missing_last_newline():
    assert diff("n.md", "a\u2028b\nc", "a\u2028b\nd") == (
        "--- n.md\n+++ n.md\n@@ -1,2 +1,2 @@\n a\u2028b\n-c\n\\ No newline at end of file\n"
        "+d\n\\ No newline at end of file\n"
    )
