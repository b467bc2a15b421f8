"""S406: a shape comment that the traced value contradicts."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetShape(SnippetRule):
    """comments that give a tensor another shape than it has.

    ## What it does
    Reads comments that are nothing but a shape (`# (B, T, C)`, `# shape: [N, 2*D]`), and follows the values
    while the code runs. Letters take the value they have in the code, or the first size they meet in the
    same call; a size of 1 and `...` fit anything.

    ## Why is this bad?
    The shapes are what readers check their understanding against.

    ## How to mend it
    Correct the comment, or the code.
    """

    code = "S406"
    name = "snippet-shape"
    severity = Severity.ERROR
    kind = "shape"
    valid = (
        Valid("```python\nimport numpy as np\nx = np.zeros((2, 3))  # (2, 3)\n```"),
        Valid("```python\nimport numpy as np\nx = np.zeros((2, 3))  # (B, T)\ny = x.T  # (T, B)\n```"),
    )
    invalid = (
        Invalid("```python\nimport numpy as np\nx = np.zeros((2, 3))  # (3, 2)\n```", at=("# (3, 2)",)),
        Invalid(
            "```python\nimport numpy as np\nx = np.zeros((2, 3))  # (B, T)\ny = x.T  # (B, T)\n```",
            at=("# (B, T)",),
        ),
    )
