"""S405: a fence that prints something else than it says."""

from mdcheck.model.diagnostic import Severity
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.snippets import SnippetRule


class SnippetOutput(SnippetRule):
    """comments and transcripts that show another output than the code's.

    ## What it does
    Compares what a statement prints with a comment that consists of the output (`# 输出: [8, 128]`,
    `# -> 3`, `# tensor([1., 2.])`) and with what a transcript shows below its prompt. Numbers are compared
    as precisely as they are written. Output that changes with the random seed is left alone.

    ## Why is this bad?
    Readers trust the printed result and look for the error in their own copy.

    ## How to mend it
    Run the code and correct the comment, or correct the code.
    """

    code = "S405"
    name = "snippet-output"
    severity = Severity.ERROR
    kind = "output"
    valid = (
        Valid("```python\nprint(2 + 2)  # 输出: 4\n```"),
        Valid("```python\nprint(2 / 3)  # Output: 0.667\n```"),
        Valid("```python\nimport random\nprint(random.random())  # 输出: 0.5\n```"),
        Valid("```pycon\n>>> sorted({3, 1})\n[1, 3]\n```"),
    )
    invalid = (
        Invalid("```python\nprint(2 + 2)  # 输出: 5\n```", at=("# 输出: 5",)),
        Invalid("```pycon\n>>> sorted({3, 1})\n[3, 1]\n```", at=("[3, 1]",)),
    )
