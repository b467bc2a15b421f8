"""D113: an image that another site serves."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Image
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.targets import targets


class RemoteImage(Rule):
    """images that are fetched from another site.

    ## What it does
    Reports images whose address names a host. Off unless selected.

    ## Why is this bad?
    The other site may forbid it, change the picture or vanish, and it learns who reads the note. Nothing
    of this is certain, so the rule has to be asked for.

    ## How to mend it
    Store a copy beside the note, if its licence allows.
    """

    code = "D113"
    name = "remote-image"
    severity = Severity.INFO
    needs = Needs.DOCUMENT
    default = False
    valid = (
        Valid("![图](img/a.png) [link](https://example.org/a.png)", files={"img/a.png": ""}),
        Valid("![dot](data:image/png;base64,AAAA)"),
    )
    invalid = (
        Invalid("![损失](https://example.org/loss.png)", at=("https://example.org/loss.png",)),
        Invalid('<img src="//cdn.example.org/a.png">', at=("//cdn.example.org/a.png",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each remote image."""
        for node, target in targets(page.document):
            if isinstance(node, Image) and target.kind == "remote" and not node.target.startswith("data:"):
                yield self.found(node.target_span, "this image is served by another site")
