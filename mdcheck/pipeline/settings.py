"""Which configuration governs a run."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mdcheck import config as configuration
from mdcheck.config import Config


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


def _common_folder(paths: Sequence[str]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in (Path(p).resolve() for p in paths)]
    return Path(os.path.commonpath(folders)) if folders else Path.cwd()


def _repository(folder: Path) -> Path:
    return next((path for path in (folder, *folder.parents) if (path / ".git").exists()), folder)
