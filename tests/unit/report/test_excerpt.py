"""Excerpts: the marks stand under what they mean, whatever the width of the characters."""

from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from mdcheck.model.source import Source, Span
from mdcheck.report.excerpt import WIDTH, excerpt
from mdcheck.report.palette import Palette, visible
from mdcheck.report.positions import Lines

PLAIN = Palette(colour=False)


def _excerpt(text: str, start: int, end: int) -> list[str]:
    return list(excerpt(Lines(Source("note.md", text)), Span(start, end), palette=PLAIN, style="error"))


def test_one_line():
    assert _excerpt("x\na = b\n", 6, 7) == ["  |", "2 | a = b", "  |     ^", "  |"]


def test_wide_characters_before_and_under_the_marks():
    assert _excerpt("信息熵 H", 1, 3) == ["  |", "1 | 信息熵 H", "  |   ^^^^", "  |"]


def test_tabs_become_blanks_up_to_the_next_stop():
    assert _excerpt("a\tb", 2, 3) == ["  |", "1 | a   b", "  |     ^", "  |"]


def test_combining_characters_take_no_cell():
    assert _excerpt("e\u0301x", 2, 3)[2] == "  |  ^"


def test_an_empty_span_still_gets_a_mark():
    assert _excerpt("ab", 2, 2)[2] == "  |   ^"


def test_only_the_first_and_the_last_of_many_lines_are_shown():
    text = "$$\n  a\n  b\n  c = d\n"
    assert _excerpt(text, 1, len(text) - 1) == [
        "  |",
        "1 | $$",
        "  |  ^",
        ". |",
        "4 |   c = d",
        "  |   ^^^^^",
        "  |",
    ]


def test_invisible_characters_are_shown_by_their_code():
    assert _excerpt("a\u200bb", 1, 2) == ["  |", "1 | a<U+200B>b", "  |  ^^^^^^^^", "  |"]


def test_terminal_escapes_of_a_note_never_reach_the_terminal():
    assert "\x1b" not in visible("\x1b[31mred")
    assert visible("\x1b") == "<U+001B>"


def test_long_lines_are_cut_around_the_marks():
    shown, marks = _excerpt("前" * 500 + "HERE" + "后" * 500, 500, 504)[1:3]
    assert cell_len(shown) <= WIDTH + 10
    assert shown.startswith("1 | …")
    assert shown.endswith("…")
    at = marks.index("^")
    assert cell_len(shown[: shown.index("HERE")]) == at
    assert marks.count("^") == 4


@given(st.text(alphabet="ab熵\u200b🙂", max_size=40), st.data())
def test_marks_stand_exactly_under_the_marked_text(line, data):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    _, shown, marks, _ = _excerpt(line, start, end)
    assume(cell_len(shown) < WIDTH)
    before, marked = visible(line[:start]), visible(line[start:end])
    assert marks == "  | " + " " * cell_len(before) + "^" * max(cell_len(marked), 1)
