r"""F307: a right formula under the wrong name."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.verdict import Witness
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import RefutedByCanon


class AnotherConcept(RefutedByCanon):
    r"""Finds definitions whose formula is that of another concept.

    ## What it does

    A definition that does not agree with the concept it is named for is held against those that it is
    confused with: false positive rate and false negative rate, hinge and perceptron loss, the cross entropy
    of many classes and that of two.

    ## Why is this bad?

    The formula is right, and computes something else than its name says.

    ## How to mend it

    Change the name, or take the formula that belongs to it. If a special case is meant, say so in the
    sentence before it ("for two classes ..").
    """

    code: ClassVar[str] = "F307"
    name: ClassVar[str] = "another-concept"
    kind: ClassVar[ClaimKind] = "definition"
    method: ClassVar[str] = "another concept"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("二分类的交叉熵为 $L = -[y \\log p + (1-y) \\log(1-p)]$。\n"),
        Valid("The mean absolute error is $\\frac{1}{n}\\sum_i |y_i - \\hat y_i|$.\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "The cross entropy is $H(p, q) = -\\sum_i (p_i \\log q_i + (1 - p_i) \\log(1 - q_i))$.\n",
            at=("H(p, q) = -\\sum_i (p_i \\log q_i + (1 - p_i) \\log(1 - q_i))",),
        ),
        Invalid(
            "$$\\mathrm{RMSE} = \\frac{1}{n}\\sum_{i=1}^n (y_i - \\hat y_i)^2$$\n",
            at=("\\mathrm{RMSE} = \\frac{1}{n}\\sum_{i=1}^n (y_i - \\hat y_i)^2",),
        ),
    )

    def message(self, claim: JudgedClaim, witness: Witness) -> str:
        """Both concepts."""
        return f"this is the formula of {claim.evidence.get('other', '')}, not of {witness.right}"
