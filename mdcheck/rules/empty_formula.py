"""L210: a formula with nothing in it."""

from collections.abc import Iterator

from mdcheck.latex.formulas import formulas
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.delimiters import empty_pairs


class EmptyFormula(Rule):
    """formulas with nothing between their delimiters.

    ## What it does
    Reports pairs of delimiters with nothing but blanks between them.

    ## Why is this bad?
    Nothing is shown. Often the formula was lost in a conversion, or four dollars meet where two were meant.

    ## How to mend it
    Write the formula, or delete the delimiters.
    """

    code = "L210"
    name = "empty-formula"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (Valid("空集是 $\\{\\}$，空格是 $\\ $。"),)
    invalid = (
        Invalid("故有\n\n$$\n\n$$\n\n成立。", at=("$$\n\n$$",)),
        Invalid("so $$ $$ holds", at=("$$ $$",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each blank formula."""
        blank = (f.span for f in formulas(page.document) if not f.content.text.strip())
        for span in (*blank, *empty_pairs(page)):
            yield self.found(span, "there is nothing in this formula")
