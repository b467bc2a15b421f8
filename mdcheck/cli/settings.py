"""What every command shares: which configuration governs a run, colours, words for the log."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mdcheck import config as configuration
from mdcheck.config import Config
from mdcheck.report.palette import Palette


def settings(paths: Sequence[str], *, file: str | None = None, isolated: bool = False) -> Config:
    """The configuration for a run over ``paths``: ``file``, or the nearest upwards from their common folder.

    Raises:
        ConfigError: If it cannot be honoured.
    """
    common = _common_folder(paths)
    found = Path(file) if file is not None else None if isolated else configuration.find(common)
    if found is None:
        return replace(Config(), root=str(_repository(common)))
    return configuration.load(found.absolute())


def palette(*, plain: bool = False) -> Palette:
    """Colours if the output is a terminal and nobody minds (https://no-color.org)."""
    return Palette(colour=not plain and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def speak(*, verbose: bool) -> None:
    """Send all that mdcheck has to say of itself to standard error; warnings go there in any case."""
    if verbose:
        import logging

        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("mdcheck").setLevel(logging.DEBUG)


def _common_folder(paths: Sequence[str]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in (Path(p).resolve() for p in paths)]
    return Path(os.path.commonpath(folders)) if folders else Path.cwd()


def _repository(folder: Path) -> Path:
    return next((path for path in (folder, *folder.parents) if (path / ".git").exists()), folder)
