"""Paths as git writes them: relative to a folder, with slashes."""

from pathlib import Path


def relative(path: Path, folder: Path) -> str:
    """``path`` seen from ``folder`` (both absolute); from the top of the file system if outside."""
    return path.relative_to(folder if path.is_relative_to(folder) else path.anchor).as_posix()
