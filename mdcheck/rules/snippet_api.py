"""S407: an attribute or import that the library does not have."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetApi(SnippetRule):
    """names that the installed library does not have.

    ## What it does
    Reports attributes of modules and of library objects that do not exist, and names that cannot be imported
    from an installed package, also in functions that the page never calls.

    ## Why is this bad?
    The code fails where it is used, perhaps long after it was copied.

    ## How to mend it
    The message names the nearest attribute that exists. An API that a newer release removed needs the
    version named beside the example.
    """

    code = "S407"
    name = "snippet-api"
    severity = Severity.ERROR
    kind = "api"
    valid = (Valid("```python\nimport math\nprint(math.tau)\n```"),)
    invalid = (
        Invalid("```python\nimport math\nprint(math.squareroot(2))\n```", at=("print(math.squareroot(2))",)),
        Invalid("```python\nfrom math import squareroot\n```", at=("from math import squareroot",)),
    )
