"""X902: a file that cannot be read."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class UnreadableFile(Rule):
    """files that the system does not hand out.

    ## What it does
    Says that a file could not be opened or read: a permission is missing, or the file vanished during the
    run. It cannot be switched off.

    ## Why is this bad?
    What was not read must not look clean.

    ## How to mend it
    Give the permission, or leave the file out with `exclude`.
    """

    code = "X902"
    name = "unreadable-file"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = ()
    invalid = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Find nothing: the pipeline reports such a file when it opens it."""
        yield from ()
