"""The concepts that code is compared with; every module of this package adds its own."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mdcheck.execute.differential.record import Concept


@cache
def all_concepts() -> tuple[Concept, ...]:
    """Every concept record, from every module here."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(concept for module in modules for concept in module.CONCEPTS)
