"""D120: two sections of one name in one place."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.outline import sections


class DuplicateHeading(Rule):
    """headings of the same title and level under the same parent.

    ## What it does
    Reports a heading whose title an earlier heading of the same section has already. The same title under
    different parents (`Example` in each chapter) is left alone.

    ## Why is this bad?
    Both get the same anchor: a link reaches only the first, and the number that is appended to the second
    changes when sections move. Often the text was pasted twice.

    ## How to mend it
    Say in the title what sets the section apart, or merge the two.
    """

    code = "D120"
    name = "duplicate-heading"
    severity = Severity.INFO
    needs = Needs.DOCUMENT
    valid = (
        Valid("# A\n\n## 例子\n\n一\n\n# B\n\n## 例子\n\n二\n"),
        Valid("# Loss\n\nx\n\n## Loss\n\ny\n"),
    )
    invalid = (
        Invalid("# 熵\n\n一\n\n# 熵\n\n二\n", at=("# 熵",)),
        Invalid("# A\n\n## Proof\n\none\n\n## Proof\n\ntwo\n", at=("## Proof",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each heading that repeats one of its siblings."""
        seen: set[tuple[int, int, str]] = set()
        for section in sections(page.document):
            parent = section.parent.start if section.parent else -1
            key = (parent, section.heading.level, section.title.casefold())
            if section.title and key in seen:
                yield self.found(
                    section.heading.span, f"this section already has a heading “{section.title}”"
                )
            seen.add(key)
