"""D115: a reference link whose label is defined nowhere."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Reference
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.prose import proses, without_markup

# `a[i][j]` is an index, `[3][4]` a size: the text must be words, and nothing may touch its left bracket.
_REFERENCE = regex(
    r"(?<![\w\])!\\])!?\[(?!\^)([^\[\]\n]*[^\W\d_]{2}[^\[\]\n]*)\]\[(?!\^)([^\[\]\n]*)\](?![\[(])"
)


class UndefinedReference(Rule):
    """reference links that show as brackets, because their label is not defined.

    ## What it does
    Reports `[text][label]` and `[text][]` where the page has no line `[label]: address`.

    ## Why is this bad?
    The brackets are shown as they were typed, and there is no link.

    ## How to mend it
    Add the definition, or correct the label.
    """

    code = "D115"
    name = "undefined-reference"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (
        Valid("见 [这篇论文][paper]。\n\n[paper]: https://example.org"),
        Valid("The entry `w[row][col]`, a[first][second], and [1][2] are no links."),
        Valid("两个脚注[^one][^two]。\n\n[^one]: a\n[^two]: b"),
        Valid("$[\\text{ab}][c]$ stays maths."),
    )
    invalid = (
        Invalid("见 [这篇论文][paper]。", at=("[这篇论文][paper]",)),
        Invalid("See [the proof][prof].\n\n[proof]: p.md", at=("[the proof][prof]",)),
        Invalid("See [the proof][].", at=("[the proof][]",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Look up the label of what looks like a reference link and was not read as one."""
        labels = {_fold(node.label) for node in page.document.nodes if isinstance(node, Reference)}
        for prose in proses(page.document):
            for match in _REFERENCE.finditer(without_markup(prose)):
                label = match[2] or match[1]
                if _fold(label) not in labels:
                    span = prose.content.locate(Span(*match.span()))
                    yield self.found(span, f"no line of this page defines [{label}]")


def _fold(label: str) -> str:
    return " ".join(label.split()).casefold()
