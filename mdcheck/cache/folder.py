"""The folder that a project's caches live in: made when needed, and never committed."""

from pathlib import Path

NAME = ".mdcheck_cache"
_FILES = {
    ".gitignore": "# Made by mdcheck.\n*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by mdcheck; see https://bford.info/cachedir/\n",
}


def place(root: str | Path) -> Path:
    """Where the caches of the project at ``root`` are."""
    return Path(root) / NAME


def prepare(folder: Path) -> None:
    """Make the folder, with what keeps it out of repositories and backups.

    Raises:
        OSError: If it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _FILES.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
