"""Patterns that wait to be used behave as compiled ones do."""

import copy
import importlib
import pkgutil
import re

import pytest

import mdcheck
from mdcheck.latex import parser as latex_parser
from mdcheck.patterns import Codes, regex


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


def test_what_is_recalled_is_what_compiling_gives():
    texts = [
        (r"(?P<word>[a-z]+)\s*(?P<rest>\d*)", re.IGNORECASE),
        (r"[㐀-鿿]{2,}(?<!的)|(?i:ab+?c)*\b", 0),
        (r"^\s*(?:x|yz){0,3}$", re.MULTILINE | re.ASCII),
        *((found.pattern, found._flags) for found in _held([*vars(latex_parser).values()])),
    ]
    first, later = Codes(), Codes()
    first.recall(None)
    made = [first.compiled(*asked) for asked in texts]
    later.recall(first.told())
    assert first.told() is None
    for asked, one in zip(texts, made, strict=True):
        expected = re.compile(*asked)
        again = later.compiled(*asked)
        assert one == again == expected  # `re` compares what the engine runs
        assert (again.groupindex, again.groups) == (expected.groupindex, expected.groups)
    assert later.told() is None


def test_nothing_is_kept_unless_asked_for():
    codes = Codes()
    assert codes.compiled("a+").fullmatch("aa")
    assert codes.told() is None


def test_a_code_that_the_engine_refuses_is_made_anew():
    codes = Codes()
    codes.recall(None)
    codes.compiled("a+b")
    told = codes.told()
    assert told is not None
    line, _, words = told.partition(b"\n")
    damaged = Codes()
    damaged.recall(line + b"\n" + bytes(len(words)))
    assert damaged.compiled("a+b").fullmatch("aab")


def test_a_wrong_expression_is_an_error_where_codes_are_kept_too():
    codes = Codes()
    codes.recall(None)
    with pytest.raises(re.error):
        codes.compiled("(")
