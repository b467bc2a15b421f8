"""X915: an expectation of a rule that does not exist."""

from collections.abc import Iterator

from mdcheck.config import did_you_mean
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.expectations import expectations, is_called
from mdcheck.rules.registry import all_rules


class UnknownExpectation(Rule):
    """expectations of rules that do not exist.

    ## What it does
    Finds `<!-- mdcheck: expect .. -->` that names no rule, or one that does not exist. Rules go by name
    (`refuted-identity`) or whole code (`F301`).

    ## Why is this bad?
    The counter-example counts as an ordinary mistake.

    ## How to mend it
    Take the name from the finding that the block is to show; `mdcheck rules` lists all.
    """

    code = "X915"
    name = "unknown-expectation"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (Valid("<!-- mdcheck: expect internal-error, X902 -->\nText."),)
    invalid = (
        Invalid(
            "<!-- mdcheck: expect internal-eror -->\nText.", at=("<!-- mdcheck: expect internal-eror -->",)
        ),
        Invalid("<!-- mdcheck: expect[X9] both -->\nText.", at=("<!-- mdcheck: expect[X9] both -->",)),
        Invalid("<!-- mdcheck: expect -->\nText.", at=("<!-- mdcheck: expect -->",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each name that means no rule."""
        known = [name for rule in all_rules() for name in (rule.name, rule.code)]
        for expected in expectations(page.document):
            if not expected.names:
                yield self.found(expected.directive.span, "this names no rule: write `expect rule`")
            for name in expected.names:
                if not any(is_called(name, rule) for rule in all_rules()):
                    hint = did_you_mean(name, known)
                    yield self.found(expected.directive.span, f"no rule is called '{name}'{hint}")
