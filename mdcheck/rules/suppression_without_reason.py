"""X910: a suppression that does not say why."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.suppressions import suppressions


class SuppressionWithoutReason(Rule):
    """suppressions that do not say why.

    ## What it does
    Finds `<!-- mdcheck: ignore[rule] -->` without words after the bracket.

    ## Why is this bad?
    The next reader cannot tell a decision from an accident, and nobody dares to take it out again.

    ## How to mend it
    Write the reason behind the bracket.
    """

    code = "X910"
    name = "suppression-without-reason"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("<!-- mdcheck: ignore[missing-target] the figure is drawn by the build -->\n![a](a.png)"),
        Valid("<!-- an ordinary comment -->"),
    )
    invalid = (
        Invalid(
            "<!-- mdcheck: ignore[missing-target] -->\n![a](a.png)",
            at=("<!-- mdcheck: ignore[missing-target] -->",),
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each suppression whose reason is empty."""
        for suppression in suppressions(page.document):
            if not suppression.reason:
                yield self.found(suppression.directive.span, "this suppression gives no reason")
