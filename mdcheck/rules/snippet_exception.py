"""S404: a fence that raises."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetException(SnippetRule):
    """fences that raise an exception when they run.

    ## What it does
    Runs the fences of a page in order, in a contained process without network. Missing packages, files,
    data sets, graphics cards and questions to the user are not the code's fault and are only counted. An
    exception that a comment at the statement announces is expected.

    ## Why is this bad?
    The example does not work.

    ## How to mend it
    Correct the line that is underlined; the evidence shows how it was reached.
    """

    code = "S404"
    name = "snippet-exception"
    severity = Severity.ERROR
    kind = "exception"
    valid = (
        Valid("```python\nprint(1 / 2)\n```"),
        Valid("```python\nopen('data.csv')\n```"),
        Valid("```python\n[][0]  # 报错：下标越界\n```"),
    )
    invalid = (
        Invalid("```python\nx = [1, 2]\nprint(x[2])\n```", at=("print(x[2])",)),
        Invalid("```python\ndef f(n):\n    return 1 / n\nf(0)\n```", at=("return 1 / n",)),
    )
