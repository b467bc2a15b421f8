"""Answers to what rules ask about the world outside a note: files, and anchors of other notes."""

import os
from functools import lru_cache

from mdcheck.model.page import Facts
from mdcheck.rules.anchors import anchors


def about(path: str, root: str) -> Facts:
    """The facts as seen from the note at ``path`` in a site whose root is ``root``."""
    folder = os.path.dirname(os.path.abspath(path))

    def place(target: str) -> str:
        return (
            os.path.join(root, target.lstrip("/")) if target.startswith("/") else os.path.join(folder, target)
        )

    return Facts(
        exists=lambda target: _exists(place(target)),
        anchors=lambda target: _anchors(os.path.realpath(place(target))),
    )


def _exists(path: str) -> bool:
    try:
        return os.path.exists(path)
    except ValueError:  # a NUL in the path
        return False


@lru_cache(maxsize=1024)
def _anchors(path: str) -> frozenset[str] | None:
    from mdcheck import markdown

    if not os.path.isfile(path):
        return None
    try:
        source = markdown.load(path)
        return anchors(source, markdown.read(source))
    except Exception:  # the other note's own page says what is wrong with it
        return None
