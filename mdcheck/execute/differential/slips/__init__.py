"""What is known of concepts beyond their entry in the index: other names, other ways, slips."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mdcheck.execute.differential.slips.slip import Known


@cache
def all_known() -> Mapping[str, Known]:
    """Additions by the plain name of the canonical function, from every module here that has some."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {name: known for module in modules for name, known in getattr(module, "KNOWN", {}).items()}
