"""What the rules on code fences share: findings of one kind, with their fixes."""

from collections.abc import Iterator
from typing import ClassVar

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix
from mdcheck.model.page import Page
from mdcheck.model.snippet import FindingKind, SnippetFinding
from mdcheck.rules.base import Needs, Rule


class SnippetRule(Rule):
    """A rule that reports what running the fences found, kind by kind."""

    needs = Needs.SNIPPETS
    kind: ClassVar[FindingKind]
    mendable: ClassVar[bool | None] = None
    """Speak only on findings with edits, only on those without, or on all."""

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report every finding of the rule's kind."""
        for snippet in page.snippets or ():
            for finding in snippet.findings:
                if finding.kind == self.kind and self.mendable in (None, bool(finding.edits)):
                    fix = _fix(finding)
                    yield self.found(finding.span, finding.message, fix=fix, evidence=finding.evidence)


def _fix(finding: SnippetFinding) -> Fix | None:
    if not finding.edits:
        return None
    return Fix("add the import", tuple(Edit(span, text) for span, text in finding.edits))
