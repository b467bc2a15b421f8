"""X901: the tool itself failed."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class InternalError(Rule):
    """failures of mdcheck itself.

    ## What it does
    Says that a part of the check failed on this note, or took longer than its budget; the other parts,
    and the other notes, were checked all the same. The exit code is 2. It cannot be switched off.

    ## Why is this bad?
    What was not checked must not look checked.

    ## How to mend it
    This is a defect of mdcheck, not of the note: report it with what `--verbose` prints.
    """

    code = "X901"
    name = "internal-error"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = ()
    invalid = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Find nothing: the pipeline reports failures where they happen."""
        yield from ()
