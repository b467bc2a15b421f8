"""The formats of CI systems against what their readers demand."""

import json
from pathlib import Path

import pytest
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import JUnitXml

from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.document import Document
from mdcheck.model.page import Facts, Outcome, Page
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source, Span
from mdcheck.model.verdict import Proved, Refuted, Undecided, Witness
from mdcheck.pipeline.rule_pages import rule_pages
from mdcheck.report.base import Run, load
from mdcheck.report.palette import Palette
from mdcheck.report.result import Result
from mdcheck.rules.registry import all_rules

TEXT = "熵 $a=b$, $a=b$\n% of\n"
PLACE = {"type": "integer", "minimum": 1}
STRING = {"type": "string"}
SCHEMAS = Path(__file__).parent / "schemas"
GITLAB = {
    "type": "array",
    "uniqueItems": True,
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            **dict.fromkeys(("description", "check_name", "fingerprint"), STRING),
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {"required": ["path", "lines"], "properties": {
                "path": {"type": "string", "not": {"pattern": r"^\.?/"}},
                "lines": {"required": ["begin"], "properties": {"begin": PLACE, "end": PLACE}},
            }},
        },
    },
}  # fmt: skip
RANGE = {
    "required": ["start"],
    "properties": {end: {"properties": {"line": PLACE, "column": PLACE}} for end in ("start", "end")},
}
RDJSON = {
    "required": ["diagnostics"],
    "properties": {
        "source": {"required": ["name"], "properties": {"name": STRING, "url": STRING}},
        "diagnostics": {"items": {
            "required": ["message", "location"],
            "additionalProperties": False,
            "properties": {
                "message": STRING,
                "severity": {"enum": ["ERROR", "WARNING", "INFO", "UNKNOWN_SEVERITY"]},
                "location": {"required": ["path"], "properties": {"path": STRING, "range": RANGE}},
                "code": {"required": ["value"], "properties": {"value": STRING, "url": STRING}},
                "suggestions": {"type": "array", "items": {
                    "required": ["range", "text"],
                    "properties": {"range": RANGE, "text": STRING},
                }},
            },
        }},
    },
}  # fmt: skip


def result(text: str = TEXT, path: str = "notes/a b.md") -> Result:
    first, second = text.index("a=b"), text.rindex("a=b")
    percent = text.index("%")
    fix = Fix("write 100", (Edit(Span(percent, percent + 1), "100"),))
    found = (
        Diagnostic("refuted-identity", "F301", Severity.ERROR, Span(first, first + 3), "is wrong"),
        Diagnostic(
            "refuted-identity", "F301", Severity.WARNING, Span(second, second + 3), "is wrong: 50%,\nno"
        ),
        Diagnostic("missing-target", "D110", Severity.INFO, Span(percent, percent + 1), "is odd", fix=fix),
    )
    verdicts = (Proved("symbolic"), Undecided("gate", "may be a constraint"), Refuted(Witness({}, "1", "2")))
    page = Page(
        Source(path, text),
        Document(()),
        Facts(lambda _: False, lambda _: None),
        claims=tuple(
            JudgedClaim(f"id{n}", "identity", Span(first, first + 3), "a=b", "a = b", verdict)
            for n, verdict in enumerate(verdicts)
        ),
        snippets=(Snippet(Span(percent, percent + 1), "not-run", None, {"reason": "disabled"}),),
    )
    return Result.of(Outcome(page, found, found[:1]))


def printed(name: str, *results: Result) -> str:
    report = load(name)(Palette(colour=False))
    report.run = Run(rules=rule_pages)
    pages = "".join(report.page(each) for each in results or (result(),))
    return pages + report.end((results or (result(),))[0].summary, 1.0)


@pytest.mark.parametrize(("name", "schema"), [("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_a_report_is_what_its_reader_demands(name, schema):
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(printed(name)))


def test_sarif_is_what_oasis_publishes():
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).validate(
        json.loads(printed("sarif"))
    )


def test_junit_is_what_jenkins_publishes():
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(printed("junit"))


def test_sarif_explains_every_rule_and_tells_what_holds_and_what_is_open():
    (run,) = json.loads(printed("sarif"))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules.keys() >= {rule.code for rule in all_rules()}
    assert all("## What it does" in rules[rule.code]["help"]["markdown"] for rule in all_rules())
    assert {each["ruleId"] for each in run["results"]} <= rules.keys()
    assert [each["kind"] for each in run["results"]] == ["fail", "fail", "fail", "fail", "pass", "open"]
    assert [each["level"] for each in run["results"]][:3] == ["error", "warning", "note"]
    assert run["results"][3]["suppressions"][0]["kind"] == "inSource"
    (fix,) = run["results"][2]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": "100"}
    assert replacement["deletedRegion"]["startLine"] == 2


@pytest.mark.parametrize(
    ("name", "prints"),
    [
        ("sarif", lambda report: [r.get("partialFingerprints") for r in report["runs"][0]["results"]]),
        ("gitlab", lambda report: [issue["fingerprint"] for issue in report]),
    ],
)
def test_fingerprints_stay_when_lines_move_and_are_never_shared(name, prints):
    before = prints(json.loads(printed(name)))
    after = prints(json.loads(printed(name, result(f"words\n\n{TEXT}"))))
    assert before == after
    assert len({json.dumps(each) for each in before[:3]}) == 3


def test_the_same_finding_in_two_notes_is_two_issues_for_gitlab():
    issues = json.loads(printed("gitlab", result(), result(path="b.md")))
    assert len({issue["fingerprint"] for issue in issues}) == 6


def test_columns_of_rdjson_count_bytes():
    first = json.loads(printed("rdjson"))["diagnostics"][0]
    assert first["location"]["range"]["start"] == {"line": 1, "column": 6}


def test_github_commands_escape_what_would_end_them():
    lines = printed("github").splitlines()
    assert lines[0] == (
        "::error file=notes/a b.md,line=1,endLine=1,col=4,endColumn=7,title=refuted-identity (F301)::is wrong"
    )
    assert lines[1].startswith("::warning ")
    assert lines[1].endswith("::is wrong: 50%25,<U+000A>no")
    assert lines[2].startswith("::notice ")


def test_junit_fails_errors_and_skips_what_is_undecided():
    report = JUnitXml.fromstring(printed("junit").encode())
    (suite,) = report
    assert (suite.tests, suite.failures, suite.skipped) == (6, 1, 2)
    assert suite.name == "notes/a b.md"
    failed = [case for case in suite if case.result and case.result[0]._tag == "failure"]
    assert [case.name for case in failed] == ["1:4 refuted-identity"]


def test_json_lines_are_the_diagnostics_of_json():
    lines = [json.loads(line) for line in printed("json-lines").splitlines()]
    assert lines == json.loads(printed("json"))["diagnostics"]


def test_grouped_names_each_note_once():
    assert printed("grouped").splitlines()[:3] == [
        "notes/a b.md",
        "   1:4  error[F301] refuted-identity: is wrong",
        "  1:11  warning[F301] refuted-identity: is wrong: 50%,<U+000A>no",
    ]
