"""Which rules run."""

import pytest

from mdcheck.config import Config, ConfigError
from mdcheck.model.diagnostic import Severity
from mdcheck.pipeline.selection import ignored_in, select
from mdcheck.rules.base import Needs, Rule


def _rule(code: str, name: str, *, default: bool = True) -> type[Rule]:
    body = {
        "code": code,
        "name": name,
        "default": default,
        "severity": Severity.ERROR,
        "needs": Needs.DOCUMENT,
    }
    return type(name, (Rule,), body)


RULES = (_rule("D101", "one"), _rule("D102", "two", default=False), _rule("L201", "three"))


def _selected(**config) -> list[str]:
    return [rule.name for rule in select(RULES, Config(**config))]


@pytest.mark.parametrize(
    ("config", "names"),
    [
        ({}, ["one", "three"]),
        ({"select": ("D",)}, ["one", "two"]),
        ({"select": ("two",)}, ["two"]),
        ({"select": ("ALL",)}, ["one", "two", "three"]),
        ({"extend_select": ("D102",)}, ["one", "two", "three"]),
        ({"ignore": ("D1",)}, ["three"]),
        ({"select": ("D101",), "ignore": ("D",)}, ["one"]),
        ({"select": ("ALL",), "ignore": ("D",)}, ["three"]),
        ({"select": ("D",), "ignore": ("one",)}, ["two"]),
        ({"select": ("one",), "ignore": ("one",)}, []),
    ],
)
def test_the_more_exact_selector_wins_and_ignoring_wins_ties(config, names):
    assert _selected(**config) == names


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"select": ("tow",)}, "select: no rule is called 'tow'; did you mean 'two'"),
        ({"ignore": ("D11",)}, "ignore: no rule is called 'D11'"),
        ({"extend_select": ("",)}, "extend-select: no rule is called ''"),
        ({"per_file_ignores": {"*.md": ("thre",)}}, "per-file-ignores.*did you mean 'three'"),
    ],
)
def test_selectors_that_mean_nothing_are_refused(config, words):
    with pytest.raises(ConfigError, match=words):
        _selected(**config)


def test_per_file_ignores_are_relative_to_the_configuration(tmp_path):
    config = Config(root=str(tmp_path), per_file_ignores={"old/*.md": ("D1",), "*.md": ("L2",)})
    assert ignored_in(str(tmp_path / "old" / "a.md"), config) == ("D1", "L2")
    assert ignored_in(str(tmp_path / "new" / "a.md"), config) == ("L2",)
