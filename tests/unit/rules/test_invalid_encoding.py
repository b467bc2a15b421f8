"""Bytes that are no UTF-8, which no case of a rule can hold."""

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.pipeline.run import Checker

CHECKER = Checker.of(Config(select=("D101",)))


def found(data: bytes) -> list[tuple[int, str]]:
    outcome = CHECKER.source(markdown.decode("note.md", data))
    return [(item.span.start, item.message) for item in outcome.diagnostics]


def test_a_few_broken_bytes_are_named_one_by_one():
    assert found(b"a\xff b\xe4\xbd") == [(1, "invalid UTF-8: byte 0xff"), (4, "invalid UTF-8: byte 0xe4bd")]


def test_what_was_lost_before_is_told_apart_from_what_is_broken_now():
    data = b"\xff " + "\ufffd\ufffd".encode()
    assert found(data) == [
        (0, "invalid UTF-8: byte 0xff"),
        (2, "a character was lost here by an earlier conversion"),
    ]


def test_another_encoding_is_one_finding():
    (finding,) = found("交叉熵 损失 函数 ".encode("gbk") * 20_000)
    assert finding[0] == 0
    assert "another encoding" in finding[1]
