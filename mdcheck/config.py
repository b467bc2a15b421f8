"""[tool.mdcheck] of pyproject.toml, or mdcheck.toml, read into one frozen Config."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any, get_type_hints

from mdcheck.model.diagnostic import Severity
from mdcheck.records import dataclass

BUILT_IN = "impl"
"""The canonical package that comes with the checker."""
DEFAULT_EXCLUDE = (
    ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".ipynb_checkpoints", "__pycache__", "node_modules", "site-packages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Config:
    """What a project asks of a run.

    Each field but ``root`` is a key of the configuration file, with hyphens for underscores.

    Attributes:
        root: Folder of the configuration file; site-absolute links are looked up here.
        paths: Files and folders to check when the command line names none, relative to ``root``.
        select: Rule codes, prefixes or names to run; empty means the default set.
        extend_select: Rule codes, prefixes or names to run besides ``select``.
        ignore: Rule codes, prefixes or names to leave out.
        per_file_ignores: Glob (gitignore syntax) to rule codes, prefixes or names.
        exclude: Globs (gitignore syntax) of files not to read.
        fail_on: Findings from this severity on make the exit code 1.
        canonical: Packages that hold the canonical implementations.
        macros: LaTeX macros, name (with backslash) to definition.
        execute: Whether code fences may run.
        device: Where code fences are compared: cpu, cuda, or auto for CUDA where there is one.
        baseline: The file with findings to leave out, relative to ``root``; empty for none.
        lock: The file with what was decided and accepted, relative to ``root``; empty for none.
    """

    root: str = "."
    paths: tuple[str, ...] = (".",)
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    canonical: tuple[str, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    execute: bool = True
    device: str = "cpu"
    baseline: str = ""
    lock: str = ""

    @property
    def packages(self) -> tuple[str, ...]:
        """All canonical packages, the one that comes with the checker first."""
        return tuple(dict.fromkeys((BUILT_IN, *self.canonical)))


class ConfigError(Exception):
    """A configuration that cannot be honoured; its text names the file and the key."""


def find(start: Path) -> Path | None:
    """The configuration file that governs ``start``: the nearest one upwards from that folder."""
    for folder in (start, *start.parents):
        for name in ("mdcheck.toml", "pyproject.toml"):
            candidate = folder / name
            if candidate.is_file() and _table(candidate) is not None:
                return candidate
    return None


def load(path: Path) -> Config:
    """Read one configuration file.

    Raises:
        ConfigError: If the file cannot be read, or a key is unknown or has a value of the wrong type.
    """
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: there is no [tool.mdcheck] table in this file")
    values: dict[str, Any] = {_field(path, key): _value(path, key, value) for key, value in table.items()}
    return Config(root=str(path.parent), **values)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the closest of ``known``, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def _table(path: Path) -> Mapping[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    table = data.get("tool", {}).get("mdcheck")
    if table is None or isinstance(table, dict):
        return table
    raise ConfigError(f"{path}: 'tool.mdcheck' must be a table")


def _field(path: Path, key: str) -> str:
    known = [f.name.replace("_", "-") for f in fields(Config) if f.name != "root"]
    if key not in known:
        raise ConfigError(f"{path}: unknown key '{key}'{did_you_mean(key, known)}")
    return key.replace("-", "_")


def _value(path: Path, key: str, value: object) -> object:
    hint = get_type_hints(Config)[key.replace("-", "_")]
    expected, convert = _CONVERTERS[hint]
    try:
        return convert(value)
    except (TypeError, KeyError):
        raise ConfigError(f"{path}: '{key}' must be {expected}, not {value!r}") from None


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_string(item) for item in value)


def _mapping(convert: Callable[[object], object]) -> Callable[[object], dict[str, object]]:
    def read(value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            raise TypeError
        return {key: convert(item) for key, item in value.items()}

    return read


_CONVERTERS: Mapping[object, tuple[str, Callable[[object], object]]] = {
    bool: ("true or false", _flag),
    str: ("a string", _string),
    Severity: ("'info', 'warning' or 'error'", lambda value: Severity[_string(value).upper()]),
    tuple[str, ...]: ("a list of strings", _strings),
    Mapping[str, str]: ("a table of strings", _mapping(_string)),
    Mapping[str, tuple[str, ...]]: ("a table of lists of strings", _mapping(_strings)),
}
