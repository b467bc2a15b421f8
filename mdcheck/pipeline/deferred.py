"""Modules that are loaded when something in them is first used."""

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


def defer(name: str) -> None:
    """Have ``import name`` cost nothing until something of the module is used.

    For what takes long to load and is used by some runs only. The library's ``LazyLoader`` loads already when
    a second module says ``import name``. Only one thread may import meanwhile.
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None and spec.loader is not None:
        module = module_from_spec(spec)
        del module.__path__  # looking for a part of the package counts as use
        module.__class__ = _Deferred
        sys.modules[name] = module


class _Deferred(ModuleType):
    def __getattr__(self, attribute: str) -> Any:
        """Load, and behave as any module from now on."""
        spec = self.__spec__
        self.__class__ = ModuleType  # type: ignore[assignment]
        if spec is not None and spec.loader is not None:
            self.__path__ = list(spec.submodule_search_locations or ())
            spec.loader.exec_module(self)
        return getattr(self, attribute)
