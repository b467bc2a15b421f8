"""How rules are named in configuration, on the command line and in suppressions."""

from collections.abc import Iterable, Sequence

from mdcheck.config import did_you_mean
from mdcheck.rules.base import Rule

EVERYTHING = "ALL"
_UNMEANT, _WIDEST, _EXACT = -1, 0, 100


def strength(selectors: Iterable[str], rule: type[Rule]) -> int:
    """How exactly ``selectors`` mean ``rule``: by ``ALL`` least, by a beginning of its code, by name most.

    Returns:
        Less than 0 if none of them means it.
    """
    return max((_strength(selector, rule) for selector in selectors), default=_UNMEANT)


def means(selector: str, rule: type[Rule]) -> bool:
    """Whether ``selector`` means ``rule``: its name, its code, the beginning of its code, or ``ALL``."""
    return _strength(selector, rule) > _UNMEANT


def complaint(selector: str, rules: Sequence[type[Rule]]) -> str | None:
    """What is wrong with a selector that means none of ``rules``; None if it means one."""
    if any(means(selector, rule) for rule in rules):
        return None
    known = [name for rule in rules for name in (rule.code, rule.name)]
    return f"no rule is called '{selector}'{did_you_mean(selector, known)}"


def _strength(selector: str, rule: type[Rule]) -> int:
    if selector == EVERYTHING:
        return _WIDEST
    if selector in (rule.name, rule.code):
        return _EXACT
    return len(selector) if selector and rule.code.startswith(selector) else _UNMEANT
