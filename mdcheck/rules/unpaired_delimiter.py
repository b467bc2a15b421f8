"""L201: a maths delimiter without partner."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.delimiters import lone


class UnpairedDelimiter(Rule):
    r"""`$`, `$$`, `\(`, `\[` and `\begin` that nothing closes.

    ## What it does
    Reports a delimiter that opens a formula for which the paragraph, or the page for displayed maths, has no
    closing one. Prices, escaped dollars and dollars in code are no delimiters.

    ## Why is this bad?
    The formula is shown as its source, and the next delimiter on the page may pair with the wrong one:
    then prose is set as maths.

    ## How to mend it
    Add the missing delimiter.
    """

    code = "L201"
    name = "unpaired-delimiter"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("熵为 $H(p)$，见\n$$\nH(p) = 0\n$$\n"),
        Valid(r"It costs $5 and $6, or \$7, or `$8`."),
    )
    invalid = (
        Invalid("其中 $\\sum_i p_i = 1，于是成立。\n\n后文。", at=("$",)),
        Invalid("text\n\n$$\nx^2 + y^2\n\nmore text\n", at=("$$",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report what extraction could not pair."""
        for node in lone(page):
            yield self.found(node.span, f"nothing closes this {node.delimiter}")
