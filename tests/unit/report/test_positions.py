"""Lines and columns from offsets, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.model.source import Source
from mdcheck.report.positions import Lines, Position


def _lines(text: str) -> Lines:
    return Lines(Source("note.md", text))


def test_crlf_cr_and_lf_each_end_one_line():
    lines = _lines("a\r\nbc\rd\n")
    assert [lines.text(number) for number in range(1, len(lines) + 1)] == ["a", "bc", "d", ""]
    assert lines.position(3) == Position(2, 1)
    assert lines.position(6) == Position(3, 1)
    assert lines.position(8) == Position(4, 1)


def test_columns_count_characters_not_bytes_and_not_cells():
    lines = _lines("熵\t𝔼x")
    assert lines.position(3) == Position(1, 4)


def test_a_bom_takes_no_column():
    lines = _lines("\ufeffab\nc")
    assert lines.position(0) == lines.position(1) == Position(1, 1)
    assert lines.text(1) == "ab"
    assert lines.position(4) == Position(2, 1)


def test_separators_that_markdown_does_not_know_end_no_line():
    assert len(_lines("a\u2028b\x0bc\x85d")) == 1


@pytest.mark.parametrize("number", [0, 3])
def test_lines_that_do_not_exist_have_no_extent(number):
    with pytest.raises(IndexError):
        _lines("a\nb").extent(number)


@given(st.text(alphabet="ab熵\r\n\t\ufeff"), st.data())
def test_every_offset_lies_in_the_line_that_its_position_names(text, data):
    lines = _lines(text)
    offset = data.draw(st.integers(int(text.startswith("\ufeff")), len(text)))
    line, column = lines.position(offset)
    start, end = lines.extent(line)
    assert start + column - 1 == offset
    assert offset <= end or text[end:offset] == "\r"  # between CR and LF
    assert text[start:end] == lines.text(line)


@given(st.text(alphabet="ab熵\r\n\t"))
def test_the_lines_with_their_ends_are_the_text(text):
    lines = _lines(text)
    assert len(lines) == text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    joined = "\n".join(lines.text(number) for number in range(1, len(lines) + 1))
    assert joined == text.replace("\r\n", "\n").replace("\r", "\n")
