"""The concepts that code is compared with; every module of this package adds its own, the index the rest."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mdcheck.execute.differential.indexed import entries, records
from mdcheck.execute.differential.mutants import remember
from mdcheck.execute.differential.record import Concept


@cache
def known_concepts(packages: tuple[str, ...]) -> tuple[Concept, ...]:
    """Every record made by hand, and one for each other function that the index of the packages describes."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    by_hand = tuple(concept for module in modules for concept in module.CONCEPTS)
    index = entries(packages)
    remember([entry.path for entry in index])
    return (*by_hand, *records(index, by_hand))
