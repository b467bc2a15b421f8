"""Known other ways and slips of concepts that the index describes; every module here adds its own."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mdcheck.execute.differential.slips.slip import Slip


@cache
def all_slips() -> Mapping[str, tuple[Slip, ...]]:
    """Slips by the plain name of the canonical function, from every module here that has some."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {name: slips for module in modules for name, slips in getattr(module, "SLIPS", {}).items()}
