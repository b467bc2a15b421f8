"""Which rules run, as the configuration and the command line say."""

from collections.abc import Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from mdcheck.config import Config, ConfigError
from mdcheck.pipeline.paths import relative
from mdcheck.rules.base import Rule
from mdcheck.rules.selectors import EVERYTHING, complaint, strength


def select(rules: Sequence[type[Rule]], config: Config) -> tuple[type[Rule], ...]:
    """The rules that ``config`` asks for.

    Raises:
        ConfigError: If a selector means no rule.
    """
    for key, selectors in (
        ("select", config.select),
        ("extend-select", config.extend_select),
        ("ignore", config.ignore),
        *((f"per-file-ignores.'{glob}'", names) for glob, names in config.per_file_ignores.items()),
    ):
        for selector in selectors:
            if wrong := complaint(selector, rules):
                raise ConfigError(f"{key}: {wrong}")
    return tuple(rule for rule in rules if _selected(rule, config))


def ignored_in(path: str, config: Config) -> tuple[str, ...]:
    """The selectors that ``per-file-ignores`` takes out in one file."""
    if not config.per_file_ignores:
        return ()
    inside = relative(Path(path).resolve(), Path(config.root).resolve())
    return tuple(
        selector
        for glob, selectors in config.per_file_ignores.items()
        if GitIgnoreSpec.from_lines([glob]).match_file(inside)
        for selector in selectors
    )


def _selected(rule: type[Rule], config: Config) -> bool:
    """Whether ``rule`` is selected more exactly than it is ignored."""
    default = (EVERYTHING,) if rule.default else ()
    chosen = (*(config.select or default), *config.extend_select)
    return strength(chosen, rule) > strength(config.ignore, rule)
