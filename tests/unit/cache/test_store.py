"""The store: what is put is found, whatever happens to its file; what is damaged is not believed."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from mdcheck.cache.store import Store, clear, key

FILE = "results-1.0.sqlite"


def kept(folder: Path, name: bytes) -> bytes | None:
    with Store(folder) as store:
        return store.get(name)


def fill(folder: Path, count: int = 50, size: int = 1_000, **options) -> None:
    with Store(folder, **options) as store:
        for number in range(count):
            store.put(key(str(number)), os.urandom(size))


def test_what_is_put_is_found_at_once_and_by_the_next_run(tmp_path):
    with Store(tmp_path) as store:
        store.put(b"a", b"1")
        assert store.get(b"a") == b"1"
        assert store.get(b"b") is None
    assert kept(tmp_path, b"a") == b"1"


def test_parts_of_a_key_do_not_run_into_each_other():
    assert key("ab", "c") != key("a", "bc")


def test_the_folder_keeps_itself_out_of_repositories(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    fill(tmp_path / ".mdcheck_cache")
    shown = subprocess.run(
        ["git", "status", "--short"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert shown.stdout == ""


@pytest.mark.parametrize("damage", ["noise", "cut", "empty", "zeros"])
def test_a_damaged_file_is_begun_anew(tmp_path, damage):
    fill(tmp_path)
    file = tmp_path / FILE
    data = file.read_bytes()
    for log in tmp_path.glob("*-wal"):
        log.unlink()
    match damage:
        case "noise":
            file.write_bytes(os.urandom(len(data)))
        case "cut":
            file.write_bytes(data[: len(data) // 3])
        case "zeros":
            file.write_bytes(data[:100] + bytes(len(data) - 100))
        case "empty":
            file.write_bytes(b"")
    with Store(tmp_path) as store:
        store.get(key("1"))  # whatever it says, it does not raise
        store.put(b"a", b"1")
    with Store(tmp_path) as store:
        store.put(b"b", b"2")
    assert kept(tmp_path, b"a") in (b"1", None)
    assert kept(tmp_path, b"b") == b"2"


def test_a_value_with_a_flipped_bit_is_not_found(tmp_path):
    value = b"the finding is at line 1"
    with Store(tmp_path) as store:
        store.put(b"a", value)
    with sqlite3.connect(tmp_path / FILE) as database:
        (packed,) = database.execute("SELECT value FROM kept").fetchone()
        for position in range(len(packed)):
            spoilt = bytes(packed[:position] + bytes([packed[position] ^ 1]) + packed[position + 1 :])
            database.execute("UPDATE kept SET value = ?", (spoilt,))
            database.commit()
            assert kept(tmp_path, b"a") in (None, value)  # a bit of the level of compression means nothing


def test_a_value_under_another_key_is_not_found(tmp_path):
    with Store(tmp_path) as store:
        store.put(b"a", b"1")
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET key = ?", (b"b",))
    assert kept(tmp_path, b"b") is None


def test_what_was_used_longest_ago_goes_first(tmp_path):
    fill(tmp_path, 200, 10_000)
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET day = day - 9")
    assert kept(tmp_path, key("7")) is not None  # and is young again
    with Store(tmp_path, limit=1 << 20) as store:
        store.put(b"new", os.urandom(10_000))
    assert (tmp_path / FILE).stat().st_size < 2 << 20
    assert kept(tmp_path, b"new") is not None
    assert kept(tmp_path, key("7")) is not None
    assert kept(tmp_path, key("8")) is None


def test_many_processes_write_at_once(tmp_path):
    script = (
        "import sys; from pathlib import Path; from mdcheck.cache.store import Store\n"
        "with Store(Path(sys.argv[1])) as store:\n"
        "    for number in range(200): store.put(f'{sys.argv[2]} {number}'.encode(), b'x' * 500)\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, tmp_path, str(number)]) for number in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    with Store(tmp_path) as store:
        found = [store.get(f"{run} {number}".encode()) for run in range(4) for number in range(200)]
    assert found == [b"x" * 500] * 800


def test_a_killed_writer_leaves_a_sound_file(tmp_path):
    script = (
        "import sys; from pathlib import Path; from mdcheck.cache.store import Store\n"
        "store = Store(Path(sys.argv[1])); print('ready', flush=True)\n"
        "for number in range(10**9): store.put(str(number % 5000).encode(), b'%d' % (number % 5000) * 99)\n"
    )
    for delay in (0.0, 0.02, 0.05, 0.1):
        run = subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE)
        run.stdout.readline()
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
        run.wait()
        with Store(tmp_path) as store:
            values = {number: store.get(str(number).encode()) for number in range(5000)}
        assert all(value in (None, b"%d" % number * 99) for number, value in values.items())
        with sqlite3.connect(tmp_path / FILE) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_full_disk_costs_only_what_did_not_fit(tmp_path, caplog):
    fill(tmp_path)
    with Store(tmp_path) as store:
        store._guarded(lambda database: database.execute("PRAGMA max_page_count = 1").fetchall())
        for number in range(500):
            store.put(key("new", str(number)), os.urandom(1_000))
        store.flush()
        assert store.get(key("1")) is not None
    assert "cannot be written" in caplog.text
    assert kept(tmp_path, key("1")) is not None


@pytest.fixture
def anybodys():
    """A folder that other users can reach, too."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "cache"


@pytest.mark.parametrize(("mode", "found"), [(0o555, "True"), (0o000, "False")])
def test_a_folder_that_may_not_be_written_is_read_if_it_may_be_read(anybodys, mode, found):
    fill(anybodys)
    script = (
        "import logging, os, sys; from pathlib import Path; from mdcheck.cache.store import Store, key\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "store = Store(Path(sys.argv[1]))\n"
        "print(store.get(key('1')) is not None); store.put(b'a', b'1'); store.close()\n"
    )
    for file in anybodys.iterdir():
        file.chmod(0o444)
    anybodys.chmod(mode)
    run = subprocess.run(
        [sys.executable, "-c", script, anybodys], capture_output=True, text=True, check=False
    )
    anybodys.chmod(0o755)
    assert run.stdout == f"{found}\n", run.stderr
    assert "cannot be written" in run.stderr


def test_clearing_deletes_everything_and_the_next_run_starts_again(tmp_path):
    fill(tmp_path)
    assert clear(tmp_path) > 0
    assert kept(tmp_path, key("1")) is None
