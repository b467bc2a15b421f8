"""D122: a heading more than one level below the one above."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.outline import sections


class SkippedLevel(Rule):
    """headings that skip a level.

    ## What it does
    Reports a heading that stands more than one level below its parent, as `###` directly under `#`.
    The level at which a page begins is free.

    ## Why is this bad?
    Tables of contents and screen readers show a hole where the level between should be.

    ## How to mend it
    Raise the heading, or give it the parent that is missing.
    """

    code = "D122"
    name = "skipped-level"
    severity = Severity.INFO
    needs = Needs.DOCUMENT
    valid = (
        Valid("## 一\n\n### 二\n\n## 三\n\ntext\n"),
        Valid("### Deep\n\n# Up\n\n## Down\n\ntext\n"),
    )
    invalid = (
        Invalid("# 数学\n\n### 排列\n\n文\n\n### 组合\n\n文\n", at=("### 排列",)),
        Invalid("# A\n\n#### B\n\ntext\n", at=("#### B",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report the first heading of each run that stands too deep."""
        reported: set[tuple[int, int]] = set()
        for section in sections(page.document):
            if section.parent is None or section.heading.level <= section.parent.heading.level + 1:
                continue
            key = (section.parent.start, section.heading.level)
            if key not in reported:
                reported.add(key)
                above, here = section.parent.heading.level, section.heading.level
                yield self.found(section.heading.span, f"level {here} directly under level {above}")
