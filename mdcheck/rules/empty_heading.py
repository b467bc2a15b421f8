"""D124: a heading without words."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.outline import sections


class EmptyHeading(Rule):
    """headings without a title.

    ## What it does
    Reports a heading mark with nothing after it.

    ## Why is this bad?
    The page shows an empty line, and the table of contents an entry that cannot be read.

    ## How to mend it
    Write the title, or delete the mark.
    """

    code = "D124"
    name = "empty-heading"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (Valid("# $x$\n\n## ![图](data:,)\n\n#hashtag\n"),)
    invalid = (Invalid("# 余弦\n\n文\n\n###\n\ntext\n", at=("###",)),)

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each heading without title."""
        for section in sections(page.document):
            if not section.title:
                yield self.found(section.heading.span, "this heading has no title")
