"""S402: a fence that uses what the page never imports."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetMissingImport(SnippetRule):
    """fences that use a module which nothing on the page imports.

    ## What it does
    Looks for names that are read in a fence and bound nowhere on the page, neither there nor in another
    fence, where the way they are used shows which import is missing: `nn.Linear` wants
    `import torch.nn as nn`. The checks go on with the import supplied.

    ## Why is this bad?
    The code raises a `NameError` for everybody who copies the page.

    ## How to mend it
    `--fix` puts the import at the start of the fence.
    """

    code = "S402"
    name = "snippet-missing-import"
    severity = Severity.ERROR
    kind = "missing-name"
    mendable = True
    valid = (
        Valid("```python\nimport math\nprint(math.pi)\n```"),
        Valid("```python\nimport math\n```\n\nand then\n\n```python\nprint(math.pi)\n```"),
        Valid("```python\nmath = 3\nprint(math)\n```"),
    )
    invalid = (
        Invalid(
            "```python\nprint(math.sqrt(2))\n```",
            at=("math",),
            fixed="```python\nimport math\nprint(math.sqrt(2))\n```",
        ),
        Invalid(
            "> ```python\n> c = Counter('aab')\n> ```",
            at=("Counter",),
            fixed="> ```python\n> from collections import Counter\n> c = Counter('aab')\n> ```",
        ),
    )
