"""X914: a counter-example in which nothing is found."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Needs, Rule


class UnmetExpectation(Rule):
    """counter-examples in which the finding that they are meant to show does not occur.

    ## What it does
    `<!-- mdcheck: expect refuted-identity -->` says that the block it stands in, or the next one if it stands
    alone, is wrong on purpose: the finding must occur there, and is then shown to readers instead of failing
    the run. Several rules are separated by commas, and each must speak; `expect[refuted-identity] words`
    leaves room for words of your own. A counter-example is judged as if it stood there alone: words such as
    "wrong" around it do not excuse it, and what it defines holds nowhere else.

    This rule finds expectations that are not met. It says nothing of rules that were not asked, nor of code
    where none was to run.

    ## Why is this bad?
    Either the counter-example is true after all, or nothing would notice if it stood among the facts.

    ## How to mend it
    The message says what became of the claims in the block. Mend the counter-example, or delete the comment.
    """

    code = "X914"
    name = "unmet-expectation"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = ()
    invalid = ()

    def check(self, page: Page) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Find nothing: the pipeline knows, once all other rules have spoken, what was found where."""
        yield from ()
