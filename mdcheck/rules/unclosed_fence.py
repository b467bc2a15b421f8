"""D103: a code fence that nothing closes."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import CodeFence
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class UnclosedFence(Rule):
    """code fences without a closing fence.

    ## What it does
    Reports an opening fence after which no closing one follows in the same block quote or list.

    ## Why is this bad?
    The rest of the page is shown as code, and no formula in it is rendered or checked.

    ## How to mend it
    Close the fence. The closing fence must be at least as long as the opening one, and nothing may follow it.
    """

    code = "D103"
    name = "unclosed-fence"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("```python\nx = 1\n```\n"),
        Valid("~~~~\n~~~\n~~~~\n"),
    )
    invalid = (
        Invalid("代码：\n\n```python\nx = 1\n\n# 后文\n", at=("```python",)),
        Invalid("````\n```\n", at=("````",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report the opening line of each unclosed fence."""
        for node in page.document.nodes:
            if isinstance(node, CodeFence) and not node.closed:
                line = page.source.text[node.span.start : node.span.end].splitlines()[0].rstrip()
                start = node.span.start
                yield self.found(
                    Span(start, start + len(line)),
                    "nothing closes this code fence; the rest is shown as code",
                )
