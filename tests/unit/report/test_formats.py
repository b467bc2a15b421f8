"""What each format prints for one note with a bit of everything."""

import json
from collections import Counter

import pytest

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.document import Document, Formula
from mdcheck.model.page import Facts, Outcome, Page
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Extract, Source, Span
from mdcheck.model.verdict import Assumed, Proved, Refuted, Supported, Undecided, Witness
from mdcheck.report.base import load, names
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.report.statistics import Statistics
from mdcheck.report.summary import Summary

TEXT = "熵 $a=b$\nand 2\n"
PLAIN = Palette(colour=False)
FORMULA = Formula(Span(2, 7), Extract("a=b", (Span(3, 6),)), False, "$")
FIX = Fix("write 1", (Edit(Span(12, 13), "1"),))
WITNESS = Witness({"a": "1", "b": "2"}, "1", "2", likely="a<b")


def _claim(number: int, verdict) -> JudgedClaim:
    return JudgedClaim(f"id{number}", "identity", Span(3, 6), "a=b", "a = b", verdict, {"gate": "chain"})


VERDICTS = (
    Proved("symbolic", "n = 3"),
    Supported(12, 1e-9),
    Refuted(WITNESS),
    Undecided("time", "took too long"),
    Assumed(),
)


def _result() -> Result:
    page = Page(
        Source("notes/n.md", TEXT),
        Document((FORMULA,)),
        Facts(lambda _: False, lambda _: None),
        claims=tuple(_claim(number, verdict) for number, verdict in enumerate(VERDICTS)),
        snippets=(Snippet(Span(8, 13), "agrees", "impl.x.Y", {"points": "3"}),),
    )
    found = (
        Diagnostic("one", "D101", Severity.ERROR, Span(3, 6), "is wrong", {"why": "so"}),
        Diagnostic("two", "D102", Severity.INFO, Span(12, 13), "is odd", fix=FIX),
    )
    return Result.of(Outcome(page, found))


def _report(name: str) -> str:
    report, result = load(name)(PLAIN), _result()
    return report.page(result) + report.end(result.summary, 1.25)


def test_every_file_of_the_folder_is_a_format():
    assert set(names()) >= {"full", "concise", "json"}
    assert all(load(name) for name in names())


def test_full_shows_rule_place_excerpt_and_fix():
    assert _report("full") == (
        "error[D101] one: is wrong\n"
        "  --> notes/n.md:1:4\n"
        "  |\n"
        "1 | 熵 $a=b$\n"
        "  |     ^^^\n"
        "  |\n"
        "\n"
        "info[D102] two: is odd\n"
        "  --> notes/n.md:2:5\n"
        "  |\n"
        "2 | and 2\n"
        "  |     ^\n"
        "  |\n"
        "help: write 1 (`--fix`)\n"
        "\n"
    )


def test_concise_is_one_line_a_finding():
    assert _report("concise") == (
        "notes/n.md:1:4: error[D101] one: is wrong\nnotes/n.md:2:5: info[D102] [*] two: is odd\n"
    )


def test_statistics_count_by_rule_most_frequent_first():
    report, result = Statistics(PLAIN), _result()
    report.page(result)
    report.page(result.finding(result.diagnostics[1:]))
    assert report.end(result.summary, 0) == "2  D102  [*] two\n1  D101  [ ] one\n"


def test_json_has_exactly_the_keys_that_others_rely_on():
    report = json.loads(_report("json"))
    assert set(report) == {"schema", "summary", "diagnostics", "expected", "claims", "snippets"}
    assert report["schema"] == 1
    assert report["summary"] == {
        "files": 1,
        "formulas": 1,
        "claims": {"proved": 1, "supported": 1, "refuted": 1, "undecided": 1, "assumed": 1},
        "snippets": {"agrees": 1},
        "diagnostics": {"error": 1, "warning": 0, "info": 1},
        "expected": 0,
        "seconds": 1.25,
    }
    assert report["diagnostics"] == [
        {
            "rule": "one",
            "code": "D101",
            "severity": "error",
            "path": "notes/n.md",
            "start": {"line": 1, "column": 4},
            "end": {"line": 1, "column": 7},
            "message": "is wrong",
            "evidence": {"why": "so"},
            "fix": None,
        },
        {
            "rule": "two",
            "code": "D102",
            "severity": "info",
            "path": "notes/n.md",
            "start": {"line": 2, "column": 5},
            "end": {"line": 2, "column": 6},
            "message": "is odd",
            "evidence": {},
            "fix": {
                "message": "write 1",
                "safe": True,
                "edits": [
                    {"start": {"line": 2, "column": 5}, "end": {"line": 2, "column": 6}, "text": "1"},
                ],
            },
        },
    ]
    assert report["snippets"] == [
        {
            "path": "notes/n.md",
            "start": {"line": 2, "column": 1},
            "end": {"line": 2, "column": 6},
            "status": "agrees",
            "concept": "impl.x.Y",
            "evidence": {"points": "3"},
        }
    ]


@pytest.mark.parametrize(
    ("index", "verdict", "method", "reason", "evidence"),
    [
        (0, "proved", "symbolic", None, {"scope": "n = 3"}),
        (1, "supported", "sampling", None, {"points": 12, "precision": 1e-9}),
        (
            2,
            "refuted",
            "balls",
            None,
            {"witness": {"values": {"a": "1", "b": "2"}, "left": "1", "right": "2", "likely": "a<b"}},
        ),
        (3, "undecided", None, "time", {"detail": "took too long"}),
        (4, "assumed", None, None, {}),
    ],
)
def test_json_tells_each_verdict_with_its_grounds(index, verdict, method, reason, evidence):
    assert json.loads(_report("json"))["claims"][index] == {
        "id": f"id{index}",
        "kind": "identity",
        "path": "notes/n.md",
        "start": {"line": 1, "column": 4},
        "end": {"line": 1, "column": 7},
        "text": "a=b",
        "reading": "a = b",
        "verdict": verdict,
        "method": method,
        "reason": reason,
        "evidence": {"gate": "chain", **evidence},
    }


def test_the_summary_always_tells_coverage():
    summary = _result().summary
    assert summary.line() == (
        "1 file, 1 formula, 5 claims: 1 proved, 1 supported, 1 refuted, 1 undecided, 1 definitions; "
        "1 fence: 1 agree; 1 error, 1 note"
    )
    assert Summary(files=2, formulas=1204).line() == (
        "2 files, 1,204 formulas (claims not checked); no findings"
    )


def test_summaries_add_up():
    one = _result().summary
    both = one + Summary() + one
    assert (both.files, both.formulas, both.fixable) == (2, 2, 2)
    assert both.claims == Counter(proved=2, supported=2, refuted=2, undecided=2, assumed=2)
    assert both.diagnostics == Counter({Severity.ERROR: 2, Severity.INFO: 2})


def test_colours_only_where_wanted():
    result = _result()
    assert "\x1b[" not in load("full")(PLAIN).page(result)
    assert "\x1b[1;31merror[D101]\x1b[0m" in load("full")(Palette(colour=True)).page(result)


def test_a_path_or_message_cannot_drive_the_terminal():
    page = Page(Source("a\x1b[2J.md", "x"), Document(()), Facts(lambda _: False, lambda _: None))
    found = (Diagnostic("one", "D101", Severity.ERROR, Span(0, 1), "\x1b]0;title\x07"),)
    result = Result.of(Outcome(page, found))
    for name in ("full", "concise"):
        assert "\x1b" not in load(name)(PLAIN).page(result)
