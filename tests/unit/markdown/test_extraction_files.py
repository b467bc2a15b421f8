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


def test_many_undecodable_bytes():
    source = decode("note.md", b"\xff" * 20_000)
    assert len(source.text) == len(source.faults) == 20_000


def test_nothing():
    assert read(decode("note.md", b"")).nodes == ()
