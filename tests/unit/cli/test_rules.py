"""``mdcheck rules``, ``explain`` and ``inspect``."""

import json

import pytest

from mdcheck.rules.registry import all_rules


def test_every_rule_is_listed(mdcheck):
    listed = mdcheck("rules").out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in all_rules()]


def test_rules_as_json(mdcheck):
    records = json.loads(mdcheck("rules", "--output-format", "json").out)
    assert [record["name"] for record in records] == [rule.name for rule in all_rules()]
    assert set(records[0]) == {"code", "name", "severity", "default", "fixable", "finds"}


def test_rules_as_markdown_have_a_page_each(mdcheck):
    text = mdcheck("rules", "--output-format", "markdown").out
    for rule in all_rules():
        assert f"\n## {rule.name} ({rule.code})\n" in text
    assert "\n### Why is this bad?\n" in text
    assert "\n```markdown\n# A\n\n## 1. x\n" in text  # headings of examples stay as they are


def test_examples_spell_out_what_nobody_sees(mdcheck):
    page = mdcheck("explain", "invisible-character").out
    assert "交叉<U+200B>熵" in page
    assert "\u200b" not in page


@pytest.mark.parametrize("word", ["X910", "suppression-without-reason"])
def test_explain_prints_a_page_with_examples(mdcheck, word):
    page = mdcheck("explain", word).out
    assert page.startswith("# suppression-without-reason (X910)\n")
    assert "## Why is this bad?" in page
    assert "```markdown\n<!-- mdcheck: ignore[missing-target] -->\n![a](a.png)\n```" in page


def test_explain_of_an_unknown_rule_suggests_one(mdcheck):
    result = mdcheck("explain", "missing-taget")
    assert result.code == 2
    assert "did you mean 'missing-target'" in result.err


def test_explain_of_what_means_several_rules_lists_them(mdcheck):
    assert "F302 refuted-derivative" in mdcheck("explain", "F3").err


def test_inspect_shows_nodes_and_trees_at_a_line(mdcheck, tmp_path):
    (tmp_path / "n.md").write_text("# T\n\nlet $x^2=1$ and $y$.\n", encoding="utf-8")
    out = mdcheck("inspect", "n.md:3").out
    assert "Prose 3:1-3:21: let $x^2=1$ and $y$." in out
    assert "formula 3:5-3:12: x^2=1" in out
    assert "tree  x^[2] = 1" in out
    assert "Heading" not in out


def test_inspect_of_a_column_shows_only_what_stands_there(mdcheck, tmp_path):
    (tmp_path / "n.md").write_text("let $x^2=1$ and $y$.\n", encoding="utf-8")
    out = mdcheck("inspect", "n.md:1:18").out
    assert "formula 1:17-1:20: y" in out
    assert "x^2" not in out.split("formula", 1)[1]


@pytest.mark.parametrize("where", ["n.md", "n.md:9", "n.md:0", "no.md:1"])
def test_places_that_do_not_exist_are_usage_errors(mdcheck, tmp_path, where):
    (tmp_path / "n.md").write_text("text", encoding="utf-8")
    result = mdcheck("inspect", where)
    assert result.code == 2
    assert "Traceback" not in result.err
