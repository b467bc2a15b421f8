"""X911: a suppression of a rule that does not exist."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.registry import all_rules
from mdcheck.rules.selectors import complaint
from mdcheck.rules.suppressions import suppressions


class UnknownSuppression(Rule):
    """suppressions of rules that do not exist.

    ## What it does
    Finds `<!-- mdcheck: ignore[..] reason -->` whose bracket is empty or names no rule. Rules go by name
    (`missing-target`), code (`D101`) or the beginning of a code (`D1`).

    ## Why is this bad?
    It suppresses nothing, whatever its author thinks.

    ## How to mend it
    Take the name from the finding that you want to suppress; `mdcheck rules` lists all.
    """

    code = "X911"
    name = "unknown-suppression"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (Valid("<!-- mdcheck: ignore[internal-error, X9] shown as an example -->\nText."),)
    invalid = (
        Invalid(
            "<!-- mdcheck: ignore[internal-eror] shown as an example -->\nText.",
            at=("<!-- mdcheck: ignore[internal-eror] shown as an example -->",),
        ),
        Invalid("<!-- mdcheck: ignore all of this -->\nText.", at=("<!-- mdcheck: ignore all of this -->",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each selector that means no rule."""
        for suppression in suppressions(page.document):
            if not suppression.selectors:
                yield self.found(
                    suppression.directive.span, "this suppression names no rule: write `ignore[rule] reason`"
                )
            for selector in suppression.selectors:
                if wrong := complaint(selector, all_rules()):
                    yield self.found(suppression.directive.span, wrong)
