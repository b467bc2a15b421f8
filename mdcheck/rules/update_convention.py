r"""F311: update equations by a convention that differs from the canonical one."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import Convention

SUM = "## AdaGrad\n\n$$s \\leftarrow s + g^2$$\n\n"
STEP = "$$w \\leftarrow w - \\frac{\\eta}{ROOT} g$$\n"


class UpdateConvention(Convention):
    r"""Finds update equations that follow another convention than the canonical optimizer.

    ## What it does

    Steps that agree with a known variant of the optimizer are right. Where the variant changes numbers that
    readers compare with a library (an epsilon inside of the root, no bias correction), it is named. Both
    forms of momentum, the learning rate inside or outside of the velocity, are the same to this rule.

    ## Why is this bad?

    Trained by the note's equations and by the library, two networks differ, and nothing says why.

    ## How to mend it

    Name the convention in the text, or write the usual equation.
    """

    code: ClassVar[str] = "F311"
    name: ClassVar[str] = "update-convention"
    kind: ClassVar[ClaimKind] = "recurrence"
    valid: ClassVar[tuple[Valid, ...]] = (Valid(SUM + STEP.replace("ROOT", "\\sqrt{s}+\\epsilon")),)
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            SUM + STEP.replace("ROOT", "\\sqrt{s+\\epsilon}"),
            at=("w \\leftarrow w - \\frac{\\eta}{\\sqrt{s+\\epsilon}} g",),
        ),
    )

    def message(self, claim: JudgedClaim) -> str:
        """The optimizer and the convention."""
        concept, convention = claim.evidence.get("concept", ""), claim.evidence.get("convention", "")
        return f"{concept} by another convention than the canonical update: {convention}"
