"""[tool.mdcheck] of pyproject.toml, or mdcheck.toml, read into one frozen Config."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mdcheck.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """What a project asks of a run.

    Attributes:
        root: Folder of the configuration file; site-absolute links are looked up here.
        select: Rule codes, prefixes or names to run; empty means the default set.
        ignore: Rule codes, prefixes or names to leave out.
        per_file_ignores: Glob to rule codes, prefixes or names.
        exclude: Globs (gitignore syntax) of files not to read.
        fail_on: Findings from this severity on make the exit code 1.
        canonical: Packages that hold the canonical implementations.
        macros: LaTeX macros, name (with backslash) to definition.
        execute: Whether code fences may run.
    """

    root: str = "."
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    canonical: tuple[str, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    execute: bool = True
