"""Names of libraries that the prose speaks of in inline code: ``nn.Sequential.farward()``."""

import difflib
import importlib
import re
import types

from mdcheck.execute.worker.apis import is_module

_MENTION = re.compile(r"(?P<root>torch|nn|F|optim|np|numpy|math)(?P<path>(?:\.[A-Za-z]\w*)+)(?:\([^()]*\))?")
_ROOTS = {"nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim", "np": "numpy"}
_NEAR = 0.75


def is_mention(text: str) -> bool:
    """Whether inline code is a dotted name of a library that can be looked up."""
    return _MENTION.fullmatch(text.strip()) is not None


def broken(text: str) -> str | None:
    """What is wrong with a name: it does not exist, and another that is nearly the same does.

    Attributes that only instances have are not listed by their classes: a name that resembles nothing is
    let be.
    """
    match = _MENTION.fullmatch(text.strip())
    if match is None:
        return None
    try:
        owner = importlib.import_module(_ROOTS.get(match["root"], match["root"]))
    except ImportError:
        return None
    return _missing(owner, match["path"].split(".")[1:])


def _missing(owner: object, attributes: list[str]) -> str | None:
    for attribute in attributes:
        if not isinstance(owner, types.ModuleType | type):
            return None
        if not hasattr(owner, attribute):
            return _nearest(owner, attribute)
        owner = getattr(owner, attribute)
    return None


def _nearest(owner: types.ModuleType | type, attribute: str) -> str | None:
    if isinstance(owner, types.ModuleType) and is_module(owner, attribute):
        return None
    known = [*dir(owner), *getattr(owner, "__annotations__", {})]
    close = difflib.get_close_matches(attribute, known, n=1, cutoff=_NEAR)
    if attribute in known or not close:
        return None
    return f"{owner.__name__} has no attribute {attribute}; did you mean {close[0]}?"
