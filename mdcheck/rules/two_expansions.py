"""P513: an abbreviation spelt out in two ways."""

from collections.abc import Iterable
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.claims.expansions import expansions
from mdcheck.model.diagnostic import Severity
from mdcheck.model.document import Document
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.clash import ClashRule


class TwoExpansions(ClashRule):
    r"""Finds abbreviations that a page spells out in two ways.

    ## What it does

    ``LDA (linear discriminant analysis)`` and ``latent Dirichlet allocation (LDA)``: both fit the letters.

    ## Why is this bad?

    Where the abbreviation stands alone, it is open which is meant.

    ## How to mend it

    Spell one of them out throughout.
    """

    code: ClassVar[str] = "P513"
    name: ClassVar[str] = "two-expansions"
    severity: ClassVar[Severity] = Severity.INFO
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid(
            "LDA (linear discriminant analysis) projects; linear discriminant analysis (LDA) classifies.\n"
        ),
        Valid("MLE（maximum likelihood estimate）与 MAP（maximum a posteriori）。\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "LDA (linear discriminant analysis) projects. Latent Dirichlet allocation (LDA) finds topics.\n",
            at=("Latent Dirichlet allocation (LDA)",),
        ),
        Invalid(
            "先用 PCA（principal component analysis）。这里的 PCA（pointwise correlation average）不同。\n",
            at=("PCA（pointwise correlation average）",),
        ),
    )

    @staticmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every such place."""
        return expansions(document)

    @staticmethod
    def message(clash: Clash) -> str:
        """What is here, and what was there."""
        return f"{clash.subject} is “{clash.now}” here, “{clash.before}” above"
