"""S409: code that follows another convention than the canonical implementation."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetConvention(SnippetRule):
    """implementations that follow another known convention than the canonical one.

    ## What it does
    Says which convention explains the difference between a fence and the canonical implementation: where
    epsilon stands, how a loss is reduced, which variance is taken.

    ## Why is this bad?
    Numbers will differ from the library's; a reader who compares them should know why.

    ## How to mend it
    Name the convention in the text, or follow the canonical one.
    """

    code = "S409"
    name = "snippet-convention"
    severity = Severity.WARNING
    kind = "convention"
    valid = (Valid("```python\nprint(1)\n```"),)
    invalid = (
        Invalid(
            "```python\nimport torch\n\ndef layer_norm(x, gamma, beta, eps=1e-5):\n"
            "    centred = x - x.mean(-1, keepdim=True)\n    std = x.std(-1, correction=0, keepdim=True)\n"
            "    return gamma * centred / (std + eps) + beta\n```",
            at=("def layer_norm(x, gamma, beta, eps=1e-5):",),
        ),
    )
