"""S401: a Python fence that does not parse."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetSyntax(SnippetRule):
    """Python fences that do not parse.

    ## What it does
    Parses every fence marked as Python. Shell commands, pseudo-code, parts left out with `...` and pieces of
    a function body are told apart and only counted as not run.

    ## Why is this bad?
    A reader who copies the code gets a `SyntaxError` before anything happens.

    ## How to mend it
    Correct the code. If it is not meant to run, mark the fence: ```` ```python {.no-run} ````, or put
    `<!-- mdcheck: skip reason -->` before it.
    """

    code = "S401"
    name = "snippet-syntax"
    severity = Severity.ERROR
    kind = "syntax"
    valid = (
        Valid("```python\nx = 1\n```"),
        Valid("```\nif x then y\n```"),
        Valid("```python\nfor each sample do\n  update(w)\n```"),
        Valid("```python {.no-run}\ndef f(:\n```"),
        Valid("<!-- mdcheck: skip shows a typing error -->\n```python\ndef f(:\n```"),
    )
    invalid = (
        Invalid("```python\ndef area(r)\n    return 3 * r\n```", at=("def area(r)",)),
        Invalid("```python\nprint 'loss', 3\n```", at=("print 'loss', 3",)),
    )
