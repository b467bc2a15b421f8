"""The files around a note, as it names them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mdcheck.cache.store import key


class Surroundings:
    """The files around a note, as it names them: from its folder, or with a slash from the site's root."""

    def __init__(self, path: str, root: str) -> None:
        self._folder, self._root = os.path.dirname(os.path.abspath(path)), root

    def exists(self, target: str) -> bool:
        """Whether there is a file or folder of that name."""
        try:
            return os.path.exists(self._place(target))
        except ValueError:  # a NUL in the path
            return False

    def text(self, target: str) -> bytes | None:
        """The content of a file; None if it cannot be read."""
        try:
            place = os.path.realpath(self._place(target))
            return Path(place).read_bytes() if os.path.isfile(place) else None
        except (OSError, ValueError):
            return None

    def digest(self, target: str) -> str:
        """A digest of the content of a file; empty if it cannot be read."""
        data = self.text(target)
        return "" if data is None else key(data).hex()

    def _place(self, target: str) -> str:
        if target.startswith("/"):
            return os.path.join(self._root, target.lstrip("/"))
        return os.path.join(self._folder, target)


def unchanged(dependencies: Mapping[str, Any], around: Surroundings) -> bool:
    """Whether the files around a note are as they were, as far as they were looked at."""
    return all(around.exists(target) == there for target, there in dependencies["exists"].items()) and all(
        around.digest(target) == digest for target, digest in dependencies["texts"].items()
    )
