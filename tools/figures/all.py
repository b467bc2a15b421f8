"""Every figure with the name of its file."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

ASSETS = Path(__file__).parents[2] / "notes" / "assets"
_NO_FIGURE = frozenset({"__main__", "all", "canvas"})


def names() -> list[str]:
    """The modules that draw a figure."""
    return [
        found.name for found in iter_modules([str(Path(__file__).parent)]) if found.name not in _NO_FIGURE
    ]


def drawn() -> Iterator[tuple[str, str]]:
    """The name of each file, and what is to be in it."""
    for name in names():
        yield f"{name.replace('_', '-')}.svg", import_module(f"tools.figures.{name}").draw()
