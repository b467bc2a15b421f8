r"""F306: the defining equation of a known concept that defines something else."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind, JudgedClaim
from mdcheck.model.verdict import Witness
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.canonical_claims import RefutedByCanon


class WrongDefinition(RefutedByCanon):
    r"""Finds definitions of known concepts that are one slip away from the right formula.

    ## What it does

    The left side, the sentence and the heading say which concept an equation defines. Its right side is
    evaluated beside the canonical formula on drawn inputs, with quantities aligned by their names and then in
    every other way. Only where all alignments fail and one small edit (a sign, a missing logarithm, square,
    root, weight or factor, a wrong index, numerator and denominator exchanged) makes the two agree, the
    equation is called wrong. Known conventions never are.

    ## Why is this bad?

    The formula is well formed and looks plausible; nothing but its name says that it is wrong.

    ## How to mend it

    The message shows the formula that would agree.
    """

    code: ClassVar[str] = "F306"
    name: ClassVar[str] = "wrong-definition"
    kind: ClassVar[ClaimKind] = "definition"
    method: ClassVar[str] = "definition"
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("The hinge loss is\n\n$$L = \\max(0, 1 - t \\cdot s)$$\n"),
        Valid("信息熵定义为 $H(X) = -\\sum_x p(x) \\log_2 p(x)$。\n"),
        Valid("$$\\mathrm{RMSE} = \\sqrt{\\frac{1}{m}\\sum_{k=1}^{m}(t_k - \\hat t_k)^2}$$\n"),
        Valid("$$L = \\max(0, 1 + y f(x))$$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "The hinge loss is\n\n$$L = \\max(0, 1 + y f(x))$$\n",
            at=("L = \\max(0, 1 + y f(x))",),
        ),
        Invalid(
            "困惑度定义为\n\n$$PPL = \\exp(\\frac{1}{m} \\sum_k \\log a_k)$$\n",
            at=("PPL = \\exp(\\frac{1}{m} \\sum_k \\log a_k)",),
        ),
    )

    def message(self, claim: JudgedClaim, witness: Witness) -> str:
        """The concept, both values and the formula that would agree."""
        hint = f"; agrees as {witness.likely}" if witness.likely else ""
        concept = claim.evidence.get("concept", "")
        return f"not the {concept}: this gives {witness.left}, the {concept} is {witness.right}{hint}"
