"""D116: a link definition that no link uses."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Reference
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class UnusedReference(Rule):
    """link definitions that render to nothing, because no link refers to them.

    ## What it does
    Reports `[label]: address` lines whose label no link or image on the page uses. Comments written as
    definitions (`[//]: # (..)`) are left alone.

    ## Why is this bad?
    Such a line is no text: readers see nothing of it. A list of sources written this way is invisible.

    ## How to mend it
    Refer to it (`[text][label]`), or write it as a link: `[label](address)`.
    """

    code = "D116"
    name = "unused-reference"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (
        Valid("见 [论文][vaswani]。\n\n[vaswani]: https://example.org/attention"),
        Valid("[//]: # (a comment)\n\n[comment]: <> (another)\n\ntext"),
    )
    invalid = (
        Invalid(
            "参考：\n\n[1]: https://example.org/a\n[2]: https://example.org/b",
            at=("[1]: https://example.org/a", "[2]: https://example.org/b"),
        ),
        Invalid("See [a].\n\n[a]: x.md\n[b]: y.md", at=("[b]: y.md",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each unused definition that leads somewhere."""
        for node in page.document.nodes:
            if isinstance(node, Reference) and not node.used and node.target.strip("<>#"):
                yield self.found(
                    node.span, f"no link refers to [{node.label}], so readers see nothing of this line"
                )
