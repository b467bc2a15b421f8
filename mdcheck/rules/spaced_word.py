"""L209: a word torn into letters."""

from collections.abc import Iterator

from mdcheck.latex import walk
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.latex.tree import Word
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid


class SpacedWord(Rule):
    r"""words whose letters are torn apart, as text recognition leaves them.

    ## What it does
    Reports `A c c u r a c y` and the like inside a formula.

    ## Why is this bad?
    It is set as a product of single letters, search does not find it, and nobody can edit it.

    ## How to mend it
    Join the letters, which looks the same; better, write `\text{Accuracy}`.
    """

    code = "L209"
    name = "spaced-word"
    severity = Severity.WARNING
    needs = Needs.TREES
    valid = (
        Valid(r"$a b c d$ 与 $x y + z w$，$\text{A c c}$"),
        Valid(r"$Accuracy = \frac{TP}{TP + FN}$"),
    )
    invalid = (
        Invalid(
            r"$$A c c u r a c y = \frac{a}{b}$$", at=("A c c u r a c y",), fixed=r"$$Accuracy = \frac{a}{b}$$"
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each torn word."""
        for parsed in parsed_formulas(page.document, page.macros):
            for node in walk(parsed.tree):
                if isinstance(node, Word) and node.style == "spaced":
                    span = parsed.locate(node.span)
                    fix = Fix(f"write {node.name}", (Edit(span, node.name),))
                    yield self.found(
                        span, f"this looks like the word “{node.name}”, torn into letters", fix=fix
                    )
