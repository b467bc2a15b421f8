r"""F312: matrices whose sizes do not fit."""

from typing import ClassVar

from mdcheck.model.claim import ClaimKind
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.refuted import RefutedClaim


class WrongSize(RefutedClaim):
    r"""Finds products and sums of matrices whose declared sizes do not fit.

    ## What it does

    Sizes come from `Q \in \mathbb{R}^{n \times d}` in the same section, or from subscripts such as
    `L_{3,1356}`. Two letters count as different sizes unless some equation of the note holds both.

    ## Why is this bad?

    Nobody can compute it; mostly a transposition is missing, or two factors stand in the wrong order.

    ## How to mend it

    Transpose or exchange the factors that the message names, or correct the declaration.
    """

    code: ClassVar[str] = "F312"
    name: ClassVar[str] = "wrong-size"
    kind: ClassVar[ClaimKind] = "shape"
    methods: ClassVar[tuple[str, ...]] = ("structure",)
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid(
            "With $Q \\in \\mathbb{R}^{n \\times d}$ and $K \\in \\mathbb{R}^{m \\times d}$, $S = QK^T$.\n"
        ),
        Valid("$A_{b,30} = E_{b,768} (L_{30,100} W_{100,768})^T$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "With $Q \\in \\mathbb{R}^{n \\times d}$ and $K \\in \\mathbb{R}^{m \\times d}$, $S = QK$.\n",
            at=("S = QK",),
        ),
        Invalid(
            "$A_{b,30} = E_{b,768} (L_{30,100} W_{768,100})^T$\n",
            at=("A_{b,30} = E_{b,768} (L_{30,100} W_{768,100})^T",),
        ),
    )
