r"""F308: a definition by a convention that differs from the canonical one."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import Convention


class DefinitionConvention(Convention):
    r"""Finds definitions that follow another convention than the canonical formula.

    ## What it does

    A definition that agrees with a known variant of its concept is right. Where the variant changes results
    that readers compare with code (an epsilon outside of the root, a variance over n - 1), it is named.
    Matters of taste (the base of a logarithm, sum or mean, a factor of one half) are not reported.

    ## Why is this bad?

    Numbers computed by the note differ in a late digit from those of the usual libraries, and nothing says
    why.

    ## How to mend it

    Name the convention in the text, or write the usual formula.
    """

    code: ClassVar[str] = "F308"
    name: ClassVar[str] = "definition-convention"
    kind: ClassVar[ClaimKind] = "definition"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("Layer norm: $y = \\gamma\\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta$\n"),
        Valid("The entropy is $H(p) = -\\sum_i p_i \\log_2 p_i$.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "Layer norm: $y = \\gamma\\frac{x - \\mu}{\\sigma + \\epsilon} + \\beta$\n",
            at=("y = \\gamma\\frac{x - \\mu}{\\sigma + \\epsilon} + \\beta",),
        ),
    )

    def message(self, claim: JudgedClaim) -> str:
        """The concept and the convention."""
        concept, convention = claim.evidence.get("concept", ""), claim.evidence.get("convention", "")
        return f"{concept} by another convention than the canonical formula: {convention}"
