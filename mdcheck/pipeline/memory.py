"""What is known from earlier runs: nothing is found there that would come out otherwise now."""

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Self

from mdcheck.cache.canon import Canon, canon
from mdcheck.cache.stamp import stamp
from mdcheck.cache.store import Store, key
from mdcheck.config import Config
from mdcheck.patterns import CODES
from mdcheck.pipeline.surroundings import Surroundings, renewed
from mdcheck.pipeline.trace import hold
from mdcheck.records import dataclass

_OUTSIDE = frozenset({"root", "paths", "exclude", "fail_on", "baseline", "lock"})
"""What a configuration says of a run, and not of a note in it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of a note in its two parts, and what else it depends on; None if it may change."""

    head: bytes
    body: bytes
    dependencies: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Memory:
    """A store, seen by one configuration.

    Attributes:
        store: Where results are.
        base: A digest of checker, machine and configuration: part of every key.
        code: A digest of checker and machine.
        canon: The canonical packages as they are now.
        root: The root of the project.
    """

    store: Store
    base: bytes
    code: bytes
    canon: Canon
    root: str

    @classmethod
    def of(cls, config: Config, folder: Path, *, warn: bool = True) -> Self:
        """The memory of a configuration in a folder; ``warn`` if that cannot be used."""
        store = Store(folder, warn=warn)
        code = stamp(store)
        return cls(
            store, key(code, _settings(config)), code, canon(config.packages, config.root, store), config.root
        )

    def find(self, path: str, data: bytes, *, whole: bool) -> Kept | None:
        """The result of the note at ``path`` that says ``data``; None if none is kept that still holds.

        Args:
            path: The note.
            data: What it says now.
            whole: Whether the body is wanted, too; it is empty otherwise.
        """
        name = self._key(path, data)
        value = self.store.get(name)
        body = self.store.get(key(name, "body")) if whole and value is not None else b""
        if value is None or body is None:
            return None
        line, _, head = value.partition(b"\n")
        dependencies = json.loads(line)
        if not hold(dependencies, self.canon):
            return None
        now = renewed(dependencies, Surroundings(path, self.root))
        if now is None:
            return None
        if now != dependencies:
            self._put(name, head, now)
        return Kept(head, body, now)

    def keep(self, path: str, data: bytes, kept: Kept) -> None:
        """Keep the result of a note, unless it may change."""
        if kept.dependencies is not None:
            name = self._key(path, data)
            self.store.put(key(name, "body"), kept.body)
            self._put(name, kept.head, kept.dependencies)

    def recall(self) -> None:
        """Have expressions restored that earlier runs compiled."""
        CODES.recall(self.store.get(key("expressions", self.code)))

    def close(self) -> None:
        """Keep what was found."""
        if (told := CODES.told()) is not None:
            self.store.put(key("expressions", self.code), told)
        self.store.close()

    def _put(self, name: bytes, head: bytes, dependencies: Mapping[str, Any]) -> None:
        self.store.put(name, json.dumps(dependencies).encode() + b"\n" + head)

    def _key(self, path: str, data: bytes) -> bytes:
        return key("page", self.base, os.path.relpath(path, self.root), data)


def _settings(config: Config) -> str:
    """All of a configuration that what is found in a note may depend on."""
    values = {field.name: getattr(config, field.name) for field in fields(config)}
    return json.dumps({name: value for name, value in values.items() if name not in _OUTSIDE}, sort_keys=True)
