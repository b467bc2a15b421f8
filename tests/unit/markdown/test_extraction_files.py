"""Decoding keeps every character and reports every byte that is none."""

from mdcheck.markdown import decode, load, read
from mdcheck.model.document import Formula


def test_text_is_kept_as_stored(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\tc\r$x$")
    source = load(path)
    assert source.text == "\ufeffa\r\nb\tc\r$x$"
    assert source.path == str(path)
    assert source.faults == ()


def test_each_undecodable_run_is_one_fault():
    source = decode("note.md", "好 $a$ ".encode() + b"\xff b \xe4\xbd" + b" $c$")
    assert source.text == "好 $a$ \ufffd b \ufffd $c$"
    assert [source.text[slice(*fault.span)] for fault in source.faults] == ["\ufffd", "\ufffd"]
    assert [fault.message for fault in source.faults] == [
        "invalid UTF-8: byte 0xff",
        "invalid UTF-8: byte 0xe4bd",
    ]
    formulas = [node for node in read(source).nodes if isinstance(node, Formula)]
    assert [source.text[slice(*formula.span)] for formula in formulas] == ["$a$", "$c$"]


def test_a_long_run_is_one_fault_that_tells_its_length():
    source = decode("note.md", b"a" + b"\xff" * 20_000 + b"b\x80c")
    assert source.text == "a\ufffdb\ufffdc"
    assert [fault.span for fault in source.faults] == [(1, 2), (3, 4)]
    assert source.faults[0].message == "invalid UTF-8: 20,000 bytes from 0xffffffff"


def test_nothing():
    assert read(decode("note.md", b"")).nodes == ()
