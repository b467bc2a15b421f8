"""The evidence format: claims with the formula that makes them, fences in order, notes by their text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.source import Source
from mdcheck.pipeline.run import Checker
from mdcheck.report.base import load
from mdcheck.report.content import content_key
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result

NOTE = """# 真正例（False Positive）

$x$ and $1 + 1 = 2$

$$
2 + 2 = 4
$$

```text
no code
```

| name | formula |
|---|---|
| Recall | $\\frac{TP}{TP + FN}$ |
"""


@pytest.fixture(scope="module")
def evidence():
    result = Result.of(Checker.of(Config(execute=False)).source(Source("notes/n.md", NOTE)))
    report = load("evidence")(Palette(colour=False))
    return json.loads(report.page(result) + report.end(result.summary, 1.0))


def test_notes_are_kept_under_the_hash_of_their_text(evidence):
    assert list(evidence["notes"]) == [content_key(NOTE)]
    assert evidence["notes"][content_key(NOTE)]["path"] == "notes/n.md"


def test_each_formula_has_its_own_claims_and_line(evidence):
    formulas = next(iter(evidence["notes"].values()))["formulas"]
    assert [(item["text"].strip(), item["line"], len(item["claims"])) for item in formulas] == [
        ("x", 3, 0),
        ("1 + 1 = 2", 3, 1),
        ("2 + 2 = 4", 5, 1),
        ("\\frac{TP}{TP + FN}", 15, 2),  # as a cell under a name, and as the definition of recall
    ]
    verdicts = [claim["verdict"] for item in formulas for claim in item["claims"]]
    assert sorted(verdicts) == [*["proved"] * 3, "supported"]


def test_claims_of_sentences_stand_apart_and_findings_are_kept(evidence):
    note = next(iter(evidence["notes"].values()))
    assert [claim["verdict"] for claim in note["sentences"]] == ["refuted"]
    assert "mismatched-label" in {found["rule"] for found in note["diagnostics"]}


def test_a_fence_that_nobody_looked_at_has_no_status(evidence):
    assert next(iter(evidence["notes"].values()))["fences"] == [{"line": 9, "status": None}]


def test_a_run_that_judged_nothing_says_so():
    result = Result.of(Checker.of(Config(select=("D",))).source(Source("n.md", NOTE)))
    report = load("evidence")(Palette(colour=False))
    report.page(result)
    (note,) = json.loads(report.end(result.summary, 1.0))["notes"].values()
    assert note["judged"] is False


BODY = "# 标题\n\n正文\n"


@pytest.mark.parametrize(
    "stored",
    [
        b"\xef\xbb\xbf" + BODY.encode(),
        BODY.replace("\n", "\r\n").encode(),
        b"---\ntitle: x\n---\n\n\n" + BODY.encode(),
        b"\xef\xbb\xbf---\r\ntags: [a]\r\n---\r\n" + BODY.replace("\n", "\r\n").encode(),
    ],
)
def test_the_key_is_that_of_the_text_which_builders_of_sites_hand_on(stored):
    assert content_key(markdown.decode("n.md", stored).text) == content_key(BODY)


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_notes_that_differ_in_a_line_have_different_keys(one, other):
    if one.strip() != other.strip() and not {"\r", "\n"} & {*one, *other}:
        assert content_key(f"# a\n{one}") != content_key(f"# a\n{other}")
