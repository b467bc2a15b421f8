"""Formulas to HTML by KaTeX, each distinct one once: later builds take it from a cache on disk."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mdcheck.latex import katex


class Renderer:
    """Renders formulas through a cache; without a ``folder`` nothing is kept.

    The key holds all that the HTML depends on, KaTeX itself and its options among it.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._store = sqlite3.connect(":memory:" if folder is None else folder / "formulas.sqlite")
        self._store.execute("CREATE TABLE IF NOT EXISTS html (key TEXT PRIMARY KEY, html TEXT)")

    def render(self, text: str, *, display: bool, macros: Mapping[str, str]) -> str:
        """HTML of a formula.

        Raises:
            KatexError: KaTeX refuses it.
        """
        key = _key(text, display, macros)
        row = self._store.execute("SELECT html FROM html WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
        html = katex.render(text, display=display, macros=macros)
        with self._store:
            self._store.execute("INSERT OR REPLACE INTO html VALUES (?, ?)", (key, html))
        return html


def _key(text: str, display: bool, macros: Mapping[str, str]) -> str:
    parts = json.dumps([_katex(), text, display, sorted(macros.items())])
    return hashlib.sha256(parts.encode()).hexdigest()


@cache
def _katex() -> str:
    """A hash of KaTeX and of how it is called."""
    script = (Path(katex.__file__).parent / "katex" / "katex.min.js").read_bytes()
    return hashlib.sha256(script + Path(katex.__file__).read_bytes()).hexdigest()
