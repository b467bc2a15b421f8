"""All rules there are: every module of this package is looked through for subclasses of Rule."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import mdcheck.rules
from mdcheck.rules.base import Rule


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule, ordered by code.

    Raises:
        ValueError: Two rules share a code or a name.
    """
    modules = [
        import_module(f"{mdcheck.rules.__name__}.{found.name}")
        for found in iter_modules(mdcheck.rules.__path__)
    ]
    rules = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
    ]
    concrete = sorted((rule for rule in rules if hasattr(rule, "code")), key=lambda rule: rule.code)
    for attribute in ("code", "name"):
        _reject_repeated([getattr(rule, attribute) for rule in concrete])
    return tuple(concrete)


def _reject_repeated(words: list[str]) -> None:
    repeated = sorted({word for word in words if words.count(word) > 1})
    if repeated:
        raise ValueError(f"more than one rule is called {', '.join(repeated)}")
