"""X912: a suppression that suppresses nothing."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class UnusedSuppression(Rule):
    """suppressions that suppress nothing.

    ## What it does
    Finds `<!-- mdcheck: ignore[rule] reason -->` where the rule, which ran, found nothing in the block.

    ## Why is this bad?
    What it excused is gone; it would hide the next, unrelated mistake.

    ## How to mend it
    Delete the comment; `--fix` does.
    """

    code = "X912"
    name = "unused-suppression"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = ()
    invalid = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Find nothing: the pipeline knows, once all other rules have spoken, what was suppressed."""
        yield from ()
