"""S403: a fence that uses what the page never defines."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetUndefinedName(SnippetRule):
    """fences that use names which nothing on the page defines.

    ## What it does
    Looks for names that are read in a fence and bound nowhere on the page. Each is reported once, where it
    first stands. What needs it is not run; the rest is.

    ## Why is this bad?
    A reader cannot run the example, and has to guess what the missing value looks like.

    ## How to mend it
    Define the name in the fence or in one before it, or mark the fence as a fragment:
    ```` ```python {.no-run} ````.
    """

    code = "S403"
    name = "snippet-undefined-name"
    severity = Severity.WARNING
    kind = "missing-name"
    mendable = False
    valid = (
        Valid("```python\nrate = 0.1\nprint(rate)\n```"),
        Valid("```python\ndef step(w, grad):\n    return w - rate * grad\n```\n\n```python\nrate = 0.1\n```"),
    )
    invalid = (
        Invalid("```python\nprint(rate * 2)\n```", at=("rate",)),
        Invalid("```python\nprint(alpha)\nalpha = 1\n```", at=("alpha",)),
    )
