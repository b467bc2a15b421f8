"""``junit``: a test report: each claim, fence and finding a test case, each note a suite."""

from collections.abc import Iterator
from xml.etree import ElementTree

from mdcheck.model.diagnostic import Severity
from mdcheck.model.verdict import Refuted, Undecided
from mdcheck.report.base import Format
from mdcheck.report.links import posix, rule_page
from mdcheck.report.palette import Palette, one_line, visible
from mdcheck.report.positions import Lines
from mdcheck.report.result import Result
from mdcheck.report.summary import Summary


class Report(Format):
    """As most servers read it: what is wrong fails, what is undecided or was not run is skipped."""

    footed = False
    detailed = True

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._suites = ElementTree.Element("testsuites", name="mdcheck")

    def page(self, result: Result) -> str:
        """Nothing yet: the totals come first."""
        path = visible(posix(result.source.path))
        cases = [*_findings(result, path), *_claims(result, path), *_fences(result, path)]
        suite = ElementTree.SubElement(self._suites, "testsuite", _totals(cases), name=path)
        suite.extend(cases or [_case(path, "nothing to find fault with")])
        suite.set("tests", str(len(suite)))
        return ""

    def end(self, summary: Summary, seconds: float) -> str:  # noqa: ARG002
        """The report."""
        for name in ("tests", "failures", "errors"):
            self._suites.set(name, str(sum(int(suite.get(name, "0")) for suite in self._suites)))
        ElementTree.indent(self._suites)
        return ElementTree.tostring(self._suites, encoding="unicode", xml_declaration=False) + "\n"


def _totals(cases: list[ElementTree.Element]) -> dict[str, str]:
    failures = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}


def _findings(result: Result, path: str) -> Iterator[ElementTree.Element]:
    lines = Lines(result.source)
    for found in result.diagnostics:
        at = lines.position(found.span.start)
        case = _case(path, f"{at.line}:{at.column} {found.rule}")
        message = visible(found.message)
        if found.severity is Severity.ERROR:
            failure = ElementTree.SubElement(case, "failure", type=found.code, message=message)
            failure.text = f"{path}:{at.line}:{at.column}: {message}\n{rule_page(found.rule)}"
        else:
            ElementTree.SubElement(case, "system-out").text = f"{found.severity.word}: {message}"
        yield case


def _claims(result: Result, path: str) -> Iterator[ElementTree.Element]:
    lines = Lines(result.source)
    for claim in result.page.claims or ():
        if isinstance(claim.verdict, Refuted):
            continue  # said among the findings, or shown on purpose
        case = _case(path, f"{lines.position(claim.span.start).line} {claim.kind} {claim.id}")
        if isinstance(claim.verdict, Undecided):
            why = f"{claim.verdict.reason}: {claim.verdict.detail}"
            ElementTree.SubElement(case, "skipped", message=one_line(why))
        yield case


def _fences(result: Result, path: str) -> Iterator[ElementTree.Element]:
    lines = Lines(result.source)
    for fence in result.page.snippets or ():
        if fence.status in ("failed", "disagrees"):
            continue
        case = _case(path, f"{lines.position(fence.span.start).line} fence")
        if fence.status in ("not-run", "undecided"):
            ElementTree.SubElement(
                case, "skipped", message=one_line(fence.evidence.get("reason", fence.status))
            )
        yield case


def _case(path: str, name: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", classname=path, name=name)
