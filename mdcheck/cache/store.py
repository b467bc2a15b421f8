"""Values by key in one SQLite file; whatever goes wrong with it costs time, never a result.

Many processes may use one store at once, and any of them may be killed at any time: SQLite's write-ahead log
keeps the file sound. A value carries the key that it belongs to and a checksum (zlib's), so that one that was
damaged on disk is not found rather than believed. A file that SQLite cannot read is not deleted, since others
may have it open: the store goes on in the file of the next number, and old ones are swept away later.
"""

import contextlib
import os
import re
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from mdcheck.cache.folder import prepare
from mdcheck.patterns import regex

_NAME = "results-1"  # the number goes up with the layout of the table
_FILE = regex(re.escape(_NAME) + r"\.(\d+)\.sqlite")
_BATCH = 64
_PATIENCE = 5.0
_DAY = 86_400
_SWEEP_AFTER = 3_600
_SPOILT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SCHEMA = (
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA journal_mode = WAL",
    "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL)",
)
T = TypeVar("T")


def key(*parts: str | bytes) -> bytes:
    """A key that different parts do not share."""
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


class Store:
    """A store in a folder. Values put are written in batches, what is left by ``close``.

    Args:
        folder: Where the file is, or is to be made.
        limit: Bytes beyond which the values that were used longest ago are dropped.
        warn: Whether to say what is wrong with the file; of several processes, one is enough.
    """

    def __init__(self, folder: Path, *, limit: int = 256 << 20, warn: bool = True) -> None:
        self._folder, self._limit, self._warns = folder, limit, warn
        self._pending: dict[bytes, bytes] = {}
        self._aged: set[bytes] = set()
        self._today = int(time.time()) // _DAY
        self._writable = True
        self._number = max(self._numbers(), default=0)
        self._database: sqlite3.Connection | None = None
        self._connect()

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None if there is none, or none that can be read."""
        if key in self._pending:
            return self._pending[key]
        row = self._guarded(lambda database: _row(database, key))
        if row is None or (value := _unpacked(key, row[1])) is None:
            return None
        if row[0] < self._today:
            self._aged.add(key)
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._writable:
            self._pending[key] = value
            if len(self._pending) >= _BATCH:
                self.flush()

    def flush(self) -> None:
        """Write what was put."""
        rows = [(key, self._today, _packed(key, value)) for key, value in self._pending.items()]
        aged = [(self._today, key) for key in self._aged]
        self._pending, self._aged = {}, set()
        if (rows or aged) and self._writable:
            self._guarded(lambda database: _write(database, rows, aged))

    def close(self) -> None:
        """Write what was put, drop what is too much, and let the file go."""
        self.flush()
        if self._writable:
            self._guarded(lambda database: _bound(database, self._limit))
        self._disconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _guarded(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What ``work`` returns; None if the file does not let it, which stops no run."""
        if self._database is None:
            return None
        try:
            return work(self._database)
        except sqlite3.Error as error:
            if _code(error) in _SPOILT:
                self._start_anew(error)
            elif _code(error) not in _BUSY:
                self._stop_writing(error)
        return None

    def _connect(self) -> None:
        try:
            prepare(self._folder)
            self._database = _opened(self._file(self._number))
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and _code(error) in _SPOILT:
                self._start_anew(error)
            else:
                self._stop_writing(error)
                self._database = _read_only(self._file(self._number))

    def _disconnect(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    def _start_anew(self, error: Exception) -> None:
        self._warn(f"the cache in {self._folder} is damaged ({error}) and is begun anew")
        self._disconnect()
        self._number += 1
        self._connect()

    def _stop_writing(self, error: Exception) -> None:
        self._warn(f"the cache in {self._folder} cannot be written ({error}): results are not kept")
        self._writable = False
        self._pending.clear()

    def _warn(self, message: str) -> None:
        import logging  # takes longer to load than a store to read

        logging.getLogger("mdcheck").log(logging.WARNING if self._warns else logging.DEBUG, message)

    def _file(self, number: int) -> Path:
        return self._folder / f"{_NAME}.{number}.sqlite"

    def _numbers(self) -> Iterator[int]:
        """The numbers of the files that there are; those long left behind are deleted."""
        try:
            names = os.listdir(self._folder)
        except OSError:
            return
        numbers = sorted(int(match[1]) for name in names if (match := _FILE.fullmatch(name)))
        yield from numbers
        for number in numbers[:-1]:
            file = self._file(number)
            with contextlib.suppress(OSError):
                if file.stat().st_mtime < time.time() - _SWEEP_AFTER:
                    for end in ("", "-wal", "-shm"):
                        file.with_name(file.name + end).unlink(missing_ok=True)


def clear(folder: Path) -> int:
    """Delete what a project's caches hold, and tell how many bytes that was.

    Raises:
        OSError: If something cannot be deleted.
    """
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files)
    for file in files:
        file.unlink(missing_ok=True)
    return size


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = NORMAL")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone():
            for statement in _SCHEMA:
                database.execute(statement).fetchall()
    except BaseException:
        database.close()
        raise
    return database


def _read_only(file: Path) -> sqlite3.Connection | None:
    """A file that cannot be written, not even by its log: nobody changes it while it is read."""
    try:
        database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        database.execute("SELECT 1 FROM kept LIMIT 1")
    except sqlite3.Error:
        return None
    return database


def _row(database: sqlite3.Connection, key: bytes) -> tuple[int, bytes] | None:
    row: tuple[int, bytes] | None = database.execute(
        "SELECT day, value FROM kept WHERE key = ?", (key,)
    ).fetchone()
    return row


def _write(
    database: sqlite3.Connection, rows: list[tuple[bytes, int, bytes]], aged: list[tuple[int, bytes]]
) -> None:
    with _transaction(database):
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        database.executemany("UPDATE kept SET day = ? WHERE key = ?", aged)


def _bound(database: sqlite3.Connection, limit: int) -> None:
    if _size(database) <= limit:
        return
    with _transaction(database):
        while _size(database) > limit * 3 // 4:
            database.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept ORDER BY day, rowid"
                " LIMIT (SELECT max(count(*) / 8, 1) FROM kept))"
            )
            if not database.execute("SELECT 1 FROM kept LIMIT 1").fetchone():
                break
    database.execute("PRAGMA incremental_vacuum").fetchall()


def _size(database: sqlite3.Connection) -> int:
    size, pages, free = (
        int(database.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # SQLite has rolled back already after some errors
            database.execute("ROLLBACK")
        raise


def _packed(key: bytes, value: bytes) -> bytes:
    return zlib.compress(key + value, 1)


def _unpacked(key: bytes, packed: bytes) -> bytes | None:
    try:
        whole = zlib.decompress(packed)
    except zlib.error:
        return None
    return whole[len(key) :] if whole.startswith(key) else None
