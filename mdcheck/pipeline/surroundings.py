"""The files around a note, as it names them."""

import os
from collections.abc import Mapping
from functools import lru_cache
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

    def _place(self, target: str) -> str:
        if target.startswith("/"):
            return os.path.join(self._root, target.lstrip("/"))
        return os.path.join(self._folder, target)


def renewed(dependencies: Mapping[str, Any], around: Surroundings) -> Mapping[str, Any] | None:
    """What a note depends on, as it is now; None if an answer that it was given would be another now.

    A note that is linked to may say other things, as long as links lead to the same places in it.
    """
    if any(around.exists(target) != there for target, there in dependencies["exists"].items()):
        return None
    now = {}
    for target, (text, places) in dependencies["anchors"].items():
        data = around.text(target)
        now[target] = [digest(data), places]
        if now[target][0] != text and digest_of(anchors(data)) != places:
            return None
    return {**dependencies, "anchors": now}


def digest(data: bytes | None) -> str:
    """A digest of the content of a file; empty if it cannot be read."""
    return "" if data is None else key(data).hex()


def digest_of(places: frozenset[str] | None) -> str:
    """A digest of the places in a note; empty if they are not known."""
    return "" if places is None else key(*sorted(places)).hex()


@lru_cache(maxsize=1024)
def anchors(data: bytes | None) -> frozenset[str] | None:
    """The places in a note that a link may lead to; None if it cannot be read."""
    if data is None:
        return None
    # Loads the Markdown parser, which a run over known notes does not need.
    from mdcheck import markdown
    from mdcheck.rules.anchors import anchors as of

    source = markdown.decode("", data)
    try:
        return of(source, markdown.read(source))
    except Exception:  # the other note's own page says what is wrong with it
        return None
