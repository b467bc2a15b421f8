"""How rules are named in configuration, on the command line and in suppressions."""

from collections.abc import Iterable, Sequence

from mdcheck.config import did_you_mean
from mdcheck.rules.base import Rule

EVERYTHING = "ALL"


def means(selector: str, rule: type[Rule]) -> bool:
    """Whether ``selector`` means ``rule``: its name, its code, the beginning of its code, or ``ALL``."""
    return selector in (rule.name, EVERYTHING) or (selector != "" and rule.code.startswith(selector))


def any_means(selectors: Iterable[str], rule: type[Rule]) -> bool:
    """Whether any of ``selectors`` means ``rule``."""
    return any(means(selector, rule) for selector in selectors)


def complaint(selector: str, rules: Sequence[type[Rule]]) -> str | None:
    """What is wrong with a selector that means none of ``rules``; None if it means one."""
    if any(means(selector, rule) for rule in rules):
        return None
    known = [name for rule in rules for name in (rule.code, rule.name)]
    return f"no rule is called '{selector}'{did_you_mean(selector, known)}"
