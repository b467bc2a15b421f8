"""Patterns that wait to be used behave as compiled ones do."""

import copy
import importlib
import pkgutil
import re

import pytest

import mdcheck
from mdcheck.patterns import regex


def test_a_pattern_finds_what_a_compiled_one_finds():
    lazy, compiled = regex(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    text = "One, two"
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert lazy.sub("x", text) == "x, x"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groupindex,
    )


def test_a_pattern_may_be_copied_before_and_after_it_is_used():
    lazy = regex("a+")
    assert copy.deepcopy(lazy).fullmatch("aa")
    assert lazy.fullmatch("aa")
    assert copy.deepcopy(lazy).fullmatch("aa")


def test_a_wrong_expression_is_an_error_when_it_is_used():
    with pytest.raises(re.error):
        regex("(").search("")


def _modules() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(mdcheck.__path__, "mdcheck.")]


def _held(value: object, depth: int = 3):
    """The patterns that a constant consists of."""
    if type(value) is type(regex("")):
        yield value
    elif depth and isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _held(each, depth - 1)
    elif depth and isinstance(value, dict):
        for each in value.values():
            yield from _held(each, depth - 1)


@pytest.mark.parametrize("name", [name for name in _modules() if not name.endswith("__main__")])
def test_every_pattern_of_a_module_is_one(name):
    for constant in vars(importlib.import_module(name)).values():
        for found in _held(constant):
            re.compile(found.pattern, found._flags)
