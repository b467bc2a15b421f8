"""S408: code that computes something else than what it is called."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetDisagrees(SnippetRule):
    """implementations that compute something else than the concept they are named after.

    ## What it does
    Recognises what a function or class implements, feeds it and the canonical implementation the same drawn
    inputs and weights, and compares. A difference is reported only when a known slip explains it, or when it
    breaks a convention that the note itself demands; any other stays undecided.

    ## Why is this bad?
    The code runs, and teaches something false.

    ## How to mend it
    The message names the slip; the evidence shows the smallest input and both results.
    """

    code = "S408"
    name = "snippet-disagrees"
    severity = Severity.ERROR
    kind = "disagrees"
    valid = (
        Valid("```python\ndef softplus(x):\n    return x\n```"),
        Valid(
            "```python\nimport torch\n\ndef softmax(x):\n    e = torch.exp(x - x.amax(-1, keepdim=True))\n"
            "    return e / e.sum(-1, keepdim=True)\n```"
        ),
    )
    invalid = (
        Invalid(
            "## Cosine similarity\n\n```python\nimport torch\n\ndef cosine_similarity(x, y):\n"
            "    return torch.sum(x * y, dim=-1) / (x.norm(dim=-1) + y.norm(dim=-1))\n```",
            at=("return torch.sum(x * y, dim=-1) / (x.norm(dim=-1) + y.norm(dim=-1))",),
        ),
    )
