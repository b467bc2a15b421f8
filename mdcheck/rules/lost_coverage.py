"""X916: something that was checked, and is not any more."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class LostCoverage(Rule):
    """formulas, sentences and code that nobody vouches for since they were changed.

    ## What it does
    `mdcheck lock` writes down, note by note, which claims and fences are decided, and what else stands there
    on its author's word: definitions, formulas that claim nothing, code that nothing can be compared with.
    With `lock = "FILE"` in the configuration this rule finds

    - a claim that was decided and no longer is, be it that it was changed or something that it rests on;
    - a claim that was decided and is no longer read as a claim at all;
    - a formula or fence on its author's word that reads otherwise now.

    What was changed and is decided as it is now, and what is new, is free. Nothing is said where time ran out
    or code was not to run.

    ## Why is this bad?
    The checker reports what it can show to be false. A slip that makes a formula unlike anything it knows
    leaves the formula undecided, which alone is no error: that it was decided before gives the slip away.

    ## How to mend it
    Look at the place once more. If it is right, `mdcheck lock` accepts it; the change shows in the diff of
    the file.
    """

    code = "X916"
    name = "lost-coverage"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = ()
    invalid = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Find nothing: the lock is held against finished results."""
        yield from ()
