"""X913: a directive that means nothing to mdcheck."""

from collections.abc import Iterator

from mdcheck.config import did_you_mean
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Directive
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.expectations import NAME as EXPECT
from mdcheck.rules.suppressions import NAMES as SUPPRESSIONS

KNOWN = (*SUPPRESSIONS, EXPECT, "assume", "define", "claim", "skip")


class UnknownDirective(Rule):
    """comments that address mdcheck in words it does not know.

    ## What it does
    Finds `<!-- mdcheck: word .. -->` whose word is none of `ignore`, `ignore-file`, `expect`, `assume`,
    `define`, `claim`, `skip`.

    ## Why is this bad?
    A misspelt directive does nothing, and nobody notices.

    ## How to mend it
    Mend the spelling.
    """

    code = "X913"
    name = "unknown-directive"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (Valid("<!-- mdcheck: assume p, q: distribution(n) -->\nText."), Valid("<!-- TODO: assume -->"))
    invalid = (
        Invalid("<!-- mdcheck: asume p: positive -->\nText.", at=("<!-- mdcheck: asume p: positive -->",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each directive with a name that is not known."""
        for node in page.document.nodes:
            if isinstance(node, Directive) and node.name not in KNOWN:
                hint = did_you_mean(node.name, KNOWN)
                yield self.found(node.span, f"there is no directive '{node.name}'{hint}")
